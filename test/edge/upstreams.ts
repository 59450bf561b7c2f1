import { inject } from 'vitest';
import { parseEnv } from '../../edge/env.ts';
import { buildServices, type Services } from '../../edge/services.ts';
import type { Behaviour, Call } from '../support/upstreams.ts';
import { bindings } from './support.ts';

export type Upstream = {
  url: string;
  /** What the next calls meet, one after the other; the last behaviour holds on. */
  behave(...behaviours: Behaviour[]): Promise<void>;
  calls(): Promise<Call[]>;
  release(): Promise<void>;
};

/** An upstream of this test's own. */
export function upstream(kind: string): Upstream {
  const url = `${inject('upstreamsUrl')}/${kind}-${crypto.randomUUID()}`;
  const post = async (path: string, body: unknown) => {
    await (await fetch(`${url}${path}`, { method: 'POST', body: JSON.stringify(body) })).text();
  };
  return {
    url,
    behave: (...behaviours) => post('/behave', behaviours),
    calls: async () => (await fetch(`${url}/calls`)).json(),
    release: () => post('/release', {}),
  };
}

/** The Worker's services as they are under these settings, in an isolate of their own as it were. */
export const servicesWith = (settings: Record<string, string>): Services =>
  buildServices(parseEnv({ ...bindings(), ...settings }));

declare module 'vitest' {
  interface ProvidedContext {
    upstreamsUrl: string;
  }
}
