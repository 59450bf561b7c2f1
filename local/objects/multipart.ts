import { createHash, randomUUID } from 'node:crypto';
import { mkdirSync, renameSync } from 'node:fs';
import { mkdir, rm, stat } from 'node:fs/promises';
import path from 'node:path';
import { ok, type Result } from '../../shared/result.ts';
import {
  type Checksum,
  type ChecksumAlgorithm,
  type ChecksumType,
  checksumHeader,
  compositeChecksum,
  isChecksumAlgorithm,
  newChecksum,
} from './checksums.ts';
import { refuse, type Fault } from './faults.ts';
import { discardDraft, newDraft, openStored, readData, recordOf, namesIn, sealDraft } from './files.ts';
import { receiveFile, receiveText } from './receive.ts';
import { type Reply, xmlReply } from './reply.ts';
import { queryValue, type S3Request } from './request.ts';
import type { ObjectStore } from './store.ts';
import { checksumHeaders, describe, type Described, ifAbsent, type WriteContext } from './write-object.ts';
import { element, parseItems, root, textOf, type Xml } from './xml.ts';

/** An upload is a folder: the record of how it began, and a stored file for each part. So it outlives the process. */
type UploadRecord = Described & {
  bucket: string;
  key: string;
  checksum: { algorithm: ChecksumAlgorithm; type: ChecksumType } | null;
};
type PartRecord = {
  partNumber: number;
  sizeBytes: number;
  etag: string;
  lastModified: number;
  checksum: Checksum | null;
};

const MIN_PART_BYTES = 5 * 1024 * 1024;
const MAX_PARTS = 10_000;
const MAX_DOCUMENT_BYTES = 2 * 1024 * 1024;
/** What was neither completed nor aborted in a week is thrown away at the next start. */
const ABANDONED_MS = 7 * 86_400_000;

const partFile = (folder: string, partNumber: number): string =>
  path.join(folder, `part-${String(partNumber).padStart(5, '0')}`);

type OpenUpload = { uploadId: string; folder: string; record: UploadRecord };

const openUpload = async (store: ObjectStore, request: S3Request): Promise<Result<OpenUpload, Fault>> => {
  const uploadId = queryValue(request, 'uploadId') ?? '';
  const missing = refuse('NoSuchUpload', 'The specified multipart upload does not exist.');
  // Only ids that we could have given are looked up: an id is the name of a folder.
  if (!/^[0-9a-f-]{36}$/.test(uploadId)) return missing;
  const folder = path.join(store.uploadFolder, uploadId);
  const record = await recordOf<UploadRecord>(path.join(folder, 'upload'));
  if (record?.bucket !== request.bucket || record.key !== request.key) return missing;
  return ok({ uploadId, folder, record });
};

const checksumPlan = ({ headers }: S3Request): Result<UploadRecord['checksum'], Fault> => {
  const algorithm = headers['x-amz-checksum-algorithm']?.toUpperCase();
  if (algorithm === undefined) return ok(null);
  if (!isChecksumAlgorithm(algorithm)) return refuse('InvalidRequest', 'Checksum algorithm provided is unsupported.');
  const fallback = algorithm === 'CRC64NVME' ? 'FULL_OBJECT' : 'COMPOSITE';
  const type = headers['x-amz-checksum-type']?.toUpperCase() ?? fallback;
  if (type !== 'FULL_OBJECT' && type !== 'COMPOSITE') return refuse('InvalidRequest', 'The checksum type is unknown.');
  return ok({ algorithm, type });
};

/** `CreateMultipartUpload`. */
export const createUpload = async ({ store }: WriteContext, request: S3Request): Promise<Result<Reply, Fault>> => {
  const described = describe(request);
  if (!described.ok) return described;
  const checksum = checksumPlan(request);
  if (!checksum.ok) return checksum;
  const { bucket, key } = request;
  const uploadId = randomUUID();
  const record: UploadRecord = { bucket, key, ...described.value, checksum: checksum.value };
  const draft = await newDraft(store.draftFolder);
  await sealDraft(draft, record);
  const folder = path.join(store.uploadFolder, uploadId);
  await mkdir(folder, { recursive: true });
  renameSync(draft.path, path.join(folder, 'upload'));
  const plan = checksum.value;
  const headers = plan && { 'x-amz-checksum-algorithm': plan.algorithm, 'x-amz-checksum-type': plan.type };
  const names = [element('Bucket', bucket), element('Key', key), element('UploadId', uploadId)];
  return ok(xmlReply(root('InitiateMultipartUploadResult', names), headers ?? {}));
};

