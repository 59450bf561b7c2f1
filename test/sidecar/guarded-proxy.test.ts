import { once } from 'node:events';
import { createServer, request as startRequest, type IncomingMessage } from 'node:http';
import { type AddressInfo, connect, createServer as createTcpServer, type Server, type Socket } from 'node:net';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import type { Address } from '../../sidecar/net/addresses.ts';
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

/** A host that answers with these very bytes. */
async function replying(reply: string): Promise<Server> {
  const server = createTcpServer((socket) => {
    socket.on('error', () => {});
    socket.once('data', () => socket.end(reply));
  });
  onTestFinished(() => void server.close());
  await once(server.listen(0, '127.0.0.1'), 'listening');
  return server;
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

  it.each([
    ['a status that is none', 'HTTP/1.1 099 Odd\r\nContent-Length: 1\r\n\r\nx'],
    ['trailers after a stated length', 'HTTP/1.1 200 OK\r\nTrailer: a\r\nContent-Length: 1\r\n\r\nx'],
  ])('breaks off where an answer cannot be passed on: %s', async (_what, reply) => {
    const host = hostOf(await replying(reply));
    await proxied((proxy) => expect(get(proxy, `http://${host}/`)).rejects.toThrow(/hang up|aborted/), {
      allowedHosts: new Set([host]),
    });
  });

  it.each([
    ['another protocol', 'HTTP/1.1 101 Switching Protocols\r\nConnection: upgrade\r\nUpgrade: x\r\n\r\nx'],
    ['no HTTP', 'hello\r\n\r\n'],
  ])('says that there was no answer: %s', async (_what, reply) => {
    const host = hostOf(await replying(reply));
    await proxied(async (proxy) => expect((await get(proxy, `http://${host}/`)).status).toBe(502), {
      allowedHosts: new Set([host]),
    });
  });

  it('asks for nothing over TLS in the clear', async () => {
    await proxied(async (proxy) => expect((await get(proxy, `https://${hostOf(site)}/`)).status).toBe(403));
  });

  it('connects nobody after its end, though a name is found only then', async () => {
    const [asked, found] = [Promise.withResolvers<void>(), Promise.withResolvers<Address[]>()];
    const host = `late.test:${(echo.address() as AddressInfo).port}`;
    const connections: Socket[] = [];
    const onConnection = (socket: Socket) => void connections.push(socket);
    echo.on('connection', onConnection);
    onTestFinished(() => void echo.off('connection', onConnection));
    const lookup = () => {
      asked.resolve();
      return found.promise;
    };
    await proxied(
      async ({ url }) => {
        for (const options of [{ method: 'CONNECT', path: host }, { path: `http://${host}/` }])
          startRequest(url, { ...options, agent: false })
            .on('error', () => {})
            .end();
        await asked.promise;
      },
      { lookup, allowedHosts: new Set([host]) },
    );
    found.resolve([{ address: '127.0.0.1', family: 4 }]);
    await nextTurn();
    // Connections come in the order in which they were begun: before this one there was none.
    const own = connect((echo.address() as AddressInfo).port, '127.0.0.1');
    await once(own, 'connect');
    own.end('x');
    await once(own, 'data');
    expect(connections).toHaveLength(1);
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
