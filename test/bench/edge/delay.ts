import { connect, createServer, type Socket } from 'node:net';
import type { AddressInfo } from 'node:net';
import { once } from 'node:events';

/**
 * A TCP proxy on 127.0.0.1 whose answers arrive `delayMs` late, as over a network with that round trip: what is sent
 * meanwhile is delayed side by side, not in a row. Gives its port.
 */
export async function delayProxy(targetPort: number, delayMs: number): Promise<number> {
  const server = createServer((client) => {
    const upstream = connect(targetPort, '127.0.0.1');
    for (const socket of [client, upstream]) socket.setNoDelay(true);
    client.pipe(upstream);
    upstream.on('data', (chunk) => setTimeout(() => client.writable && client.write(chunk), delayMs));
    const end = (socket: Socket) => () => void socket.destroy();
    client.on('close', end(upstream)).on('error', end(upstream));
    upstream.on('close', end(client)).on('error', end(client));
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return (server.address() as AddressInfo).port;
}