/** `UploadPart`. A part that comes again replaces the one before. */
export const uploadPart = async (context: WriteContext, request: S3Request): Promise<Result<Reply, Fault>> => {
  const { store, authenticated, maxBytes, begin, now } = context;
  const upload = await openUpload(store, request);
  if (!upload.ok) return upload;
  const partNumber = Number(queryValue(request, 'partNumber'));
  if (!Number.isInteger(partNumber) || partNumber < 1 || partNumber > MAX_PARTS) {
    return refuse('InvalidArgument', `Part number must be an integer between 1 and ${MAX_PARTS}, inclusive`);
  }
  const received = await receiveFile(request, authenticated, maxBytes, store.draftFolder, begin);
  if (!received.ok) return received;
  const { draft, sizeBytes, md5Hex, checksum } = received.value;
  const planned = upload.value.record.checksum?.algorithm;
  if (planned !== undefined && checksum?.algorithm !== planned) {
    await discardDraft(draft);
    return refuse('InvalidRequest', `The upload was created with ${planned}: each part needs that checksum.`);
  }
  const record: PartRecord = { partNumber, sizeBytes, etag: md5Hex, lastModified: now(), checksum };
  await sealDraft(draft, record);
  try {
    renameSync(draft.path, partFile(upload.value.folder, partNumber));
  } catch (error) {
    await discardDraft(draft);
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
    // It was completed or aborted while the part was on its way.
    return refuse('NoSuchUpload', 'The specified multipart upload does not exist.');
  }
  return ok({ status: 200, headers: { etag: `"${md5Hex}"`, ...checksumHeaders(checksum) } });
};

const partsOf = async (folder: string): Promise<PartRecord[]> => {
  const names = (await namesIn(folder)).filter((name) => name.startsWith('part-')).toSorted();
  const records = await Promise.all(names.map((name) => recordOf<PartRecord>(path.join(folder, name))));
  return records.filter((record) => record !== null);
};

type ListedPart = { partNumber: number; etag: string; checksum: string | undefined };

/** The part list of a completion, checked against itself and against the parts that have arrived. */
const chooseParts = (text: string, record: UploadRecord, arrived: PartRecord[]): Result<PartRecord[], Fault> => {
  const items = parseItems(text, 'CompleteMultipartUpload', 'Part');
  const malformed = refuse('MalformedXML', 'The XML you provided was not well-formed or did not validate.');
  if (!items.ok || items.value.length === 0) return malformed;
  const listed: ListedPart[] = items.value.map((item) => ({
    partNumber: Number(textOf(item, 'PartNumber')),
    etag: (textOf(item, 'ETag') ?? '').replaceAll('"', ''),
    checksum: record.checksum ? textOf(item, `Checksum${record.checksum.algorithm}`) : undefined,
  }));
  if (!listed.every(({ partNumber }) => Number.isInteger(partNumber))) return malformed;
  if (listed.some((part, i) => i > 0 && part.partNumber <= listed[i - 1]!.partNumber)) {
    return refuse('InvalidPartOrder', 'The list of parts was not in ascending order.');
  }
  const { algorithm, type } = record.checksum ?? {};
  if (type === 'COMPOSITE' && listed.some((part) => part.checksum === undefined)) {
    const message = `The upload was created using a ${algorithm} checksum: the list must hold that of each part.`;
    return refuse('InvalidRequest', message);
  }
  const known = new Map(arrived.map((part) => [part.partNumber, part]));
  const chosen = listed.map(({ partNumber, etag, checksum }) => {
    const part = known.get(partNumber);
    return part?.etag === etag && (checksum === undefined || checksum === part.checksum?.value) ? part : undefined;
  });
  if (!chosen.every((part) => part !== undefined)) {
    return refuse('InvalidPart', 'One or more of the specified parts could not be found, or is another one.');
  }
  if (chosen.slice(0, -1).some((part) => part.sizeBytes < MIN_PART_BYTES)) {
    return refuse('EntityTooSmall', 'Your proposed upload is smaller than the minimum allowed size');
  }
  return ok(chosen);
};

/** Copies the parts into one draft; fails if one was replaced since it was chosen. */
const assemble = async (
  folder: string,
  parts: PartRecord[],
  write: (piece: Buffer) => Promise<unknown>,
): Promise<Result<void, Fault>> => {
  for (const { partNumber, etag, sizeBytes } of parts) {
    const stored = await openStored<PartRecord>(partFile(folder, partNumber));
    try {
      if (stored?.record.etag !== etag)
        return refuse('InvalidPart', `Part ${partNumber} is not the one that was listed.`);
      for await (const piece of readData(stored.handle, 0, sizeBytes)) await write(piece);
    } finally {
      await stored?.handle.close();
    }
  }
  return ok(undefined);
};

const multipartEtag = (parts: PartRecord[]): string => {
  const md5 = createHash('md5');
  for (const part of parts) md5.update(Buffer.from(part.etag, 'hex'));
  return `${md5.digest('hex')}-${parts.length}`;
};

