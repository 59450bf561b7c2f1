import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createWriteStream } from 'node:fs';

const KILL_AFTER_MS = 8_000;
const FIRST_RESTART_MS = 200;
const SLOWEST_RESTART_MS = 10_000;
/** How often a child is asked whether it is well, and after how many bad answers in a row it is ended. */
const CHECK_MS = 5_000;
const MAX_BAD_CHECKS = 3;
/** A child that lived this long is healthy: its next restart is quick again. */
const HEALTHY_AFTER_MS = 30_000;

export type ChildOptions = {
  command: string;
  args: readonly string[];
  env: Record<string, string | undefined>;
  logFile: string;
  /** Told when the child ended without being asked to, before it is started again. */
  onExit: (reason: string) => void;
  /**
   * Whether it is well. From the first good answer on it is asked every five seconds; three bad ones in a row end it
   * (KILL), and it is started again: wrangler lives on when its workerd has died, and then answers nobody.
   */
  isWell?: () => Promise<boolean>;
};

export type Child = { stop(): Promise<void> };

/**
 * Keeps a program running, as an orchestrator would: started again when it ends, more slowly each time. It leads a
 * process group of its own, and `stop` ends the whole group (TERM, then KILL): wrangler leaves workerd behind otherwise.
 */
export function keepRunning(options: ChildOptions): Child {
  const log = createWriteStream(options.logFile, { flags: 'a' });
  let isStopping = false;
  let restartInMs = FIRST_RESTART_MS;
  let timer: NodeJS.Timeout | undefined;
  let child = start();
  const { isWell } = options;
  const watch =
    isWell &&
    setInterval(
      watcher(isWell, () => killGroup(child, 'SIGKILL')),
      CHECK_MS,
    );

  function start(): ChildProcess {
    const startedAt = Date.now();
    const started = spawn(options.command, options.args, {
      env: options.env,
      detached: true,
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    started.stdout?.pipe(log, { end: false });
    started.stderr?.pipe(log, { end: false });
    started.once('error', (error) => log.write(`${error.message}\n`));
    started.once('exit', (code, signal) => {
      killGroup(started, 'SIGKILL');
      if (isStopping) return;
      if (Date.now() - startedAt > HEALTHY_AFTER_MS) restartInMs = FIRST_RESTART_MS;
      options.onExit(signal ?? `status ${code}`);
      timer = setTimeout(() => {
        child = start();
      }, restartInMs);
      restartInMs = Math.min(restartInMs * 2, SLOWEST_RESTART_MS);
    });
    return started;
  }

  return {
    async stop(): Promise<void> {
      isStopping = true;
      clearTimeout(timer);
      clearInterval(watch);
      if (child.exitCode === null && child.signalCode === null && child.pid !== undefined) {
        const ended = once(child, 'exit');
        killGroup(child, 'SIGTERM');
        const late = setTimeout(() => killGroup(child, 'SIGKILL'), KILL_AFTER_MS);
        await ended;
        clearTimeout(late);
      }
      killGroup(child, 'SIGKILL');
      log.end();
    },
  };
}

/** Counts bad answers, from the first good one on; calls `end` when there are too many in a row. */
function watcher(isWell: () => Promise<boolean>, end: () => void): () => void {
  let badChecks = Number.NEGATIVE_INFINITY;
  return () =>
    void isWell().then((well) => {
      badChecks = well ? 0 : badChecks + 1;
      if (badChecks < MAX_BAD_CHECKS) return;
      badChecks = Number.NEGATIVE_INFINITY;
      end();
    });
}

/** Signals every process of the group; one that is empty by now is no error. */
function killGroup({ pid }: ChildProcess, signal: NodeJS.Signals): void {
  if (pid === undefined) return;
  try {
    process.kill(-pid, signal);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error;
  }
}
