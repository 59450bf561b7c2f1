/**
 * What a channel counts in the loudness, and how much of it goes to either side of a stereo mix. Loudness weights are
 * those of FFmpeg's ebur128: 1.41 for all that stands beside or behind, which ITU-R BS.1770-5 has for the surrounds of 5.1.
 */
export type Speaker = { loudness: number; left: number; right: number };

const speaker = (loudness: number, left: number, right: number): Speaker => ({ loudness, left, right });
/** +1.5 dB: sound from behind counts for more. */
const BEHIND = 1.41;
/** −3 dB, as ITU-R BS.775-4 mixes centre and surround in. */
const HALF_POWER = Math.SQRT1_2;

/** In the order of the bits of WAVEFORMATEXTENSIBLE's mask. */
const SPEAKERS: readonly Speaker[] = [
  speaker(1, 1, 0), // front left
  speaker(1, 0, 1), // front right
  speaker(1, HALF_POWER, HALF_POWER), // front centre
  speaker(0, 0, 0), // low frequencies
  speaker(BEHIND, HALF_POWER, 0), // back left
  speaker(BEHIND, 0, HALF_POWER), // back right
  speaker(1, 1, 0), // left of centre
  speaker(1, 0, 1), // right of centre
  speaker(BEHIND, 0.5, 0.5), // back centre
  speaker(BEHIND, HALF_POWER, 0), // side left
  speaker(BEHIND, 0, HALF_POWER), // side right
  speaker(1, 0.5, 0.5), // top centre
  speaker(1, HALF_POWER, 0), // top front left
  speaker(1, 0.5, 0.5), // top front centre
  speaker(1, 0, HALF_POWER), // top front right
  speaker(BEHIND, HALF_POWER, 0), // top back left
  speaker(BEHIND, 0.5, 0.5), // top back centre
  speaker(BEHIND, 0, HALF_POWER), // top back right
];

/** The speakers of a mask, one a channel, no side louder than its loudest channel; left and right in turn where it names too few. */
export function speakersOf(mask: number, channels: number): Speaker[] {
  const named = SPEAKERS.filter((_, bit) => (mask >> bit) & 1);
  const turns = Array.from({ length: channels }, (_, c) => speaker(1, 1 - (c % 2), c % 2));
  const speakers = named.length === channels ? named : turns;
  const sum = (side: 'left' | 'right') => speakers.reduce((total, one) => total + one[side], 0);
  const scale = 1 / Math.max(1, sum('left'), sum('right'));
  return speakers.map(({ loudness, left, right }) => speaker(loudness, scale * left, scale * right));
}
