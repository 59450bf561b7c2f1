import { ok, type Result } from '../../shared/result.ts';
import { refuse, type Fault } from './faults.ts';
import { type Reply, xmlReply } from './reply.ts';
import { queryValue, type S3Request } from './request.ts';
import type { ObjectRecord, ObjectStore } from './store.ts';
import { element, root } from './xml.ts';

const MAX_KEYS = 1000;

/** S3's order: that of the UTF-8 bytes. */
const byBytes = (a: string, b: string): number => Buffer.compare(Buffer.from(a), Buffer.from(b));

type Entry = { name: string; isPrefix: boolean };
type Page = { entries: Entry[]; isTruncated: boolean };

/** What comes after `after`: keys, and in place of those with `delimiter` behind the prefix, what they begin with. */
const pageOf = (keys: string[], prefix: string, delimiter: string, after: string, maxKeys: number): Page => {
  const entries: Entry[] = [];
  if (maxKeys === 0) return { entries, isTruncated: false };
  for (const key of keys) {
    if (!key.startsWith(prefix)) continue;
    const cut = delimiter === '' ? -1 : key.indexOf(delimiter, prefix.length);
    const entry =
      cut < 0 ? { name: key, isPrefix: false } : { name: key.slice(0, cut + delimiter.length), isPrefix: true };
    if (after !== '' && byBytes(entry.name, after) <= 0) continue;
    if (entry.isPrefix && entries.at(-1)?.name === entry.name) continue;
    if (entries.length === maxKeys) return { entries, isTruncated: true };
    entries.push(entry);
  }
  return { entries, isTruncated: false };
};

const contents = (record: ObjectRecord, key: string) =>
  element('Contents', [
    element('Key', key),
    element('LastModified', new Date(record.lastModified).toISOString()),
    element('ETag', `"${record.etag}"`),
    ...(record.checksum
      ? [element('ChecksumAlgorithm', record.checksum.algorithm), element('ChecksumType', record.checksum.type)]
      : []),
    element('Size', record.sizeBytes),
    element('StorageClass', 'STANDARD'),
  ]);

/** `ListObjectsV2`. */
export const listObjects = (store: ObjectStore, request: S3Request): Result<Reply, Fault> => {
  if (queryValue(request, 'list-type') !== '2') return refuse('NotImplemented', 'Only ListObjectsV2 is implemented');
  const prefix = queryValue(request, 'prefix') ?? '';
  const delimiter = queryValue(request, 'delimiter') ?? '';
  const token = queryValue(request, 'continuation-token');
  const startAfter = queryValue(request, 'start-after') ?? '';
  const encoding = queryValue(request, 'encoding-type');
  const maxKeys = Number(queryValue(request, 'max-keys') ?? MAX_KEYS);
  if (!Number.isInteger(maxKeys) || maxKeys < 0) return refuse('InvalidArgument', 'max-keys is not a number of keys');
  const after = token === undefined ? startAfter : Buffer.from(token, 'base64url').toString();
  const records = store.records(request.bucket);
  const keys = [...records.keys()].toSorted(byBytes);
  const { entries, isTruncated } = pageOf(keys, prefix, delimiter, after, Math.min(maxKeys, MAX_KEYS));
  const encoded = (text: string) => (encoding === 'url' ? encodeURIComponent(text).replaceAll('%2F', '/') : text);
  const next = isTruncated ? entries.at(-1)?.name : undefined;
  return ok(
    xmlReply(
      root('ListBucketResult', [
        element('Name', request.bucket),
        element('Prefix', encoded(prefix)),
        ...(delimiter === '' ? [] : [element('Delimiter', encoded(delimiter))]),
        ...(startAfter === '' ? [] : [element('StartAfter', encoded(startAfter))]),
        ...(token === undefined ? [] : [element('ContinuationToken', token)]),
        ...(next === undefined ? [] : [element('NextContinuationToken', Buffer.from(next).toString('base64url'))]),
        ...(encoding === 'url' ? [element('EncodingType', 'url')] : []),
        element('MaxKeys', maxKeys),
        element('KeyCount', entries.length),
        element('IsTruncated', isTruncated),
        ...entries.map(({ name, isPrefix }) =>
          isPrefix
            ? element('CommonPrefixes', [element('Prefix', encoded(name))])
            : contents(records.get(name)!, encoded(name)),
        ),
      ]),
    ),
  );
};
