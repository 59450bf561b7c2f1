import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { readdir } from 'node:fs/promises';
import { request as httpRequest, type IncomingMessage } from 'node:http';
import path from 'node:path';
import { Sha256 } from '@aws-sdk/checksums/sha';
import { SignatureV4 } from '@smithy/signature-v4';
import { BUCKET, CREDENTIALS, REGION } from './objects-fixture.ts';

export type Draft = {
  method: string;
  path: string;
  query?: Record<string, string>;
  headers?: Record<string, string>;
  body?: string;
};
export type Answer = { status: number; headers: IncomingMessage['headers']; text: string };

export const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex');

/** Signs a request as a client does; what comes back can be altered before it is sent. */
export const sign = async (
  base: string,
  draft: Draft,
  more: { credentials?: typeof CREDENTIALS; at?: Date; region?: string } = {},
) => {
  const { method, path: target, query = {}, headers = {}, body = '' } = draft;
  const { host } = new URL(base);
  const signer = new SignatureV4({
    service: 's3',
    region: more.region ?? REGION,
    credentials: more.credentials ?? CREDENTIALS,
    sha256: Sha256,
    uriEscapePath: false,
  });
  const signed = await signer.sign(
    {
      method,
      protocol: 'http:',
      hostname: '127.0.0.1',
      path: target,
      query,
      headers: { host, 'x-amz-content-sha256': sha256(body), ...headers },
    },
    { signingDate: more.at ?? new Date() },
  );
  return { method, path: target, query, headers: signed.headers, body };
};

/** Sends a request as it is: no client's own idea of a path or of headers comes between. */
export const send = async (base: string, draft: Draft, write?: (body: string) => string[]): Promise<Answer> => {
  const { hostname, port } = new URL(base);
  const search = new URLSearchParams(draft.query).toString();
  const target = search === '' ? draft.path : `${draft.path}?${search}`;
  const body = draft.body ?? '';
  const isChunked = draft.headers?.['transfer-encoding'] !== undefined;
  const length = isChunked ? {} : { 'content-length': String(Buffer.byteLength(body)) };
  const req = httpRequest({
    hostname,
    port,
    method: draft.method,
    path: target,
    headers: { ...length, ...draft.headers },
  });
  for (const piece of write ? write(body) : [body]) req.write(piece);
  req.end();
  const [res] = (await once(req, 'response')) as [IncomingMessage];
  const chunks: Buffer[] = [];
  for await (const chunk of res) chunks.push(chunk as Buffer);
  return { status: res.statusCode!, headers: res.headers, text: Buffer.concat(chunks).toString() };
};

export const put = (key: string, body: string, headers: Record<string, string> = {}): Draft => ({
  method: 'PUT',
  path: `/${BUCKET}/${key}`,
  body,
  headers,
});

export const filesIn = async (folder: string): Promise<string[]> => {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  return entries.filter((entry) => entry.isFile()).map((entry) => path.join(entry.parentPath, entry.name));
};
