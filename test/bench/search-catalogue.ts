import type { PGlite } from '@electric-sql/pglite';
import { GENRES } from '../../edge/understanding/vocabulary/genres.ts';
import { INSTRUMENTS } from '../../edge/understanding/vocabulary/instruments.ts';
import { MOODS } from '../../shared/contracts/analysis.ts';
import type { TrackAttributes } from '../../shared/contracts/attributes.ts';
import { camelotOf, type Key, keyName, MODES, TONICS } from '../../shared/music/keys.ts';
import { analysisOf } from '../support/analysis.ts';
import { seededRandom } from '../support/random.ts';

const SYLLABLES =
  'ba be da do fa fi ga go ka ko la le li lo ma me mi mo na ne ni no pa pe ra re ri ro sa se si so ta te ti to va ve vi za ón né ür'.split(
    ' ',
  );

const BATCH = 5_000;
const SAMPLES = 64;

/**
 * Fills the catalogue with made-up tracks as a real one has them: few genres with very many tracks and many with few,
 * tempi around what is usual for the genre, a stored analysis and 1,000 peaks each. Always the same for the same seed.
 */
export async function fillCatalogue(db: PGlite, count: number, ownerId: string): Promise<void> {
  const random = seededRandom(4);
  const pick = <T>(list: readonly T[]): T => list[Math.floor(random() * list.length)]!;
  const skewed = <T>(list: readonly T[]): T => list[Math.floor(random() ** 2.2 * list.length)]!;
  const wordOf = (syllables: number) => Array.from({ length: syllables }, () => pick(SYLLABLES)).join('');
  const words = Array.from({ length: 4_000 }, () => wordOf(2 + Math.floor(random() * 3)));
  const names = Array.from({ length: 1_500 }, () => wordOf(2 + Math.floor(random() * 2)));
  const artists = Array.from(
    { length: 8_000 },
    () => `${pick(names)} ${pick(words)}${random() < 0.3 ? ` ${pick(words)}` : ''}`,
  );
  const keys: Key[] = MODES.flatMap((mode) => TONICS.map((tonic) => ({ tonic, mode })));
  await db.exec('create temporary table sample (n int primary key, peaks smallint[], analysis jsonb)');
  for (let n = 0; n < SAMPLES; n += 1) {
    const peaks = Array.from({ length: 1_000 }, (_, at) => Math.round((at % 2 ? 1 : -1) * random() * 127));
    const analysis = { ...analysisOf({ bpm: 120, key: keys[n % 24]! }), padding: peaks.slice(0, 900) };
    await db.query('insert into sample values ($1, $2, $3)', [n, peaks, analysis]);
  }
  for (let made = 0; made < count; made += BATCH) {
    const rows = Array.from({ length: Math.min(BATCH, count - made) }, (_, index) => {
      const genre = skewed(GENRES);
      const [low, high] = genre.bpm ?? [80, 140];
      const key = pick(keys);
      return {
        n: made + index,
        title: `${skewed(words)} ${skewed(words)}${random() < 0.2 ? ' (Live)' : ''}`,
        artist: skewed(artists),
        genres: random() < 0.25 ? [genre.name, skewed(GENRES).name] : [genre.name],
        moods: random() < 0.5 ? [pick(MOODS)] : [pick(MOODS), pick(MOODS)],
        bpm: Math.round((low + random() * (high - low)) * 10) / 10,
        musical_key: keyName(key),
        camelot_key: camelotOf(key),
        confidence: random(),
        energy: random(),
        duration: 120 + random() * 300,
        is_private: random() < 0.05,
        attributes: attributesOf(random, pick),
      };
    });
    await db.query(
      `insert into tracks (owner_id, source, title, artist, genres, moods, attributes, duration_sec, bpm, bpm_confidence,
         musical_key, camelot_key, key_confidence, energy_level, integrated_lufs, waveform_peaks, analysis_status, analysis_version, analysis)
       select case when r.is_private then $2::uuid end, 'url', r.title, r.artist, r.genres, r.moods, r.attributes,
         r.duration, r.bpm, r.confidence, r.musical_key, r.camelot_key, r.confidence, r.energy, -9.5, s.peaks, 'succeeded', 1, s.analysis
       from jsonb_to_recordset($1::jsonb) as r (n int, title text, artist text, genres text[], moods text[],
         attributes jsonb, duration float8, bpm float8, confidence float8, musical_key text, camelot_key text, energy float8, is_private boolean)
       join sample s on s.n = r.n % ${SAMPLES}`,
      [JSON.stringify(rows), ownerId],
    );
  }
  await db.exec('vacuum analyze tracks');
}

/** Of a third the vocals are known, of half the year, of few an instrument or the language. */
function attributesOf(random: () => number, pick: <T>(list: readonly T[]) => T): TrackAttributes {
  const stated = <T>(value: T) => ({ value, confidence: 0.5 + random() / 2, provenance: 'model' as const });
  const vocals = random() < 0.35 ? pick(['none', 'female', 'male', 'any'] as const) : null;
  return {
    year: random() < 0.5 ? stated(2026 - Math.floor(random() ** 2 * 60)) : null,
    vocals: vocals && stated(vocals),
    language: vocals && vocals !== 'none' && random() < 0.5 ? stated(pick(['en', 'es', 'fr', 'de', 'pt'])) : null,
    instruments: random() < 0.25 ? [stated(pick(INSTRUMENTS).name)] : [],
  };
}
