import { storageTexts } from '#src/platform/database/texts.ts';
import { HotlineError } from '#src/platform/errors.ts';

/**
 * Codes of the engine, by their lowest byte, that say that the store itself fails, whatever the statement: locked,
 * read-only, disk error, damaged, full, not opened, not a database.
 */
const FAILING: ReadonlySet<number> = new Set([5, 6, 8, 10, 11, 13, 14, 26]);

/**
 * What leaves the store when the engine fails: a sentence that may be shown to a person, with the engine's own error as
 * its cause. Any other error is left as it is: a statement that is refused is a fault of the program.
 */
export function toStorageError(error: unknown): unknown {
  if (!(error instanceof Error)) return error;
  const { code, errcode } = error as { code?: unknown; errcode?: unknown };
  if (code !== 'ERR_SQLITE_ERROR' || !FAILING.has(Number(errcode) & 0xff)) return error;
  return new HotlineError('storage', storageTexts.failing, { cause: error });
}
