import { failure, type Failure } from '../../shared/problems.ts';
import { isAllowedHost, isPublicAddress, refusalOf } from '../../shared/public-address.ts';
import { err, ok, type Result } from '../../shared/result.ts';
import { addressesOf, systemLookup, type Address, type Lookup } from './addresses.ts';

export type TargetRules = {
  /** Hosts ("media.local" or "127.0.0.1:9000") that may be anywhere; the check of addresses is for all others. */
  allowedHosts: ReadonlySet<string>;
  lookup?: Lookup;
};

/** Where to connect to, and nowhere else: what a second look-up would say does not count. */
export type Target = { url: URL; addresses: Address[] };

/**
 * The addresses of a URL, looked up once, if all of them are public or its host may be anywhere. Failures:
 * URL_NOT_ALLOWED, URL_NOT_FOUND, URL_UNREACHABLE. Rejects with nothing; an abort is URL_UNREACHABLE.
 */
export async function checkedTarget(
  text: string,
  { allowedHosts, lookup = systemLookup }: TargetRules,
  signal: AbortSignal,
): Promise<Result<Target, Failure>> {
  const refusal = refusalOf(text, allowedHosts);
  if (refusal) return err(failure('URL_NOT_ALLOWED', refusal));
  const url = new URL(text);
  let addresses: Address[];
  try {
    addresses = await withSignal(addressesOf(url.hostname, lookup), signal);
  } catch (error) {
    if (errorCode(error) === 'ENOTFOUND') return err(failure('URL_NOT_FOUND', 'There is no such host.'));
    return err(failure('URL_UNREACHABLE', 'The name of the host could not be looked up.'));
  }
  if (addresses.length === 0) return err(failure('URL_NOT_FOUND', 'The host has no address.'));
  if (!isAllowedHost(url, allowedHosts) && !addresses.every(({ address }) => isPublicAddress(address))) {
    return err(failure('URL_NOT_ALLOWED', 'The host is not one of the public internet.'));
  }
  return ok({ url, addresses });
}

function withSignal<T>(promise: Promise<T>, signal: AbortSignal): Promise<T> {
  return new Promise((resolve, reject) => {
    const onAbort = () => reject(signal.reason as Error);
    if (signal.aborted) onAbort();
    signal.addEventListener('abort', onAbort, { once: true });
    promise.then(resolve, reject).finally(() => signal.removeEventListener('abort', onAbort));
  });
}

const errorCode = (error: unknown): unknown => (error instanceof Error && 'code' in error ? error.code : undefined);
