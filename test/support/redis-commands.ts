/** Random Redis commands over a few keys, most of them valid, some not: the same ones for the same stream of numbers. */
export const randomCommands = (random: () => number, count: number): string[][] =>
  Array.from({ length: count }, () => {
    const command = expand(pick(random, TEMPLATES), random);
    // now and then an argument too many, or one too few
    if (random() < 0.02) command.push('extra');
    if (random() < 0.02) command.pop();
    return command.length === 0 ? ['PING'] : command;
  });

const pick = <T>(random: () => number, from: readonly T[]): T => from[Math.floor(random() * from.length)]!;

const POOLS: Record<string, readonly string[]> = {
  K: ['k1', 'k2', 'k3', 'k4', 'k5', 'k6'],
  F: ['a', 'b', 'c', 'ä', '7', ''],
  V: ['x', 'yy', '10', '-3', '2.5', '', 'bütton', '0', '007', 'nan', 'x y'],
  I: ['0', '1', '2', '-1', '-2', '5', '100', 'abc', '1.5', '', '9007199254740000'],
  N: ['0', '1', '2', '3', '-1', 'x'],
  S: ['1', '2', '0', '-1', '1.5', '10', '0.25', 'inf', '-inf', '(1', 'nope', '1e2'],
  B: ['-inf', '+inf', '(1', '(0', '0', '1', '2', '10', 'x', '1.5'],
  // ranges by bytes are defined only where all scores are equal
  L: ['l1', 'l2'],
  X: ['-', '+', '[a', '(a', '[c', '(b', 'b', '['],
  T: ['100', '1000', '0', '-5', 'abc'],
  E: ['LEFT', 'RIGHT', 'left', 'up'],
  P: ['*', 'k?', 'k[1-3]', 'k[^1]', 'a*', '\\a', '[', 'k[', '??', '*b*'],
};