/** `CompleteMultipartUpload`. */
export const completeUpload = async (context: WriteContext, request: S3Request): Promise<Result<Reply, Fault>> => {
  const { store, authenticated, begin, now } = context;
  const upload = await openUpload(store, request);
  if (!upload.ok) return upload;
  const absent = ifAbsent(request);
  if (!absent.ok) return absent;
  // A checksum in the headers is the object's, not that of the list of parts.
  const plan = upload.value.record.checksum;
  const claimed = plan ? request.headers[checksumHeader(plan.algorithm)] : undefined;
  const headers = Object.fromEntries(
    Object.entries(request.headers).filter(([name]) => !name.startsWith('x-amz-checksum-')),
  );
  const text = await receiveText({ ...request, headers }, authenticated, MAX_DOCUMENT_BYTES, begin);
  if (!text.ok) return text;
  const { folder, record } = upload.value;
  const chosen = chooseParts(text.value, record, await partsOf(folder));
  if (!chosen.ok) return chosen;
  const whole = plan?.type === 'FULL_OBJECT' ? newChecksum(plan.algorithm) : null;
  const draft = await newDraft(store.draftFolder);
  const assembled = await assemble(folder, chosen.value, (piece) => {
    whole?.update(piece);
    return draft.handle.writeFile(piece);
  }).catch(async (error: unknown) => {
    await discardDraft(draft);
    throw error;
  });
  if (!assembled.ok) {
    await discardDraft(draft);
    return assembled;
  }
  const checksum: Checksum | null = !plan
    ? null
    : whole
      ? { algorithm: plan.algorithm, value: await whole.digest(), type: 'FULL_OBJECT' }
      : await compositeChecksum(
          plan.algorithm,
          chosen.value.map((part) => part.checksum!.value),
        );
  if (claimed !== undefined && claimed !== checksum?.value) {
    await discardDraft(draft);
    return refuse('BadDigest', 'The checksum you specified did not match the calculated checksum.');
  }
  const { bucket, key, systemHeaders, metadata } = record;
  const etag = multipartEtag(chosen.value);
  const sizeBytes = chosen.value.reduce((sum, part) => sum + part.sizeBytes, 0);
  const object = { key, sizeBytes, etag, lastModified: now(), systemHeaders, metadata, checksum };
  const published = await store.publish(bucket, object, draft, absent.value);
  if (!published.ok) return published;
  await rm(folder, { recursive: true, force: true });
  const result: Xml[] = [element('Bucket', bucket), element('Key', key), element('ETag', `"${etag}"`)];
  if (checksum) {
    result.push(element(`Checksum${checksum.algorithm}`, checksum.value), element('ChecksumType', checksum.type));
  }
  return ok(xmlReply(root('CompleteMultipartUploadResult', result)));
};

/** `AbortMultipartUpload`. */
export const abortUpload = async ({ store }: WriteContext, request: S3Request): Promise<Result<Reply, Fault>> => {
  const upload = await openUpload(store, request);
  if (!upload.ok) return upload;
  await rm(upload.value.folder, { recursive: true, force: true });
  return ok({ status: 204 });
};

/** `ListParts`. */
export const listParts = async ({ store }: WriteContext, request: S3Request): Promise<Result<Reply, Fault>> => {
  const upload = await openUpload(store, request);
  if (!upload.ok) return upload;
  const max = Math.min(1000, Number(queryValue(request, 'max-parts') ?? 1000) || 1000);
  const marker = Number(queryValue(request, 'part-number-marker') ?? 0);
  const parts = (await partsOf(upload.value.folder)).filter((part) => part.partNumber > marker);
  const page = parts.slice(0, max);
  const { uploadId, record } = upload.value;
  return ok(
    xmlReply(
      root('ListPartsResult', [
        element('Bucket', record.bucket),
        element('Key', record.key),
        element('UploadId', uploadId),
        element('PartNumberMarker', marker),
        ...(parts.length > max ? [element('NextPartNumberMarker', page.at(-1)!.partNumber)] : []),
        element('MaxParts', max),
        element('IsTruncated', parts.length > max),
        ...page.map((part) =>
          element('Part', [
            element('PartNumber', part.partNumber),
            element('LastModified', new Date(part.lastModified).toISOString()),
            element('ETag', `"${part.etag}"`),
            element('Size', part.sizeBytes),
            ...(part.checksum ? [element(`Checksum${part.checksum.algorithm}`, part.checksum.value)] : []),
          ]),
        ),
      ]),
    ),
  );
};

/** Throws away what was begun a week ago or more, and never brought to an end. */
export const sweepUploads = async (uploadFolder: string, nowMs: number): Promise<void> => {
  mkdirSync(uploadFolder, { recursive: true });
  for (const name of await namesIn(uploadFolder)) {
    const folder = path.join(uploadFolder, name);
    const { mtimeMs } = await stat(folder);
    if (nowMs - mtimeMs > ABANDONED_MS) await rm(folder, { recursive: true, force: true });
  }
};
