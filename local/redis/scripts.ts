import { createHash } from 'node:crypto';
import type { LuaState } from 'fengari';
import { parseInteger, wrongArity } from './arguments.ts';
import { type ByteString, bytesToBuffer, OK, type Reply } from './engine.ts';
import { defineCjson } from './lua-json.ts';
import { lauxlib, lua, lualib, luaString, PRELUDE } from './lua-state.ts';
import { bytesAt, callArguments, fieldAt, pushBytes, pushReply, pushTable, replyAt } from './lua-values.ts';
import { RedisError } from './store.ts';

/** A script that runs longer is stopped, as it would hold up everybody (Redis: lua-time-limit, 5 s). */
const SCRIPT_TIMEOUT_MS = 5_000;
const INSTRUCTIONS_BETWEEN_CHECKS = 100_000;

export type Scripts = {
  eval(args: ByteString[]): Reply;
  evalSha(args: ByteString[]): Reply;
  script(args: ByteString[]): Reply;
};

export const sha1 = (bytes: ByteString): string => createHash('sha1').update(bytesToBuffer(bytes)).digest('hex');

/** Upstash's scripts begin with `#!lua flags=allow-key-locking`, a flag that Redis itself does not know. */
export const withoutShebang = (source: ByteString): ByteString => source.replace(/^#![^\n]*/, '');

/** EVAL and its relatives; `call` runs one command for a script and throws a RedisError if it fails. */
export const createScripts = (call: (command: ByteString[]) => Reply): Scripts => {
  const functions = new Map<string, number>();
  let L = createState(call);

  const load = (source: ByteString): string => {
    const hash = sha1(source);
    if (functions.has(hash)) return hash;
    const code = bytesToBuffer(withoutShebang(source));
    if (lauxlib.luaL_loadbuffer(L, code, code.length, luaString('@user_script')) !== lua.LUA_OK) {
      const message = bytesAt(L, -1);
      lua.lua_pop(L, 1);
      throw new RedisError(`ERR Error compiling script (new function): ${message}`);
    }
    functions.set(hash, lauxlib.luaL_ref(L, lua.LUA_REGISTRYINDEX));
    return hash;
  };

  const run = (hash: string, args: ByteString[]): Reply => {
    const count = parseInteger(args[0]!);
    if (count > args.length - 1) throw new RedisError("ERR Number of keys can't be greater than number of args");
    if (count < 0) throw new RedisError("ERR Number of keys can't be negative");
    pushReply(L, args.slice(1, 1 + count));
    lua.lua_setglobal(L, luaString('KEYS'));
    pushReply(L, args.slice(1 + count));
    lua.lua_setglobal(L, luaString('ARGV'));
    lua.lua_rawgeti(L, lua.LUA_REGISTRYINDEX, functions.get(hash)!);
    return callFunction(L, hash);
  };

  return {
    eval: ([source = '', ...args]) => run(load(source), args),
    evalSha: ([hash = '', ...args]) => {
      if (!functions.has(hash.toLowerCase())) throw new RedisError('NOSCRIPT No matching script. Please use EVAL.');
      return run(hash.toLowerCase(), args);
    },
    script: ([name = '', ...args]) => {
      const subcommand = name.toUpperCase();
      if (subcommand === 'LOAD' && args.length === 1) return load(args[0]!);
      if (subcommand === 'EXISTS' && args.length > 0)
        return args.map((hash) => (functions.has(hash.toLowerCase()) ? 1 : 0));
      if (subcommand === 'FLUSH' && args.length <= 1) {
        functions.clear();
        L = createState(call);
        return OK;
      }
      if (['LOAD', 'EXISTS', 'FLUSH'].includes(subcommand)) throw wrongArity(`script|${name}`);
      throw new RedisError(`ERR unknown subcommand '${name}'. Try SCRIPT HELP.`);
    },
  };
};

const createState = (call: (command: ByteString[]) => Reply): LuaState => {
  const L = lauxlib.luaL_newstate();
  lualib.luaL_openlibs(L);
  defineRedis(L, call);
  defineCjson(L);
  const prelude = luaString(PRELUDE);
  if (
    lauxlib.luaL_loadbuffer(L, prelude, prelude.length, luaString('@prelude')) !== lua.LUA_OK ||
    lua.lua_pcall(L, 0, 0, 0) !== lua.LUA_OK
  ) {
    throw new Error(bytesAt(L, -1));
  }
  return L;
};

const currentLine = (L: LuaState): number => {
  const activation: { currentline?: number } = {};
  if (lua.lua_getstack(L, 1, activation) === 0) return 0;
  lua.lua_getinfo(L, luaString('l'), activation);
  return activation.currentline ?? 0;
};

/** The first word of an error is its code; a lone word has none, and gets the general one. */
const withErrorCode = (text: ByteString): ByteString => (text.includes(' ') ? text : `ERR ${text}`);

const defineRedis = (L: LuaState, call: (command: ByteString[]) => Reply): void => {
  const functions: Record<string, (state: LuaState) => void> = {
    sha1hex: (state) => pushBytes(state, sha1(bytesAt(state, 1))),
    status_reply: (state) => pushTable(state, { ok: bytesAt(state, 1) }),
    error_reply: (state) => pushTable(state, { err: withErrorCode(bytesAt(state, 1).replace(/^-/, '')) }),
    log: (state) => lua.lua_pushnil(state),
  };
  const caller =
    (raises: boolean) =>
    (state: LuaState): number => {
      try {
        pushReply(state, call(callArguments(state)));
        return 1;
      } catch (error) {
        if (!(error instanceof RedisError)) throw error;
        pushTable(state, { err: error.message, line: String(currentLine(state)) });
      }
      return raises ? lua.lua_error(state) : 1;
    };
  lua.lua_createtable(L, 0, 8);
  for (const [name, run] of Object.entries(functions)) {
    lua.lua_pushcfunction(L, (state) => {
      run(state);
      return 1;
    });
    lua.lua_setfield(L, -2, luaString(name));
  }
  for (const name of ['call', 'pcall']) {
    lua.lua_pushcfunction(L, caller(name === 'call'));
    lua.lua_setfield(L, -2, luaString(name));
  }
  for (const [level, name] of ['LOG_DEBUG', 'LOG_VERBOSE', 'LOG_NOTICE', 'LOG_WARNING'].entries()) {
    lua.lua_pushnumber(L, level);
    lua.lua_setfield(L, -2, luaString(name));
  }
  lua.lua_setglobal(L, luaString('redis'));
};

/** Calls the function on top of the stack and leaves the stack empty. */
const callFunction = (L: LuaState, hash: string): Reply => {
  const deadlineMs = Date.now() + SCRIPT_TIMEOUT_MS;
  const checkDeadline = (state: LuaState): number => {
    if (Date.now() > deadlineMs) lauxlib.luaL_error(state, luaString('Script killed: it ran for more than 5 seconds'));
    return 0;
  };
  lua.lua_sethook(L, checkDeadline, lua.LUA_MASKCOUNT, INSTRUCTIONS_BETWEEN_CHECKS);
  try {
    if (lua.lua_pcall(L, 0, 1, 0) !== lua.LUA_OK) throw scriptError(L, hash);
    return replyAt(L, -1);
  } finally {
    lua.lua_sethook(L, null, 0, 0);
    lua.lua_settop(L, 0);
  }
};

/** Names the script and the line, as Redis does. */
const scriptError = (L: LuaState, hash: string): RedisError => {
  const isTable = lua.lua_type(L, -1) === lua.LUA_TTABLE;
  const message = isTable ? (fieldAt(L, -1, 'err') ?? 'ERR unknown error') : `ERR ${bytesAt(L, -1)}`;
  const line = isTable ? fieldAt(L, -1, 'line') : /user_script:(\d+):/.exec(message)?.[1];
  return new RedisError(`${message} script: ${hash}, on @user_script:${line ?? '0'}.`);
};
