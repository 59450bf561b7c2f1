import { mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { keepSecrets, newSecrets } from '../../local/settings.ts';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'musicforge-settings-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

describe('the secrets of a data folder', () => {
  const path = () => join(folder, 'secrets.json');

  test('are made at its first start, for the owner’s eyes alone, and stay the same', async () => {
    const first = await keepSecrets(folder);
    expect(await keepSecrets(folder)).toEqual(first);
    expect((await stat(path())).mode & 0o777).toBe(0o600);
  });

  test('of an older version get what that did not have, once, and keep what it had', async () => {
    const { authSecret: _auth, usageLogToken: _token, ...older } = newSecrets();
    await writeFile(path(), JSON.stringify(older));
    const secrets = await keepSecrets(folder);
    expect(secrets).toMatchObject(older);
    expect(secrets.authSecret.length).toBeGreaterThanOrEqual(32);
    expect(secrets.usageLogToken.length).toBeGreaterThanOrEqual(32);
    expect(JSON.parse(await readFile(path(), 'utf8'))).toEqual(secrets);
    expect(await keepSecrets(folder)).toEqual(secrets);
  });
});
