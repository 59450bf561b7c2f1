import type { TempoWeights } from '../../../sidecar/analysis/tempo-choice.ts';
import { type Chance, chance } from './chance.ts';

/** The readings of one piece, and which of them is its tempo. */
export type Example = { features: readonly (readonly number[])[]; right: number; weight: number };
export type Scaling = { mean: number[]; spread: number[] };

/** Units of each of the small networks, and how many of them are fitted and averaged. */
const UNITS = 16;
const NETWORKS = 4;
const EPOCHS = 20;
const BATCH = 64;
const RATE = 3e-3;
/** Decoupled weight decay (Loshchilov and Hutter 2019): beside RATE. */
const DECAY = 0.2;
/** Deviation of the noise on each feature, in its own deviations: no reading may hang on a single one. */
const NOISE = 0.5;
/** Features beyond this many deviations count as this many, as in the product. */
const LIMIT = 4;

/** Mean and deviation of each feature over all readings. */
export function scalingOf(examples: readonly Example[]): Scaling {
  const rows = examples.flatMap(({ features }) => features);
  const mean = rows[0]!.map((_, i) => rows.reduce((sum, row) => sum + row[i]!, 0) / rows.length);
  const spread = mean.map((centre, i) =>
    Math.sqrt(rows.reduce((sum, row) => sum + (row[i]! - centre) ** 2, 0) / rows.length + 1e-12),
  );
  return { mean, spread };
}

/**
 * Weights of the choice between readings, by maximum likelihood of the right ones (a conditional logit with a small
 * hidden layer). Several networks from different starts are averaged into one, which is less moved by chance than each.
 */
export function fitTempoWeights(
  examples: readonly Example[],
  { mean, spread }: Scaling,
  fittedOn: string,
): TempoWeights {
  const inputs = examples.map(({ features, right, weight }) => ({
    right,
    weight,
    rows: features.map((row) => Float64Array.from(row, (value, i) => limited((value - mean[i]!) / spread[i]!))),
  }));
  const average = inputs.reduce((sum, { weight }) => sum + weight, 0) / inputs.length;
  const networks = Array.from({ length: NETWORKS }, (_, seed) =>
    fitNetwork(inputs, average, mean.length, chance(seed + 1)),
  );
  return {
    fittedOn,
    temperature: 1,
    mean: mean.map(short),
    spread: spread.map(short),
    linear: mean.map((_, i) => short(networks.reduce((sum, { linear }) => sum + linear[i]!, 0) / NETWORKS)),
    hiddenWeights: networks.flatMap(({ hidden }) => rowsOf(hidden, mean.length).map((row) => row.map(short))),
    hiddenBias: networks.flatMap(({ bias }) => [...bias].map(short)),
    hiddenOut: networks.flatMap(({ out }) => [...out].map((value) => short(value / NETWORKS))),
  };
}

const short = (value: number): number => Number(value.toPrecision(4));
const limited = (value: number): number => Math.max(-LIMIT, Math.min(LIMIT, value));
const rowsOf = (flat: Float64Array, width: number): number[][] =>
  Array.from({ length: flat.length / width }, (_, i) => [...flat.subarray(i * width, (i + 1) * width)]);

type Input = { rows: Float64Array[]; right: number; weight: number };
type Network = { linear: Float64Array; hidden: Float64Array; bias: Float64Array; out: Float64Array };

function fitNetwork(inputs: readonly Input[], averageWeight: number, width: number, random: Chance): Network {
  const normals = (length: number, scale: number) => Float64Array.from({ length }, () => scale * random.normal());
  const network: Network = {
    linear: new Float64Array(width),
    hidden: normals(UNITS * width, 1 / Math.sqrt(width)),
    bias: new Float64Array(UNITS),
    out: normals(UNITS, 1 / Math.sqrt(UNITS)),
  };
  const step = adam(network);
  const order = inputs.map((_, i) => i);
  for (let epoch = 0; epoch < EPOCHS; epoch += 1) {
    shuffle(order, random);
    const rate = RATE * 0.5 * (1 + Math.cos((Math.PI * epoch) / EPOCHS));
    for (let from = 0; from < order.length; from += BATCH) {
      const gradient = zerosLike(network);
      const batch = order.slice(from, from + BATCH);
      for (const i of batch) {
        const { rows, right, weight } = inputs[i]!;
        addGradient(
          network,
          gradient,
          rows.map((row) => noisy(row, random)),
          right,
          weight / averageWeight / batch.length,
        );
      }
      step(gradient, rate);
    }
  }
  return network;
}

