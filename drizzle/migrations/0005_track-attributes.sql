CREATE FUNCTION attribute_values(input jsonb) RETURNS text[] LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
	RETURN ARRAY(SELECT jsonb_array_elements(input) ->> 'value');--> statement-breakpoint
-- One statement, so that the table is written anew once.
ALTER TABLE "tracks"
	ADD COLUMN "attributes" jsonb DEFAULT '{"year":null,"vocals":null,"language":null,"instruments":[]}'::jsonb NOT NULL,
	ADD COLUMN "release_year" integer GENERATED ALWAYS AS ((attributes -> 'year' ->> 'value')::integer) STORED,
	ADD COLUMN "year_confidence" real GENERATED ALWAYS AS ((attributes -> 'year' ->> 'confidence')::real) STORED,
	ADD COLUMN "vocals" text GENERATED ALWAYS AS (attributes -> 'vocals' ->> 'value') STORED,
	ADD COLUMN "vocals_confidence" real GENERATED ALWAYS AS ((attributes -> 'vocals' ->> 'confidence')::real) STORED,
	ADD COLUMN "language" text GENERATED ALWAYS AS (attributes -> 'language' ->> 'value') STORED,
	ADD COLUMN "language_confidence" real GENERATED ALWAYS AS ((attributes -> 'language' ->> 'confidence')::real) STORED,
	ADD COLUMN "instruments" text[] GENERATED ALWAYS AS (attribute_values(attributes -> 'instruments')) STORED,
	ALTER COLUMN "vocals" SET STORAGE MAIN,
	ALTER COLUMN "language" SET STORAGE MAIN,
	ALTER COLUMN "instruments" SET STORAGE MAIN;--> statement-breakpoint
CREATE INDEX "tracks_by_year" ON "tracks" USING btree ("release_year") WHERE "tracks"."analysis_status" = 'succeeded';--> statement-breakpoint
CREATE INDEX "tracks_by_vocals" ON "tracks" USING btree ("vocals") WHERE "tracks"."analysis_status" = 'succeeded' and "tracks"."vocals" is not null;--> statement-breakpoint
CREATE INDEX "tracks_by_language" ON "tracks" USING btree ("language") WHERE "tracks"."analysis_status" = 'succeeded' and "tracks"."language" is not null;--> statement-breakpoint
CREATE INDEX "tracks_by_instrument" ON "tracks" USING gin ("instruments");