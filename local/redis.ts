import { type Context, Hono } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import { z } from 'zod';
import { err, ok, type Result } from '../shared/result.ts';
import { embeddedRedis } from './redis/embedded.ts';
import {
  type ByteString,
  bytesToBuffer,
  bytesToText,
  type Outcome,
  type RedisEngine,
  type Reply,
  toBytes,
} from './redis/engine.ts';
import { closing, type LocalServer, secretTest, serveLocally } from './serve.ts';

/** Upstash's limit for one request (https://upstash.com/docs/redis/troubleshooting/max_request_size_exceeded). */
const MAX_REQUEST_BYTES = 10 * 1024 * 1024;

/** What needs a connection of its own, or would change the connection that everybody shares: not to be had over REST. */
const CONNECTION_COMMANDS = new Set(
  `SUBSCRIBE PSUBSCRIBE SSUBSCRIBE UNSUBSCRIBE PUNSUBSCRIBE SUNSUBSCRIBE MONITOR SYNC PSYNC REPLCONF
   MULTI EXEC DISCARD WATCH UNWATCH SELECT SWAPDB AUTH HELLO QUIT RESET CLIENT WAIT WAITAOF
   BLPOP BRPOP BRPOPLPUSH BLMOVE BLMPOP BZPOPMIN BZPOPMAX BZMPOP XREAD XREADGROUP
   CONFIG SHUTDOWN DEBUG REPLICAOF SLAVEOF FAILOVER CLUSTER MIGRATE MODULE ACL SAVE BGSAVE BGREWRITEAOF`.split(/\s+/),
);

/**
 * Serves Upstash's REST protocol over an engine, on 127.0.0.1, for whoever knows the token. The engine is closed with the
 * server, and also when that can't be started.
 */
export const serveRedis = async (
  engine: RedisEngine,
  { port, token }: { port: number; token: string },
): Promise<LocalServer> => {
  const server = await serveLocally(redisApp(engine, token), port).catch(closing(engine));
  return {
    ...server,
    close: async () => {
      await server.close();
      await engine.close();
    },
  };
};

/**
 * Starts the embedded Redis behind Upstash's REST. With `dataDir` its data is kept in `redis.json` there; without, in
 * memory. Port 0 takes a free port.
 */
export const startRedis = async (options: {
  dataDir: string | undefined;
  port: number;
  token: string;
}): Promise<LocalServer> => serveRedis(embeddedRedis(options.dataDir), options);

const argumentSchema = z.union([z.string(), z.number().transform(String), z.boolean().transform(String)]);
const commandSchema = z.array(argumentSchema.transform(toBytes)).nonempty();
const commandsSchema = z.array(commandSchema).nonempty();

const redisApp = (engine: RedisEngine, token: string): Hono => {
  const app = new Hono();
  const isToken = secretTest(token);
  const tooLarge = { error: `ERR max request size exceeded. Limit: ${MAX_REQUEST_BYTES} bytes` };
  app.use(async (c, next) => {
    if (!['GET', 'HEAD', 'POST', 'PUT'].includes(c.req.method)) return c.json({ error: 'ERR method not allowed' }, 405);
    const given = c.req.header('authorization')?.replace(/^Bearer /i, '') ?? c.req.query('_token') ?? '';
    return isToken(given) ? next() : c.json({ error: 'WRONGPASS invalid or missing auth token' }, 401);
  });
  app.use(bodyLimit({ maxSize: MAX_REQUEST_BYTES, onError: (c) => c.json(tooLarge, 413) }));
  app.post('/', async (c) => {
    const command = await parseBody(c, commandSchema);
    return command.ok ? send(c, await execute(engine, command.value)) : c.json({ error: command.error }, 400);
  });
  app.post('/pipeline', async (c) => {
    const commands = await parseBody(c, commandsSchema);
    if (!commands.ok) return c.json({ error: commands.error }, 400);
    // every engine starts commands in the order in which they are given
    const outcomes = await Promise.all(commands.value.map((command) => execute(engine, command)));
    return c.json(outcomes.map((outcome) => toJson(c, outcome)));
  });
  app.post('/multi-exec', async (c) => {
    const commands = await parseBody(c, commandsSchema);
    if (!commands.ok) return c.json({ error: commands.error }, 400);
    const refused = commands.value.map(refusal).find((message) => message !== null);
    const outcomes = refused ? err(refused) : await engine.transaction(commands.value);
    if (!outcomes.ok) return c.json({ error: outcomes.error }, 400);
    return c.json(outcomes.value.map((outcome) => toJson(c, outcome)));
  });
  app.all('/*', async (c) => {
    const command = await commandInPath(c);
    return command.ok ? send(c, await execute(engine, command.value)) : c.json({ error: command.error }, 400);
  });
  app.onError((error, c) => c.json({ error: `ERR ${error.message}` }, 500));
  return app;
};

const parseBody = async <T>(c: Context, schema: z.ZodType<T>): Promise<Result<T, string>> => {
  const body: unknown = await c.req.json().catch(() => undefined);
  if (body === undefined) return err('ERR failed to parse the body: it is not JSON');
  const parsed = schema.safeParse(body);
  if (parsed.success) return ok(parsed.data);
  return err('ERR failed to parse the body: a command is an array of strings, numbers and booleans');
};

/** `/set/key/value?EX=100`; a body, taken as it is, stands between the path and the query. */
const commandInPath = async (c: Context): Promise<Result<ByteString[], string>> => {
  const url = new URL(c.req.url);
  const body = Buffer.from(await c.req.arrayBuffer()).toString('latin1');
  const options = [...url.searchParams]
    .filter(([name]) => name !== '_token')
    .flat()
    .filter((part) => part !== '');
  try {
    const path = url.pathname.slice(1).replace(/\/$/, '').split('/').map(decodeURIComponent);
    if (path[0] === '') return err('ERR empty command');
    return ok([...path.map(toBytes), ...(body === '' ? [] : [body]), ...options.map(toBytes)]);
  } catch {
    return err('ERR the path is not valid');
  }
};

const refusal = ([name = '']: ByteString[]): string | null =>
  CONNECTION_COMMANDS.has(name.toUpperCase()) ? `ERR Command is not available: '${bytesToText(name)}'` : null;

const execute = async (engine: RedisEngine, command: ByteString[]): Promise<Outcome> => {
  const refused = refusal(command);
  return refused === null ? engine.execute(command) : err(refused);
};

type Json = null | number | string | Json[];

/** Text as UTF-8, or, for binary safety, everything but the status OK in base64. */
const encodeReply = (reply: Reply, base64: boolean): Json => {
  if (reply === null || typeof reply === 'number') return reply;
  if (Array.isArray(reply)) return reply.map((item) => encodeReply(item, base64));
  const bytes = typeof reply === 'string' ? reply : reply.status;
  return base64 ? bytesToBuffer(bytes).toString('base64') : bytesToText(bytes);
};

const toJson = (c: Context, outcome: Outcome): { result: Json } | { error: string } => {
  if (!outcome.ok) return { error: bytesToText(outcome.error) };
  const reply = outcome.value;
  if (reply !== null && typeof reply === 'object' && 'status' in reply && reply.status === 'OK')
    return { result: 'OK' };
  return { result: encodeReply(reply, c.req.header('upstash-encoding') === 'base64') };
};

const send = (c: Context, outcome: Outcome): Response => c.json(toJson(c, outcome), outcome.ok ? 200 : 400);
