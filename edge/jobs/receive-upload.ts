import { make, type PartInfo } from 'multipasta';
import { failure, type Failure } from '../../shared/problems.ts';
import { err, ok, type Result } from '../../shared/result.ts';
import { type BodyTime, chunksInTime, LateBodyError } from '../body-chunks.ts';
import { textOf } from '../text-of.ts';
import { type Objects, PART_BYTES } from '../storage/objects.ts';

const MAX_FIELD_BYTES = 4096;
const MAX_PARTS = 20;

/** What an upload may come to: its file, the form with all that is around it, and the time that it takes. */
export type UploadLimits = BodyTime & { maxBytes: number; maxFormBytes: number };

export type Upload = { fileName: string | null; sizeBytes: number; fields: Record<string, string> };

/**
 * Streams the one file of a multipart form into the object `key`, holding at most a part (8 MiB) and a chunk of it,
 * and gives the form's text fields. After a failure the object does not exist.
 * Failures: FILE_MISSING, FILE_NOT_SINGLE, FILE_EMPTY, FILE_TOO_LARGE, INVALID_REQUEST (the form itself is broken),
 * REQUEST_TIMEOUT.
 */
export async function receiveUpload(
  objects: Objects,
  key: string,
  request: { body: ReadableStream<Uint8Array> | null; contentType: string },
  limits: UploadLimits,
): Promise<Result<Upload, Failure>> {
  const sink = openSink(objects, key);
  try {
    const form = await readForm(request, sink, limits);
    if (!form.ok) {
      await sink.abandon();
      return form;
    }
    await sink.finish();
    return form;
  } catch (error) {
    await sink.abandon();
    if (!(error instanceof LateBodyError)) throw error;
    return err(failure('REQUEST_TIMEOUT', 'The form did not arrive in time.'));
  }
}

async function readForm(
  request: { body: ReadableStream<Uint8Array> | null; contentType: string },
  sink: Sink,
  limits: UploadLimits,
): Promise<Result<Upload, Failure>> {
  const upload: Upload = { fileName: null, sizeBytes: 0, fields: {} };
  const form: { files: number; failure: Failure | undefined; done: boolean } = {
    files: 0,
    failure: undefined,
    done: false,
  };
  const fail = (reason: Failure) => {
    form.failure ??= reason;
  };
  const parser = make({
    headers: { 'content-type': request.contentType },
    isFile: (info) => info.filename !== undefined,
    maxParts: MAX_PARTS,
    maxTotalSize: limits.maxFormBytes,
    maxFieldSize: MAX_FIELD_BYTES,
    onField: (info, value) => {
      const text = textOf(value, info.contentTypeParameters['charset']);
      if (text === null)
        fail(failure('INVALID_REQUEST', 'A text field of the form is not UTF-8, or what it says it is.'));
      else upload.fields[info.name] = text;
    },
    onFile: (info) => {
      form.files += 1;
      if (form.files > 1) fail(failure('FILE_NOT_SINGLE', 'Send one file in a request.'));
      upload.fileName = fileNameOf(info);
      return (chunk) => {
        if (!chunk || form.failure) return;
        upload.sizeBytes += chunk.byteLength;
        if (upload.sizeBytes > limits.maxBytes) fail(tooLarge(limits));
        else sink.write(chunk);
      };
    },
    onError: (error) => {
      const isTooLong = error._tag === 'ReachedLimit' && error.limit === 'MaxTotalSize';
      fail(isTooLong ? tooLarge(limits) : failure('INVALID_REQUEST', `The multipart form is broken (${error._tag}).`));
    },
    onDone: () => {
      form.done = true;
    },
  });

  for await (const chunk of chunksInTime(request.body, limits)) {
    writeTo(parser, chunk, fail);
    if (form.failure) return err(form.failure);
    await sink.flushWhenFull();
  }
  if (!form.done) parser.end();
  if (form.failure) return err(form.failure);
  if (form.files === 0) return err(failure('FILE_MISSING', 'Send the audio as a form field with a file name.'));
  if (upload.sizeBytes === 0) return err(failure('FILE_EMPTY', 'The file has no bytes.'));
  return ok(upload);
}

const tooLarge = ({ maxBytes }: UploadLimits): Failure =>
  failure('FILE_TOO_LARGE', `A file may have up to ${maxBytes} bytes.`);

/** The parser throws on a file name with broken percent-encoding. */
function writeTo(parser: ReturnType<typeof make>, chunk: Uint8Array, fail: (reason: Failure) => void): void {
  try {
    parser.write(chunk);
  } catch (error) {
    if (!(error instanceof URIError)) throw error;
    fail(failure('INVALID_REQUEST', 'The multipart form is broken (file name).'));
  }
}

/** The last segment of the name: some browsers send a whole path. */
const fileNameOf = (info: PartInfo): string | null => info.filename?.split(/[/\\]/).at(-1)?.slice(0, 255) || null;

type Sink = ReturnType<typeof openSink>;

/** Collects bytes into parts. A file of less than one part is stored with a single PUT. */
function openSink(objects: Objects, key: string) {
  let buffer = new Uint8Array(PART_BYTES);
  let filled = 0;
  const waiting: Uint8Array[] = [];
  let multipart: Awaited<ReturnType<Objects['startMultipart']>> | undefined;

  const sendWaiting = async () => {
    for (let part = waiting.shift(); part; part = waiting.shift()) {
      multipart ??= await objects.startMultipart(key, 'application/octet-stream');
      await multipart.add(part);
    }
  };

  return {
    write(chunk: Uint8Array): void {
      for (let offset = 0; offset < chunk.byteLength;) {
        const taken = chunk.subarray(offset, offset + PART_BYTES - filled);
        buffer.set(taken, filled);
        filled += taken.byteLength;
        offset += taken.byteLength;
        if (filled === PART_BYTES) {
          waiting.push(buffer);
          buffer = new Uint8Array(PART_BYTES);
          filled = 0;
        }
      }
    },
    flushWhenFull: sendWaiting,
    async finish(): Promise<void> {
      await sendWaiting();
      const last = buffer.subarray(0, filled);
      if (!multipart) return objects.put(key, last, 'application/octet-stream');
      if (filled > 0) await multipart.add(last);
      return multipart.complete();
    },
    /** Leaves nothing behind; a failure here is left to the bucket's rule for unfinished uploads. */
    async abandon(): Promise<void> {
      await multipart?.abort().catch(() => undefined);
    },
  };
}
