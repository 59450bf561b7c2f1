import { type Env, parseEnv } from './env.ts';
import { openDatabase } from './storage/database.ts';
import { openObjects } from './storage/objects.ts';
import { openQueue } from './storage/queue.ts';
import { openRedis } from './storage/redis.ts';

/** All that the use cases reach outside with. Built once an isolate, from the bindings alone. */
export function buildServices(env: Env) {
  return {
    env,
    database: openDatabase(env),
    redis: openRedis(env),
    queue: openQueue(env),
    objects: openObjects(env),
  };
}

export type Services = ReturnType<typeof buildServices>;

let built: { bindings: unknown; services: Services } | undefined;

/** The isolate's services; throws when the settings are not valid. */
export function servicesFor(bindings: unknown): Services {
  if (!built || built.bindings !== bindings) built = { bindings, services: buildServices(parseEnv(bindings)) };
  return built.services;
}
