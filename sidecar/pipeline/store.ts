import { z } from 'zod';
import { ANALYSIS_VERSION, analysisSchema } from '../../shared/contracts/analysis.ts';
import { analysisObjectsSchema, fileTagsSchema, type AnalysisObjects } from '../../shared/contracts/job.ts';
import type { Failure } from '../../shared/problems.ts';
import { ok, type Result } from '../../shared/result.ts';
import { waveformDat, waveformJson } from '../analysis/waveform.ts';
import { log } from '../log.ts';
import type { NewObject, Objects } from '../storage/objects.ts';
import type { AnalysedFile } from './analyse-file.ts';

/** What is known of audio once it has been analysed: the answer to every job with the same bytes. */
const storedResultSchema = z.object({
  contentHash: z.string(),
  tags: fileTagsSchema,
  analysis: analysisSchema,
  objects: analysisObjectsSchema.required(),
});
export type StoredResult = z.infer<typeof storedResultSchema>;

/** What an answer through the queue may hold; well over what 20 minutes of fast music need. */
const MAX_RESULT_BYTES = 256 * 1024;

const folderOf = (sha256: string): string => `analysis/v${ANALYSIS_VERSION}/${sha256}`;
const resultKey = (sha256: string): string => `${folderOf(sha256)}/result.json`;

/** The keys of a result's objects: the same audio in the same version always has the same ones. */
function objectKeys(sha256: string): Required<AnalysisObjects> {
  const folder = folderOf(sha256);
  return {
    analysis: `${folder}/analysis.json`,
    waveformJson: `${folder}/waveform.json`,
    waveformDat: `${folder}/waveform.dat`,
    coarseWaveformJson: `${folder}/waveform-coarse.json`,
    coarseWaveformDat: `${folder}/waveform-coarse.dat`,
    bandsWaveformJson: `${folder}/waveform-bands.json`,
    bandsWaveformDat: `${folder}/waveform-bands.dat`,
  };
}

/** The result stored for this audio by this version, or null; one that does not parse counts as none. */
export async function loadResult(
  objects: Objects,
  sha256: string,
  signal: AbortSignal,
): Promise<Result<StoredResult | null, Failure>> {
  const text = await objects.readText(resultKey(sha256), MAX_RESULT_BYTES, signal);
  if (!text.ok || text.value === null) return text.ok ? ok(null) : text;
  const parsed = storedResultSchema.safeParse(parseJson(text.value));
  if (parsed.success && parsed.data.contentHash === sha256) return ok(parsed.data);
  log('result.unreadable', { sha256 });
  return ok(null);
}

/** Writes all objects of a result, and `result.json` last: where it is, the others are. */
export async function storeResult(
  objects: Objects,
  sha256: string,
  { analysis, waveforms, tags }: AnalysedFile,
  signal: AbortSignal,
): Promise<Result<StoredResult, Failure>> {
  const keys = objectKeys(sha256);
  const result: StoredResult = { contentHash: sha256, tags, analysis, objects: keys };
  const body = JSON.stringify(result);
  if (Buffer.byteLength(body) > MAX_RESULT_BYTES)
    throw new Error(`A result is over ${MAX_RESULT_BYTES} bytes: ${sha256}`);

  const { fine, coarse, bands } = waveforms;
  const parts: NewObject[] = [
    json(keys.analysis, analysis),
    json(keys.waveformJson, waveformJson(fine)),
    binary(keys.waveformDat, waveformDat(fine)),
    json(keys.coarseWaveformJson, waveformJson(coarse)),
    binary(keys.coarseWaveformDat, waveformDat(coarse)),
    json(keys.bandsWaveformJson, waveformJson(bands)),
    binary(keys.bandsWaveformDat, waveformDat(bands)),
  ];
  const written = await Promise.all(parts.map((part) => objects.write(part, signal)));
  const failed = written.find((one) => !one.ok) ?? (await objects.write(json(resultKey(sha256), result), signal));
  return failed.ok ? ok(result) : failed;
}

const json = (key: string, value: unknown): NewObject => ({
  key,
  body: JSON.stringify(value),
  contentType: 'application/json',
});

const binary = (key: string, body: Uint8Array): NewObject => ({ key, body, contentType: 'application/octet-stream' });

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
