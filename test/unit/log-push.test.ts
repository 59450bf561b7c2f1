import { appendFile, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { openLogPush } from '../../local/log-push.ts';

let folder: string;
let server: Server;
let status: number;
let bodies: string[];

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'musicforge-log-push-'));
  [status, bodies] = [200, []];
  server = createServer((request, response) => {
    void text(request).then((body) => {
      bodies.push(`${request.headers.authorization}: ${body}`);
      response.writeHead(status).end();
    });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
});
afterEach(async () => {
  server.close();
  await rm(folder, { recursive: true, force: true });
});

const logFile = () => join(folder, 'edge.log');
const pushOf = () =>
  openLogPush({ logFile: logFile(), url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, token: 'T' });

test('brings whole lines once, those of the last run at once and later ones a call after they were written', async () => {
  await writeFile(logFile(), 'one\ntwo\nhal');
  const push = pushOf();
  await push();
  expect(bodies).toEqual(['Bearer T: one\ntwo\n']);
  await appendFile(logFile(), 'f\nthree\n');
  await push();
  expect(bodies.length).toBe(1);
  await push();
  await push();
  expect(bodies.slice(1)).toEqual(['Bearer T: half\nthree\n']);
  await pushOf()();
  expect(bodies.length).toBe(2);
});

test('what is refused is brought again, also by the next start', async () => {
  await writeFile(logFile(), 'one\n');
  status = 503;
  const push = pushOf();
  await push();
  await push();
  status = 200;
  await pushOf()();
  expect(bodies).toEqual(Array(3).fill('Bearer T: one\n'));
});

test('a long log comes in pieces that end with a line; one that was emptied begins anew; none is nothing', async () => {
  const push = pushOf();
  await push();
  const line = `${'x'.repeat(99)}\n`;
  await writeFile(logFile(), line.repeat(25_000));
  await pushOf()();
  const pieces = bodies.map((body) => body.slice('Bearer T: '.length));
  expect(pieces.length).toBe(3);
  expect(pieces.every((piece) => piece.endsWith('x\n'))).toBe(true);
  expect(pieces.join('')).toBe(line.repeat(25_000));
  await writeFile(logFile(), 'anew\n');
  await pushOf()();
  expect(bodies.at(-1)).toBe('Bearer T: anew\n');
});
