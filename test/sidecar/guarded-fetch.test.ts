import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { withTempFolder } from '../../sidecar/exec/temp-folder.ts';
import { isPublicAddress } from '../../shared/public-address.ts';
import type { Address } from '../../sidecar/net/addresses.ts';
import { guardedFetch, type GuardedFetchOptions } from '../../sidecar/net/guarded-fetch.ts';

const body = Buffer.from('a song, or so they say '.repeat(1_000));
let requests: string[] = [];
let port = 0;

const routes: Record<string, (response: ServerResponse, request: IncomingMessage) => void> = {
  '/song': (response) => response.setHeader('content-length', body.length).end(body),
  '/gone': (response) => response.writeHead(410).end(),
  '/secret': (response) => response.writeHead(403).end(),
  '/broken': (response) => response.writeHead(502).end(),
  '/busy': (response) => response.writeHead(429).end(),
  '/empty': (response) => response.end(),
  '/no-content': (response) => response.writeHead(204).end(),
  '/endless': (response) => {
    const more = () => {
      while (response.write(Buffer.alloc(16_384)));
    };
    response.on('drain', more);
    more();
  },
  '/bomb': (response) => response.setHeader('content-encoding', 'gzip').end(gzipSync(Buffer.alloc(5_000_000))),
  '/silent': () => {},
  '/stops': (response) => void response.write('begin'),
  '/breaks-off': (response) => response.setHeader('content-length', 99_999).write('begin', () => response.destroy()),
  '/loop': (response) => response.writeHead(302, { location: '/loop' }).end(),
  '/nowhere': (response) => response.writeHead(302).end(),
  '/relative': (response) => response.writeHead(307, { location: 'song' }).end(),
  '/to-metadata': (response) => response.writeHead(302, { location: 'http://169.254.169.254/latest/' }).end(),
  '/to-loopback': (response) => response.writeHead(301, { location: `http://localhost:${port}/song` }).end(),
  '/to-a-name': (response) => response.writeHead(301, { location: `http://theirs.example:${port}/song` }).end(),
  '/to-file': (response) => response.writeHead(302, { location: 'file:///etc/passwd' }).end(),
  '/to-password': (response) => response.writeHead(302, { location: `http://a:b@127.0.0.1:${port}/song` }).end(),
};

const server = createServer((request, response) => {
  requests.push(`${request.headers.host} ${request.url}`);
  const route = routes[request.url ?? ''];
  if (route) route(response, request);
  else response.writeHead(404).end();
});

beforeAll(async () => {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  port = (server.address() as AddressInfo).port;
});
afterAll(() => server.closeAllConnections());
beforeEach(() => {
  requests = [];
});

const loopback: Address[] = [{ address: '127.0.0.1', family: 4 }];

const get = (url: string, options: Partial<GuardedFetchOptions> = {}) =>
  withTempFolder(async (folder) => {
    const path = join(folder, 'download');
    const answer = await guardedFetch(url, path, {
      maxBytes: 1_000_000,
      timeoutMs: 5_000,
      idleTimeoutMs: 5_000,
      allowedHosts: new Set([`127.0.0.1:${port}`]),
      ...options,
    });
    return { answer, content: existsSync(path) ? readFileSync(path) : null };
  });

const local = (path: string, options: Partial<GuardedFetchOptions> = {}) =>
  get(`http://127.0.0.1:${port}${path}`, options);
const codeOf = ({ answer }: Awaited<ReturnType<typeof get>>) => (answer.ok ? 'ok' : answer.error.code);

describe('a download', () => {
  it('is the file, its size and its SHA-256, with progress', async () => {
    const shares: number[] = [];
    const { answer, content } = await local('/song', { onProgress: (share) => shares.push(share) });
    expect(content).toEqual(body);
    expect(answer).toEqual({
      ok: true,
      value: { bytes: body.length, sha256: createHash('sha256').update(body).digest('hex') },
    });
    expect(shares.at(-1)).toBe(1);
  });

  it('follows redirects, relative ones too', async () => {
    expect((await local('/relative')).content).toEqual(body);
  });

  it.each([
    ['/none', 'URL_NOT_FOUND'],
    ['/gone', 'URL_NOT_FOUND'],
    ['/secret', 'URL_NOT_FOUND'],
    ['/broken', 'URL_UNREACHABLE'],
    ['/busy', 'URL_UNREACHABLE'],
    ['/breaks-off', 'URL_UNREACHABLE'],
    ['/nowhere', 'URL_UNREACHABLE'],
    ['/empty', 'FILE_EMPTY'],
    ['/no-content', 'FILE_EMPTY'],
    ['/to-file', 'URL_NOT_ALLOWED'],
    ['/to-password', 'URL_NOT_ALLOWED'],
    ['/to-metadata', 'URL_NOT_ALLOWED'],
    ['/to-loopback', 'URL_NOT_ALLOWED'],
  ])('of %s is %s', async (path, code) => {
    expect(codeOf(await local(path))).toBe(code);
  });

  it('gives up after five redirects', async () => {
    expect(codeOf(await local('/loop'))).toBe('URL_UNREACHABLE');
    expect(requests).toHaveLength(6);
  });

  it('ends at the deadline, and when the host falls silent', async () => {
    expect(codeOf(await local('/silent', { timeoutMs: 200 }))).toBe('URL_UNREACHABLE');
    expect(codeOf(await local('/silent', { idleTimeoutMs: 200 }))).toBe('URL_UNREACHABLE');
    expect(codeOf(await local('/stops', { idleTimeoutMs: 200 }))).toBe('URL_UNREACHABLE');
    expect(codeOf(await get('http://slow.example/', { timeoutMs: 200, lookup: () => new Promise(() => {}) }))).toBe(
      'URL_UNREACHABLE',
    );
  });

  it('takes no byte over the limit, stated or not', async () => {
    expect(codeOf(await local('/song', { maxBytes: body.length }))).toBe('ok');
    expect(codeOf(await local('/song', { maxBytes: body.length - 1 }))).toBe('FILE_TOO_LARGE');
    const { answer, content } = await local('/endless', { maxBytes: 100_000 });
    expect(answer).toMatchObject({ ok: false, error: { code: 'FILE_TOO_LARGE' } });
    expect(content?.length).toBeLessThanOrEqual(100_000);
  });

  it('counts what a compressed answer unpacks to', async () => {
    const { answer, content } = await local('/bomb', { maxBytes: 1_000_000 });
    expect(answer).toMatchObject({ ok: false, error: { code: 'FILE_TOO_LARGE' } });
    expect(content?.length).toBeLessThanOrEqual(1_000_000);
  });

  it('throws when our own disk fails, and does not blame the address', async () => {
    const options = { maxBytes: 1e6, timeoutMs: 5_000, idleTimeoutMs: 5_000, allowedHosts: new Set(['127.0.0.1']) };
    await expect(guardedFetch(`http://127.0.0.1:${port}/song`, '/no/such/folder/file', options)).rejects.toThrow(
      'ENOENT',
    );
  });
});

