import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, it, vi } from 'vitest';
import { runProcess, type ProcessOptions } from '../../sidecar/exec/run-process.ts';

const shell = (script: string, options: Partial<ProcessOptions> = {}) =>
  runProcess({
    command: 'sh',
    args: ['-c', script],
    timeoutMs: 10_000,
    maxStdoutBytes: 1_000_000,
    maxStderrBytes: 1_000,
    ...options,
  });

/** The states of a process that runs: anything but gone or a zombie nobody has waited for. */
function isRunning(pid: number): boolean {
  try {
    return !/^State:\s+[ZX]/m.test(readFileSync(`/proc/${pid}/status`, 'utf8'));
  } catch {
    return false;
  }
}

/** A killed process closes its files before it is gone: this waits for the rest of it, for a second at most. */
const untilGone = (...pids: number[]) =>
  vi.waitFor(() => expect(pids.filter(isRunning)).toEqual([]), { timeout: 1_000, interval: 5 });

/** Starts a shell with a child that outlives TERM, and gives both pids as soon as they run. */
function stubbornFamily(options: Partial<ProcessOptions>, onPids: () => void) {
  let text = '';
  const answer = shell("trap '' TERM; (trap '' TERM; while :; do sleep 0.05; done) & echo $$ $!; wait; wait", {
    ...options,
    onStdout: (chunk) => {
      text += chunk.toString();
      if (text.endsWith('\n')) onPids();
    },
  });
  return { answer, pids: () => text.trim().split(' ').map(Number) };
}

// Whether a process lives is read from /proc.
describe.runIf(existsSync('/proc/self'))('a process', () => {
  it('gives its output and errors, and gets arguments that no shell reads', async () => {
    const answer = await runProcess({
      command: 'sh',
      args: ['-c', 'printf %s "$1"; echo oops >&2', 'sh', '$(id); `id` && rm -rf "x"'],
      timeoutMs: 5_000,
      maxStdoutBytes: 100,
      maxStderrBytes: 100,
    });
    expect(answer).toEqual({
      ok: true,
      value: { stdout: Buffer.from('$(id); `id` && rm -rf "x"'), stderr: 'oops\n' },
    });
  });

  it('is a failure with its status when it exits with one', async () => {
    expect(await shell('echo why >&2; exit 3')).toEqual({
      ok: false,
      error: { reason: 'exit', exitCode: 3, signal: null, stderr: 'why\n' },
    });
  });

  it('is a failure when there is no such program', async () => {
    const answer = await shell('', { command: '/no/such/program' });
    expect(answer).toMatchObject({ ok: false, error: { reason: 'not_started' } });
  });

  it('sees none of our environment but the path', async () => {
    process.env['CANARY_SECRET'] = 'canary-1f3a';
    const answer = await shell('env');
    delete process.env['CANARY_SECRET'];
    expect(answer.ok && answer.value.stdout.toString()).not.toContain('canary-1f3a');
    expect(answer.ok && answer.value.stdout.toString()).toContain('PATH=');
  });

  it('is ended with all its children at the deadline, even when they ignore TERM', async () => {
    const { answer, pids } = stubbornFamily({ timeoutMs: 500 }, () => {});
    expect(await answer).toMatchObject({ ok: false, error: { reason: 'timeout' } });
    expect(pids()).toHaveLength(2);
    await untilGone(...pids());
  });

  it('is ended with all its children when aborted', async () => {
    const controller = new AbortController();
    const { answer, pids } = stubbornFamily({ signal: controller.signal }, () => controller.abort());
    expect(await answer).toMatchObject({ ok: false, error: { reason: 'aborted' } });
    await untilGone(...pids());
  });

  it('is not started at all when the signal has come before', async () => {
    expect(await shell('echo x', { signal: AbortSignal.abort() })).toMatchObject({ error: { reason: 'aborted' } });
  });

  it('leaves no child behind when it ends by itself, not even one that holds its output open', async () => {
    const answer = await shell('sleep 60 & echo $!');
    expect(answer.ok).toBe(true);
    await untilGone(Number(answer.ok && answer.value.stdout.toString()));
  });

  it('is ended when it writes more than it may', async () => {
    const answer = await shell('yes', { maxStdoutBytes: 200_000 });
    expect(answer).toMatchObject({ ok: false, error: { reason: 'stdout_too_large' } });
  });

  it('has the end of a long standard error kept', async () => {
    const answer = await shell('seq 1 200000 >&2', { maxStderrBytes: 14 });
    expect(answer.ok && answer.value.stderr).toBe('199999\n200000\n');
  });

  it('waits while its reader is busy', async () => {
    let readBytes = 0;
    let pid = 0;
    let aheadBytes = Infinity;
    // The reader stays busy until the writer is seen asleep: then the pipe is full, and what it wrote is all there is.
    const answer = await shell('echo $$; exec head -c 50000000 /dev/zero', {
      maxStdoutBytes: 60_000_000,
      onStdout: async (chunk) => {
        if (readBytes === 0) pid = Number.parseInt(chunk.toString(), 10);
        readBytes += chunk.length;
        if (readBytes < 1_000_000 || aheadBytes < Infinity) return;
        await untilAsleep(pid);
        const writtenBytes = Number(/^wchar: (\d+)/m.exec(readFileSync(`/proc/${pid}/io`, 'utf8'))?.[1]);
        aheadBytes = writtenBytes - readBytes;
      },
    });
    expect(answer.ok).toBe(true);
    expect(aheadBytes).toBeLessThan(2_000_000);
    expect(readBytes).toBeGreaterThan(50_000_000);
  });

  it('is ended, and the fault thrown, when its reader throws', async () => {
    let pid = 0;
    const answer = shell('echo $$; exec yes', {
      onStdout: (chunk) => {
        pid ||= Number.parseInt(chunk.toString(), 10);
        throw new Error('a bug of ours');
      },
    });
    await expect(answer).rejects.toThrow('a bug of ours');
    await untilGone(pid);
  });

  it('dies with us when we exit', async () => {
    const script = `
      import { runProcess } from '${new URL('../../sidecar/exec/run-process.ts', import.meta.url).href}';
      void runProcess({ command: 'sh', args: ['-c', 'echo $$; exec sleep 60'], timeoutMs: 60_000, maxStdoutBytes: 99,
        maxStderrBytes: 99, onStdout: (chunk) => { process.stdout.write(chunk); process.exit(0); } });`;
    const pid = execFileSync(process.execPath, ['--input-type=module', '-e', script]).toString();
    expect(Number(pid)).toBeGreaterThan(1);
    await untilGone(Number(pid));
  });
});

async function untilAsleep(pid: number): Promise<void> {
  while (!/^State:\s+S/m.test(readFileSync(`/proc/${pid}/status`, 'utf8'))) await new Promise(setImmediate);
}
