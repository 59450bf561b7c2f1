import { Receiver } from '@upstash/qstash';
import type { Env } from '../env.ts';

/** Clocks of two machines differ by seconds, not more. */
const CLOCK_TOLERANCE_SEC = 10;

export type VerifyMessage = (message: { signature: string; body: string; path: string }) => Promise<boolean>;

/**
 * Checks that a message comes from our queue: signed with the current key or the next one, for this very address and
 * this very body, and not expired.
 */
export function messageVerifier(env: Env): VerifyMessage {
  const receiver = new Receiver({
    currentSigningKey: env.QSTASH_CURRENT_SIGNING_KEY,
    nextSigningKey: env.QSTASH_NEXT_SIGNING_KEY,
    // Without this an environment variable of the SDK's would put its public development keys in the place of ours.
    devMode: false,
  });
  return async ({ signature, body, path }) => {
    const url = new URL(path, env.SIDECAR_PUBLIC_URL).href;
    try {
      return await receiver.verify({ signature, body, url, clockTolerance: CLOCK_TOLERANCE_SEC });
    } catch {
      // Its own error for most, others for a token that lacks a part: there is no third outcome.
      return false;
    }
  };
}
