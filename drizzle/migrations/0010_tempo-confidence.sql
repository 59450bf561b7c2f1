DROP INDEX "tracks_by_bpm";--> statement-breakpoint
CREATE INDEX "tracks_by_bpm" ON "tracks" USING btree ("bpm","bpm_confidence") WHERE "tracks"."analysis_status" = 'succeeded';