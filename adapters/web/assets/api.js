import { texts } from './texts.js';

/** @import { Entry, HistoryView, OpenedView, OwnView, ReceiptView, StepView } from './types.js' */

const TIMEOUT_MS = 20_000;

/** A request that failed, with a French sentence for the person. */
export class ApiError extends Error {
  /**
   * @param {string} message
   * @param {boolean} retryable whether the same request may succeed later
   * @param {number} [retryAfterMs] how long the server asks to wait before
   */
  constructor(message, retryable, retryAfterMs = 0) {
    super(message);
    this.retryable = retryable;
    this.retryAfterMs = retryAfterMs;
  }
}

/**
 * @param {string} path
 * @param {unknown} [body] sent as JSON when given
 * @returns {Promise<unknown>}
 */
async function call(path, body) {
  const init =
    body === undefined
      ? {}
      : { method: 'POST', headers: { 'Content-Type': 'application/json' }, body: JSON.stringify(body) };
  let response;
  let answer;
  try {
    response = await fetch(path, { ...init, cache: 'no-store', signal: AbortSignal.timeout(TIMEOUT_MS) });
    // An answer cut in its middle is a failed request; a refusal without JSON (from a proxy) is still a refusal.
    answer = await (response.ok ? response.json() : response.json().catch(() => ({})));
  } catch {
    throw new ApiError(navigator.onLine ? texts.failed : texts.offline, true);
  }
  if (response.ok) return answer;
  const retryable = response.status >= 500 || response.status === 429 || response.status === 408;
  const seconds = Number(response.headers.get('Retry-After') ?? 0);
  const retryAfterMs = Number.isFinite(seconds) ? seconds * 1_000 : 0;
  const sentence = typeof answer?.error === 'string' ? answer.error : texts.failed;
  throw new ApiError(sentence, retryable, retryAfterMs);
}

/**
 * The conversation after a message; with 0, its end.
 * @param {number} after
 */
export const getHistory = async (after) =>
  /** @type {HistoryView} */ (await call(`/chat/history?after=${after}`));

/**
 * What came before a place of the conversation.
 * @param {number} before
 */
export const getEarlier = async (before) =>
  /** @type {HistoryView} */ (await call(`/chat/history?before=${before}`));

/** @param {Entry} entry */
export async function postMessage(entry) {
  const body =
    'action' in entry ? { id: entry.id, action: entry.action } : { id: entry.id, text: entry.text };
  return /** @type {ReceiptView} */ (await call('/chat/messages', body));
}

/** @param {{ messageId: string, rating: 'up' | 'down', reason?: string }} feedback */
export const postFeedback = (feedback) => call('/chat/feedback', feedback);

/** @param {number} seq the last message that the page has shown */
export const postSeen = (seq) => call('/chat/seen', { seq });

/** What the person of this browser has here. */
export const getOwn = async () => /** @type {OwnView} */ (await call('/chat/own'));

/** Another conversation of the same person. */
export const postReset = async () => /** @type {OpenedView} */ (await call('/chat/reset', {}));

/** @param {string} conversation one of those that the person has here */
export const postThread = async (conversation) =>
  /** @type {OpenedView} */ (await call('/chat/threads', { conversation }));

/** Ends the person in this browser. */
export const postForget = async () => /** @type {OpenedView} */ (await call('/chat/forget', {}));

/** @param {string} email */
export const postSpaceCode = async (email) =>
  /** @type {StepView} */ (await call('/chat/space/code', { email }));

/** @param {{ code: string, bring: boolean }} given */
export const postSpaceEnter = async (given) =>
  /** @type {StepView} */ (await call('/chat/space/enter', given));
