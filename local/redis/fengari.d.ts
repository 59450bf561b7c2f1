/** The part of fengari's C-like API that the scripts use. Lua strings are bytes. */
declare module 'fengari' {
  export type LuaState = { readonly opaque: unique symbol };
  export type LuaFunction = (L: LuaState) => number;
  export type LuaString = Uint8Array;
  type At = (L: LuaState, index: number) => void;

  export const to_luastring: (text: string) => LuaString;
  export const lua: {
    LUA_OK: number;
    LUA_REGISTRYINDEX: number;
    LUA_MASKCOUNT: number;
    LUA_TNIL: number;
    LUA_TBOOLEAN: number;
    LUA_TLIGHTUSERDATA: number;
    LUA_TNUMBER: number;
    LUA_TSTRING: number;
    LUA_TTABLE: number;
    lua_absindex(L: LuaState, index: number): number;
    lua_createtable(L: LuaState, items: number, fields: number): void;
    lua_error(L: LuaState): never;
    lua_getfield(L: LuaState, index: number, name: LuaString): number;
    lua_getglobal(L: LuaState, name: LuaString): number;
    lua_getstack(L: LuaState, level: number, activation: object): number;
    lua_getinfo(L: LuaState, what: LuaString, activation: object): number;
    lua_gettop(L: LuaState): number;
    lua_next(L: LuaState, index: number): number;
    lua_pcall(L: LuaState, args: number, results: number, handler: number): number;
    lua_pop(L: LuaState, count: number): void;
    lua_pushboolean(L: LuaState, value: boolean): void;
    lua_pushcfunction(L: LuaState, fn: LuaFunction): void;
    lua_pushlightuserdata(L: LuaState, value: unknown): void;
    lua_pushlstring(L: LuaState, bytes: LuaString, length: number): void;
    lua_pushnil(L: LuaState): void;
    lua_pushnumber(L: LuaState, value: number): void;
    lua_pushvalue: At;
    lua_rawgeti(L: LuaState, index: number, at: number): number;
    lua_rawlen(L: LuaState, index: number): number;
    lua_rawset: At;
    lua_rawseti(L: LuaState, index: number, at: number): void;
    lua_setfield(L: LuaState, index: number, name: LuaString): void;
    lua_setglobal(L: LuaState, name: LuaString): void;
    lua_sethook(L: LuaState, hook: LuaFunction | null, mask: number, count: number): void;
    lua_settop: At;
    lua_toboolean(L: LuaState, index: number): boolean;
    lua_tonumber(L: LuaState, index: number): number;
    lua_tostring(L: LuaState, index: number): LuaString;
    lua_touserdata(L: LuaState, index: number): unknown;
    lua_type(L: LuaState, index: number): number;
  };
  export const lauxlib: {
    luaL_error(L: LuaState, format: LuaString, ...values: LuaString[]): never;
    luaL_loadbuffer(L: LuaState, source: LuaString, length: number, name: LuaString): number;
    luaL_newstate(): LuaState;
    luaL_ref(L: LuaState, index: number): number;
    luaL_unref(L: LuaState, index: number, ref: number): void;
  };
  export const lualib: { luaL_openlibs(L: LuaState): void };
}
