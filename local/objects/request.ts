import type { IncomingMessage } from 'node:http';
import { ok, type Result } from '../../shared/result.ts';
import { refuse, type Fault } from './faults.ts';

/** A request as S3 sees it: the path and query as they came, since the signature is over those bytes. */
export type S3Request = {
  method: string;
  rawPath: string;
  /** Decoded pairs, in the order they came. */
  query: [string, string][];
  /** The wire's headers, and for a presigned request the x-amz-* ones that were moved into the query. */
  headers: Record<string, string>;
  bucket: string;
  /** Empty for an operation on the bucket. */
  key: string;
  message: IncomingMessage;
};

const MAX_KEY_BYTES = 1024;

const joined = (headers: NodeJS.Dict<string[]>): Record<string, string> =>
  Object.fromEntries(Object.entries(headers).map(([name, values]) => [name, values!.join(',')]));

const AUTHENTICATION_QUERY = /^x-amz-(algorithm|credential|date|expires|signedheaders|signature|security-token)$/;

/** In a presigned request a header may stand in the query, where the signature covers it. */
const hoisted = (query: [string, string][]): Record<string, string> =>
  Object.fromEntries(
    query
      .map(([name, value]): [string, string] => [name.toLowerCase(), value])
      .filter(([name]) => name.startsWith('x-amz-') && !AUTHENTICATION_QUERY.test(name)),
  );

/** Takes the request target apart as text: nothing is normalised, so `..` is a part of a key like any other. */
export const parseRequest = (message: IncomingMessage): Result<S3Request, Fault> => {
  const target = message.url ?? '/';
  const mark = target.indexOf('?');
  const rawPath = mark < 0 ? target : target.slice(0, mark);
  const rawQuery = mark < 0 ? '' : target.slice(mark + 1);
  try {
    const query = rawQuery
      .split('&')
      .filter((part) => part !== '')
      .map((part): [string, string] => {
        const equals = part.indexOf('=');
        const name = equals < 0 ? part : part.slice(0, equals);
        return [decodeURIComponent(name), equals < 0 ? '' : decodeURIComponent(part.slice(equals + 1))];
      });
    const path = decodeURIComponent(rawPath.slice(1));
    const slash = path.indexOf('/');
    const bucket = slash < 0 ? path : path.slice(0, slash);
    const key = slash < 0 ? '' : path.slice(slash + 1);
    if (Buffer.byteLength(key) > MAX_KEY_BYTES) return refuse('KeyTooLongError', 'Your key is too long');
    const headers = { ...hoisted(query), ...joined(message.headersDistinct) };
    return ok({ method: message.method ?? '', rawPath, query, headers, bucket, key, message });
  } catch {
    return refuse('InvalidURI', "Couldn't parse the specified URI.");
  }
};

/** The first value of a query parameter; undefined if it is absent. */
export const queryValue = (request: S3Request, name: string): string | undefined =>
  request.query.find(([candidate]) => candidate === name)?.[1];

/** What HTTP can carry as the value of a header: no control character, and nothing beyond ISO-8859-1. */
export const isHeaderValue = (text: string): boolean => /^[\t\x20-\x7e\xa0-\xff]*$/.test(text);
