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
const bpm = z.number().positive().meta({ description: 'Beats a minute, to 0.01; 45 to 230 are looked at' });
const method = z.string().min(1).max(200).meta({ description: 'The algorithm or tool the value comes from' });
const zeroToOne = z.number().min(0).max(1);
/** A share, or how much there is of something, of all that there can be. */
const share = (description: string) => zeroToOne.meta({ description });
/** What stands beside figures that a standard or a formula defines: they are exact for the samples decoded. */
const measured = {
  provenance: z
    .literal('measured')
    .meta({ description: 'Computed from the samples as `method` defines it, not estimated' }),
  confidence: z.literal(1).meta({ description: '1, by definition' }),
  method,
};

/** How an alternative tempo stands to the one given: 1/2 means half of it. */
export const TEMPO_RELATIONS = ['1/3', '1/2', '2/3', '3/4', '1', '4/3', '3/2', '2', '3', 'other'] as const;

/**
 * `steady` is false when the tempo changes; then `curve` has it in steps, else it is null. Where the range of tempi asked for,
 * a genre or the file's tag made one reading likelier than another, `method` names it.
 */
export const tempoSchema = z.object({
  bpm,
  confidence,
  alternatives: z
    .array(
      z.object({
        bpm,
        relation: z.enum(TEMPO_RELATIONS).meta({ description: 'This tempo over the one given; 1/2 is half of it' }),
        confidence,
      }),
    )
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
  timesSec: z.array(seconds).meta({ description: 'Every beat that sounds, seconds from the first decoded sample' }),
  confidence,
  beatsPerBar: z
    .int()
    .positive()
    .nullable()
    .meta({ description: '3 or 4; null where there are few beats, and in metres of five and seven' }),
  metreConfidence: confidence.nullable(),
  firstDownbeatSec: seconds.nullable().meta({
    description: 'One of `timesSec`; from it on every `beatsPerBar`-th of them is a downbeat. Null where the metre is',
  }),
  downbeatConfidence: confidence.nullable(),
  grid: z
    .object({
      bpm: z.number().positive().meta({ description: 'Beats a minute, to 0.0001, so that no drift adds up' }),
      firstBeatSec: seconds,
      errorMs: z.number().min(0).meta({ description: 'Median distance of the beats heard from the grid, ms' }),
    })
    .nullable(),
  method,
});
export type Beats = z.infer<typeof beatsSchema>;

const keyNames = {
  tonic: z.enum(TONICS).meta({ description: 'The note that the key is named by' }),
  mode: z.enum(MODES).meta({ description: 'Major or minor' }),
  camelot: z
    .string()
    .regex(/^(1[0-2]|[1-9])[AB]$/)
    .meta({ description: 'The same key on the Camelot wheel: 1 to 12, A minor, B major' }),
  openKey: z
    .string()
    .regex(/^(1[0-2]|[1-9])[md]$/)
    .meta({ description: 'The same key in Open Key: 1 to 12, m minor, d major' }),
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
  integratedLufs: z
    .number()
    .nullable()
    .meta({ description: 'Of the whole track, LUFS, over −70; null for silence, and under 0.4 s' }),
  rangeLu: z.number().min(0).nullable().meta({ description: 'EBU Tech 3342, LU; null for silence, and under 3 s' }),
  truePeakDbtp: z
    .number()
    .nullable()
    .meta({ description: 'ITU-R BS.1770, dB over full scale; null for digital silence' }),
  replayGainDb: z
    .number()
    .nullable()
    .meta({ description: 'ReplayGain 2.0: to −18 LUFS, dB; null where the loudness is' }),
  shortTerm: z.object({
    stepSec: z.number().positive().meta({ description: 'Seconds from one value to the next' }),
    lufs: z
      .array(z.number().nullable())
      .meta({ description: 'LUFS, to 0.1, of the 3 s that end at (index + 1) × stepSec' }),
  }),
  ...measured,
});
export type Loudness = z.infer<typeof loudnessSchema>;

/**
 * How hard the music drives: `value` 0 to 1, `level` 1 to 10 as DJs count it; the parts it is made of, each 0 to 1. It is a
 * formula over what was measured, exact as such: how well it says what a listener feels, nobody has counted.
 */
export const energySchema = z.object({
  value: share('Energy, 0 to 1: the weighted mean of the parts'),
  level: z.int().min(1).max(10).meta({ description: 'The same from 1 to 10, as DJs count it' }),
  parts: z.object({
    loudness: share('How loud the whole is, 0 to 1'),
    onsets: share('How much sets in a second, 0 to 1'),
    spectrum: share('How full low, mid and high band are, 0 to 1'),
    dynamics: share('How little the loudness varies over the track, 0 to 1'),
  }),
  ...measured,
});
export type Energy = z.infer<typeof energySchema>;

export const SECTION_LABELS = ['intro', 'build', 'drop', 'chorus', 'verse', 'breakdown', 'outro'] as const;
export type SectionLabel = (typeof SECTION_LABELS)[number];
export const CUE_KINDS = ['first-beat', 'mix-in', 'drop', 'mix-out'] as const;

/**
 * Sections in DJs' terms, side by side from where the music begins to where it ends, silence left out, and on bar lines
 * where bars are known; and cue points.
 * `confidence` of a section, and of a cue at its start, says how clearly it stands out from what is beside it. It is not
 * calibrated: the only arrangements that were known to count against are synthesised ones, where all is clearer than in life.
 */
