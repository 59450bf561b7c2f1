import { STAGES, type JobProgress, type Stage } from '../../shared/contracts/job.ts';

/** Told how far a stage is, 0–1 of that stage. */
export type ReportProgress = (stage: Stage, share: number) => void;

/**
 * How much of a job's time each stage takes, about: a 4-minute mp3 from a store on loopback takes 0.1 s to fetch and
 * probe, 0.7 s to decode, 0.7 s to analyse and 0.03 s to store; a store across a network makes the first of them longer.
 */
const WEIGHTS: Record<Stage, number> = { fetch: 0.12, probe: 0.03, decode: 0.4, analyse: 0.4, store: 0.05 };

/** Progress over the whole job, 0–1. */
export function overallProgress(stage: Stage, share: number): number {
  const before = STAGES.slice(0, STAGES.indexOf(stage)).reduce((sum, name) => sum + WEIGHTS[name], 0);
  return Math.min(1, before + WEIGHTS[stage] * Math.min(1, Math.max(0, share)));
}

const MIN_INTERVAL_MS = 500;

/**
 * Passes progress on at most twice a second, one write at a time, the latest value winning. A write that fails is
 * dropped: progress is a courtesy, and no job depends on it. `end` drops what has not been written.
 */
export function progressReporter(write: (progress: JobProgress) => Promise<void>): {
  report: ReportProgress;
  end: () => void;
} {
  const state = { latest: null as JobProgress | null, isWriting: false, hasEnded: false };

  const pump = async () => {
    state.isWriting = true;
    while (state.latest && !state.hasEnded) {
      const progress = state.latest;
      state.latest = null;
      const pause = new Promise((resolve) => setTimeout(resolve, MIN_INTERVAL_MS).unref());
      await write(progress).catch(() => {});
      await pause;
    }
    state.isWriting = false;
  };
  return {
    report(stage, share) {
      state.latest = { stage, progress: overallProgress(stage, share), at: Date.now() };
      if (!state.isWriting && !state.hasEnded) void pump();
    },
    end() {
      state.hasEnded = true;
    },
  };
}
