import { z } from 'zod';
import { MODES, TONICS } from '../music/keys.ts';
import { MOODS as REQUESTED_MOODS, type Mood as RequestedMood } from './query.ts';

/** Goes up when results change; a stored analysis of an older version is recomputed when asked for. */
export const ANALYSIS_VERSION = 3;

/*
 * What an analysis holds. Times are seconds from the first decoded sample. What is unknown is `null`, never 0.
 * `confidence` is 0 to 1 and meant as a probability: of the answers given with 0.8, eight in ten are right. So it is
 * for tempo and key, by count (`npm run bench:analysis`); for sections, cues and moods it is only a degree, see there.
 * `method` says what a value rests on. `provenance: "measured"` tells a measurement from an estimate: its definition makes
 * it what it is, so its confidence is 1.
 */

const confidence = z.number().min(0).max(1).meta({ description: 'How likely the answer is right, 0 to 1' });
const seconds = z.number().min(0).meta({ description: 'Seconds from the first decoded sample' });
const bpm = z.number().positive().meta({ description: 'Beats a minute, to 0.01' });
const method = z.string().min(1).max(100).meta({ description: 'The algorithm or tool the value comes from' });
const zeroToOne = z.number().min(0).max(1);
/** What stands beside figures that a standard or a formula defines: they are exact for the samples decoded. */
const measured = {
  provenance: z
    .literal('measured')
    .meta({ description: 'Computed from the samples as `method` defines it, not estimated' }),
  confidence: z.literal(1).meta({ description: 'By definition' }),
  method,
};

/** How an alternative tempo stands to the one given: 1/2 means half of it. */
export const TEMPO_RELATIONS = ['1/3', '1/2', '2/3', '3/4', '1', '4/3', '3/2', '2', '3', 'other'] as const;

/** `steady` is false when the tempo changes; then `curve` has it in steps, else it is null. */
export const tempoSchema = z.object({
  bpm,
  confidence,
  alternatives: z
    .array(z.object({ bpm, relation: z.enum(TEMPO_RELATIONS), confidence }))
    .meta({ description: 'Other readings, likeliest first' }),
  steady: z
    .boolean()
    .meta({ description: 'Whether one grid fits the beats; as sure as those are: `beats.confidence`' }),
  curve: z
    .array(z.object({ timeSec: seconds, bpm }))
    .nullable()
    .meta({ description: 'Read off the beats where the tempo is not steady, and as sure as they are; else null' }),
  method,
});
export type Tempo = z.infer<typeof tempoSchema>;

/**
 * Every beat that sounds, and the grid a DJ program draws when the tempo is steady: beat n at `firstBeatSec + n × 60 / bpm`,
 * from the first that sounds.
 */
export const beatsSchema = z.object({
  timesSec: z.array(seconds),
  confidence,
  beatsPerBar: z
    .int()
    .positive()
    .nullable()
    .meta({ description: '3 or 4; null where there are few beats, and in metres of five and seven' }),
  metreConfidence: confidence.nullable(),
  firstDownbeatSec: seconds.nullable(),
  downbeatConfidence: confidence.nullable(),
  grid: z
    .object({
      bpm: z.number().positive(),
      firstBeatSec: seconds,
      errorMs: z.number().min(0).meta({ description: 'Median distance of the beats heard from the grid, ms' }),
    })
    .nullable(),
  method,
});
export type Beats = z.infer<typeof beatsSchema>;

const keyNames = {
  tonic: z.enum(TONICS),
  mode: z.enum(MODES),
  camelot: z.string().regex(/^(1[0-2]|[1-9])[AB]$/),
  openKey: z.string().regex(/^(1[0-2]|[1-9])[md]$/),
};

/**
 * `null` as a whole when the music has no key: drums alone, noise, silence. Where the file has a tag that names a key,
 * `method` says so: the tag makes that key likelier, and decides between keys that are nearly as likely.
 */
