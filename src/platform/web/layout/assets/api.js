import { texts } from './texts.js';

const TIMEOUT_MS = 20_000;

/** A request that failed, with a French sentence for the person. `status` is 0 when no answer came. */
export class ApiError extends Error {
  /**
   * @param {string} message
   * @param {number} status
   */
  constructor(message, status) {
    super(message);
    this.status = status;
  }
}

/** The token that shows that a request comes from this page. */
const csrf = () => document.querySelector('meta[name=csrf]')?.getAttribute('content') ?? '';

/**
 * Asks our server; what changes something is sent as JSON, with the token of this page.
 * @param {string} path
 * @param {{ method?: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE', body?: unknown, timeoutMs?: number }} [request] longer
 *   than usual for what takes long on a busy machine
 * @returns {Promise<unknown>}
 */
export async function call(path, { method = 'GET', body, timeoutMs = TIMEOUT_MS } = {}) {
  const sent =
    method === 'GET'
      ? {}
      : {
          headers: { 'Content-Type': 'application/json', 'X-CSRF-Token': csrf() },
          body: JSON.stringify(body ?? {}),
        };
  let response;
  let answer;
  try {
    const signal = AbortSignal.timeout(timeoutMs);
    response = await fetch(path, { method, ...sent, cache: 'no-store', signal });
    // An answer cut in its middle is a failed request; a refusal without JSON (from a relay) is still a refusal.
    answer = await (response.ok ? response.json() : response.json().catch(() => ({})));
  } catch {
    throw new ApiError(navigator.onLine ? texts.failed : texts.offline, 0);
  }
  if (response.ok) return answer;
  throw new ApiError(typeof answer?.error === 'string' ? answer.error : texts.failed, response.status);
}
