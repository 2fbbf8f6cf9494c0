import { fileURLToPath } from 'node:url';
import { z } from 'zod';
import { runConfined } from '#src/knowledge/loaders/confined/run-confined.ts';

const PROCESS = fileURLToPath(new URL('./process.ts', import.meta.url));
const SOURCES = fileURLToPath(new URL('..', import.meta.url));
const TIMEOUT_MS = 30_000;
const MOST_TEXT = 1024 * 1024;
const schema = z.array(z.string());

/**
 * Recognises the French words of a page of a PDF, or of a picture, in a process of its own that is killed after 30
 * seconds. It draws, by an addon, and recognises in a thread: it may do both, and still has no network, no environment,
 * and writes nothing.
 * @param page of a PDF, from 1; 0 for a picture
 * @returns the paragraphs; none where nothing could be read
 */
export async function recognise(
  bytes: Uint8Array,
  page: number,
  { timeoutMs = TIMEOUT_MS, signal }: { readonly timeoutMs?: number; readonly signal?: AbortSignal } = {},
): Promise<string[]> {
  const ended = await runConfined(PROCESS, [String(page)], {
    reads: [SOURCES],
    timeoutMs,
    maxOutputBytes: MOST_TEXT,
    draws: true,
    input: bytes,
    signal,
    gives: true,
  });
  if (ended.type !== 'done') return [];
  try {
    return schema.parse(JSON.parse(ended.output));
  } catch {
    return [];
  }
}
