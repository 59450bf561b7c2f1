import { lookup } from 'node:dns/promises';
import { isIP, type LookupFunction } from 'node:net';

export type Address = { address: string; family: 4 | 6 };

/** All addresses of a host name; rejects with the codes of getaddrinfo (ENOTFOUND, EAI_AGAIN …). */
export type Lookup = (hostname: string) => Promise<Address[]>;

export const systemLookup: Lookup = async (hostname) =>
  (await lookup(hostname, { all: true, verbatim: true })).map(({ address, family }) => ({
    address,
    family: family === 6 ? 6 : 4,
  }));

/** The addresses of a URL's host name, which may be an address itself (IPv6 in brackets). */
export async function addressesOf(hostname: string, lookupAll: Lookup): Promise<Address[]> {
  const literal = hostname.replace(/^\[|\]$/g, '');
  const family = isIP(literal);
  return family === 0 ? lookupAll(hostname) : [{ address: literal, family: family === 6 ? 6 : 4 }];
}

/** For a connection that is to go to these very addresses, whatever a second look-up would say. */
export const pinnedLookup =
  (addresses: readonly Address[]): LookupFunction =>
  (_hostname, { all }, callback) => {
    const [first] = addresses;
    if (all) callback(null, [...addresses]);
    else callback(first ? null : new Error('no address'), first?.address ?? '', first?.family);
  };