/** Capital letters of the pools stand for one of their strings; `[A|B|]` for one of these, the empty one for nothing. */
const TEMPLATES = `
SET K V [NX|XX||] [GET||||] [EX T|PX 100000|KEEPTTL||||]
GET K
GETSET K V
SETNX K V
SETEX K T V
PSETEX K 100000 V
GETDEL K
GETEX K [EX 100|PERSIST|PX 0||]
MGET K K K
MSET K V K V
MSETNX K V K V
APPEND K V
STRLEN K
GETRANGE K I I
SETRANGE K N V
INCR K
DECR K
INCRBY K I
DECRBY K I
INCRBYFLOAT K [1.5|0.25|-2|x|3]
GETBIT K N
SETBIT K N [0|1|2]
BITCOUNT K [0 -1|1 1||]
DEL K K
EXISTS K K
TYPE K
EXPIRE K [100|-1|x|5000] [NX|XX|foo||||]
PEXPIRE K 100000
PERSIST K
TTL K
EXPIREAT K [99999999999|99999999998|1] [NX|XX|GT|LT|]
RENAME K K
RENAMENX K K
COPY K K [REPLACE|]
KEYS P
DBSIZE
SCAN 0 COUNT 1000 [MATCH P|TYPE string|]
HSET K F V F V
HSET K F V
HSETNX K F V
HMSET K F V
HGET K F
HMGET K F F F
HGETALL K
HDEL K F F
HLEN K
HEXISTS K F
HKEYS K
HVALS K
HSTRLEN K F
HINCRBY K F I
HINCRBYFLOAT K F [1.5|0.25|x]
HSCAN K 0 COUNT 1000 [MATCH *|]
LPUSH K V V
RPUSH K V V
LPUSHX K V
RPUSHX K V
LPOP K [1|2|0|-1|x||||]
RPOP K [1|2|0|||]
LLEN K
LRANGE K I I
LINDEX K I
LSET K N V
LINSERT K [BEFORE|AFTER|IN] V V
LREM K N V
LTRIM K I I
LMOVE K K E E
RPOPLPUSH K K
LPOS K V [RANK -1|COUNT N|RANK 1 COUNT 0|MAXLEN 1|]
SADD K F F V
SREM K F F
SMEMBERS K
SISMEMBER K F
SMISMEMBER K F F
SCARD K
SMOVE K K F
SDIFF K K
SINTER K K
SUNION K K
SDIFFSTORE K K K
SINTERSTORE K K K
SUNIONSTORE K K K
SINTERCARD N K K [LIMIT N||]
SSCAN K 0 COUNT 1000
ZADD K [NX|XX|GT|LT||||] [CH||] S F S F
ZADD K [NX|XX|GT|LT||||] INCR S F
ZINCRBY K S F
ZREM K F F
ZSCORE K F
ZMSCORE K F F
ZCARD K
ZCOUNT K B B
ZLEXCOUNT L X X
ZRANGE K I I [REV|] [WITHSCORES|]
ZRANGE K B B BYSCORE [LIMIT N N|] [WITHSCORES|]
ZRANGE K B B BYSCORE REV [LIMIT N N|]
ZRANGE L X X BYLEX [LIMIT N N|] [WITHSCORES||||]
ZRANGE K 0 -1 LIMIT 0 1
ZREVRANGE K I I [WITHSCORES|]
ZRANGEBYSCORE K B B [WITHSCORES|] [LIMIT N N|]
ZREVRANGEBYSCORE K B B [WITHSCORES|] [LIMIT N N|]
ZRANGEBYLEX L X X [LIMIT N N|]
ZREVRANGEBYLEX L X X
ZADD L 0 F 0 F 0 V
ZRANGESTORE K K 0 -1
ZRANK K F
ZREVRANK K F
ZREMRANGEBYRANK K N N
ZREMRANGEBYSCORE K B B
ZREMRANGEBYLEX L X X
ZPOPMIN K [1|2|-1||]
ZPOPMAX K [1|0||]
ZUNION 2 K K [WEIGHTS 2 3|WEIGHTS 1 x|] [AGGREGATE MAX|AGGREGATE MIN|AGGREGATE foo||] [WITHSCORES|]
ZINTER 2 K K [AGGREGATE SUM|] [WITHSCORES|]
ZDIFF N K K [WITHSCORES|]
ZUNIONSTORE K 2 K K
ZINTERSTORE K 2 K K [WEIGHTS 0.5 2|]
ZDIFFSTORE K 2 K K
ZSCAN K 0 COUNT 1000
NOSUCH K V
GET
PING [hello|]
ECHO V
EVAL return{KEYS[1],ARGV[1],#ARGV} 1 K V V
EVAL return{redis.call("GET",KEYS[1])} 1 K
EVAL return{redis.call("SET",KEYS[1],0.5+0.25)} 1 K
EVAL return{1.9,-1.9,true,false,"x"} 0
EVAL return{1,nil,3} N
EVAL return{tostring(10/2),10/4,1e15,2^31*4} 0
EVAL return"n:"..(1700000000000-1)..1e15 0
EVAL return{redis.call("HGETALL",KEYS[1])} 1 K
EVAL return{cjson.encode({1,2,"x"}),cjson.encode({a=1.5}),cjson.decode("[1,null,true]")[1]} 0
EVAL return{redis.sha1hex("a"),string.format("%d/%5.1f/%s",1700000000000,2.26,"x")} 0
EVAL return(unknown) 0
EVAL unknown=1 0
EVAL return{redis.call("NOSUCH")} 0
EVAL return{redis.call("GET")} 0
EVAL return{redis.call()} 0
EVAL return{redis.call("GET",{})} 0
EVAL return(redis.error_reply("MY_ERR_text")) 0
EVAL return(redis.status_reply("FINE")) 0
EVAL return(redis.pcall("INCR",KEYS[1])) 1 K
EVAL return#redis.call("KEYS","*") 0
EVAL error("boom") 0
EVAL return{math.floor(-1.5),10%3,-10%3,math.max(1,2),tonumber("0x10"),tonumber("z")} 0
EVALSHA ffffffffffffffffffffffffffffffffffffffff 0
SCRIPT EXISTS ffffffffffffffffffffffffffffffffffffffff
`
  .trim()
  .split('\n');

const expand = (template: string, random: () => number): string[] =>
  template
    .split(/ (?![^[]*\])/)
    .flatMap((word) => (/^\[.*\]$/.test(word) ? pick(random, word.slice(1, -1).split('|')).split(' ') : [word]))
    .filter((word) => word !== '')
    .map((word) => (Object.hasOwn(POOLS, word) ? pick(random, POOLS[word]!) : word));
