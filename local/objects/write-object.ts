import { createHash } from 'node:crypto';
import { ok, type Result } from '../../shared/result.ts';
import type { Authenticated } from './authenticate.ts';
import { type Checksum, checksumHeader } from './checksums.ts';
import { refuse, type Fault } from './faults.ts';
import { discardDraft, newDraft, readData } from './files.ts';
import { type BeginBody, receiveFile, receiveText } from './receive.ts';
import { type Reply, xmlReply } from './reply.ts';
import { isHeaderValue, type S3Request } from './request.ts';
import type { ObjectRecord, ObjectStore } from './store.ts';
import { element, parseItems, root, textOf } from './xml.ts';

export type WriteContext = {
  store: ObjectStore;
  authenticated: Authenticated;
  begin: BeginBody;
  /** Of one PUT, and of one part. */
  maxBytes: number;
  now: () => number;
};

const MAX_METADATA_BYTES = 2048;
const MAX_DOCUMENT_BYTES = 2 * 1024 * 1024;
const MAX_DELETES = 1000;
const SYSTEM_HEADERS = ['content-type', 'cache-control', 'content-disposition', 'content-language', 'expires'];

export type Described = Pick<ObjectRecord, 'systemHeaders' | 'metadata'>;

/** What a request says about the object that it makes. */
export const describe = ({ headers }: S3Request): Result<Described, Fault> => {
  const systemHeaders: Record<string, string> = { 'content-type': 'binary/octet-stream' };
  for (const name of SYSTEM_HEADERS) if (headers[name] !== undefined) systemHeaders[name] = headers[name];
  // aws-chunked is how the body came, not what it is.
  const encodings = (headers['content-encoding'] ?? '').split(',').map((encoding) => encoding.trim());
  const encoding = encodings.filter((one) => one !== '' && one !== 'aws-chunked').join(',');
  if (encoding !== '') systemHeaders['content-encoding'] = encoding;
  const metadata = Object.fromEntries(
    Object.entries(headers)
      .filter(([name]) => name.startsWith('x-amz-meta-'))
      .map(([name, value]) => [name.slice('x-amz-meta-'.length), value]),
  );
  if (!Object.values(metadata).every(isHeaderValue)) {
    return refuse('InvalidArgument', 'Metadata must be values of headers');
  }
  if (Buffer.byteLength(Object.entries(metadata).flat().join('')) > MAX_METADATA_BYTES) {
    return refuse('InvalidRequest', 'Your metadata headers exceed the maximum allowed metadata size');
  }
  return ok({ systemHeaders, metadata });
};

export const checksumHeaders = (checksum: Checksum | null): Record<string, string> =>
  checksum ? { [checksumHeader(checksum.algorithm)]: checksum.value, 'x-amz-checksum-type': checksum.type } : {};

/** Whether the object must not be there yet. S3 knows no other condition on writing that we serve. */
export const ifAbsent = ({ headers }: S3Request): Result<boolean, Fault> => {
  if (headers['if-match'] !== undefined || (headers['if-none-match'] ?? '*') !== '*') {
    return refuse('NotImplemented', 'Of conditions on writing, only If-None-Match: * is implemented');
  }
  return ok(headers['if-none-match'] === '*');
};

/** `PutObject`. */
export const putObject = async (context: WriteContext, request: S3Request): Promise<Result<Reply, Fault>> => {
  const { store, authenticated, maxBytes, begin, now } = context;
  const { bucket, key } = request;
  const described = describe(request);
  if (!described.ok) return described;
  const absent = ifAbsent(request);
  if (!absent.ok) return absent;
  const received = await receiveFile(request, authenticated, maxBytes, store.draftFolder, begin);
  if (!received.ok) return received;
  const { sizeBytes, md5Hex, checksum, draft } = received.value;
  const record = { key, sizeBytes, etag: md5Hex, lastModified: now(), ...described.value, checksum };
  const published = await store.publish(bucket, record, draft, absent.value);
  if (!published.ok) return published;
  return ok({ status: 200, headers: { etag: `"${md5Hex}"`, ...checksumHeaders(checksum) } });
};

