import { createHash } from 'node:crypto';
import { z } from 'zod';
import { ANALYSIS_VERSION, analysisSchema } from '../../shared/contracts/analysis.ts';
import {
  type AnalysisObjects,
  analysisObjectsSchema,
  fileTagsSchema,
  type TempoHints,
} from '../../shared/contracts/job.ts';
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

/** Audio by its content, and what its client said of it. */
export type Heard = { sha256: string; hints?: TempoHints };

/** Where the result of this audio lies; one that was heard with hints lies apart, and is no answer to others. */
export function resultFolder({ sha256, hints }: Heard): string {
  const folder = `analysis/v${ANALYSIS_VERSION}/${sha256}`;
  if (!hints) return folder;
  const said = JSON.stringify([hints.tempoRange ?? null, hints.genre ?? null]);
  return `${folder}/${createHash('sha256').update(said).digest('hex').slice(0, 16)}`;
}
const resultKey = (heard: Heard): string => `${resultFolder(heard)}/result.json`;

/** The keys of a result's objects: the same audio in the same version always has the same ones. */
function objectKeys(heard: Heard): Required<AnalysisObjects> {
  const folder = resultFolder(heard);
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
  heard: Heard,
  signal: AbortSignal,
): Promise<Result<StoredResult | null, Failure>> {
  const text = await objects.readText(resultKey(heard), MAX_RESULT_BYTES, signal);
  if (!text.ok || text.value === null) return text.ok ? ok(null) : text;
  const parsed = storedResultSchema.safeParse(parseJson(text.value));
  if (parsed.success && parsed.data.contentHash === heard.sha256) return ok(parsed.data);
  log('result.unreadable', { sha256: heard.sha256 });
  return ok(null);
}

/** Writes all objects of a result, and `result.json` last: where it is, the others are. */
export async function storeResult(
  objects: Objects,
  heard: Heard,
  { analysis, waveforms, tags }: AnalysedFile,
  signal: AbortSignal,
): Promise<Result<StoredResult, Failure>> {
  const keys = objectKeys(heard);
  const result: StoredResult = { contentHash: heard.sha256, tags, analysis, objects: keys };
  const body = JSON.stringify(result);
  if (Buffer.byteLength(body) > MAX_RESULT_BYTES)
    throw new Error(`A result is over ${MAX_RESULT_BYTES} bytes: ${heard.sha256}`);

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
  const failed = written.find((one) => !one.ok) ?? (await objects.write(json(resultKey(heard), result), signal));
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
