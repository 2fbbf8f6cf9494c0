import { parsePage, slugify } from '#src/knowledge/model/guide-parser.ts';
import { fieldOf } from '#src/knowledge/model/section-fields.ts';

/** Wordings are separated so in a page. */
const BETWEEN = ' ; ';
const LABEL = 'On demande aussi';

/** A wording as a page can hold it: one line, and no sign that would end it. */
export const asWording = (text: string): string =>
  text
    .replace(/[\s\p{C}]+/gu, ' ')
    .replace(/ ?;/g, ',')
    .trim();

/** How adding a wording to a page ended. */
export type Added =
  | { readonly type: 'added'; readonly text: string }
  | { readonly type: 'known' }
  | { readonly type: 'no section' };

/**
 * Adds a wording to the « On demande aussi » of a section of a page, which keeps all else to the letter.
 * @param sectionId the id of the section, as the parser of pages makes it
 */
export function addWording(path: string, text: string, sectionId: string, wording: string): Added {
  const sections = parsePage(path, text).document?.sections ?? [];
  const place = sections.findIndex(({ id }) => id === sectionId);
  const section = sections[place];
  if (!section) return { type: 'no section' };
  const added = asWording(wording);
  if ([section.heading, ...section.wordings].some((one) => slugify(one) === slugify(added)))
    return { type: 'known' };
  const end = text.includes('\r\n') ? '\r\n' : '\n';
  const lines = text.split(/\r?\n/);
  const first = section.line - 1;
  const last = (sections[place + 1]?.line ?? lines.length + 1) - 1;
  const own = lines.findIndex(
    (line, index) => index > first && index < last && fieldOf(line)?.label === LABEL,
  );
  if (own >= 0) {
    const before = (lines[own] ?? '').trimEnd();
    lines[own] = fieldOf(before)?.value === '' ? `${before} ${added}` : `${before}${BETWEEN}${added}`;
  } else lines.splice(afterWords(lines, first, last), 0, ...newField(lines, first, last, added));
  return { type: 'added', text: lines.join(end) };
}

/** After the last line of a section that says something. */
function afterWords(lines: readonly string[], first: number, last: number): number {
  let at = Math.min(last, lines.length);
  while (at > first + 1 && lines[at - 1]?.trim() === '') at -= 1;
  return at;
}

/** The field, in the paragraph of the others when the section ends with them. */
function newField(lines: readonly string[], first: number, last: number, wording: string): string[] {
  const before = lines[afterWords(lines, first, last) - 1] ?? '';
  const field = `${LABEL} : ${wording}`;
  return fieldOf(before) ? [field] : ['', field];
}
