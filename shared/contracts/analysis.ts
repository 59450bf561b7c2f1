import { z } from 'zod';
import { MODES, TONICS } from '../music/keys.ts';

/** Goes up when results change; a stored analysis of an older version is recomputed when asked for. */
export const ANALYSIS_VERSION = 1;

const confidence = z.number().min(0).max(1);

/** Tempo: `null` when there is none to be found. */
export const tempoSchema = z.object({
  bpm: z.number().positive(),
  confidence,
  alternatives: z.array(z.object({ bpm: z.number().positive(), relation: z.string(), confidence })),
});

export const keySchema = z.object({
  tonic: z.enum(TONICS),
  mode: z.enum(MODES),
  camelot: z.string(),
  openKey: z.string(),
  confidence,
});

export const analysisSchema = z.object({
  analysisVersion: z.int().positive(),
  durationSec: z.number().positive(),
  tempo: tempoSchema.nullable(),
  key: keySchema.nullable(),
});
export type Analysis = z.infer<typeof analysisSchema>;
