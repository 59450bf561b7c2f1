import { expect, test } from 'vitest';
import { keyOfTag } from '../../shared/music/keys.ts';
import { accuracy1, accuracy2, accuracyFine, mirexScore, reliability } from '../bench/analysis-score.ts';

test('a tempo is right within 4 %, finely within half a per cent, and loosely at its relations', () => {
  expect(accuracy1(124.9, 120)).toBe(false);
  expect(accuracy1(124.7, 120)).toBe(true);
  expect(accuracyFine(120.7, 120)).toBe(false);
  expect(accuracyFine(120.5, 120)).toBe(true);
  for (const bpm of [40, 60, 120, 240, 360]) expect(accuracy2(bpm, 120)).toBe(true);
  for (const bpm of [80, 90, 160, 180, null]) expect(accuracy2(bpm, 120)).toBe(false);
});

test.each([
  ['A minor', 'A minor', 1],
  ['E minor', 'A minor', 0.5],
  ['D minor', 'A minor', 0.5],
  ['C major', 'A minor', 0.3],
  ['A minor', 'C major', 0.3],
  ['A major', 'A minor', 0.2],
  ['Bb minor', 'A minor', 0],
  ['G major', 'A minor', 0],
])('%s for %s scores %d', (found, truth, score) => {
  expect(mirexScore(keyOfTag(found), keyOfTag(truth)!)).toBe(score);
});

test('each answer is in one bin of confidence', () => {
  const answers = [0, 0.3, 0.79, 0.8, 0.9, 1].map((confidence) => ({ confidence, right: confidence > 0.5 }));
  const bins = reliability(answers);
  expect(bins.map(({ answers: count }) => count)).toEqual([1, 1, 0, 1, 1, 2]);
  expect(bins.at(-1)).toMatchObject({ 'mean confidence': '95.0', right: '100.0' });
});
