import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { Client } from '@upstash/qstash';
import { onTestFinished } from 'vitest';
import { type QueueOptions, startQueue } from '../../local/queue.ts';
import { SIGNING_KEYS, TOKEN } from './queue-settings.ts';
import { type Answer, startReceiver } from './receiver.ts';

export const temporaryFolder = async (): Promise<string> => {
  const folder = await mkdtemp(path.join(tmpdir(), 'musicforge-contract-'));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  return folder;
};

export const clientOf = (baseUrl: string, token = TOKEN): Client =>
  new Client({ baseUrl, token, devMode: false, enableTelemetry: false, retry: false });

/** A queue of this test alone, whose retries come at once. */
export const queueForTest = async (options: Partial<QueueOptions> = {}) => {
  const dataDir = options.dataDir ?? (await temporaryFolder());
  const queue = await startQueue({
    dataDir,
    port: 0,
    token: TOKEN,
    ...SIGNING_KEYS,
    retryDelayMs: () => 5,
    ...options,
  });
  onTestFinished(queue.close);
  return { ...queue, dataDir, client: clientOf(queue.url) };
};

export const receiverForTest = async (answer?: Answer, port?: number) => {
  const receiver = await startReceiver(answer, port);
  onTestFinished(receiver.close);
  return receiver;
};

/** Statuses to answer with, one arrival after the other; the last one stays. */
export const statuses =
  (...codes: number[]): Answer =>
  (_, res) => {
    res.statusCode = codes.length > 1 ? codes.shift()! : codes[0]!;
    res.end();
  };

/** The body of a callback, as the queue sends it. */
export type CallbackBody = {
  status: number;
  header: Record<string, string[]>;
  body: string;
  retried: number;
  maxRetries: number;
  dlqId?: string;
  sourceMessageId: string;
  url: string;
  method: string;
  sourceHeader: Record<string, string[]>;
  sourceBody: string;
  notBefore: number;
  createdAt: number;
};

export const callbackBody = (text: string): CallbackBody => JSON.parse(text) as CallbackBody;

export const fromBase64 = (text: string): string => Buffer.from(text, 'base64').toString();
