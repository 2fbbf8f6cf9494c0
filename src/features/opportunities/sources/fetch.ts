import { SourceTrouble } from './source.ts';
import { troubleTexts } from './texts.ts';

/** What bounds a request. */
export interface FetchBounds {
  readonly timeoutMs: number;
  readonly mostBytes: number;
}

/** A page of a hundred notices takes some megabytes. */
export const PAGE_BOUNDS: FetchBounds = { timeoutMs: 60_000, mostBytes: 48_000_000 };

/** A service that asks to wait without saying how long. */
const WAIT_MS = 60_000;
const LONGEST_WAIT_MS = 3_600_000;

/**
 * Asks a service for a text, within a time and a size; redirections are not followed.
 * @throws SourceTrouble `busy` on 429 and on 503 with Retry-After, `down` when it does not answer or fails, `malformed` when the answer is too long
 */
export async function fetchText(
  url: string,
  init: RequestInit,
  signal: AbortSignal,
  bounds: FetchBounds = PAGE_BOUNDS,
): Promise<{ readonly status: number; readonly text: string }> {
  const response = await answerOf(
    url,
    init,
    AbortSignal.any([signal, AbortSignal.timeout(bounds.timeoutMs)]),
    signal,
  );
  const { status } = response;
  const retryAfter = response.headers.get('Retry-After');
  if (status === 429 || (status === 503 && retryAfter !== null)) {
    await response.body?.cancel();
    throw new SourceTrouble('busy', troubleTexts.busy, { waitMs: waitOf(retryAfter) });
  }
  if (status >= 500) {
    await response.body?.cancel();
    throw new SourceTrouble('down', troubleTexts.status(status));
  }
  return { status, text: await textOf(response, bounds.mostBytes, signal) };
}

async function answerOf(
  url: string,
  init: RequestInit,
  until: AbortSignal,
  stop: AbortSignal,
): Promise<Response> {
  try {
    return await fetch(url, { ...init, signal: until, redirect: 'error' });
  } catch (cause) {
    stop.throwIfAborted();
    throw new SourceTrouble('down', troubleTexts.down, { cause });
  }
}

async function textOf(response: Response, mostBytes: number, stop: AbortSignal): Promise<string> {
  const decoder = new TextDecoder();
  const parts: string[] = [];
  let bytes = 0;
  try {
    for await (const chunk of response.body ?? []) {
      bytes += chunk.byteLength;
      if (bytes > mostBytes) throw new SourceTrouble('malformed', troubleTexts.tooLong);
      parts.push(decoder.decode(chunk, { stream: true }));
    }
  } catch (cause) {
    stop.throwIfAborted();
    if (cause instanceof SourceTrouble) throw cause;
    throw new SourceTrouble('down', troubleTexts.down, { cause });
  }
  return parts.join('') + decoder.decode();
}

/** Seconds, or a date of HTTP, within an hour. */
function waitOf(header: string | null): number {
  const seconds = header === null ? Number.NaN : Number(header);
  if (Number.isFinite(seconds) && seconds >= 0) return Math.min(LONGEST_WAIT_MS, seconds * 1_000);
  const at = header === null ? Number.NaN : Date.parse(header);
  return Number.isNaN(at) ? WAIT_MS : Math.min(LONGEST_WAIT_MS, Math.max(0, at - Date.now()));
}

/** The JSON of an answer. @throws SourceTrouble `malformed` */
export function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw new SourceTrouble('malformed', troubleTexts.malformed, { cause });
  }
}
