import { setTimeout as sleep } from 'node:timers/promises';
import type { Database, Transaction } from './database.ts';

/** A transaction is to hold the store no longer than this; others wait for it, and on SQLite so does the whole server. */
const AIM_MS = 15;
/** How much there is in the first part, and at most. */
const FIRST = 20;
const MOST = 5_000;
/** The longest rest between two parts. */
const REST_MS = 100;

/** How parts are paced. */
export interface Pace {
  /** Stops between two parts. */
  readonly signal?: AbortSignal | undefined;
  /** Told of each part: how many things were meant, and how long the store was held, in milliseconds. */
  readonly onPart?: (part: { readonly size: number; readonly heldMs: number }) => void;
}

/**
 * Does a long work as many short transactions, so that nobody waits for it: each part is as large as the last ones let
 * hope that it is short, and others have the store for as long as it took before the next one. Each part leaves the store
 * whole, so that a work which is cut short goes on where it was when it is begun again.
 * @param part does as much as it is told, about; tells whether there is more
 * @throws the reason of `signal` when it is aborted
 */
export async function inParts(
  db: Database,
  part: (tx: Transaction, size: number) => Promise<boolean>,
  { signal, onPart }: Pace = {},
): Promise<void> {
  let size = FIRST;
  for (let more = true; more; ) {
    signal?.throwIfAborted();
    let began = performance.now();
    more = await db.tx((tx) => {
      // It may have waited for others, or run before in vain.
      began = performance.now();
      return part(tx, size);
    });
    const heldMs = performance.now() - began;
    onPart?.({ size, heldMs });
    size = nextSize(size, heldMs);
    await sleep(more ? Math.min(REST_MS, heldMs) : 0);
  }
}

/** Grows slowly and shrinks at once. */
export const nextSize = (size: number, heldMs: number): number =>
  Math.min(
    MOST,
    Math.max(1, Math.floor(size * Math.min(1.25, AIM_MS / Math.max(1, heldMs)) + (heldMs < AIM_MS ? 1 : 0))),
  );
