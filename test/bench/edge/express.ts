/* oxlint-disable oxc/no-async-endpoint-handlers -- Express 5 takes care of rejected promises */
import { createHash } from 'node:crypto';
import { Writable } from 'node:stream';
import compression from 'compression';
import cors from 'cors';
import express from 'express';
import helmet from 'helmet';
import { Redis } from 'ioredis';
import morgan from 'morgan';

/*
 * The reference: the same endpoint as people usually write it with Express. A key is looked up in Redis, a window is
 * counted in Redis, the cached answer is read from Redis: three trips in a row. `node express.ts PORT REDIS_PORT`.
 */

type Req = { get(name: string): string | undefined; params: { id: string }; account: { id: string; limit: number } };
type Res = { set(name: string, value: string): void; status(code: number): Res; json(body: unknown): void };

const WINDOW_MS = 60_000;
const redis = new Redis(Number(process.argv[3]), '127.0.0.1');
const app = express();
const nowhere = new Writable({ write: (_chunk, _encoding, done) => done() });

app.use(helmet());
app.use(cors());
app.use(compression());
app.use(express.json());
app.use(morgan('combined', { stream: nowhere }));

const authenticate = async (req: Req, res: Res, next: () => void) => {
  const key = req.get('X-API-Key') ?? '';
  const account = await redis.get(`express:key:${createHash('sha256').update(key).digest('hex')}`);
  if (account === null) return res.status(401).json({ error: 'unknown key' });
  req.account = JSON.parse(account) as Req['account'];
  return next();
};

const limit = async (req: Req, res: Res, next: () => void) => {
  const window = Math.floor(Date.now() / WINDOW_MS);
  const key = `express:window:${req.account.id}:${window}`;
  const count = await redis.incr(key);
  if (count === 1) await redis.pexpire(key, WINDOW_MS);
  res.set('X-RateLimit-Limit', String(req.account.limit));
  res.set('X-RateLimit-Remaining', String(Math.max(0, req.account.limit - count)));
  return count > req.account.limit ? res.status(429).json({ error: 'too many requests' }) : next();
};

app.get('/v1/music/tracks/:id', authenticate, limit, async (req: Req, res: Res) => {
  const answer = await redis.get(`express:track:${req.params.id}`);
  if (answer === null) return res.status(404).json({ error: 'no such track' });
  return res.json(JSON.parse(answer));
});

app.listen(Number(process.argv[2]), '127.0.0.1');
