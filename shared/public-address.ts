import ipaddr from 'ipaddr.js';

/** Azure's platform service answers on this public address inside every virtual machine there, keys included. */
const AZURE_PLATFORM = '168.63.129.16';

/** IANA gives out global unicast IPv6 from 2000::/3 alone (RFC 4291, section 2.4; the IANA IPv6 address space). */
const GLOBAL_IPV6 = ipaddr.parseCIDR('2000::/3') as [ipaddr.IPv6, number];

/**
 * Whether an address is one of the public internet: not loopback, private, link-local, multicast, reserved, nor an
 * IPv6 form that carries an IPv4 address of any kind (mapped, 6to4, Teredo, NAT64). Text that is no address is not.
 */
export function isPublicAddress(text: string): boolean {
  if (!isAddress(text)) return false;
  const address = ipaddr.parse(text);
  if (address.range() !== 'unicast' || address.toString() === AZURE_PLATFORM) return false;
  return address instanceof ipaddr.IPv4 || address.match(GLOBAL_IPV6);
}

const isAddress = (text: string): boolean => ipaddr.IPv4.isValidFourPartDecimal(text) || ipaddr.IPv6.isValid(text);

/** Hosts that may be anywhere: "media.local" or "127.0.0.1:9000", comma-separated in a setting. */
export const parseAllowedHosts = (setting: string): ReadonlySet<string> =>
  new Set(
    setting
      .split(',')
      .map((host) => host.trim())
      .filter(Boolean),
  );

export function isAllowedHost(url: URL, allowed: ReadonlySet<string>): boolean {
  const port = url.port || (url.protocol === 'https:' ? '443' : '80');
  return allowed.has(url.hostname) || allowed.has(`${url.hostname}:${port}`);
}

/**
 * Why an address can't be fetched, judged by its text alone, or null: scheme, credentials, or a host that is plainly
 * not public. What a name resolves to is for the fetch itself to judge.
 */
export function refusalOf(text: string, allowed: ReadonlySet<string>): string | null {
  const url = URL.parse(text);
  if (!url) return 'The address is not a URL.';
  if (url.protocol !== 'http:' && url.protocol !== 'https:') return 'Only http and https are fetched.';
  if (url.username || url.password) return 'The address holds a user name or a password.';
  if (isAllowedHost(url, allowed)) return null;
  const host = url.hostname.replace(/^\[|\]$/g, '');
  const isPlainlyInside = isAddress(host) ? !isPublicAddress(host) : /^(?:localhost|.*\.localhost)\.?$/.test(host);
  return isPlainlyInside ? 'The host is not one of the public internet.' : null;
}
