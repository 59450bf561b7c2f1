import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { answerChat } from './upstream-models.ts';
import { answerYoutube } from './upstream-youtube.ts';

/** What a test wants an upstream to do with its next call; the last one holds for all further calls. */
export type Behaviour = {
  /** Milliseconds are never waited: a held call is answered once the test posts to `/release`. */
  hold?: boolean;
  status?: number;
  headers?: Record<string, string>;
  /** What the upstream says, in the terms of each. */
  say?: unknown;
};

export type Call = {
  method: string;
  path: string;
  query: Record<string, string>;
  headers: Record<string, unknown>;
  body: unknown;
};

type Scenario = { behaviours: Behaviour[]; calls: Call[]; release(): void; released: Promise<void> };

/**
 * OpenAI's and Anthropic's chat completions and YouTube's search.list and videos.list on loopback, each as documented
 * and with their refusals. A scenario is the first segment of the path: `POST /{scenario}/behave` says what happens to
 * its calls, `GET /{scenario}/calls` gives them, `POST /{scenario}/release` answers the held ones.
 */
export async function startUpstreams(): Promise<{ url: string; close(): Promise<void> }> {
  const scenarios = new Map<string, Scenario>();
  const scenarioOf = (name: string): Scenario => {
    const known = scenarios.get(name);
    if (known) return known;
    const { promise, resolve } = Promise.withResolvers<void>();
    const made: Scenario = { behaviours: [{}], calls: [], release: resolve, released: promise };
    scenarios.set(name, made);
    return made;
  };
  const server = createServer((request, response) => {
    handle(scenarioOf, request, response).catch((error: unknown) => {
      response.writeHead(500).end(String(error));
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

async function handle(scenarioOf: (name: string) => Scenario, request: IncomingMessage, response: ServerResponse) {
  const url = new URL(request.url ?? '/', 'http://upstream');
  const [, name = '', ...rest] = url.pathname.split('/');
  const path = `/${rest.join('/')}`;
  const scenario = scenarioOf(name);
  const body = await bodyOf(request);
  const send = (status: number, json: unknown, headers: Record<string, string> = {}) =>
    response
      .writeHead(status, { 'Content-Type': 'application/json', ...headers })
      .end(typeof json === 'string' ? json : JSON.stringify(json));
  if (path === '/behave') {
    scenario.behaviours = body as Behaviour[];
    return send(200, {});
  }
  if (path === '/release') {
    scenario.release();
    return send(200, {});
  }
  if (path === '/calls') return send(200, scenario.calls);
  const call: Call = {
    method: request.method ?? '',
    path,
    query: Object.fromEntries(url.searchParams),
    headers: request.headers,
    body,
  };
  scenario.calls.push(call);
  const behaviour = (scenario.behaviours.length > 1 ? scenario.behaviours.shift() : scenario.behaviours[0]) ?? {};
  if (behaviour.hold) await scenario.released;
  const answer = path.endsWith('/chat/completions') ? answerChat(call, behaviour) : answerYoutube(call, behaviour);
  send(answer.status, answer.body, answer.headers);
}

async function bodyOf(request: IncomingMessage): Promise<unknown> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  const text = Buffer.concat(chunks).toString();
  return text === '' ? undefined : JSON.parse(text);
}
