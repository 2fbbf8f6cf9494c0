import { contactsIn } from '#src/knowledge/screen/contact-details.ts';

/** Stands where a contact was; no text has it. */
const MARK = '\uFFFF';

/** Words without the addresses and telephone numbers in them, nor the « appelez le » before one. */
export function withoutDetails(text: string): string {
  const marked = contactsIn(text).reduce((words, contact) => words.replaceAll(contact, MARK), text);
  if (marked === text) return text.replace(/\s+/g, ' ').trim();
  const clauses = marked.split(/(?<=[.,;!?\n])/).filter((clause) => !clause.includes(MARK));
  const left = clauses.join('').trim() === '' ? marked.replaceAll(MARK, ' ') : clauses.join('');
  return left
    .replace(/\s+/g, ' ')
    .replace(/(?<![\s,;:])[\s,;:]+$/, '')
    .trim();
}
