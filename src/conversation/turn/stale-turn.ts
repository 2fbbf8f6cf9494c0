import { isDeepStrictEqual } from 'node:util';

/** What a turn was read on has changed before it was acted on: it is read again, on what is there now. */
export class StaleTurn extends Error {
  override readonly name = 'StaleTurn';
}

/**
 * Holds a turn to what it was read on.
 * @throws StaleTurn when that has changed; the transaction leaves no trace
 */
export function mustBeAsRead(now: unknown, read: unknown): void {
  if (!isDeepStrictEqual(now, read)) throw new StaleTurn('what the turn was read on has changed');
}
