import { ok, type Result } from '../../shared/result.ts';
import { checksumHeader } from './checksums.ts';
import { refuse, type Fault } from './faults.ts';
import { readData } from './files.ts';
import type { Reply } from './reply.ts';
import { isHeaderValue, queryValue, type S3Request } from './request.ts';
import type { ObjectRecord, ObjectStore } from './store.ts';

/** Bytes from `start` to before `end`. */
type Range = { start: number; end: number };

/** The range asked for; null for the whole object, which is also what a form that S3 does not serve is answered with. */
const rangeOf = (header: string | undefined, sizeBytes: number): Result<Range | null, Fault> => {
  const [, from = '', to = ''] = /^bytes=(\d*)-(\d*)$/.exec(header?.trim() ?? '') ?? [];
  if (from === '' && to === '') return ok(null);
  if (from !== '' && to !== '' && Number(to) < Number(from)) return ok(null);
  const start = from === '' ? Math.max(0, sizeBytes - Number(to)) : Number(from);
  const end = from === '' || to === '' ? sizeBytes : Math.min(sizeBytes, Number(to) + 1);
  if (start < end) return ok({ start, end });
  const headers = { 'content-range': `bytes */${sizeBytes}` };
  return refuse('InvalidRange', 'The requested range is not satisfiable', headers);
};

const matches = (header: string, etag: string): boolean =>
  header.split(',').some((one) => one.trim() === '*' || one.trim().replace(/^W\//, '').replaceAll('"', '') === etag);

/** The conditions of RFC 9110, section 13.2.2, in its order. */
const checkConditions = ({ headers }: S3Request, record: ObjectRecord): Result<void, Fault> => {
  const modifiedSec = Math.floor(record.lastModified / 1000);
  const since = (name: string) => Math.floor(Date.parse(headers[name] ?? '') / 1000);
  const failed = refuse('PreconditionFailed', 'At least one of the pre-conditions you specified did not hold');
  if (headers['if-match'] !== undefined) {
    if (!matches(headers['if-match'], record.etag)) return failed;
  } else if (modifiedSec > since('if-unmodified-since')) return failed;
  const unchanged = refuse('NotModified', 'Not Modified', { etag: `"${record.etag}"` });
  if (headers['if-none-match'] !== undefined) {
    if (matches(headers['if-none-match'], record.etag)) return unchanged;
  } else if (modifiedSec <= since('if-modified-since')) return unchanged;
  return ok(undefined);
};

const OVERRIDES = [
  'content-type',
  'content-language',
  'content-disposition',
  'content-encoding',
  'cache-control',
  'expires',
];

const headersOf = (request: S3Request, record: ObjectRecord): Result<Record<string, string>, Fault> => {
  const headers: Record<string, string> = {
    ...record.systemHeaders,
    etag: `"${record.etag}"`,
    'last-modified': new Date(record.lastModified).toUTCString(),
    'accept-ranges': 'bytes',
  };
  for (const [name, value] of Object.entries(record.metadata)) headers[`x-amz-meta-${name}`] = value;
  for (const name of OVERRIDES) {
    const value = queryValue(request, `response-${name}`);
    if (value === undefined) continue;
    if (!isHeaderValue(value)) return refuse('InvalidArgument', `response-${name} is no value of a header`);
    headers[name] = value;
  }
  return ok(headers);
};

type Plan = { range: Range | null; headers: Record<string, string | number> };

/** What the answer will be, if the conditions, the range and the overrides allow one. */
const planRead = (request: S3Request, record: ObjectRecord): Result<Plan, Fault> => {
  const conditions = checkConditions(request, record);
  if (!conditions.ok) return conditions;
  const range = rangeOf(request.headers.range, record.sizeBytes);
  if (!range.ok) return range;
  const described = headersOf(request, record);
  if (!described.ok) return described;
  const headers: Plan['headers'] = described.value;
  if (range.value) {
    const { start, end } = range.value;
    headers['content-range'] = `bytes ${start}-${end - 1}/${record.sizeBytes}`;
  } else if (record.checksum && request.headers['x-amz-checksum-mode']?.toUpperCase() === 'ENABLED') {
    headers[checksumHeader(record.checksum.algorithm)] = record.checksum.value;
    headers['x-amz-checksum-type'] = record.checksum.type;
  }
  return ok({ range: range.value, headers });
};

/** `GetObject` and `HeadObject`. */
export const readObject = async (store: ObjectStore, request: S3Request): Promise<Result<Reply, Fault>> => {
  const stored = await store.read(request.bucket, request.key);
  if (!stored) return refuse('NoSuchKey', 'The specified key does not exist.');
  const { handle, record } = stored;
  const plan = planRead(request, record);
  if (!plan.ok || request.method === 'HEAD') await handle.close();
  if (!plan.ok) return plan;
  const { start, end } = plan.value.range ?? { start: 0, end: record.sizeBytes };
  const status = plan.value.range ? 206 : 200;
  const headers = { ...plan.value.headers, 'content-length': end - start };
  if (request.method === 'HEAD') return ok({ status, headers });
  return ok({ status, headers, body: { pieces: readData(handle, start, end), close: () => handle.close() } });
};
