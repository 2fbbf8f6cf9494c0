import type { Field } from '#src/company/form/form.ts';
import { looksLikeQuestion } from '#src/company/form/form-words.ts';
import { fold } from '#src/platform/french/text-analysis.ts';
import type { ClauseSaid } from '#src/reader/answer/clause-said.ts';
import { likelyAnswer } from '#src/reader/said-to-question.ts';
import type { WishScore } from '#src/reader/wish/meaning.ts';
import type { ToldClause } from './position.ts';

/** Whether words answer a question in free words: they do, they may, or they are said to somebody else. */
export type ForForm = 'answer' | 'unsure' | 'other';

/**
 * From so likely an answer on, words are one; below {@link OTHER}, they are said to somebody else. Chosen on names and
 * sentences that nothing was learnt from (`npm run evaluate:forms`): of 60 sentences none is likelier than 0.03, of 60
 * names one is less likely than 0.05, and 49 are likelier than 0.5.
 */
const ANSWER = 0.5;
const OTHER = 0.04;
/** The same of words that are no answer that is read, to a question that wants a number, a place or a choice. */
const OTHER_UNREAD = 0.15;
/** Words of a name: what is longer is looked at again, whatever it looks like. */
const LONGEST_NAME = 10;
/** Words of a name that ends with a question mark: « Pourquoi Pas ? ». */
const LONGEST_ASKING = 3;

/** Fields that are answered in free words. */
export const isFree = ({ type }: Pick<Field, 'type'>): boolean => type === 'text' || type === 'activities';

/** Whether words answer a field that takes any words, by what was learnt from examples. Pure. */
export function forFreeField(field: Pick<Field, 'id'>, text: string, scores: readonly WishScore[]): ForForm {
  const likely = likelyAnswer(scores);
  if (field.id === 'name') return forName(text, likely);
  if (looksLikeQuestion(text)) return likely >= ANSWER ? 'unsure' : 'other';
  return likely >= ANSWER ? 'answer' : likely >= OTHER ? 'unsure' : 'other';
}

/** The same, of the name of a company, which may be any words: « Pourquoi Pas ? », « Je Veux du Vert ». */
function forName(text: string, likely: number): ForForm {
  const words = text.trim().split(/\s+/);
  const may = likely >= OTHER ? 'unsure' : 'other';
  if (IS_DATE.test(fold(text))) return 'other';
  if (looksLikeQuestion(text)) return words.length > LONGEST_ASKING && likely < ANSWER ? 'other' : may;
  if (likely >= ANSWER) return words.length > LONGEST_NAME ? 'unsure' : 'answer';
  return isWrittenAsName(words) ? 'unsure' : may;
}

/** « 22 septembre 2027 n’importe quoi », « jeudi 3 décembre »: a day of a year or of a week is no name; « Le 14 Juillet » may be. */
const IS_DATE =
  /^\W*(?:(?:non|ok|oui|le|du|au|pour le|c'est le) )*(?:(?:lun|mar|mercre|jeu|vendre|same)di |dimanche )?(?:le )?\d{1,2}(?:er)? ?(?:[/.-] ?\d{1,2} ?[/.-] ?(?:20)?\d\d|(?:janvier|fevrier|mars|avril|mai|juin|juillet|aout|septembre|octobre|novembre|decembre) (?:20\d\d|a \d))/;

/** Whether what is said of a name is that name whole, commas and all: « Dupont, Martin et Fils ». */
export const isOneName = (field: Pick<Field, 'id'>, scores: readonly WishScore[]): boolean =>
  field.id === 'name' &&
  scores.some(({ wish, probability }) => wish === 'form.name' && probability >= ANSWER);

/** Whether words that are no answer that is read are said to somebody else, by what was learnt from examples. */
export const isForOther = (scores: readonly WishScore[]): boolean => likelyAnswer(scores) < OTHER_UNREAD;

/** « Je Veux du Vert », « LES BONS RESTES »: the words that count begin with capitals, beyond the first one. */
function isWrittenAsName(words: readonly string[]): boolean {
  const counting = words.slice(1).filter((word) => (word.match(/\p{L}/gu)?.length ?? 0) >= LONG_WORD);
  return counting.length > 0 && counting.every((word) => /^[^\p{L}]*\p{Lu}/u.test(word));
}
const LONG_WORD = 4;

/** How sure what a clause tells must be. */
const TELLS = 0.35;
const TOLD: readonly (readonly [wish: string, tells: ToldClause['tells']])[] = [
  ['form.name', 'name'],
  ['form.activity', 'activity'],
  ['form.skip', 'skip'],
];

/** What the clauses of a message tell a form, of those whose meaning is plain. */
export const toldClauses = (clauses: readonly ClauseSaid[]): readonly ToldClause[] =>
  clauses.flatMap(({ text, scores }) => {
    const [wish, tells] =
      TOLD.find(([name]) => scores.some((one) => one.wish === name && one.probability >= TELLS)) ?? [];
    return wish && tells ? [{ text, tells }] : [];
  });
