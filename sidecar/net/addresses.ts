import { lookup } from 'node:dns/promises';
import { isIP } from 'node:net';
import ipaddr from 'ipaddr.js';

export type Address = { address: string; family: 4 | 6 };

/** All addresses of a host name; rejects with the codes of getaddrinfo (ENOTFOUND, EAI_AGAIN …). */
export type Lookup = (hostname: string) => Promise<Address[]>;

export const systemLookup: Lookup = async (hostname) =>
  (await lookup(hostname, { all: true, verbatim: true })).map(({ address, family }) => ({
    address,
    family: family === 6 ? 6 : 4,
  }));

/** Azure's platform service answers on this public address inside every virtual machine there, keys included. */
const AZURE_PLATFORM = '168.63.129.16';

/** IANA gives out global unicast IPv6 from 2000::/3 alone (RFC 4291, section 2.4; the IANA IPv6 address space). */
const GLOBAL_IPV6 = ipaddr.parseCIDR('2000::/3') as [ipaddr.IPv6, number];

/**
 * Whether an address is one of the public internet: not loopback, private, link-local, multicast, reserved, nor an
 * IPv6 form that carries an IPv4 address of any kind (mapped, 6to4, Teredo, NAT64).
 */
export function isPublicAddress(text: string): boolean {
  if (isIP(text) === 0) return false;
  const address = ipaddr.parse(text);
  if (address.range() !== 'unicast' || address.toString() === AZURE_PLATFORM) return false;
  return address instanceof ipaddr.IPv4 || address.match(GLOBAL_IPV6);
}

/** The addresses of a URL's host name, which may be an address itself (IPv6 in brackets). */
export async function addressesOf(hostname: string, lookupAll: Lookup): Promise<Address[]> {
  const literal = hostname.replace(/^\[|\]$/g, '');
  const family = isIP(literal);
  return family === 0 ? lookupAll(hostname) : [{ address: literal, family: family === 6 ? 6 : 4 }];
}