export const keySchema = z.object({
  ...keyNames,
  confidence,
  alternatives: z.array(z.object({ ...keyNames, confidence })),
  tuningCents: z.number().min(-50).max(50).nullable().meta({
    description: 'Distance of A4 from 440 Hz, cents; the same peaks tell it as tell the key: as sure as that',
  }),
  sections: z
    .array(z.object({ startSec: seconds, endSec: seconds, ...keyNames, confidence }))
    .nullable()
    .meta({
      description: 'Given when the key changes, else null; what has no notes between two keys belongs to neither',
    }),
  method,
});
export type KeyAnalysis = z.infer<typeof keySchema>;

/** EBU R128. Silence has no loudness: `integratedLufs` is null, as is the curve where it is quieter than −70 LUFS. */
export const loudnessSchema = z.object({
  integratedLufs: z.number().nullable().meta({ description: 'Of the whole track, LUFS, over −70; null for silence' }),
  rangeLu: z.number().min(0).nullable().meta({ description: 'EBU Tech 3342, LU; null under 3 s' }),
  truePeakDbtp: z.number().nullable().meta({ description: 'ITU-R BS.1770, dB over full scale' }),
  replayGainDb: z.number().nullable().meta({ description: 'ReplayGain 2.0: to −18 LUFS, dB' }),
  shortTerm: z.object({
    stepSec: z.number().positive(),
    lufs: z.array(z.number().nullable()).meta({ description: 'LUFS of the 3 s that end at (index + 1) × stepSec' }),
  }),
  ...measured,
});
export type Loudness = z.infer<typeof loudnessSchema>;

/**
 * How hard the music drives: `value` 0 to 1, `level` 1 to 10 as DJs count it; the parts it is made of, each 0 to 1. It is a
 * formula over what was measured, exact as such: how well it says what a listener feels, nobody has counted.
 */
export const energySchema = z.object({
  value: zeroToOne,
  level: z.int().min(1).max(10),
  parts: z.object({ loudness: zeroToOne, onsets: zeroToOne, spectrum: zeroToOne, dynamics: zeroToOne }),
  ...measured,
});
export type Energy = z.infer<typeof energySchema>;

export const SECTION_LABELS = ['intro', 'build', 'drop', 'chorus', 'verse', 'breakdown', 'outro'] as const;
export type SectionLabel = (typeof SECTION_LABELS)[number];
export const CUE_KINDS = ['first-beat', 'mix-in', 'drop', 'mix-out'] as const;

/**
 * Sections in DJs' terms, side by side from where the music begins to where it ends, silence left out, and on bar lines
 * where bars are known; and cue points.
 * `confidence` of a section or cue says how clearly it stands out from what is beside it. It is not calibrated: the only
 * arrangements that were known to count against are synthesised ones, where all is clearer than in life.
 */
export const structureSchema = z.object({
  sections: z.array(
    z.object({
      startSec: seconds,
      endSec: seconds,
      bars: z.number().positive().nullable(),
      label: z.enum(SECTION_LABELS),
      confidence,
      energy: zeroToOne,
    }),
  ),
  cues: z.array(z.object({ kind: z.enum(CUE_KINDS), timeSec: seconds, confidence })),
  method,
});
export type Structure = z.infer<typeof structureSchema>;

/** How well the music suits dancing; `null` as a whole where no pulse is found. The confidence is that of the tempo it rests on. */
export const danceabilitySchema = z.object({ value: zeroToOne, confidence, method });
export type Danceability = z.infer<typeof danceabilitySchema>;

