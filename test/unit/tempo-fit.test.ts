import { expect, test } from 'vitest';
import { tempoScores } from '../../sidecar/analysis/tempo-choice.ts';
import { chance } from '../bench/tempo/chance.ts';
import { madePiece } from '../bench/tempo/pieces.ts';
import { playPiece } from '../bench/tempo/song.ts';
import { STYLES } from '../bench/tempo/styles.ts';
import { fitTempoWeights, scalingOf } from '../bench/tempo/train.ts';

test('a piece made by chance is the same for the same seed, and at a tempo of its style', () => {
  const style = STYLES['swing']!;
  const [once, again, other] = [playPiece(style, 5, 6), playPiece(style, 5, 6), playPiece(style, 6, 6)];
  expect(again).toEqual(once);
  expect(other.bpm).not.toBe(once.bpm);
  expect(once.bpm).toBeGreaterThanOrEqual(105);
  expect(once.bpm).toBeLessThanOrEqual(225);
  expect(once.samples.every((value) => Math.abs(value) <= 1)).toBe(true);
  expect(once.downbeats[1]! - once.downbeats[0]!).toBeCloseTo(240 / once.bpm, 1);
});

test('the tempo that a piece was made at is among its readings', () => {
  for (let number = 0; number < 15; number += 1) {
    const { family, bpm, whole } = madePiece(number);
    const nearest = Math.min(...whole.map((candidate) => Math.abs(candidate.bpm / bpm - 1)));
    expect({ family, found: nearest < 0.04 }).toEqual({ family, found: true });
  }
});

test('the fit finds what tells the right reading', () => {
  const { normal, share } = chance(3);
  const examples = Array.from({ length: 400 }, () => {
    const features = Array.from({ length: 4 }, () => [normal(), normal()]);
    const marks = features.map(([mark]) => mark!);
    return { features, right: marks.indexOf(Math.max(...marks)), weight: 1 + share() };
  });
  const weights = fitTempoWeights(examples, scalingOf(examples), 'numbers drawn for a test');
  const right = examples.filter((example) => {
    const scores = tempoScores(
      example.features.map((features) => ({ bpm: 125, features })),
      weights,
    );
    return scores.indexOf(Math.max(...scores)) === example.right;
  });
  expect(right.length).toBeGreaterThan(0.9 * examples.length);
});
