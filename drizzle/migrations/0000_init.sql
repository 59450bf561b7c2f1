CREATE EXTENSION IF NOT EXISTS pg_trgm;--> statement-breakpoint
CREATE TABLE "api_keys" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"user_id" uuid NOT NULL,
	"name" text NOT NULL,
	"key_sha256" text NOT NULL,
	"last4" text NOT NULL,
	"scopes" text[] NOT NULL,
	"expires_at" timestamp (3) with time zone,
	"revoked_at" timestamp (3) with time zone,
	"last_used_at" timestamp (3) with time zone,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "api_keys_key_sha256_unique" UNIQUE("key_sha256")
);
--> statement-breakpoint
CREATE TABLE "jobs" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"user_id" uuid NOT NULL,
	"track_id" uuid NOT NULL,
	"kind" text NOT NULL,
	"status" text DEFAULT 'queued' NOT NULL,
	"source" jsonb NOT NULL,
	"error_code" text,
	"error_detail" text,
	"dispatched_at" timestamp (3) with time zone,
	"dispatches" integer DEFAULT 0 NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"finished_at" timestamp (3) with time zone,
	CONSTRAINT "jobs_status_known" CHECK ("jobs"."status" in ('queued', 'succeeded', 'failed'))
);
--> statement-breakpoint
CREATE TABLE "music_requests" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"user_id" uuid NOT NULL,
	"text" text NOT NULL,
	"query" jsonb NOT NULL,
	"query_source" text NOT NULL,
	"confidence" double precision NOT NULL,
	"unclear" boolean NOT NULL,
	"track_ids" uuid[] NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "tracks" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"owner_id" uuid,
	"source" text NOT NULL,
	"source_url" text,
	"youtube_id" text,
	"content_hash" text,
	"file_name" text,
	"title" text,
	"artist" text,
	"album" text,
	"genres" text[] DEFAULT '{}' NOT NULL,
	"moods" text[] DEFAULT '{}' NOT NULL,
	"duration_sec" double precision,
	"bpm" double precision,
	"bpm_confidence" double precision,
	"musical_key" text,
	"camelot_key" text,
	"key_confidence" double precision,
	"energy_level" double precision,
	"integrated_lufs" double precision,
	"waveform_peaks" smallint[],
	"analysis_status" text DEFAULT 'pending' NOT NULL,
	"analysis_version" integer,
	"analysis" jsonb,
	"tags" jsonb,
	"objects" jsonb,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "tracks_youtube_id_unique" UNIQUE("youtube_id"),
	CONSTRAINT "tracks_analysis_status_known" CHECK ("tracks"."analysis_status" in ('pending', 'succeeded', 'failed'))
);
--> statement-breakpoint
CREATE TABLE "users" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"email" text NOT NULL,
	"plan" text DEFAULT 'free' NOT NULL,
	"role" text DEFAULT 'user' NOT NULL,
	"disabled_at" timestamp (3) with time zone,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "users_plan_known" CHECK ("users"."plan" in ('free', 'starter', 'pro', 'scale', 'enterprise')),
	CONSTRAINT "users_role_known" CHECK ("users"."role" in ('user', 'support', 'admin'))
);
--> statement-breakpoint
ALTER TABLE "api_keys" ADD CONSTRAINT "api_keys_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "jobs" ADD CONSTRAINT "jobs_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "jobs" ADD CONSTRAINT "jobs_track_id_tracks_id_fk" FOREIGN KEY ("track_id") REFERENCES "public"."tracks"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "music_requests" ADD CONSTRAINT "music_requests_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "tracks" ADD CONSTRAINT "tracks_owner_id_users_id_fk" FOREIGN KEY ("owner_id") REFERENCES "public"."users"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "api_keys_by_user" ON "api_keys" USING btree ("user_id");--> statement-breakpoint
CREATE INDEX "jobs_by_user" ON "jobs" USING btree ("user_id","created_at" DESC NULLS LAST);--> statement-breakpoint
CREATE INDEX "jobs_by_track" ON "jobs" USING btree ("track_id");--> statement-breakpoint
CREATE INDEX "jobs_unfinished" ON "jobs" USING btree ("created_at") WHERE "jobs"."status" = 'queued';--> statement-breakpoint
CREATE INDEX "music_requests_by_user" ON "music_requests" USING btree ("user_id","created_at" DESC NULLS LAST);--> statement-breakpoint
CREATE INDEX "tracks_by_owner" ON "tracks" USING btree ("owner_id","created_at" DESC NULLS LAST,"id" DESC NULLS LAST);--> statement-breakpoint
CREATE INDEX "tracks_by_age" ON "tracks" USING btree ("created_at" DESC NULLS LAST,"id" DESC NULLS LAST);--> statement-breakpoint
CREATE INDEX "tracks_by_content" ON "tracks" USING btree ("content_hash");--> statement-breakpoint
CREATE INDEX "tracks_by_bpm" ON "tracks" USING btree ("bpm") WHERE "tracks"."analysis_status" = 'succeeded';--> statement-breakpoint
CREATE INDEX "tracks_by_camelot" ON "tracks" USING btree ("camelot_key","bpm") WHERE "tracks"."analysis_status" = 'succeeded';--> statement-breakpoint
CREATE INDEX "tracks_by_genre" ON "tracks" USING gin ("genres");--> statement-breakpoint
CREATE INDEX "tracks_by_mood" ON "tracks" USING gin ("moods");--> statement-breakpoint
CREATE INDEX "tracks_by_name" ON "tracks" USING gin ((coalesce("artist", '') || ' ' || coalesce("title", '')) gin_trgm_ops);--> statement-breakpoint
CREATE UNIQUE INDEX "users_email_unique" ON "users" USING btree (lower("email"));