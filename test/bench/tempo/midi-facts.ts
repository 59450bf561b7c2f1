/** What a standard MIDI file says of its tempo, metre and key. */

export type MidiFacts = {
  /** Tempi in quarters a minute, with the second at which each begins. */
  tempi: { atSec: number; bpm: number }[];
  /** Denominator and numerator of the first time signature; 4/4 where there is none (the standard's default). */
  beats: number;
  unit: number;
  /** The first key signature other than the C major that sequencers write where nobody chose a key; else null. */
  key: string | null;
  durationSec: number;
  notes: number;
  /** How far the notes keep to fourths or thirds of a quarter, wherever these begin: 1 exactly, 0 not at all. */
  onGrid: number;
};

type Event = { tick: number; kind: number; data: Buffer };

/** Kinds of meta events (Standard MIDI Files 1.0, 1996). */
const TEMPO = 0x51;
const TIME_SIGNATURE = 0x58;
const KEY_SIGNATURE = 0x59;
const NOTE_ON = 0x90;
const END_OF_TRACK = 0x2f;
/** Quarters a minute until a file says otherwise. */
const DEFAULT_BPM = 120;

const MAJOR = ['Cb', 'Gb', 'Db', 'Ab', 'Eb', 'Bb', 'F', 'C', 'G', 'D', 'A', 'E', 'B', 'F#', 'C#'];
const MINOR = ['Ab', 'Eb', 'Bb', 'F', 'C', 'G', 'D', 'A', 'E', 'B', 'F#', 'C#', 'G#', 'D#', 'A#'];

/** Null for a file whose ticks are not parts of a quarter, or that is not MIDI at all. */
export function midiFacts(file: Buffer): MidiFacts | null {
  if (file.toString('latin1', 0, 4) !== 'MThd') return null;
  const ticksAQuarter = file.readUInt16BE(12);
  if (ticksAQuarter === 0 || ticksAQuarter & 0x8000) return null;
  const events = tracksOf(file)
    .flatMap(eventsOf)
    .toSorted((a, b) => a.tick - b.tick);
  const tempi = [{ atSec: 0, bpm: DEFAULT_BPM }];
  let [atSec, tick] = [0, 0];
  for (const event of events) {
    atSec += ((event.tick - tick) / ticksAQuarter) * (60 / tempi.at(-1)!.bpm);
    tick = event.tick;
    if (event.kind === TEMPO) tempi.push({ atSec, bpm: 6e7 / event.data.readUIntBE(0, 3) });
  }
  const struck = events.flatMap((event) => (event.kind === NOTE_ON ? event.tick : []));
  const metre = events.find(({ kind }) => kind === TIME_SIGNATURE)?.data;
  return {
    tempi,
    beats: metre?.[0] ?? 4,
    unit: 2 ** (metre?.[1] ?? 2),
    key: keyOf(events),
    durationSec: atSec,
    notes: struck.length,
    onGrid: Math.max(...[4, 3].map((parts) => concentration(struck.map((at) => (parts * at) / ticksAQuarter)))),
  };
}

/** Length of the mean of the phases as unit vectors (Mardia 1972): that of a metre which the notes keep is long. */
function concentration(cycles: readonly number[]): number {
  const mean = (part: (angle: number) => number) =>
    cycles.reduce((sum, cycle) => sum + part(2 * Math.PI * cycle), 0) / Math.max(1, cycles.length);
  return Math.hypot(mean(Math.cos), mean(Math.sin));
}

function keyOf(events: readonly Event[]): string | null {
  const signature = events.find(({ kind }) => kind === KEY_SIGNATURE)?.data;
  if (!signature || signature.length < 2) return null;
  const [fifths, minor] = [signature.readInt8(0), signature[1] === 1];
  if (Math.abs(fifths) > 7 || (fifths === 0 && !minor)) return null;
  return `${(minor ? MINOR : MAJOR)[fifths + 7]} ${minor ? 'minor' : 'major'}`;
}

function tracksOf(file: Buffer): Buffer[] {
  const tracks: Buffer[] = [];
  for (let at = 14; at + 8 <= file.length; at += 8 + file.readUInt32BE(at + 4)) {
    if (file.toString('latin1', at, at + 4) === 'MTrk')
      tracks.push(file.subarray(at + 8, at + 8 + file.readUInt32BE(at + 4)));
  }
  return tracks;
}

/** Meta events under their number, and notes struck under NOTE_ON; all else is passed over. */
function eventsOf(track: Buffer): Event[] {
  const events: Event[] = [];
  let [at, tick, status] = [0, 0, 0];
  const number = (): number => {
    let value = 0;
    for (;;) {
      const byte = track[at++] ?? 0;
      value = value * 128 + (byte & 0x7f);
      if (byte < 0x80) return value;
    }
  };
  const block = (): Buffer => {
    const length = number();
    at += length;
    return track.subarray(at - length, at);
  };
  while (at < track.length) {
    tick += number();
    if ((track[at] ?? 0) >= 0x80) status = track[at++]!;
    if (status === 0xff) {
      const kind = track[at++] ?? END_OF_TRACK;
      events.push({ tick, kind, data: block() });
      if (kind === END_OF_TRACK) break;
    } else if (status >= 0xf0) block();
    else {
      const [kind, velocity] = [status & 0xf0, track[at + 1]];
      if (kind === NOTE_ON && velocity) events.push({ tick, kind, data: track.subarray(at, at + 2) });
      at += kind === 0xc0 || kind === 0xd0 ? 1 : 2;
    }
  }
  return events;
}
