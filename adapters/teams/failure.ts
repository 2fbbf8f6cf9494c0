import { DeliveryError } from '#src/channel/port.ts';

/** What Teams answered to something that the hotline sent; status 0 when it did not answer. */
export class TeamsFailure extends Error {
  override name = 'TeamsFailure';
  readonly status: number;
  /** Teams's own word: « BotNotInConversationRoster ». */
  readonly code: string | undefined;
  readonly retryAfterMs: number | undefined;

  constructor(status: number, code: string | undefined, retryAfterMs?: number, cause?: unknown) {
    super(`Teams: ${status === 0 ? 'no answer' : status}${code ? ` ${code}` : ''}`, { cause });
    this.status = status;
    this.code = code;
    this.retryAfterMs = retryAfterMs;
  }
}

/** The person or the team has left, blocked or removed the hotline, or an administrator has. */
const GONE: ReadonlySet<string | undefined> = new Set([
  'MessageWritesBlocked',
  'BotNotInConversationRoster',
  'BotDisabledByAdmin',
  'ConversationNotFound',
  'ConversationBlockedByUser',
  'UserNotInConversation',
]);
/** Waits are spread, so that what failed together does not come back together. */
const JITTER_MS = 500;

/** Whether Teams understood and said no: the same thing would be refused again, another one may pass. */
export const isRefusal = (error: unknown): boolean =>
  error instanceof TeamsFailure && [400, 403, 404, 405, 409, 410, 413].includes(error.status);

/** Whether the message is too big as it is. */
export const isTooBig = (error: unknown): boolean =>
  error instanceof TeamsFailure && (error.status === 413 || error.code === 'MessageSizeTooBig');

/** Whether Teams can't read the message as it is: plain words may still pass. */
export const isUnreadable = (error: unknown): boolean =>
  error instanceof TeamsFailure && error.status === 400 && !isTooBig(error);

/**
 * What the outbox must do.
 * @param random from 0 to 1, spreads the tries
 */
export function toDeliveryError(error: unknown, random: number): DeliveryError {
  if (error instanceof DeliveryError) return error;
  if (!(error instanceof TeamsFailure))
    return new DeliveryError('retry', error instanceof Error ? error.message : String(error), {
      cause: error,
    });
  const { status, code, message } = error;
  if ((status === 403 || status === 404) && GONE.has(code))
    return new DeliveryError('unreachable', message, { cause: error });
  if ([400, 403, 413].includes(status)) return new DeliveryError('rejected', message, { cause: error });
  // A failure asks for no rest: only that message is at fault, perhaps.
  const asked = error.retryAfterMs ?? (status === 429 ? JITTER_MS : undefined);
  const retryAfterMs = asked === undefined ? undefined : Math.round(asked + random * JITTER_MS);
  return new DeliveryError('retry', message, { retryAfterMs, cause: error });
}
