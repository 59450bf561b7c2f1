/** Weighted sums over windows of a spectrum, each a stretch of neighbouring bins. */
import { laneSum } from './inner/lanes';

let count: i32 = 0;
/** For each window its first bin and how many weights it has, a multiple of four. */
let table: usize = 0;
/** The weights of all windows, one after the other. */
let weights: usize = 0;
/** The sums of all windows, then those of the squares. */
let sums: usize = 0;

export function windowsPrepare(windowCount: i32, weightCount: i32): void {
  count = windowCount;
  table = heap.alloc((<usize>windowCount) << 3);
  weights = heap.alloc((<usize>weightCount) << 2);
  sums = heap.alloc((<usize>windowCount) << 3);
}

/** Where the table is to be written, as 32-bit integers. */
export function windowsTable(): usize {
  return table;
}

export function windowsWeights(): usize {
  return weights;
}

export function windowsSums(): usize {
  return sums;
}

/** Adds up weight × value, and weight × value², for the values that lie at `values`. */
export function windowsRun(values: usize): void {
  let weight = weights;
  for (let w = 0; w < count; w++) {
    let at = values + ((<usize>load<i32>(table + ((<usize>w) << 3))) << 2);
    const end = at + ((<usize>load<i32>(table + ((<usize>w) << 3) + 4)) << 2);
    let sum = f32x4.splat(0);
    let squares = f32x4.splat(0);
    for (; at < end; at += 16, weight += 16) {
      const value = v128.load(at);
      const weighted = f32x4.mul(v128.load(weight), value);
      sum = f32x4.add(sum, weighted);
      squares = f32x4.add(squares, f32x4.mul(weighted, value));
    }
    store<f32>(sums + ((<usize>w) << 2), <f32>laneSum(sum));
    store<f32>(sums + ((<usize>(count + w)) << 2), <f32>laneSum(squares));
  }
}
