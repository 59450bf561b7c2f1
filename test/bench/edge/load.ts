import { once } from 'node:events';
import { connect, type Socket } from 'node:net';

export type LoadOptions = {
  connections: number;
  seconds: number;
  onAnswer?: (n: number, status: number) => void;
};

export type LoadResult = { requests: number; failures: number; seconds: number; latenciesMs: Float64Array };

/** A GET request as it goes over the wire. */
export function requestFor(url: URL, headers: Record<string, string>): Buffer {
  const lines = Object.entries({ Host: url.host, ...headers }).map(([name, value]) => `${name}: ${value}\r\n`);
  return Buffer.from(`GET ${url.pathname}${url.search} HTTP/1.1\r\n${lines.join('')}\r\n`);
}

/**
 * Sends requests to an address over so many connections, each as soon as the one before is answered; the n-th (from 0) is
 * what `requestOf` gives. Every latency is kept, in fractions of a millisecond, sorted. An answer that is not 200 is a
 * failure; `onAnswer` is told each status, 0 where the connection ended instead.
 */
export async function load(
  url: URL,
  requestOf: (n: number) => Buffer,
  { connections, seconds, onAnswer }: LoadOptions,
): Promise<LoadResult> {
  const latencies: number[] = [];
  let failures = 0;
  let sent = 0;
  const startedAt = performance.now();
  const endsAt = startedAt + seconds * 1000;
  const runOne = async () => {
    const socket = connect(Number(url.port), url.hostname).setNoDelay(true);
    await once(socket, 'connect');
    while (performance.now() < endsAt) {
      const n = sent++;
      const request = requestOf(n);
      const sentAt = performance.now();
      socket.write(request);
      const status = await answerOf(socket);
      latencies.push(performance.now() - sentAt);
      onAnswer?.(n, status);
      if (status !== 200) failures += 1;
      if (status === 0) break;
    }
    socket.destroy();
  };
  await Promise.all(Array.from({ length: connections }, runOne));
  return {
    requests: latencies.length,
    failures,
    seconds: (performance.now() - startedAt) / 1000,
    latenciesMs: Float64Array.from(latencies).toSorted(),
  };
}

/** Reads one answer to its end and gives its status; 0 when the connection ended instead. */
function answerOf(socket: Socket): Promise<number> {
  return new Promise((resolve) => {
    let received: Buffer = Buffer.alloc(0);
    const done = (status: number) => {
      socket.off('data', onData).off('close', onClose).off('error', onClose);
      resolve(status);
    };
    const onClose = () => done(0);
    const onData = (chunk: Buffer) => {
      received = received.length === 0 ? chunk : Buffer.concat([received, chunk]);
      if (isWhole(received)) done(Number(received.subarray(9, 12).toString('latin1')));
    };
    socket.on('data', onData).once('close', onClose).once('error', onClose);
  });
}

function isWhole(received: Buffer): boolean {
  const head = received.indexOf('\r\n\r\n');
  if (head < 0) return false;
  const length = /\r\ncontent-length: *(\d+)/i.exec(received.subarray(0, head).toString('latin1'))?.[1];
  if (length !== undefined) return received.length >= head + 4 + Number(length);
  return received.subarray(-5).equals(CHUNKS_END);
}

const CHUNKS_END = Buffer.from('0\r\n\r\n');

export const percentile = ({ latenciesMs }: LoadResult, share: number): number =>
  latenciesMs[Math.min(latenciesMs.length - 1, Math.floor(latenciesMs.length * share))] ?? Number.NaN;
