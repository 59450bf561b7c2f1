import { Agent, fetch, type Response } from 'undici';
import { failure, type Failure } from '../../shared/problems.ts';
import { err, ok, type Result } from '../../shared/result.ts';
import { type Address, pinnedLookup } from './addresses.ts';
import { fileTooLarge, saveStream, type SavedFile } from './save-stream.ts';
import { checkedTarget, type TargetRules } from './target.ts';

export type GuardedFetchOptions = TargetRules & {
  maxBytes: number;
  /** For everything together: names, redirects, the body. */
  timeoutMs: number;
  /** The longest silence: before the connection stands, before the head of the answer, between parts of its body. */
  idleTimeoutMs: number;
  signal?: AbortSignal | undefined;
  /** Share of the body that has come, 0–1; not called when the server does not say how long it is. */
  onProgress?: (share: number) => void;
};

const MAX_REDIRECTS = 5;
const REDIRECTS = new Set([301, 302, 303, 307, 308]);
/** Answers that mean "later" (RFC 9110, 6585, 8470). */
const TRY_LATER = new Set([408, 425, 429]);

const unreachable = (detail: string): Failure => failure('URL_UNREACHABLE', detail);

/**
 * Downloads a public address to a new file. Only http and https, no credentials in the address, and at every hop a name
 * is looked up once, all its addresses must be public, and the connection goes to those very addresses.
 * Fails with URL_NOT_ALLOWED, URL_NOT_FOUND, URL_UNREACHABLE, FILE_TOO_LARGE or FILE_EMPTY.
 */
export async function guardedFetch(
  url: string,
  path: string,
  options: GuardedFetchOptions,
): Promise<Result<SavedFile, Failure>> {
  const deadline = AbortSignal.timeout(options.timeoutMs);
  const signal = options.signal ? AbortSignal.any([deadline, options.signal]) : deadline;
  let next = url;
  for (let hop = 0; hop <= MAX_REDIRECTS; hop += 1) {
    const target = await checkedTarget(next, options, signal);
    if (!target.ok) return target;
    const agent = pinnedAgent(target.value.addresses, options.idleTimeoutMs);
    try {
      const step = await fetchOnce(target.value.url, agent, path, options, signal);
      if (!step.ok) return step;
      if ('saved' in step.value) return ok(step.value.saved);
      next = step.value.redirect;
    } finally {
      await agent.destroy();
    }
  }
  return err(unreachable('The address redirects too many times.'));
}

/** A client that connects to these addresses and no others. */
function pinnedAgent(addresses: Address[], idleTimeoutMs: number): Agent {
  return new Agent({
    headersTimeout: idleTimeoutMs,
    bodyTimeout: idleTimeoutMs,
    connect: {
      timeout: idleTimeoutMs,
      lookup: pinnedLookup(addresses),
    },
  });
}

type Step = { saved: SavedFile } | { redirect: string };

async function fetchOnce(
  url: URL,
  agent: Agent,
  path: string,
  options: GuardedFetchOptions,
  signal: AbortSignal,
): Promise<Result<Step, Failure>> {
  try {
    const response = await fetch(url, {
      dispatcher: agent,
      redirect: 'manual',
      signal,
      headers: { accept: 'audio/*, application/octet-stream;q=0.8, */*;q=0.5', 'user-agent': 'MusicForge' },
    });
    if (REDIRECTS.has(response.status)) return redirectOf(response, url);
    if (!response.ok) return err(refusal(response.status));
    const saved = await saveBody(response, path, options);
    return saved.ok ? ok({ saved: saved.value }) : saved;
  } catch (error) {
    if (isDiskError(error)) throw error;
    return err(unreachable('The host did not answer, or broke off.'));
  }
}

function redirectOf(response: Response, from: URL): Result<Step, Failure> {
  const location = response.headers.get('location');
  const redirect = location === null ? null : URL.parse(location, from);
  return redirect ? ok({ redirect: redirect.href }) : err(unreachable('The address redirects to nowhere.'));
}

function refusal(status: number): Failure {
  if (status >= 500 || TRY_LATER.has(status)) return unreachable(`The host answered ${status}.`);
  return failure('URL_NOT_FOUND', `The host answered ${status}.`);
}

async function saveBody(
  response: Response,
  path: string,
  { maxBytes, onProgress }: GuardedFetchOptions,
): Promise<Result<SavedFile, Failure>> {
  const isEncoded = response.headers.has('content-encoding');
  // A length that the server states is not trusted, only used to give up early and to show progress.
  const statedBytes = isEncoded ? 0 : Number(response.headers.get('content-length') ?? 0);
  if (statedBytes > maxBytes) return err(fileTooLarge(maxBytes));
  const body = response.body ?? (async function* (): AsyncGenerator<Uint8Array> {})();
  return saveStream(body as AsyncIterable<Uint8Array>, path, maxBytes, (bytes) => {
    if (statedBytes > 0) onProgress?.(Math.min(1, bytes / statedBytes));
  });
}

/** A full or broken disk is our fault, and no statement about the address: fetch wraps all of its own in a TypeError. */
const isDiskError = (error: unknown): boolean => error instanceof Error && 'syscall' in error;
