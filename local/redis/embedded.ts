import { err, ok } from '../../shared/result.ts';
import { wrongArity } from './arguments.ts';
import type { ByteString, Outcome, RedisEngine, Reply } from './engine.ts';
import { hashCommands } from './hashes.ts';
import { keyCommands } from './keys.ts';
import { listCommands } from './lists.ts';
import { createScripts } from './scripts.ts';
import { setCommands } from './sets.ts';
import { openSnapshot } from './snapshot.ts';
import { sortedSetAlgebraCommands } from './sorted-set-algebra.ts';
import { sortedSetCommands } from './sorted-sets.ts';
import { type Command, createStore, dropEmpty, RedisError, type Store, writes } from './store.ts';
import { stringCommands } from './strings.ts';

const DATA_COMMANDS: Record<string, Command> = {
  ...keyCommands,
  ...stringCommands,
  ...hashCommands,
  ...listCommands,
  ...setCommands,
  ...sortedSetCommands,
  ...sortedSetAlgebraCommands,
};

/**
 * A Redis in this process, of the commands that need no connection of their own (no blocking, no subscribing; no
 * streams, geo, JSON or bit fields either). A command, a script or a transaction runs to its end before the next
 * begins. With a folder the data is written to `redis.json` there at most a second after it changed, and read back at
 * the next start.
 */
export const embeddedRedis = (dataDir: string | undefined): RedisEngine => {
  const store = createStore();
  const scripts = createScripts((command) => runFromScript(store, command, () => snapshot.markChanged()));
  const commands = { ...DATA_COMMANDS, ...scriptCommands(scripts) };
  const snapshot = openSnapshot(dataDir, store);

  const execute = (command: ByteString[]): Outcome => {
    const checked = check(commands, command);
    return checked instanceof RedisError ? err(checked.message) : run(store, checked, command, snapshot.markChanged);
  };
  return {
    execute: async (command) => {
      store.nowMs = Date.now();
      return execute(command);
    },
    transaction: async (queue) => {
      const faulty = queue.some((command) => check(commands, command) instanceof RedisError);
      if (faulty) return err('EXECABORT Transaction discarded because of previous errors.');
      store.nowMs = Date.now();
      return ok(queue.map(execute));
    },
    close: () => snapshot.close(),
  };
};

/** What Redis checks before it runs or queues a command: that it exists and has enough arguments. */
const check = (commands: Record<string, Command>, [name = '', ...args]: ByteString[]): Command | RedisError => {
  const command = Object.hasOwn(commands, name.toUpperCase()) ? commands[name.toUpperCase()]! : undefined;
  if (!command) {
    const shown = args
      .map((arg) => `'${arg.slice(0, 128)}' `)
      .join('')
      .slice(0, 128);
    return new RedisError(`ERR unknown command '${name.slice(0, 128)}', with args beginning with: ${shown}`);
  }
  const count = args.length + 1;
  return (command.arity >= 0 ? count === command.arity : count >= -command.arity) ? command : wrongArity(name);
};

const run = (store: Store, command: Command, [, ...args]: ByteString[], onChange: () => void): Outcome => {
  try {
    return ok(command.run(store, args));
  } catch (error) {
    if (error instanceof RedisError) return err(error.message);
    throw error;
  } finally {
    dropEmpty(store);
    if (command.writes) onChange();
  }
};

const runFromScript = (store: Store, command: ByteString[], onChange: () => void): Reply => {
  const checked = check(DATA_COMMANDS, command);
  if (checked instanceof RedisError) {
    const known = checked.message.startsWith('ERR wrong number');
    throw new RedisError(
      known
        ? 'ERR Wrong number of args calling Redis command from script'
        : 'ERR Unknown Redis command called from script',
    );
  }
  const outcome = run(store, checked, command, onChange);
  if (!outcome.ok) throw new RedisError(outcome.error);
  return outcome.value;
};

const scriptCommands = (scripts: ReturnType<typeof createScripts>): Record<string, Command> => ({
  EVAL: writes(-3, (_store, args) => scripts.eval(args)),
  EVALSHA: writes(-3, (_store, args) => scripts.evalSha(args)),
  EVAL_RO: writes(-3, (_store, args) => scripts.eval(args)),
  EVALSHA_RO: writes(-3, (_store, args) => scripts.evalSha(args)),
  SCRIPT: writes(-2, (_store, args) => scripts.script(args)),
});
