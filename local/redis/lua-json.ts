import type { LuaState } from 'fengari';
import { bytesToText, toBytes } from './engine.ts';
import { formatNumber } from './format-number.ts';
import { lauxlib, lua, luaString } from './lua-state.ts';
import { bytesAt, pushBytes } from './lua-values.ts';

/** Stands for JSON's null in Lua (`cjson.null`), where nil can't be held in a table. */
const JSON_NULL = { null: true };
const MAX_DEPTH = 1000;

const pushJson = (L: LuaState, value: unknown): void => {
  if (typeof value === 'boolean') lua.lua_pushboolean(L, value);
  else if (typeof value === 'number') lua.lua_pushnumber(L, value);
  else if (typeof value === 'string') pushBytes(L, toBytes(value));
  else if (value === null || typeof value !== 'object') lua.lua_pushlightuserdata(L, JSON_NULL);
  else if (Array.isArray(value)) {
    lua.lua_createtable(L, value.length, 0);
    for (const [at, item] of value.entries()) {
      pushJson(L, item);
      lua.lua_rawseti(L, -2, at + 1);
    }
  } else {
    lua.lua_createtable(L, 0, 0);
    for (const [name, item] of Object.entries(value)) {
      pushBytes(L, toBytes(name));
      pushJson(L, item);
      lua.lua_rawset(L, -3);
    }
  }
};

const encodeTable = (L: LuaState, table: number, depth: number): string => {
  if (depth > MAX_DEPTH) throw new Error('Cannot serialise, excessive depth');
  const items: string[] = [];
  const fields: string[] = [];
  const length = lua.lua_rawlen(L, table);
  lua.lua_pushnil(L);
  while (lua.lua_next(L, table) !== 0) {
    const value = encode(L, -1, depth + 1);
    const type = lua.lua_type(L, -2);
    if (type === lua.LUA_TNUMBER) items[lua.lua_tonumber(L, -2) - 1] = value;
    if (type !== lua.LUA_TNUMBER && type !== lua.LUA_TSTRING) throw new Error('Cannot serialise table: key type');
    lua.lua_pushvalue(L, -2); // reading a number as a string would change the key that lua_next goes on from
    fields.push(`${JSON.stringify(bytesToText(bytesAt(L, -1)))}:${value}`);
    lua.lua_pop(L, 2);
  }
  const isList = length > 0 && fields.length === length && Object.keys(items).length === length;
  return isList ? `[${items.join(',')}]` : `{${fields.join(',')}}`;
};

const encode = (L: LuaState, index: number, depth: number): string => {
  const type = lua.lua_type(L, index);
  if (type === lua.LUA_TSTRING) return JSON.stringify(bytesToText(bytesAt(L, index)));
  if (type === lua.LUA_TBOOLEAN) return String(lua.lua_toboolean(L, index));
  if (type === lua.LUA_TTABLE) return encodeTable(L, lua.lua_absindex(L, index), depth);
  if (type === lua.LUA_TNIL || lua.lua_touserdata(L, index) === JSON_NULL) return 'null';
  const value = lua.lua_tonumber(L, index);
  if (type !== lua.LUA_TNUMBER || !Number.isFinite(value)) throw new Error('Cannot serialise: type not supported');
  return formatNumber(value, 14);
};

/** Runs `work`; what it throws becomes a Lua error of that text. */
const orLuaError = (L: LuaState, work: () => void): number => {
  try {
    work();
    return 1;
  } catch (error) {
    return lauxlib.luaL_error(L, luaString('%s'), luaString((error as Error).message));
  }
};

/** Defines the global `cjson` with encode, decode and null, as Redis offers it to scripts. */
export const defineCjson = (L: LuaState): void => {
  lua.lua_createtable(L, 0, 3);
  lua.lua_pushcfunction(L, (state) => orLuaError(state, () => pushBytes(state, toBytes(encode(state, 1, 0)))));
  lua.lua_setfield(L, -2, luaString('encode'));
  lua.lua_pushcfunction(L, (state) =>
    orLuaError(state, () => pushJson(state, JSON.parse(bytesToText(bytesAt(state, 1))))),
  );
  lua.lua_setfield(L, -2, luaString('decode'));
  lua.lua_pushlightuserdata(L, JSON_NULL);
  lua.lua_setfield(L, -2, luaString('null'));
  lua.lua_setglobal(L, luaString('cjson'));
};
