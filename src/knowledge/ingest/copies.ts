import type { Problem } from '#src/knowledge/model/document.ts';
import type { KnowledgeFile } from '#src/knowledge/store/generations.ts';
import { isConflict } from './passing-names.ts';
import type { ReadFile } from './read-files.ts';
import { readingTexts } from './texts.ts';

/**
 * What a file becomes that says again what another says: the same bytes, or the copy that a synced folder made of a file
 * that two people wrote at once. It is told, and not served twice.
 * @param around the file of the same bytes that was read before it, all those that were, and what was known of it
 * @returns undefined for a file that is no copy
 */
export function copyOf(
  file: ReadFile,
  {
    same,
    read,
    known,
  }: {
    readonly same: ReadFile | undefined;
    readonly read: readonly ReadFile[];
    readonly known: KnowledgeFile | undefined;
  },
): ReadFile | undefined {
  const original =
    same ?? (isConflict(file.path) ? read.find((one) => isOriginal(one.path, file.path)) : undefined);
  if (!original || file.waits) return undefined;
  const message = same ? readingTexts.sameContent(same.path) : readingTexts.conflict(original.path);
  const problems: Problem[] = [{ path: file.path, line: 1, message, severity: 'warning' }];
  const isNew = known?.document !== undefined || JSON.stringify(known?.problems) !== JSON.stringify(problems);
  return { ...file, digest: '', document: undefined, problems, pictures: undefined, changed: isNew };
}

/** Whether a conflict copy was made of a file: it stands beside it, and its name goes on from the file's. */
function isOriginal(path: string, copy: string): boolean {
  const ending = path.slice(path.lastIndexOf('.'));
  const stem = path.slice(0, -ending.length);
  return (
    copy.toLowerCase().endsWith(ending.toLowerCase()) && copy.startsWith(stem) && copy.length > path.length
  );
}