const zerosLike = ({ linear, hidden, bias, out }: Network): Network => ({
  linear: new Float64Array(linear.length),
  hidden: new Float64Array(hidden.length),
  bias: new Float64Array(bias.length),
  out: new Float64Array(out.length),
});

/** Uniform noise of the deviation NOISE: as good as normal, and cheaper. */
const noisy = (row: Float64Array, { share }: Chance): Float64Array =>
  row.map((value) => value + NOISE * Math.sqrt(12) * (share() - 0.5));

function shuffle(order: number[], { share }: Chance): void {
  for (let i = order.length - 1; i > 0; i -= 1) {
    const j = Math.floor(share() * (i + 1));
    [order[i], order[j]] = [order[j]!, order[i]!];
  }
}

/** Adds what one example says: the gradient of minus the logarithm of the probability of its right reading. */
function addGradient(
  network: Network,
  gradient: Network,
  rows: readonly Float64Array[],
  right: number,
  weight: number,
): void {
  const { linear, hidden, bias, out } = network;
  const width = linear.length;
  const active = rows.map((row) =>
    Float64Array.from(bias, (start, unit) => {
      let sum = start;
      for (let i = 0; i < width; i += 1) sum += hidden[unit * width + i]! * row[i]!;
      return Math.tanh(sum);
    }),
  );
  const scores = rows.map((row, r) => {
    let sum = 0;
    for (let i = 0; i < width; i += 1) sum += linear[i]! * row[i]!;
    for (let unit = 0; unit < UNITS; unit += 1) sum += out[unit]! * active[r]![unit]!;
    return sum;
  });
  const shares = softmax(scores);
  for (const [r, row] of rows.entries()) {
    const error = weight * (shares[r]! - (r === right ? 1 : 0));
    for (let i = 0; i < width; i += 1) gradient.linear[i]! += error * row[i]!;
    for (let unit = 0; unit < UNITS; unit += 1) {
      const value = active[r]![unit]!;
      const slope = error * out[unit]! * (1 - value * value);
      gradient.out[unit]! += error * value;
      gradient.bias[unit]! += slope;
      for (let i = 0; i < width; i += 1) gradient.hidden[unit * width + i]! += slope * row[i]!;
    }
  }
}

export function softmax(scores: readonly number[]): number[] {
  const highest = Math.max(...scores);
  const shares = scores.map((value) => Math.exp(value - highest));
  const sum = shares.reduce((a, b) => a + b, 0);
  return shares.map((share) => share / sum);
}

/** Adam (Kingma and Ba 2015) over all weights. */
function adam(network: Network): (gradient: Network, rate: number) => void {
  const [means, squares] = [zerosLike(network), zerosLike(network)];
  let steps = 0;
  return (gradient, rate) => {
    steps += 1;
    for (const name of ['linear', 'hidden', 'bias', 'out'] as const) {
      const [weights, slopes, mean, square] = [network[name], gradient[name], means[name], squares[name]];
      for (let i = 0; i < weights.length; i += 1) {
        mean[i] = 0.9 * mean[i]! + 0.1 * slopes[i]!;
        square[i] = 0.999 * square[i]! + 0.001 * slopes[i]! ** 2;
        const move = mean[i]! / (1 - 0.9 ** steps) / (Math.sqrt(square[i]! / (1 - 0.999 ** steps)) + 1e-8);
        weights[i]! -= rate * (move + DECAY * weights[i]!);
      }
    }
  };
}
