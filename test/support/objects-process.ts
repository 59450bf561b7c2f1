import { startObjects } from '../../local/objects.ts';

/** An object store in a process of its own, for tests that kill it or weigh it: its options come as JSON. */
const objects = await startObjects(JSON.parse(process.argv[2]!) as Parameters<typeof startObjects>[0]);
process.on('message', () => process.send!({ maxRssBytes: process.resourceUsage().maxRSS * 1024 }));
process.send!({ url: objects.url });
