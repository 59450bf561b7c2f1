import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { STAGES, type JobProgress } from '../../shared/contracts/job.ts';
import { overallProgress, progressReporter } from '../../sidecar/pipeline/progress.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

it('progress only grows through the stages, from 0 to 1', () => {
  const all = STAGES.flatMap((stage) => [0, 0.5, 1].map((share) => overallProgress(stage, share)));
  expect(all[0]).toBe(0);
  expect(all.at(-1)).toBeCloseTo(1, 10);
  expect(all).toEqual(all.toSorted((a, b) => a - b));
  expect(overallProgress('store', 7)).toBe(1);
});

it('progress is written at most twice a second, the latest winning, and nothing after the end', async () => {
  const written: JobProgress[] = [];
  const { report, end } = progressReporter(async (progress) => void written.push(progress));
  for (let i = 0; i <= 100; i += 1) {
    report('decode', i / 100);
    await vi.advanceTimersByTimeAsync(20);
  }
  expect(written.length).toBeGreaterThanOrEqual(4);
  expect(written.length).toBeLessThanOrEqual(6);
  report('analyse', 0.1);
  report('analyse', 0.9);
  await vi.advanceTimersByTimeAsync(1_000);
  expect(written.at(-1)).toMatchObject({ stage: 'analyse', progress: overallProgress('analyse', 0.9) });

  const before = written.length;
  report('store', 0);
  end();
  report('store', 1);
  await vi.advanceTimersByTimeAsync(2_000);
  expect(written.length - before).toBeLessThanOrEqual(1);
});

it('one write is under way at a time, and one that fails harms nothing', async () => {
  let running = 0;
  let most = 0;
  let count = 0;
  const { report } = progressReporter(async () => {
    count += 1;
    running += 1;
    most = Math.max(most, running);
    await new Promise((resolve) => setTimeout(resolve, 1_700));
    running -= 1;
    throw new Error('Redis is down');
  });
  for (let i = 0; i < 50; i += 1) {
    report('fetch', i / 50);
    await vi.advanceTimersByTimeAsync(100);
  }
  expect(most).toBe(1);
  expect(count).toBe(3);
});
