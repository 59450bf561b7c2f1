import type * as Fengari from 'fengari';
import { createRequire } from 'node:module';

const require = createRequire(import.meta.url);

/**
 * fengari (Lua 5.3 in JavaScript), made to count as the Lua 5.1 of Redis does, where every number is a double. Its
 * integers have 32 bits and wrap, so that a window of 20 days in ms, doubled, would come out negative; so numerals are
 * read as floats, and a float without a fraction prints without one (`1700000000000`, not `1700000000000.0`).
 */
const loadFengari = (): typeof Fengari => {
  const previous = process.env.FENGARICONF;
  process.env.FENGARICONF = JSON.stringify({ LUA_COMPAT_FLOATSTRING: true });
  const fengari = require('fengari') as typeof Fengari;
  if (previous === undefined) delete process.env.FENGARICONF;
  else process.env.FENGARICONF = previous;
  const objects = require('fengari/src/lobject.js') as {
    luaO_str2num: (text: Uint8Array, target: NumberSlot) => number;
  };
  const readNumeral = objects.luaO_str2num;
  objects.luaO_str2num = (text, target) => {
    const size = readNumeral(text, target);
    if (size > 0 && target.ttisinteger()) target.setfltvalue(target.value);
    return size;
  };
  return fengari;
};

type NumberSlot = { value: number; ttisinteger(): boolean; setfltvalue(value: number): void };

export const { lua, lauxlib, lualib, to_luastring: luaString } = loadFengari();

/** What Redis's scripts find of Lua 5.1, and no more: no files, no processes, no new globals. */
export const PRELUDE = `
local floor, ceil, format, gsub, select, unpack = math.floor, math.ceil, string.format, string.gsub, select, table.unpack
local float = 0.5 - 0.5
_G.unpack = unpack
_G.loadstring = load
table.getn = function(t) return #t end
math.floor = function(x) return floor(x) + float end
math.ceil = function(x) return ceil(x) + float end
math.pow = function(x, y) return x ^ y end
-- %d takes numbers of any size and drops their fraction
string.format = function(pattern, ...)
  local values, at, count = {...}, 0, select('#', ...)
  local rewritten = gsub(pattern, '%%([-+ #0]*%d*%.?%d*)([%a%%])', function(flags, kind)
    if kind == '%' then return nil end
    at = at + 1
    local value = tonumber(values[at])
    if (kind ~= 'd' and kind ~= 'i') or not value then return nil end
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
