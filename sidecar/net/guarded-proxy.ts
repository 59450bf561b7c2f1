import { once } from 'node:events';
import { createServer, type IncomingMessage, request as startRequest, type ServerResponse } from 'node:http';
import { type AddressInfo, connect } from 'node:net';
import { type Duplex, pipeline } from 'node:stream';
import type { Failure } from '../../shared/problems.ts';
import { pinnedLookup } from './addresses.ts';
import { checkedTarget, type Target, type TargetRules } from './target.ts';

export type GuardedProxyOptions = TargetRules & {
  /** Of everything that comes in together; more than that ends every connection. */
  maxBytes: number;
  signal: AbortSignal;
};

export type GuardedProxy = {
  url: string;
  /** What was last refused, for where it lies or because it is not there. */
  refusal: () => Failure | null;
  isOverfull: () => boolean;
};

type State = {
  options: GuardedProxyOptions;
  bytes: number;
  refusal: Failure | null;
  open: Set<Duplex>;
};

/**
 * A forward proxy on loopback, for a program that makes connections of its own: they go where the guarded fetch would go,
 * to the addresses that were checked, and what they bring is counted. It ends with `use`, and all its connections do.
 */
export async function withGuardedProxy<T>(
  options: GuardedProxyOptions,
  use: (proxy: GuardedProxy) => Promise<T>,
): Promise<T> {
  const state: State = { options, bytes: 0, refusal: null, open: new Set() };
  const server = createServer((request, response) => void forward(state, request, response));
  server.on('connect', (request: IncomingMessage, client: Duplex, head: Buffer) => {
    void tunnel(state, request, client, head);
  });
  server.on('connection', (socket) => keep(state, socket));
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  try {
    return await use({
      url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
      refusal: () => state.refusal,
      isOverfull: () => isOverfull(state),
    });
  } finally {
    server.close();
    endAll(state);
  }
}

const isOverfull = ({ bytes, options }: State): boolean => bytes > options.maxBytes;

/** `CONNECT host:443`: bytes both ways, for TLS. */
async function tunnel(state: State, request: IncomingMessage, client: Duplex, head: Buffer): Promise<void> {
  const target = await targetOf(state, `https://${request.url}`, client);
  if (!target) return void client.end('HTTP/1.1 403 Forbidden\r\n\r\n');
  const upstream = connect(addressOf(target, 443));
  const fail = () => client.end('HTTP/1.1 502 Bad Gateway\r\n\r\n');
  keep(state, upstream);
  upstream.once('error', fail);
  client.once('close', () => upstream.destroy());
  upstream.once('connect', () => {
    upstream.off('error', fail);
    client.write('HTTP/1.1 200 Connection Established\r\n\r\n');
    if (head.length > 0) client.unshift(head);
    count(state, upstream);
    pipeline(client, upstream, client, () => {});
  });
}

/** `GET http://host/path`: one request, and its answer as it is; 502 where none comes. */
async function forward(state: State, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const target = await targetOf(state, request.url ?? '', request.socket);
  if (target?.url.protocol !== 'http:') return void response.writeHead(403).end();
  const { 'proxy-connection': _, ...headers } = request.headers;
  const path = target.url.pathname + target.url.search;
  const upstream = startRequest({ ...addressOf(target, 80), method: request.method, path, headers, agent: false });
  upstream.once('socket', (socket) => keep(state, socket));
  upstream.once('response', (answer) => {
    try {
      response.writeHead(answer.statusCode ?? 502, answer.rawHeaders);
    } catch {
      // Node reads answers that it does not write: a status of 099, trailers after a body of stated length.
      answer.destroy();
      return void response.destroy();
    }
    count(state, answer);
    pipeline(answer, response, () => {});
  });
  upstream.on('error', () => {});
  upstream.once('close', () => (response.headersSent ? undefined : response.writeHead(502).end()));
  pipeline(request, upstream, () => {});
}

const addressOf = ({ url, addresses }: Target, usualPort: number) => ({
  host: url.hostname.replace(/^\[|\]$/g, ''),
  port: Number(url.port || usualPort),
  lookup: pinnedLookup(addresses),
});

/** Null where the client may not go, or has gone itself while the name was looked up: all clients have at the end. */
async function targetOf(state: State, url: string, client: Duplex): Promise<Target | null> {
  const target = isOverfull(state) ? null : await checkedTarget(url, state.options, state.options.signal);
  if (client.destroyed) return null;
  if (target?.ok) return target.value;
  if (target) state.refusal = target.error;
  return null;
}

function keep({ open }: State, stream: Duplex): void {
  open.add(stream);
  stream.once('close', () => open.delete(stream));
  stream.on('error', () => {});
}

function count(state: State, stream: NodeJS.ReadableStream): void {
  stream.on('data', (chunk: Buffer) => {
    state.bytes += chunk.length;
    if (isOverfull(state)) endAll(state);
  });
}

function endAll({ open }: State): void {
  for (const stream of open) stream.destroy();
}
