import type { LuaState } from 'fengari';
import { type ByteString, bytesToBuffer, type Reply } from './engine.ts';
import { formatNumber } from './format-number.ts';
import { lua, luaString } from './lua-state.ts';
import { RedisError } from './store.ts';

export const pushBytes = (L: LuaState, bytes: ByteString): void => {
  const buffer = bytesToBuffer(bytes);
  lua.lua_pushlstring(L, buffer, buffer.length);
};

export const bytesAt = (L: LuaState, index: number): ByteString =>
  Buffer.from(lua.lua_tostring(L, index)).toString('latin1');

export const pushTable = (L: LuaState, fields: Record<string, ByteString>): void => {
  lua.lua_createtable(L, 0, Object.keys(fields).length);
  for (const [name, value] of Object.entries(fields)) {
    pushBytes(L, value);
    lua.lua_setfield(L, -2, luaString(name));
  }
};

/** A reply as a script sees it: null is false, a status is a table with `ok`. */
export const pushReply = (L: LuaState, reply: Reply): void => {
  if (reply === null) lua.lua_pushboolean(L, false);
  else if (typeof reply === 'number') lua.lua_pushnumber(L, reply);
  else if (typeof reply === 'string') pushBytes(L, reply);
  else if (Array.isArray(reply)) {
    lua.lua_createtable(L, reply.length, 0);
    for (const [at, item] of reply.entries()) {
      pushReply(L, item);
      lua.lua_rawseti(L, -2, at + 1);
    }
  } else pushTable(L, { ok: reply.status });
};

/** A string field of the table at `index`; undefined without one. Meta-methods are not asked. */
export const fieldAt = (L: LuaState, index: number, name: string): ByteString | undefined => {
  lua.lua_getfield(L, index, luaString(name));
  const found = lua.lua_type(L, -1) === lua.LUA_TSTRING ? bytesAt(L, -1) : undefined;
  lua.lua_pop(L, 1);
  return found;
};

const MAX_DEPTH = 100;

/** What a script returned, as a reply: numbers lose their fraction, arrays end at the first nil, `err` is thrown. */
export const replyAt = (L: LuaState, index: number, depth = 0): Reply => {
  if (depth > MAX_DEPTH) throw new RedisError('ERR reached lua stack limit');
  const type = lua.lua_type(L, index);
  if (type === lua.LUA_TNUMBER) return Math.trunc(lua.lua_tonumber(L, index));
  if (type === lua.LUA_TSTRING) return bytesAt(L, index);
  if (type === lua.LUA_TBOOLEAN) return lua.lua_toboolean(L, index) ? 1 : null;
  if (type !== lua.LUA_TTABLE) return null;
  const table = lua.lua_absindex(L, index);
  const error = fieldAt(L, table, 'err');
  if (error !== undefined) throw new RedisError(error);
  const status = fieldAt(L, table, 'ok');
  if (status !== undefined) return { status };
  const items: Reply[] = [];
  for (let at = 1; ; at += 1) {
    lua.lua_rawgeti(L, table, at);
    if (lua.lua_type(L, -1) === lua.LUA_TNIL) break;
    items.push(replyAt(L, -1, depth + 1));
    lua.lua_pop(L, 1);
  }
  lua.lua_pop(L, 1);
  return items;
};

/** The arguments of `redis.call`; numbers as Redis prints them, with 17 significant digits. */
export const callArguments = (L: LuaState): ByteString[] => {
  const count = lua.lua_gettop(L);
  if (count === 0) throw new RedisError('ERR Please specify at least one argument for this redis lib call');
  return Array.from({ length: count }, (_, at) => {
    const type = lua.lua_type(L, at + 1);
    if (type === lua.LUA_TSTRING) return bytesAt(L, at + 1);
    if (type === lua.LUA_TNUMBER) return formatNumber(lua.lua_tonumber(L, at + 1), 17);
    throw new RedisError('ERR Lua redis lib command arguments must be strings or integers');
  });
};
