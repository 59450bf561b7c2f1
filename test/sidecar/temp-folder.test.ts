import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { removeLeftoverTempFolders, withTempFolder } from '../../sidecar/exec/temp-folder.ts';

it('a temp folder is gone after use, with all it holds, also when the user throws', async () => {
  let seen = '';
  const fill = (folder: string) => {
    seen = folder;
    mkdirSync(join(folder, 'deep'));
    writeFileSync(join(folder, 'deep', 'file'), 'x');
  };
  await withTempFolder(async (folder) => fill(folder));
  expect(existsSync(seen)).toBe(false);
  await expect(
    withTempFolder(async (folder) => {
      fill(folder);
      throw new Error('no');
    }),
  ).rejects.toThrow('no');
  expect(existsSync(seen)).toBe(false);
});

it('what a killed process left is removed at the next start, and what a living one uses is kept', async () => {
  const module = new URL('../../sidecar/exec/temp-folder.ts', import.meta.url).href;
  const script = `import { withTempFolder } from '${module}';
    void withTempFolder((folder) => { console.log(folder); process.kill(process.pid, 'SIGKILL'); return new Promise(() => {}); });`;
  let left = '';
  try {
    execFileSync(process.execPath, ['--input-type=module', '-e', script]);
  } catch (error) {
    left = String((error as { stdout: Buffer }).stdout).trim();
  }
  // A predecessor with our own pid, as in a restarted container, where every process is number 1.
  const samePid = join(tmpdir(), `musicforge-${process.pid}-000000000000-abc`);
  const parents = join(tmpdir(), `musicforge-${process.ppid}-000000000000-abc`);
  mkdirSync(samePid);
  mkdirSync(parents, { recursive: true });
  await withTempFolder(async (mine) => {
    expect(existsSync(left)).toBe(true);
    await removeLeftoverTempFolders();
    expect([left, samePid, parents, mine].map((folder) => existsSync(folder))).toEqual([false, false, true, true]);
  });
  execFileSync('rmdir', [parents]);
});