describe('where a download may go', () => {
  it.each([
    '127.0.0.1',
    '2130706433',
    '0x7f.1',
    '0',
    '10.1.2.3',
    '172.16.0.1',
    '192.168.1.1',
    '169.254.169.254',
    '100.64.0.1',
    '168.63.129.16',
    '224.0.0.1',
    '[::1]',
    '[::]',
    '[::ffff:127.0.0.1]',
    '[::127.0.0.1]',
    '[64:ff9b::7f00:1]',
    '[64:ff9b:1::a00:1]',
    '[2002:7f00:1::1]',
    '[2001:0:7f00:1::1]',
    '[fe80::1]',
    '[fc00::1]',
    '[fec0::1]',
  ])('is not %s', async (host) => {
    const answer = await get(`http://${host}:${port}/song`, { allowedHosts: new Set() });
    expect(codeOf(answer)).toBe('URL_NOT_ALLOWED');
    expect(requests).toEqual([]);
  });

  it.each(['93.184.216.34', '2606:4700::1111'])('may be %s', (address) => {
    expect(isPublicAddress(address)).toBe(true);
  });

  it.each([
    'ftp://example.com/a',
    'file:///etc/passwd',
    'data:audio/mp3;base64,AAAA',
    'http://me:you@example.com/',
    'nonsense',
  ])('is not %s', async (url) => {
    expect(codeOf(await get(url, { lookup: async () => loopback }))).toBe('URL_NOT_ALLOWED');
  });

  it('is no name that leads to a private address, not even beside public ones', async () => {
    const lookup = async (): Promise<Address[]> => [{ address: '93.184.216.34', family: 4 }, ...loopback];
    expect(codeOf(await get(`http://two-faced.example:${port}/song`, { lookup }))).toBe('URL_NOT_ALLOWED');
    expect(requests).toEqual([]);
  });

  it('is the very address that was checked: a name that changes its mind is asked once', async () => {
    const answers: Address[][] = [loopback, [{ address: '127.0.0.2', family: 4 }]];
    let lookups = 0;
    const lookup = async () => answers[lookups++]!;
    const { content } = await get(`http://rebinds.example:${port}/song`, {
      lookup,
      allowedHosts: new Set(['rebinds.example']),
    });
    expect(content).toEqual(body);
    expect(lookups).toBe(1);
    expect(requests).toEqual([`rebinds.example:${port} /song`]);
  });

  it('is checked anew at each hop', async () => {
    // The first host may be anywhere, and sends us to one that may not.
    const looked: string[] = [];
    const lookup = async (hostname: string) => {
      looked.push(hostname);
      return loopback;
    };
    const answer = await get(`http://ours.example:${port}/to-a-name`, {
      lookup,
      allowedHosts: new Set(['ours.example']),
    });
    expect(codeOf(answer)).toBe('URL_NOT_ALLOWED');
    expect(looked).toEqual(['ours.example', 'theirs.example']);
    expect(requests).toHaveLength(1);
  });

  it('is not another port of an allowed host', async () => {
    expect(codeOf(await local('/song', { allowedHosts: new Set([`127.0.0.1:${port + 1}`]) }))).toBe('URL_NOT_ALLOWED');
  });

  it('is nothing when there is no such name', async () => {
    const lookup = () => Promise.reject(Object.assign(new Error('getaddrinfo'), { code: 'ENOTFOUND' }));
    expect(codeOf(await get('http://no.example/', { lookup }))).toBe('URL_NOT_FOUND');
    const later = () => Promise.reject(Object.assign(new Error('getaddrinfo'), { code: 'EAI_AGAIN' }));
    expect(codeOf(await get('http://no.example/', { lookup: later }))).toBe('URL_UNREACHABLE');
  });
});
