import { neonConfig } from '@neondatabase/serverless';
import { afterAll, beforeAll, describe } from 'vitest';
import { databaseKinds, type DatabaseService } from '../support/database-services.ts';
import { httpContract } from './database-http.ts';
import { sqlContract } from './database-sql.ts';

const cloudEndpoint = neonConfig.fetchEndpoint;

describe.each(databaseKinds)('Postgres over HTTP ($name)', (kind) => {
  let service: DatabaseService;
  beforeAll(async () => {
    service = await kind.start();
    neonConfig.fetchEndpoint = service.fetchUrl ?? cloudEndpoint;
  }, 60_000);
  // there is none if it could not be started
  afterAll(() => (service as DatabaseService | undefined)?.stop());

  describe('as drizzle and the Neon driver use it', () => {
    sqlContract(() => service);
  });
  describe.runIf(kind.isLocal)('as any client sees it', () => {
    httpContract(() => service);
  });
});
