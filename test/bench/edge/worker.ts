import { execFile } from 'node:child_process';
import { rmSync } from 'node:fs';
import { mkdir, mkdtemp, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import type { Service } from '../../support/programs.ts';
import { startService, untilReady } from '../../support/programs.ts';

const ROOT = fileURLToPath(new URL('../../..', import.meta.url));
const workerdPath = (createRequire(join(ROOT, 'node_modules/wrangler/package.json'))('workerd') as { default: string })
  .default;

/** Builds the Worker as a deployment does; gives the folder of the bundle, which ends with this process. */
export async function buildWorker(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'musicforge-bench-'));
  process.once('exit', () => rmSync(folder, { recursive: true, force: true }));
  const out = join(folder, 'bundle');
  await mkdir(out);
  const wrangler = join(ROOT, 'node_modules/wrangler/bin/wrangler.js');
  const args = [wrangler, 'deploy', '--dry-run', '--outdir', out, '--config', join(ROOT, 'wrangler.toml')];
  const env = { ...process.env, CLOUDFLARE_CF_FETCH_ENABLED: 'false', WRANGLER_SEND_METRICS: 'false', CI: '1' };
  await promisify(execFile)(process.execPath, args, { cwd: ROOT, env });
  return out;
}

/** Runs the bundle in `workerd serve` on a port, under these settings. `log` is an open file for its log. */
export async function startWorker(
  bundle: string,
  port: number,
  settings: Record<string, string>,
  log?: number,
): Promise<Service> {
  const text = (value: string) => JSON.stringify(value);
  const bindings = Object.entries(settings).map(([name, value]) => `(name = ${text(name)}, text = ${text(value)})`);
  const config = `using Workerd = import "/workerd/workerd.capnp";
const config :Workerd.Config = (
  services = [
    (name = "main", worker = .worker),
    (name = "internet", network = (allow = ["public", "private", "local"])),
  ],
  sockets = [(name = "http", address = "127.0.0.1:${port}", http = (), service = "main")],
);
const worker :Workerd.Worker = (
  modules = [(name = "index.js", esModule = embed "index.js")],
  compatibilityDate = "2026-10-01",
  compatibilityFlags = ["nodejs_compat"],
  bindings = [${bindings.join(', ')}],
);
`;
  const path = join(bundle, `serve-${port}.capnp`);
  await writeFile(path, config);
  const service = startService(workerdPath, ['serve', path], {
    cwd: bundle,
    ...(log === undefined ? {} : { output: log }),
  });
  await untilReady(async () => {
    if (!(await fetch(`http://127.0.0.1:${port}/health`)).ok) throw new Error('not ready');
  }, 15_000);
  return service;
}
