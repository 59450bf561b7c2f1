import type * as Fengari from 'fengari';
import { createRequire } from 'node:module';
import { formatNumber } from './format-number.ts';

const require = createRequire(import.meta.url);

/**
 * fengari (Lua 5.3 in JavaScript), made to count as the Lua 5.1 of Redis does, where every number is a double. Its
 * integers have 32 bits and wrap, so that a window of 20 days in ms, doubled, would come out negative; so numerals are
 * read as floats. And a float without a fraction prints without one, `1700000000000` and not `1700000000000.0`.
 */
const loadFengari = (): typeof Fengari => {
  const fengari = require('fengari') as typeof Fengari;
  const { luaS_new: newString } = require('fengari/src/lstring.js') as {
    luaS_new: (L: Fengari.LuaState, bytes: Uint8Array) => unknown;
  };
  const objects = require('fengari/src/lobject.js') as {
    luaO_str2num: (text: Uint8Array, target: NumberSlot) => number;
    luaO_tostring: (L: Fengari.LuaState, slot: NumberSlot) => void;
  };
  const readNumeral = objects.luaO_str2num;
  objects.luaO_str2num = (text, target) => {
    const size = readNumeral(text, target);
    if (size > 0 && target.ttisinteger()) target.setfltvalue(target.value);
    return size;
  };
  objects.luaO_tostring = (L, slot) => slot.setsvalue(newString(L, Buffer.from(formatNumber(slot.value, 14))));
  return fengari;
};

type NumberSlot = {
  value: number;
  ttisinteger(): boolean;
  setfltvalue(value: number): void;
  setsvalue(value: unknown): void;
};

export const { lua, lauxlib, lualib, to_luastring: luaString } = loadFengari();

/** What Redis's scripts find of Lua 5.1, and no more: no files, no processes, no new globals. */
export const PRELUDE = `
local floor, ceil, format, gsub, unpack = math.floor, math.ceil, string.format, string.gsub, table.unpack
local type, tonumber, tostring, select = type, tonumber, tostring, select
local float = 0.5 - 0.5
_G.tostring = function(value) return type(value) == 'number' and '' .. value or tostring(value) end
_G.unpack = unpack
_G.loadstring = load
table.getn = function(t) return #t end
math.floor = function(x) return floor(x) + float end
math.ceil = function(x) return ceil(x) + float end
math.pow = function(x, y) return x ^ y end
-- %d takes numbers of any size and drops their fraction; %s prints numbers as tostring does
string.format = function(pattern, ...)
  local values, at, count = {...}, 0, select('#', ...)
  local rewritten = gsub(pattern, '%%([-+ #0]*%d*%.?%d*)([%a%%])', function(flags, kind)
    if kind == '%' then return nil end
    at = at + 1
    local value = tonumber(values[at])
    if not value then return nil end
    if kind == 's' and type(values[at]) == 'number' then values[at] = '' .. value end
    if kind ~= 'd' and kind ~= 'i' then return nil end
    values[at] = value < 0 and ceil(value) or floor(value)
    return '%' .. gsub(flags, '%..*', '') .. '.0f'
  end)
  return format(rewritten, unpack(values, 1, count))
end
for _, name in ipairs({'io', 'os', 'debug', 'utf8', 'package', 'require', 'dofile', 'loadfile', 'print', 'fengari'}) do
  _G[name] = nil
end
KEYS, ARGV = {}, {}
setmetatable(_G, {
  __index = function(_, name)
    error("Script attempted to access nonexistent global variable '" .. tostring(name) .. "'", 2)
  end,
  __newindex = function() error('Attempt to modify a readonly table', 2) end,
})
`;
