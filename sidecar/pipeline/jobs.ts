import type { AnalyzeJob, JobProgress } from '../../shared/contracts/job.ts';
import { failure, type Failure } from '../../shared/problems.ts';
import { err, type Result } from '../../shared/result.ts';
import { progressReporter } from './progress.ts';
import { runJob, shared, type JobSuccess, type RunJobDeps } from './run-job.ts';
import { createTurns } from './turns.ts';

export type JobsOptions = RunJobDeps & {
  maxConcurrentJobs: number;
  maxWaitingJobs: number;
  jobWaitMs: number;
  jobTimeoutMs: number;
  setProgress: (jobId: string, progress: JobProgress) => Promise<void>;
};

export type Jobs = {
  /** A job's answer. The same job twice at once is one run, and both get its answer. */
  run(job: AnalyzeJob): Promise<Result<JobSuccess, Failure>>;
  isDraining(): boolean;
  /** Takes no more jobs; resolves when the last has ended. What still runs after `graceMs` is broken off. */
  drain(graceMs: number): Promise<void>;
};

const stopping = () => err(failure('UNAVAILABLE', 'This instance is shutting down.'));

/** The jobs of this process: how many run, which are the same, when one has taken too long. */
export function createJobs(options: JobsOptions): Jobs {
  const turns = createTurns({
    maxRunning: options.maxConcurrentJobs,
    maxWaiting: options.maxWaitingJobs,
    maxWaitMs: options.jobWaitMs,
  });
  const running = new Map<string, Promise<Result<JobSuccess, Failure>>>();
  const shutdown = new AbortController();
  let draining = false;

  async function runInTurn(job: AnalyzeJob): Promise<Result<JobSuccess, Failure>> {
    const turn = await turns.take();
    if (!turn.ok) return turn;
    const deadline = AbortSignal.timeout(options.jobTimeoutMs);
    const signal = AbortSignal.any([deadline, shutdown.signal]);
    const { report, end } = progressReporter((progress) => options.setProgress(job.jobId, progress));
    try {
      if (draining) return stopping();
      const result = await runJob(options, job, report, signal);
      // Broken off in mid-stage, a stage may give a failure of its own: the reason is ours all the same.
      return result.ok || !signal.aborted ? result : brokenOff();
    } catch (error) {
      if (!signal.aborted) throw error;
      return brokenOff();
    } finally {
      end();
      turn.value.done();
    }
  }

  const brokenOff = () =>
    shutdown.signal.aborted ? stopping() : err(failure('ANALYSIS_TIMEOUT', 'The analysis took too long.'));

  return {
    run: async (job) => (draining ? stopping() : shared(running, job.jobId, () => runInTurn(job))),
    isDraining: () => draining,
    async drain(graceMs) {
      draining = true;
      const grace = setTimeout(() => shutdown.abort(), graceMs);
      await Promise.allSettled(running.values());
      clearTimeout(grace);
    },
  };
}
