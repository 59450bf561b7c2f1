/**
 * Cuts a row of units (bars) into sections, each as even in itself as can be, by the shortest path over all cuts (Jensen
 * 2007, "Multiple timescale music segmentation using rhythm, timbre, and harmony"): the squared distances of the units
 * from their section's mean, plus a price for each section that is lower where the length is one that music is written in.
 */

/** Price of a section a unit of the track, in squares of what the features' unit is: short pieces have short sections. */
const PRICE_A_UNIT = 0.75;
const MAX_PRICED_UNITS = 100;
/**
 * What multiplies the price of a section of so many bars: dance and pop music is written in eights, less often in fours.
 * Factors and price are a choice, held against the synthesised arrangements of `bench:analysis --parts=structure` alone.
 */
const LENGTH_FACTORS: readonly [multipleOf: number, factor: number][] = [
  [8, 1],
  [4, 1.15],
  [2, 1.6],
  [1, 2.4],
];
/** Four bars make a phrase, and nothing shorter a section: a fill, or a bar of silence before the drop, is none. */
const MIN_UNITS = 4;
/** Longer than any section, so that the work grows with the track and not with its square. */
const MAX_UNITS = 128;

/**
 * @param features one row a unit, four at least, all of one length, scaled so that what changes by chance changes by about 1
 * @returns the indices of the units that begin a section, the first of them 0
 */
export function sectionStarts(features: readonly Float64Array[]): number[] {
  const count = features.length;
  const sums = prefixSums(features);
  const cost = new Float64Array(count + 1).fill(Infinity);
  const from = new Int32Array(count + 1);
  cost[0] = 0;
  const price = PRICE_A_UNIT * Math.min(count, MAX_PRICED_UNITS);
  for (let end = 1; end <= count; end += 1) {
    for (let start = Math.max(0, end - MAX_UNITS); start <= end - MIN_UNITS; start += 1) {
      const factor = lengthFactor(end - start, start === 0 || end === count);
      const total = cost[start]! + spread(sums, start, end) + price * factor;
      if (total < cost[end]!) {
        cost[end] = total;
        from[end] = start;
      }
    }
  }
  const starts: number[] = [];
  for (let end = count; end > 0; end = from[end]!) starts.push(from[end]!);
  return starts.toReversed();
}

/** At the ends of a track lie pick-ups and odd bars: there any length is as good. */
const lengthFactor = (length: number, isEnd: boolean): number =>
  isEnd ? 1 : LENGTH_FACTORS.find(([of]) => length % of === 0)![1];

type PrefixSums = { values: Float64Array[]; squares: Float64Array };

function prefixSums(features: readonly Float64Array[]): PrefixSums {
  const width = features[0]?.length ?? 0;
  const values = [new Float64Array(width)];
  const squares = new Float64Array(features.length + 1);
  for (const [i, row] of features.entries()) {
    values.push(row.map((value, d) => values[i]![d]! + value));
    squares[i + 1] = squares[i]! + row.reduce((sum, value) => sum + value * value, 0);
  }
  return { values, squares };
}

/** Sum of the squared distances of units `start` to `end` (exclusive) from their mean. */
function spread({ values, squares }: PrefixSums, start: number, end: number): number {
  const [before, after] = [values[start]!, values[end]!];
  let squaredMeans = 0;
  for (let d = 0; d < before.length; d += 1) squaredMeans += (after[d]! - before[d]!) ** 2;
  return squares[end]! - squares[start]! - squaredMeans / (end - start);
}
