import { once } from 'node:events';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { HotlineError } from '#src/errors.ts';
import { startTexts } from '#src/texts/start.ts';

/** Listens where the configuration says. @returns the port @throws HotlineError `busy` when the port is taken */
export async function listen(server: Server, config: { port: number; host: string }): Promise<number> {
  server.listen(config.port, config.host);
  try {
    await once(server, 'listening');
  } catch (cause) {
    const taken = cause instanceof Error && 'code' in cause && cause.code === 'EADDRINUSE';
    if (!taken) throw cause;
    throw new HotlineError('busy', startTexts.portTaken(config.port), { cause });
  }
  return (server.address() as AddressInfo).port;
}

/** Stops listening and ends the connections that stay open (event streams). */
export async function closeServer(server: Server): Promise<void> {
  const closed = new Promise<void>((resolve) => server.close(() => resolve()));
  server.closeAllConnections();
  await closed;
}
