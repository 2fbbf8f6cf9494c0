import pino from 'pino';

/** What the hotline needs of a logger. */
export type Logger = Pick<pino.Logger, 'debug' | 'info' | 'warn' | 'error'>;

/** A logger that writes one JSON line an event on standard error. Secrets and people's words never go in. */
export function createLogger(level: string): Logger {
  return pino({ level }, pino.destination({ dest: 2, sync: false }));
}