const copySource = (header: string): { bucket: string; key: string } | null => {
  try {
    const [, bucket, key] = /^\/?([^/]+)\/(.+)$/s.exec(decodeURIComponent(header)) ?? [];
    return bucket !== undefined && key !== undefined ? { bucket, key } : null;
  } catch {
    return null;
  }
};

/** `CopyObject`: with the source's metadata, unless `x-amz-metadata-directive` is REPLACE. */
export const copyObject = async (context: WriteContext, request: S3Request): Promise<Result<Reply, Fault>> => {
  const { store, now } = context;
  const { bucket, key, headers } = request;
  if (Object.keys(headers).some((name) => name.startsWith('x-amz-copy-source-'))) {
    return refuse('NotImplemented', 'Conditions on the source of a copy are not implemented');
  }
  const from = copySource(headers['x-amz-copy-source'] ?? '');
  if (!from) return refuse('InvalidArgument', 'Copy Source must mention the source bucket and key');
  const replaces = headers['x-amz-metadata-directive']?.toUpperCase() === 'REPLACE';
  if (from.bucket === bucket && from.key === key && !replaces) {
    return refuse('InvalidRequest', 'An object can be copied to itself only with other metadata.');
  }
  if (!store.hasBucket(from.bucket)) return refuse('NoSuchBucket', 'The specified bucket does not exist');
  const described = describe(request);
  if (!described.ok) return described;
  const absent = ifAbsent(request);
  if (!absent.ok) return absent;
  const source = await store.read(from.bucket, from.key);
  if (!source) return refuse('NoSuchKey', 'The specified key does not exist.');
  const { record: old, handle } = source;
  const draft = await newDraft(store.draftFolder);
  const md5 = createHash('md5');
  try {
    for await (const piece of readData(handle, 0, old.sizeBytes)) {
      md5.update(piece);
      await draft.handle.writeFile(piece);
    }
  } catch (error) {
    await discardDraft(draft);
    throw error;
  } finally {
    await handle.close();
  }
  const kept = replaces ? described.value : { systemHeaders: old.systemHeaders, metadata: old.metadata };
  const checksum = old.checksum?.type === 'FULL_OBJECT' ? old.checksum : null;
  const etag = md5.digest('hex');
  const record = { key, sizeBytes: old.sizeBytes, etag, lastModified: now(), ...kept, checksum };
  const published = await store.publish(bucket, record, draft, absent.value);
  if (!published.ok) return published;
  const when = new Date(record.lastModified).toISOString();
  return ok(xmlReply(root('CopyObjectResult', [element('ETag', `"${etag}"`), element('LastModified', when)])));
};

/** `DeleteObjects`: up to a thousand keys; a key that is not there counts as deleted. */
export const deleteObjects = async (context: WriteContext, request: S3Request): Promise<Result<Reply, Fault>> => {
  const { store, authenticated, begin } = context;
  const text = await receiveText(request, authenticated, MAX_DOCUMENT_BYTES, begin);
  if (!text.ok) return text;
  const objects = parseItems(text.value, 'Delete', 'Object');
  const keys = objects.ok ? objects.value.map((object) => textOf(object, 'Key')) : [];
  if (keys.length === 0 || keys.length > MAX_DELETES || !keys.every((key) => key !== undefined)) {
    return refuse('MalformedXML', 'The XML you provided was not well-formed or did not validate.');
  }
  const isQuiet = /<Quiet>\s*true\s*<\/Quiet>/.test(text.value);
  for (const key of keys) store.remove(request.bucket, key);
  return ok(
    xmlReply(root('DeleteResult', isQuiet ? [] : keys.map((key) => element('Deleted', [element('Key', key)])))),
  );
};
