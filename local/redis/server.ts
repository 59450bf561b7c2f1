import { Redis } from 'ioredis';
import { err, ok } from '../../shared/result.ts';
import { type ByteString, bytesToBuffer, OK, type Outcome, type RedisEngine, type Reply, toBytes } from './engine.ts';
import { sha1, withoutShebang } from './scripts.ts';

const CONNECT_TIMEOUT_MS = 5_000;
const COMMAND_TIMEOUT_MS = 10_000;

/**
 * An engine over a real Redis server (`redis://…`), through one connection. Redis refuses the shebang of Upstash's
 * scripts, so scripts go without it, and the hashes that clients know them by are translated.
 */
export const redisServerEngine = (url: string): RedisEngine => {
  const client = new Redis(url, {
    // as Upstash answers: scores as strings, in flat lists
    protocol: 2,
    connectTimeout: CONNECT_TIMEOUT_MS,
    commandTimeout: COMMAND_TIMEOUT_MS,
  });
  // a lost connection is retried, and what was sent meanwhile fails by its deadline
  client.on('error', () => {});
  const sourceByHash = new Map<string, ByteString>();

  const adapt = ([name = '', ...args]: ByteString[]): { command: ByteString[]; answer?: Reply } => {
    const command = [name, ...args];
    const upper = name.toUpperCase();
    const subcommand = upper === 'SCRIPT' ? args[0]?.toUpperCase() : undefined;
    if (upper === 'EVAL' || subcommand === 'LOAD') {
      const at = upper === 'EVAL' ? 1 : 2;
      const source = command[at] ?? '';
      if (!source.startsWith('#!')) return { command };
      const hash = sha1(source);
      sourceByHash.set(hash, withoutShebang(source));
      command[at] = withoutShebang(source);
      return subcommand === 'LOAD' ? { command, answer: hash } : { command };
    }
    const source = sourceByHash.get(args[0]?.toLowerCase() ?? '');
    if (upper === 'EVALSHA' && source !== undefined) return { command: ['EVAL', source, ...args.slice(1)] };
    if (subcommand === 'FLUSH') sourceByHash.clear();
    if (subcommand !== 'EXISTS') return { command };
    return { command: [name, ...args.map((hash) => renamed(sourceByHash, hash))] };
  };

  const execute = async (original: ByteString[]): Promise<Outcome> => {
    const { command, answer } = adapt(original);
    try {
      const reply: unknown = await client.callBuffer(...toCall(command));
      return ok(answer ?? toReply(reply));
    } catch (error) {
      return err(toBytes((error as Error).message));
    }
  };
  return {
    execute,
    transaction: async (queue) => {
      const adapted = queue.map(adapt);
      const pipeline = client.multi();
      for (const { command } of adapted) pipeline.callBuffer(...toCall(command));
      try {
        const replies = (await pipeline.exec()) ?? [];
        return ok(
          replies.map(([error, reply], at) =>
            error ? err(toBytes(error.message)) : ok(adapted[at]!.answer ?? toReply(reply)),
          ),
        );
      } catch (error) {
        return err(toBytes((error as Error).message));
      }
    },
    close: async () => {
      client.disconnect();
    },
  };
};

// in small letters the client takes some names (hgetall, mset …) for its own methods, and reshapes what they answer
const toCall = ([name = '', ...args]: ByteString[]): [string, ...Buffer[]] => [
  name.toUpperCase(),
  ...args.map(bytesToBuffer),
];

const renamed = (sourceByHash: Map<string, ByteString>, hash: ByteString): ByteString => {
  const source = sourceByHash.get(hash.toLowerCase());
  return source === undefined ? hash : sha1(source);
};

// the client does not tell a status from a string; only OK is told apart by anyone
const toReply = (reply: unknown): Reply => {
  if (Array.isArray(reply)) return reply.map(toReply);
  if (!Buffer.isBuffer(reply)) return reply as number | null;
  const bytes = reply.toString('latin1');
  return bytes === 'OK' ? OK : bytes;
};
