import { execFile } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { expect, test } from 'vitest';
import { withTempFolder } from '../../sidecar/exec/temp-folder.ts';

const kernel = fileURLToPath(new URL('../../sidecar/analysis/kernel/', import.meta.url));
const sources = ['bands', 'fft', 'loudness', 'mono', 'peaks', 'planes', 'spectra', 'windows'].map(
  (name) => `${kernel}${name}.ts`,
);
const asc = join(dirname(createRequire(import.meta.url).resolve('assemblyscript/package.json')), 'bin/asc.js');

test('the kernel that is committed is what its sources give (npm run build:kernel)', { timeout: 60_000 }, () =>
  withTempFolder(async (folder) => {
    const built = join(folder, 'kernel.wasm');
    const options = ['--config', `${kernel}asconfig.json`, '--outFile', built];
    await promisify(execFile)(process.execPath, [asc, ...sources, ...options]);
    const [expected, committed] = [await readFile(built), await readFile(`${kernel}../kernel.wasm`)];
    expect(expected.equals(committed)).toBe(true);
  }),
);
