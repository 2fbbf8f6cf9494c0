import { DeliveryError } from '#src/channel/port.ts';

/** One call of the Bot API. */
export interface TelegramCalls {
  /**
   * @param timeoutMs the whole call; ten seconds when absent
   * @throws TelegramFailure for everything: what Telegram answered, or a network that failed
   */
  call(
    method: string,
    payload: object,
    options?: { timeoutMs?: number | undefined; signal?: AbortSignal | undefined },
  ): Promise<unknown>;
  /** A file as an upload carries it. */
  upload(bytes: Uint8Array, name: string): unknown;
}

/**
 * What went wrong, without the payload (people's words) nor the address of the call (it holds the bot's token): it may
 * go to a log as it is.
 */
export class TelegramFailure extends Error {
  override name = 'TelegramFailure';
  /** HTTP-like code of Telegram; 0 when the network failed or the answer was not Telegram's. */
  readonly code: number;
  readonly retryAfterMs: number | undefined;
  /** A group that became a supergroup has this id now. */
  readonly migratedTo: number | undefined;

  constructor(
    code: number,
    description: string,
    more: { retryAfterMs?: number | undefined; migratedTo?: number | undefined } = {},
  ) {
    super(description);
    this.code = code;
    this.retryAfterMs = more.retryAfterMs;
    this.migratedTo = more.migratedTo;
  }
}

/** The chat is gone, or the hotline may not write there: trying again would only annoy Telegram. */
const GONE =
  /chat not found|user not found|peer_id_invalid|chat_write_forbidden|chat_restricted|rights to send|group chat was (?:deleted|deactivated)|topic_(?:closed|deleted)|message thread not found/i;
/** A topic that was closed or deleted: its group may still be written to. */
const TOPIC_GONE = /message thread not found|topic_(?:closed|deleted)/i;

export const isTopicGone = (failure: TelegramFailure): boolean =>
  failure.code === 400 && TOPIC_GONE.test(failure.message);

/** Whether Telegram refuses what the message says, rather than to whom or when. */
export const isContentRefused = (failure: TelegramFailure): boolean =>
  (failure.code === 400 || failure.code === 413) &&
  failure.migratedTo === undefined &&
  !GONE.test(failure.message);

/** The formatting is at fault: the words themselves may pass. */
export const isFormattingRefused = (failure: TelegramFailure): boolean => /entit/i.test(failure.message);

/** What a failed call means for the message that it carried. */
export function toDeliveryError(error: unknown): unknown {
  if (!(error instanceof TelegramFailure)) return error;
  const { code, message, retryAfterMs } = error;
  if (code === 403 || (code === 400 && GONE.test(message)))
    return new DeliveryError('unreachable', message, { cause: error });
  if (isContentRefused(error)) return new DeliveryError('rejected', message, { cause: error });
  // A revoked token (401, 404) is put right by the team: what waits leaves then.
  return new DeliveryError('retry', message, { retryAfterMs, cause: error });
}
