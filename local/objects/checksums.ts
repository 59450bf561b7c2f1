import { Crc32, Crc32c, Crc64NvmeJs } from '@aws-sdk/checksums/crc';
import { Sha1, Sha256 } from '@aws-sdk/checksums/sha';
import { ok, type Result } from '../../shared/result.ts';
import { refuse, type Fault } from './faults.ts';

const ALGORITHMS = {
  CRC32: Crc32,
  CRC32C: Crc32c,
  CRC64NVME: Crc64NvmeJs,
  SHA1: Sha1,
  SHA256: Sha256,
} as const;

export type ChecksumAlgorithm = keyof typeof ALGORITHMS;
export type ChecksumType = 'FULL_OBJECT' | 'COMPOSITE';

/** Base64; a composite one is over the checksums of the parts, and ends in `-` and their number. */
export type Checksum = { algorithm: ChecksumAlgorithm; value: string; type: ChecksumType };

export const isChecksumAlgorithm = (name: string): name is ChecksumAlgorithm => Object.hasOwn(ALGORITHMS, name);

export const checksumHeader = (algorithm: ChecksumAlgorithm): string => `x-amz-checksum-${algorithm.toLowerCase()}`;

export const newChecksum = (algorithm: ChecksumAlgorithm) => {
  const hash = new ALGORITHMS[algorithm]();
  return {
    update: (bytes: Uint8Array): void => hash.update(bytes),
    digest: async (): Promise<string> => Buffer.from(await hash.digest()).toString('base64'),
  };
};

/** The checksum of a multipart object: of the parts' checksums, one after the other. */
export const compositeChecksum = async (algorithm: ChecksumAlgorithm, parts: string[]): Promise<Checksum> => {
  const hash = newChecksum(algorithm);
  for (const part of parts) hash.update(Buffer.from(part, 'base64'));
  return { algorithm, value: `${await hash.digest()}-${parts.length}`, type: 'COMPOSITE' };
};

/** What the sender says of its body: the algorithm, and the value, unless that is to come in the trailer. */
export type AnnouncedChecksum = { algorithm: ChecksumAlgorithm; value: string | null };

const SETTINGS = new Set(['x-amz-checksum-mode', 'x-amz-checksum-algorithm', 'x-amz-checksum-type']);

const algorithmOf = (header: string): ChecksumAlgorithm | null => {
  const name = header.slice('x-amz-checksum-'.length).toUpperCase();
  return header.startsWith('x-amz-checksum-') && isChecksumAlgorithm(name) ? name : null;
};

/** At most one checksum may be announced, in a header or, by its name in `x-amz-trailer`, behind the body. */
export const announcedChecksum = (headers: Record<string, string>): Result<AnnouncedChecksum | null, Fault> => {
  const inHeaders = Object.keys(headers).filter((name) => name.startsWith('x-amz-checksum-') && !SETTINGS.has(name));
  const trailers = (headers['x-amz-trailer'] ?? '').split(',').map((name) => name.trim().toLowerCase());
  const inTrailer = trailers.filter((name) => name !== '');
  const names = [...inHeaders, ...inTrailer];
  if (names.length === 0) return ok(null);
  const algorithm = algorithmOf(names[0]!);
  if (names.length > 1 || algorithm === null) {
    return refuse('InvalidRequest', 'Expecting a single x-amz-checksum- header of a known algorithm.');
  }
  return ok({ algorithm, value: inHeaders.length === 1 ? headers[inHeaders[0]!]! : null });
};
