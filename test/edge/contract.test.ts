import { beforeAll, describe, expect, test } from 'vitest';
import type { SessionResource } from '../../shared/contracts/account.ts';
import { bearer, operations, send, type Target } from './operations.ts';
import { call, codeOf, type Tenant, tenant } from './support.ts';

/* The OpenAPI document beside what is answered. */

type Documented = {
  operationId: string;
  description?: string;
  security?: Record<string, string[]>[];
  parameters?: { $ref?: string }[];
  responses: Record<string, { description: string; headers?: Record<string, unknown> }>;
};
type Contract = {
  paths: Record<string, Record<string, Documented>>;
  components: Record<'securitySchemes' | 'parameters' | 'headers', Record<string, Record<string, unknown>>>;
};

let all: Target[];
let contract: Contract;
let byName: Map<string, Documented>;
let admin: Tenant;
beforeAll(async () => {
  all = await operations();
  contract = await (await call('/openapi.json')).json<Contract>();
  const documented = Object.values(contract.paths).flatMap((methods) => Object.values(methods));
  byName = new Map(documented.map((operation) => [operation.operationId, operation]));
  admin = await tenant({ role: 'admin', plan: 'enterprise' });
});

const json = { 'Content-Type': 'application/json' };
/** Ways to ask wrongly that have nothing to do with an operation. */
const BAD_INPUTS: Record<string, { headers?: Record<string, string>; body?: string; isRead?: true }> = {
  'a request id that is none': { headers: { 'X-Request-Id': 'a b' }, isRead: true },
  'headers of 17 KB': { headers: { 'X-Large': 'x'.repeat(17_000) }, isRead: true },
  'no key': { headers: { Authorization: '' }, isRead: true },
  'a broken body': { headers: json, body: '{"a' },
  'a body of 70 KB': { headers: json, body: JSON.stringify('x'.repeat(70_000)) },
  'a body that is no JSON': { headers: { 'Content-Type': 'text/plain' }, body: 'a' },
  'an empty object': { headers: json, body: '{}' },
  'an Idempotency-Key that is none': { headers: { ...json, 'Idempotency-Key': 'a b' }, body: '{}' },
  'no body': {},
};

describe('the contract', () => {
  test.each(Object.entries(BAD_INPUTS))('has every status that an operation answers to %s', async (_, input) => {
    const missing: string[] = [];
    for (const target of all) {
      // A read has no body.
      if (target.method === 'GET' && !input.isRead) continue;
      const answer = await send({ ...target, body: input.body }, { ...bearer(admin.key), ...input.headers });
      await answer.body?.cancel();
      if (!(answer.status in byName.get(target.name)!.responses)) missing.push(`${target.name} ${answer.status}`);
    }
    expect(missing).toEqual([]);
  });

  test('has Idempotency-Key and its problems where one is heard, and nowhere else', () => {
    for (const { name, method } of all) {
      const { parameters = [], responses } = byName.get(name)!;
      const isHeard = method === 'POST' && name !== 'refreshSession';
      const refs = parameters.map(({ $ref }) => $ref);
      expect([name, refs.includes('#/components/parameters/Idempotency-Key')]).toEqual([name, isHeard]);
      const described = Object.values(responses).map(({ description }) => description);
      expect([name, described.some((text) => text.includes('IDEMPOTENCY_'))]).toEqual([name, isHeard]);
    }
    expect(contract.components.parameters['Idempotency-Key']).toMatchObject({ name: 'Idempotency-Key', in: 'header' });
  });

  test('has X-CSRF-Token wherever a cookie changes something', () => {
    for (const { name, method, needs } of all) {
      const refs = (byName.get(name)!.parameters ?? []).map(({ $ref }) => $ref);
      const isNeeded = method !== 'GET' && (needs !== null || name === 'refreshSession');
      expect([name, refs.includes('#/components/parameters/X-CSRF-Token')]).toEqual([name, isNeeded]);
    }
    expect(contract.components.parameters['X-CSRF-Token']).toMatchObject({ name: 'X-CSRF-Token', in: 'header' });
  });

  test('has the limits’ headers, and when to come back', () => {
    for (const { name, needs } of all) {
      const { responses } = byName.get(name)!;
      if (needs === null) continue;
      for (const [status, { headers = {} }] of Object.entries(responses)) {
        if (!/2..|429/.test(status)) continue;
        expect(Object.keys(headers), name).toEqual(
          expect.arrayContaining(['RateLimit', 'RateLimit-Policy', 'X-RateLimit-Reset']),
        );
      }
      for (const status of ['429', '503']) expect(responses[status]?.headers, name).toHaveProperty('Retry-After');
    }
    expect(Object.keys(contract.components.headers)).toEqual(expect.arrayContaining(['RateLimit', 'Retry-After']));
  });

  test('names every way to say who is asking', async () => {
    const { securitySchemes } = contract.components;
    expect(securitySchemes).toMatchObject({
      apiKey: { type: 'http', scheme: 'bearer' },
      apiKeyHeader: { type: 'apiKey', in: 'header', name: 'X-API-Key' },
      session: { type: 'http', scheme: 'bearer' },
      sessionCookie: { type: 'apiKey', in: 'cookie' },
    });
    for (const { name, needs } of all) {
      if (needs === null) continue;
      const ways = (byName.get(name)!.security ?? []).flatMap((way) => Object.keys(way));
      expect([name, ways.toSorted()]).toEqual([name, Object.keys(securitySchemes).toSorted()]);
    }
    const made = await admin.post('/v1/auth/sessions', { cookies: true });
    await made.json<SessionResource>();
    expect(made.headers.getSetCookie()[0]).toContain(`${String(securitySchemes.sessionCookie?.name)}=`);
  });

  test('says that a body is required, and so it is', async () => {
    const who = await tenant();
    for (const body of [undefined, new Uint8Array([0x7b, 0x7d])]) {
      const rotated = await who.call(`/v1/keys/${who.keyId}/rotate`, { method: 'POST', body });
      expect([rotated.status, await codeOf(rotated)]).toEqual([415, 'UNSUPPORTED_MEDIA_TYPE']);
    }
  });
});