/** Descriptors for likeness search; means over the frames that are not silent. */
export const timbreSchema = z.object({
  mfccMean: z.array(z.number()).length(13).meta({ description: 'Mel cepstrum, coefficients 0 to 12, dB' }),
  mfccDeviation: z.array(z.number()).length(13).meta({ description: 'Their standard deviation over the frames, dB' }),
  centroidHz: z.number().min(0).meta({ description: 'Mean frequency of the spectrum by magnitude' }),
  rolloffHz: z.number().min(0).meta({ description: '85 % of the power lies below' }),
  flatness: zeroToOne.meta({ description: 'Geometric over arithmetic mean of the power: 1 is noise' }),
  dynamicComplexityDb: z
    .number()
    .min(0)
    .nullable()
    .meta({ description: 'Mean distance of the loudness from its own level, dB; null under 0.4 s of sound' }),
  onsetRateHz: z.number().min(0).meta({ description: 'Onsets a second' }),
  lowShare: zeroToOne.meta({ description: 'Share of the power under 200 Hz' }),
  midShare: zeroToOne.meta({ description: 'Share of the power from 200 to 2,000 Hz' }),
  highShare: zeroToOne.meta({ description: 'Share of the power over 2,000 Hz' }),
  ...measured,
});
export type Timbre = z.infer<typeof timbreSchema>;

export const MOODS = ['calm', 'chill', 'dark', 'bright', 'energetic', 'aggressive', 'melancholic', 'happy'] as const;
export type Mood = (typeof MOODS)[number];

/** Words know more moods than sound does. */
const KNOWN_MOODS = [...new Set<Mood | RequestedMood>([...MOODS, ...REQUESTED_MOODS])];

/**
 * `features`: guessed from the sound alone, and then `confidence` is how far the features lean that way, uncalibrated;
 * `words`: read from title, artist, tags, file name and description, beside what was measured, by a language model, and then
 * `confidence` is what the model says of itself.
 */
export const moodsSchema = z.object({
  provenance: z.enum(['features', 'words']),
  moods: z.array(z.object({ mood: z.enum(KNOWN_MOODS), confidence })).meta({ description: 'Likeliest first' }),
  method,
});
export type Moods = z.infer<typeof moodsSchema>;

/** Genres in the words that requests are understood in. No sound measured here tells them: they come from words alone. */
export const genresSchema = z.object({
  provenance: z.literal('words'),
  genres: z.array(z.object({ genre: z.string(), confidence })).meta({ description: 'Likeliest first' }),
  method,
});
export type Genres = z.infer<typeof genresSchema>;

/** What the file itself is. `truncated` when the decoder gave clearly less than the container announces. */
export const audioFormatSchema = z.object({
  container: z.string(),
  codec: z.string(),
  sampleRateHz: z.int().positive(),
  channels: z.int().positive(),
  bitrateKbps: z.number().positive().nullable(),
  truncated: z.boolean(),
});
export type AudioFormat = z.infer<typeof audioFormatSchema>;

/** The waveform itself lies beside the analysis; here the overview for a track's row, and the zooms there are. */
export const waveformSummarySchema = z.object({
  overview: z
    .array(z.int().min(-128).max(127))
    .meta({ description: 'About 1,000 values over the whole track: minimum and maximum interleaved' }),
  sampleRate: z.int().positive().meta({ description: 'Of the signal that the pixels count samples of, Hz' }),
  samplesPerPixel: z.array(z.int().positive()).meta({ description: 'The zooms there are' }),
  ...measured,
});
export type WaveformSummary = z.infer<typeof waveformSummarySchema>;

export const analysisSchema = z.object({
  analysisVersion: z.int().positive(),
  durationSec: z.number().positive().meta({ description: 'Of what was decoded, not what the container says' }),
  audio: audioFormatSchema,
  tempo: tempoSchema.nullable(),
  beats: beatsSchema.nullable(),
  key: keySchema.nullable(),
  loudness: loudnessSchema,
  energy: energySchema.nullable(),
  structure: structureSchema.nullable(),
  waveform: waveformSummarySchema,
  danceability: danceabilitySchema.nullable(),
  timbre: timbreSchema.nullable(),
  moods: moodsSchema.nullable(),
  genres: genresSchema
    .optional()
    .meta({ description: 'Comes a little later than the rest; absent where no language model has read the words' }),
});
export type Analysis = z.infer<typeof analysisSchema>;
