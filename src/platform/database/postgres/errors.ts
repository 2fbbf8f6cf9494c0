import { storageTexts } from '#src/platform/database/texts.ts';
import { HotlineError } from '#src/platform/errors.ts';

/** SQLSTATE of an error that PostgreSQL answered; undefined when the connection itself failed. */
function sqlStateOf(error: unknown): string | undefined {
  const answered = error instanceof Error && 'severity' in error && 'code' in error;
  return answered ? String(error.code) : undefined;
}

/** Connection exceptions, shutdown and start of the server, no connection left, a session that was ended. */
const LOST = /^(?:08...|57P0[1235]|53300|25P03)$/;

/** Whether the connection failed, rather than the statement: what it was doing outside a COMMIT did not happen. */
export function isLost(error: unknown): boolean {
  if (error instanceof TypeError || error instanceof RangeError) return false;
  const state = sqlStateOf(error);
  return state === undefined || LOST.test(state);
}

/** A serialisation failure or a deadlock: the transaction was undone and may be run again. */
export const isConflict = (error: unknown): boolean => /^40(?:001|P01)$/.test(sqlStateOf(error) ?? '');

/**
 * The error that leaves the driver. Its sentence may be shown to a person, so it names neither server nor database; its
 * cause is for logs and holds neither the address (it has the password) nor values of rows (they have people's words).
 */
export function toStorageError(error: unknown): HotlineError {
  if (error instanceof HotlineError) return error;
  const sentence = isLost(error) ? storageTexts.lost : storageTexts.refused;
  return new HotlineError('storage', sentence, { cause: withoutSecrets(error) });
}

/** What went wrong, in short: « ECONNREFUSED », « 28P01 password authentication failed for user "hotline" ». */
export function reasonOf(error: unknown): string {
  const state = sqlStateOf(error);
  const message = error instanceof Error ? error.message : '';
  if (state) return `${state} ${state.startsWith('22') ? message.replace(/".*"/s, '"…"') : message}`;
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  return code || message || 'connection failed';
}

/** The driver's own errors carry the client, the detail of a row, sometimes the address: only a few words are kept. */
function withoutSecrets(error: unknown): Error {
  const kept = new Error(reasonOf(error));
  kept.name = 'PostgresError';
  return kept;
}
