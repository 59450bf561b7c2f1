-- What searches filter and score by stays in the row, whatever its length; analyses and waveforms alone move out.
ALTER TABLE "tracks"
	ALTER COLUMN "genres" SET STORAGE MAIN,
	ALTER COLUMN "moods" SET STORAGE MAIN,
	ALTER COLUMN "title" SET STORAGE MAIN,
	ALTER COLUMN "artist" SET STORAGE MAIN,
	ALTER COLUMN "album" SET STORAGE MAIN,
	ALTER COLUMN "file_name" SET STORAGE MAIN,
	ALTER COLUMN "folded_artist" SET STORAGE MAIN,
	ALTER COLUMN "folded_name" SET STORAGE MAIN,
	ALTER COLUMN "musical_key" SET STORAGE MAIN,
	ALTER COLUMN "camelot_key" SET STORAGE MAIN;