export const structureSchema = z.object({
  sections: z.array(
    z.object({
      startSec: seconds,
      endSec: seconds,
      bars: z.number().positive().nullable().meta({ description: 'Length in bars; null where no bars are known' }),
      label: z.enum(SECTION_LABELS).meta({ description: 'What a DJ calls it' }),
      confidence: share('How clearly it stands out from what is beside it, 0 to 1; not calibrated'),
      energy: share('Energy of the section, 0 to 1, on the scale of the whole track’s'),
    }),
  ),
  cues: z.array(
    z.object({
      kind: z.enum(CUE_KINDS).meta({ description: 'What the point is for' }),
      timeSec: seconds,
      confidence: share(
        'Of the tempo or the downbeats for what rests on them, else how clearly the section stands out, 0 to 1',
      ),
    }),
  ),
  method,
});
export type Structure = z.infer<typeof structureSchema>;

/** How well the music suits dancing; `null` as a whole where no pulse is found. The confidence is that of the tempo it rests on. */
export const danceabilitySchema = z.object({ value: share('How well it suits dancing, 0 to 1'), confidence, method });
export type Danceability = z.infer<typeof danceabilitySchema>;

/** Descriptors for likeness search; means over the frames that are not silent. */
export const timbreSchema = z.object({
  mfccMean: z.array(z.number()).length(13).meta({ description: 'Mel cepstrum, coefficients 0 to 12, dB' }),
  mfccDeviation: z.array(z.number()).length(13).meta({ description: 'Their standard deviation over the frames, dB' }),
  centroidHz: z.number().min(0).meta({ description: 'Mean frequency of the spectrum by magnitude, Hz' }),
  rolloffHz: z.number().min(0).meta({ description: '85 % of the power lies below, Hz' }),
  flatness: zeroToOne.meta({ description: 'Geometric over arithmetic mean of the power, 0 to 1: 1 is noise' }),
  dynamicComplexityDb: z
    .number()
    .min(0)
    .nullable()
    .meta({ description: 'Mean distance of the loudness from its own level, dB; null under 0.4 s of sound' }),
  onsetRateHz: z.number().min(0).meta({ description: 'Onsets a second' }),
  lowShare: zeroToOne.meta({ description: 'Share of the power under 200 Hz, 0 to 1' }),
  midShare: zeroToOne.meta({ description: 'Share of the power from 200 to 2,000 Hz, 0 to 1' }),
  highShare: zeroToOne.meta({ description: 'Share of the power over 2,000 Hz, 0 to 1' }),
  ...measured,
});
export type Timbre = z.infer<typeof timbreSchema>;

export const MOODS = ['calm', 'chill', 'dark', 'bright', 'energetic', 'aggressive', 'melancholic', 'happy'] as const;
export type Mood = (typeof MOODS)[number];

/** Words know more moods than sound does. */
const KNOWN_MOODS = [...new Set<Mood | RequestedMood>([...MOODS, ...REQUESTED_MOODS])];

const leaning = share('How far what was looked at leans that way, 0 to 1; not calibrated');

/**
 * `features`: guessed from the sound alone, and then `confidence` is how far the features lean that way, uncalibrated;
 * `words`: read from title, artist, tags, file name and description, beside what was measured, by a language model, and then
 * `confidence` is what the model says of itself.
 */
export const moodsSchema = z.object({
  provenance: z.enum(['features', 'words']).meta({ description: 'Guessed from the sound, or read from words' }),
  moods: z
    .array(z.object({ mood: z.enum(KNOWN_MOODS).meta({ description: 'Of a closed list' }), confidence: leaning }))
    .meta({ description: 'Likeliest first' }),
  method,
});
export type Moods = z.infer<typeof moodsSchema>;

/** Genres in the words that requests are understood in. No sound measured here tells them: they come from words alone. */
export const genresSchema = z.object({
  provenance: z.literal('words').meta({ description: 'Read from words' }),
  genres: z
    .array(z.object({ genre: z.string().meta({ description: 'As requests are understood in' }), confidence: leaning }))
    .meta({ description: 'Likeliest first' }),
  method,
});
export type Genres = z.infer<typeof genresSchema>;

/** What the file itself is. `truncated` when the decoder gave clearly less than the container announces. */
export const audioFormatSchema = z.object({
  container: z.string().meta({ description: 'As ffmpeg names it' }),
  codec: z.string().meta({ description: 'As ffmpeg names it' }),
  sampleRateHz: z.int().positive().meta({ description: 'Of the file, Hz' }),
  channels: z.int().positive().meta({ description: 'How many there are in the file' }),
  bitrateKbps: z.number().positive().nullable().meta({ description: 'Mean of the file, kbit/s; null where unknown' }),
  truncated: z.boolean().meta({ description: 'Whether it ends clearly before it says' }),
});
export type AudioFormat = z.infer<typeof audioFormatSchema>;

/** The waveform itself lies beside the analysis; here the overview for a track's row, and the zooms there are. */
export const waveformSummarySchema = z.object({
  overview: z
    .array(z.int().min(-128).max(127))
    .meta({ description: 'About 1,000 peaks over the whole track: 500 times minimum and maximum, −128 to 127' }),
  sampleRate: z.int().positive().meta({ description: 'Of the signal that the pixels count samples of, Hz' }),
  samplesPerPixel: z.array(z.int().positive()).meta({ description: 'The zooms there are, samples a pixel' }),
  ...measured,
});
export type WaveformSummary = z.infer<typeof waveformSummarySchema>;

export const analysisSchema = z.object({
  analysisVersion: z.int().positive().meta({ description: 'Goes up when the analysers give other results' }),
  durationSec: z.number().positive().meta({ description: 'Seconds of what was decoded, not what the container says' }),
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
