import { once } from 'node:events';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { HotlineError } from '#src/platform/errors.ts';
import { startTexts } from '#src/platform/texts-start.ts';

/** Listens where the configuration says. @returns the port @throws HotlineError `busy` when the port is taken, `config` when it cannot */
export async function listen(server: Server, config: { port: number; host: string }): Promise<number> {
  server.listen(config.port, config.host);
  try {
    await once(server, 'listening');
  } catch (cause) {
    throw refusedBy(cause, config);
  }
  return (server.address() as AddressInfo).port;
}

function refusedBy(cause: unknown, { port, host }: { port: number; host: string }): unknown {
  const { code } = cause as { code?: unknown };
  switch (code) {
    case 'EADDRINUSE':
      return new HotlineError('busy', startTexts.portTaken(port), { cause });
    case 'EACCES':
      return new HotlineError('config', startTexts.portForbidden(port), { cause });
    case 'ENOTFOUND':
    case 'EAI_AGAIN':
    case 'EADDRNOTAVAIL':
    case 'EAFNOSUPPORT':
    case 'EINVAL':
      return new HotlineError('config', startTexts.badHost(host, code), { cause });
    default:
      return cause;
  }
}

/** Stops listening and ends the connections that stay open (event streams). */
export async function closeServer(server: Server): Promise<void> {
  const closed = new Promise<void>((resolve) => server.close(() => resolve()));
  server.closeAllConnections();
  await closed;
}
