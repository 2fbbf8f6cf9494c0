import pino from 'pino';

/** What the hotline needs of a logger. */
export type Logger = Pick<pino.Logger, 'debug' | 'info' | 'warn' | 'error'>;

/** A shorter secret would blot out ordinary words. */
const SHORTEST = 6;

/**
 * A logger that writes one JSON line an event on standard error. Secrets and people's words never go in.
 * @param secrets blotted out of every line: a service that refuses a key may repeat it in its error
 */
export function createLogger(level: string, secrets: readonly string[] = []): Logger {
  const forms = secrets
    .filter((secret) => secret.length >= SHORTEST)
    .flatMap((secret) => [secret, encodeURIComponent(secret), JSON.stringify(secret).slice(1, -1)]);
  const streamWrite = (line: string) => forms.reduce((text, form) => text.replaceAll(form, '[secret]'), line);
  return pino({ level, hooks: { streamWrite } }, pino.destination({ dest: 2, sync: false }));
}
