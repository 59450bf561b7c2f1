CREATE EXTENSION IF NOT EXISTS unaccent WITH SCHEMA public;--> statement-breakpoint
-- unaccent() is only "stable", since its dictionary can be changed; ours is named and stays as it is.
CREATE FUNCTION fold_text(input text) RETURNS text LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
	RETURN lower(public.unaccent('public.unaccent'::regdictionary, normalize(input, NFKC)));--> statement-breakpoint
-- Analyses and waveforms move out of the rows that searches read: from 2 KB a row to some 300 bytes.
ALTER TABLE "tracks" SET (toast_tuple_target = 256);--> statement-breakpoint
DROP INDEX "tracks_by_name";--> statement-breakpoint
DROP INDEX "music_requests_by_user";--> statement-breakpoint
ALTER TABLE "music_requests" ALTER COLUMN "text" DROP NOT NULL;--> statement-breakpoint
ALTER TABLE "music_requests" ADD COLUMN "relaxed" text[] DEFAULT '{}' NOT NULL;--> statement-breakpoint
ALTER TABLE "music_requests" ADD COLUMN "not_applied" text[] DEFAULT '{}' NOT NULL;--> statement-breakpoint
ALTER TABLE "music_requests" ADD COLUMN "degraded" text[] DEFAULT '{}' NOT NULL;--> statement-breakpoint
ALTER TABLE "music_requests" ADD COLUMN "videos" jsonb;--> statement-breakpoint
ALTER TABLE "tracks" ADD COLUMN "folded_artist" text GENERATED ALWAYS AS (fold_text(coalesce(artist, ''))) STORED;--> statement-breakpoint
ALTER TABLE "tracks" ADD COLUMN "folded_name" text GENERATED ALWAYS AS (fold_text(coalesce(artist, '') || ' ' || coalesce(title, file_name, ''))) STORED;--> statement-breakpoint
CREATE INDEX "music_requests_with_videos" ON "music_requests" USING btree ("created_at") WHERE "music_requests"."videos" is not null;--> statement-breakpoint
CREATE INDEX "tracks_by_folded_artist" ON "tracks" USING gin ("folded_artist" gin_trgm_ops);--> statement-breakpoint
CREATE INDEX "tracks_by_folded_name" ON "tracks" USING gin ("folded_name" gin_trgm_ops);--> statement-breakpoint
CREATE INDEX "music_requests_by_user" ON "music_requests" USING btree ("user_id","created_at" DESC NULLS LAST,"id" DESC NULLS LAST);