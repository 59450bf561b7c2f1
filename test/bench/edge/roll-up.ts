import { rollUpUsage } from '../../../edge/accounts/roll-up.ts';
import { parseEnv } from '../../../edge/env.ts';
import { buildServices } from '../../../edge/services.ts';

/* The cron's roll-up as a process that can be killed: `node roll-up.ts SETTINGS_AS_JSON`. Says when it begins. */

const services = buildServices(parseEnv(JSON.parse(process.argv[2] ?? '{}')));
console.log('begins');
await rollUpUsage(services);
