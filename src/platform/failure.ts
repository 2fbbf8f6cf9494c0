import { errorText, HotlineError } from './errors.ts';
import { failureTexts } from './texts-failure.ts';

/** What an error of the system means, by its code. */
const SYSTEM: Readonly<Record<string, string>> = {
  ENOSPC: failureTexts.full,
  EDQUOT: failureTexts.full,
  EROFS: failureTexts.readOnly,
  EACCES: failureTexts.rights,
  EPERM: failureTexts.rights,
  ENOENT: failureTexts.missing,
  ENOTDIR: failureTexts.fileInPlace,
  EEXIST: failureTexts.fileInPlace,
  EISDIR: failureTexts.folderInPlace,
  EIO: failureTexts.disk,
  EMFILE: failureTexts.tooManyFiles,
  ENFILE: failureTexts.tooManyFiles,
  ENAMETOOLONG: failureTexts.longName,
  ELOOP: failureTexts.loop,
};

/** What an error of SQLite means, by the lowest byte of its code. */
const SQLITE: Readonly<Record<number, string>> = {
  3: failureTexts.rights,
  5: failureTexts.busy,
  6: failureTexts.busy,
  8: failureTexts.readOnly,
  10: failureTexts.disk,
  11: failureTexts.damaged,
  13: failureTexts.full,
  14: failureTexts.notOpened,
  26: failureTexts.damaged,
};

/** Whether SQLite found a file that it cannot have written. */
export const isDamage = (error: unknown): boolean =>
  SQLITE[sqliteCodeOf(error) ?? 0] === failureTexts.damaged;

/** The reason of a failure of the system or of the embedded store, in French; the error's own words when it is none. */
export const reasonOf = (error: unknown): string => knownReason(error) ?? errorText(error);

/**
 * What the person who starts the hotline, or one of its commands, reads of a failure that no part explained.
 * @param dataDir where the embedded store is, which does not say so itself
 * @returns undefined for what only a developer can understand
 */
export function explainFailure(error: unknown, dataDir?: string): string | undefined {
  if (error instanceof HotlineError) return error.message;
  const reason = knownReason(error);
  const path = sqliteCodeOf(error) === undefined ? pathOf(error) : dataDir;
  return reason && failureTexts.stopped(reason, path);
}

/** What is printed of a failure that ends a process: a sentence, or all that a developer needs. */
export function failureReport(error: unknown, dataDir?: string): string {
  const stack = error instanceof Error ? `\n${error.stack}` : '';
  return explainFailure(error, dataDir) ?? `${errorText(error)}${stack}`;
}

function knownReason(error: unknown): string | undefined {
  if (!(error instanceof Error)) return undefined;
  const sqlite = sqliteCodeOf(error);
  return sqlite === undefined ? SYSTEM[String((error as { code?: unknown }).code)] : SQLITE[sqlite];
}

/** The lowest byte of the code of an error of SQLite; undefined for any other error. */
function sqliteCodeOf(error: unknown): number | undefined {
  const { code, errcode } = (error ?? {}) as { code?: unknown; errcode?: unknown };
  return code === 'ERR_SQLITE_ERROR' ? Number(errcode) & 0xff : undefined;
}

const pathOf = (error: unknown): string | undefined => {
  const { path } = error as { path?: unknown };
  return typeof path === 'string' ? path : undefined;
};
