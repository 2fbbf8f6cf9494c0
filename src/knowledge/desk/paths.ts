import { slugify } from '#src/knowledge/model/guide-parser.ts';
import { isRegister } from './registers.ts';

/** Where a new page may stand, and where documents are dropped. */
export const PAGE_FOLDERS = ['guides', 'programme', 'clauses'] as const;
export type PageFolder = (typeof PAGE_FOLDERS)[number];
const DOCUMENTS = 'documents';

const MOST_SIGNS = 250;
const MOST_DEPTH = 12;

/** Whether a path stays in the knowledge folder, and names nothing hidden there. */
export function isInside(path: string): boolean {
  const parts = path.split('/');
  return (
    path.length <= MOST_SIGNS &&
    parts.length <= MOST_DEPTH &&
    !/[\p{Cc}\\]/u.test(path) &&
    parts.every((part) => part !== '' && !part.startsWith('.'))
  );
}

/** The path of a new page, from its title: nothing that it holds is anybody else's. */
export const newPagePath = (folder: PageFolder, title: string, isTaken: (path: string) => boolean): string =>
  free(`${folder}/${slugify(title)}`, '.md', isTaken);

/**
 * The path of a document that was dropped: a name of ours, and the ending of its own, which says what it is.
 * @param title what people call it; else the name of the file that was dropped
 * @returns undefined when its ending is none
 */
export function newDocumentPath(
  name: string,
  title: string,
  isTaken: (path: string) => boolean,
): string | undefined {
  const ending = endingOf(name);
  if (ending === undefined) return undefined;
  return free(`${DOCUMENTS}/${slugify(title.trim() || stemOf(name))}`, ending, isTaken);
}

/** « Rapport 2026.PDF » → « .pdf »; undefined for a name without one. */
function endingOf(name: string): string | undefined {
  const ending = name.slice(name.lastIndexOf('.') + 1).toLowerCase();
  return name.includes('.') && /^[a-z0-9]{1,8}$/.test(ending) ? `.${ending}` : undefined;
}

/** What a file is called without its ending, as a title to begin with: « compte_rendu-2026.pdf » → « compte rendu 2026 ». */
export const stemOf = (name: string): string =>
  (name.includes('.') ? name.slice(0, name.lastIndexOf('.')) : name)
    .normalize('NFC')
    .replace(/[_\s-]+/g, ' ')
    .trim();

function free(stem: string, ending: string, isTaken: (path: string) => boolean): string {
  const named = (count: number) => `${stem}${count === 1 ? '' : `-${count}`}${ending}`;
  let count = 1;
  while (isTaken(named(count))) count += 1;
  return named(count);
}

/** The description that stands beside a document: `guide.pdf` → `guide.yaml`. */
export const sidecarPath = (path: string): string => path.replace(/\.[^./]+$/, '.yaml');

/** Whether it is a page of the team. */
export const isPage = (path: string): boolean => path.endsWith('.md');

/** Whether it is written here: a page, a register. Documents are dropped whole. */
export const isWritten = (path: string): boolean => isPage(path) || isRegister(path);
