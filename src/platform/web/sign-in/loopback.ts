import type { IncomingMessage } from 'node:http';
import { isLoopbackHost } from '#src/config/sign-in.ts';

/** Headers by which a relay says that it speaks for somebody else. */
const RELAYED = ['forwarded', 'via', 'x-forwarded-for', 'x-forwarded-host', 'x-forwarded-proto', 'x-real-ip'];

/**
 * Whether a request was made on this machine, by no relay, to this machine's own name: a page of another site may lead
 * a browser to this address under a name of its own.
 */
export function isFromThisMachine(request: IncomingMessage): boolean {
  const address = (request.socket.remoteAddress ?? '').replace(/^::ffff:/, '');
  const host = request.headers.host ?? '';
  return (
    isLoopbackHost(address) &&
    !RELAYED.some((name) => name in request.headers) &&
    URL.canParse(`http://${host}`) &&
    isLoopbackHost(new URL(`http://${host}`).hostname)
  );
}
