import { once } from 'node:events';
import { createServer, request as startRequest, type IncomingMessage } from 'node:http';
import { type AddressInfo, createServer as createTcpServer, type Server, type Socket } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type GuardedProxy, type GuardedProxyOptions, withGuardedProxy } from '../../sidecar/net/guarded-proxy.ts';

const hostOf = (server: Server) => `127.0.0.1:${(server.address() as AddressInfo).port}`;

const site = createServer((request, response) => {
  if (request.url === '/cut')
    return void response.writeHead(200, { 'content-length': 9 }).write('x', () => response.destroy());
  if (request.url === '/endless') {
    const send = () => response.destroyed || response.write(Buffer.alloc(50_000), () => setImmediate(send));
    return void send();
  }
  response.writeHead(418, { 'x-path': request.url }).end(request.headers['x-mine']);
});
const echo = createTcpServer((socket) => {
  socket.on('error', () => {});
  socket.pipe(socket);
});

beforeAll(async () => {
  for (const server of [site, echo]) await once(server.listen(0, '127.0.0.1'), 'listening');
});
afterAll(() => {
  site.closeAllConnections();
  for (const server of [site, echo]) server.close();
});

function proxied<T>(use: (proxy: GuardedProxy) => Promise<T>, options: Partial<GuardedProxyOptions> = {}): Promise<T> {
  const allowedHosts = new Set([hostOf(site), hostOf(echo), '127.0.0.1:9']);
  return withGuardedProxy({ allowedHosts, maxBytes: 1e6, signal: new AbortController().signal, ...options }, use);
}

/** One request of an absolute address, as programs make them to a proxy. */
async function get({ url }: GuardedProxy, target: string): Promise<{ status: number; path: unknown; text: string }> {
  const sent = startRequest(url, { path: target, headers: { 'x-mine': 'kept' }, agent: false }).end();
  const [answer] = (await once(sent, 'response')) as [IncomingMessage];
  const chunks: Buffer[] = [];
  for await (const chunk of answer) chunks.push(chunk as Buffer);
  return { status: answer.statusCode ?? 0, path: answer.headers['x-path'], text: Buffer.concat(chunks).toString() };
}

async function connectTo(
  { url }: GuardedProxy,
  target: string,
): Promise<{ status: number | undefined; socket: Socket }> {
  const sent = startRequest(url, { method: 'CONNECT', path: target, agent: false }).end();
  const [answer, socket] = (await once(sent, 'connect')) as [IncomingMessage, Socket];
  socket.on('error', () => {});
  return { status: answer.statusCode, socket };
}

describe('the guarded proxy', () => {
  it('passes a request and its answer on as they are', async () => {
    const answer = await proxied((proxy) => get(proxy, `http://${hostOf(site)}/a%20b?c=d`));
    expect(answer).toEqual({ status: 418, path: '/a%20b?c=d', text: 'kept' });
  });

  it('carries bytes both ways for TLS', async () => {
    await proxied(async (proxy) => {
      const { status, socket } = await connectTo(proxy, hostOf(echo));
      expect(status).toBe(200);
      socket.write('hello');
      expect(String((await once(socket, 'data'))[0])).toBe('hello');
    });
  });

  it.each(['127.0.0.1:1', 'localhost:80', '169.254.169.254', '[::1]:80', '10.0.0.8'])(
    'goes nowhere inside: %s',
    async (host) => {
      await proxied(async (proxy) => {
        expect((await get(proxy, `http://${host}/`)).status).toBe(403);
        expect((await connectTo(proxy, host.includes(':') ? host : `${host}:443`)).status).toBe(403);
        expect(proxy.refusal()?.code).toBe('URL_NOT_ALLOWED');
      });
    },
  );

  it('is not led inside by a name, nor by what it says the second time', async () => {
    let asked = 0;
    const lookup = async () => {
      asked += 1;
      return [{ address: asked === 1 ? '127.0.0.1' : '93.184.215.14', family: 4 as const }];
    };
    await proxied(async (proxy) => expect((await get(proxy, 'http://rebinding.test/')).status).toBe(403), { lookup });
    expect(asked).toBe(1);
  });

  it('says that a host does not answer, or breaks off when it does', async () => {
    await proxied(async (proxy) => {
      expect((await get(proxy, 'http://127.0.0.1:9/')).status).toBe(502);
      expect((await connectTo(proxy, '127.0.0.1:9')).status).toBe(502);
      await expect(get(proxy, `http://${hostOf(site)}/cut`)).rejects.toThrow('aborted');
    });
  });

  it('ends everything once more has come than may, and lets nothing more through', async () => {
    await proxied(async (proxy) => {
      await expect(get(proxy, `http://${hostOf(site)}/endless`)).rejects.toThrow('aborted');
      expect(proxy.isOverfull()).toBe(true);
      expect((await get(proxy, `http://${hostOf(site)}/`)).status).toBe(403);
    });
  });

  it('ends with its use, and its connections with it', async () => {
    const socket = await proxied(async (proxy) => (await connectTo(proxy, hostOf(echo))).socket);
    if (!socket.destroyed) await once(socket, 'close');
    expect(socket.destroyed).toBe(true);
  });
});
