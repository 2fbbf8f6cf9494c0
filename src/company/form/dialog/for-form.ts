import type { Field } from '#src/company/form/form.ts';
import { looksLikeQuestion } from '#src/company/form/form-words.ts';
import { type ClauseSaid, likelyForQuestion } from '#src/reader/said-to-question.ts';
import type { WishScore } from '#src/reader/wish/meaning.ts';
import type { ToldClause } from './position.ts';

/** Whether words answer a question in free words: they do, they may, or they are said to somebody else. */
export type ForForm = 'answer' | 'unsure' | 'other';

/**
 * From so likely an answer on, words are one; below {@link OTHER}, they are said to somebody else. Chosen on names and
 * sentences that nothing was learnt from (`npm run evaluate:forms`).
 */
const ANSWER = 0.6;
const OTHER = 0.06;
/** Words of a name: what is longer is looked at again, whatever it looks like. */
const LONGEST_NAME = 10;
/** What is as short as this may be any name: « On fait quoi », « Stop Gaspi ». */
const SHORTEST = 4;

/** Fields that are answered in free words. */
export const isFree = ({ type }: Pick<Field, 'type'>): boolean => type === 'text' || type === 'activities';

/** Whether words answer a field that takes any words, by what was learnt from examples. Pure. */
export function forFreeField(field: Pick<Field, 'id'>, text: string, scores: readonly WishScore[]): ForForm {
  const likely = likelyForQuestion(scores);
  const words = text.trim().split(/\s+/);
  const isNameTooLong = field.id === 'name' && words.length > LONGEST_NAME;
  if (likely >= ANSWER) return isNameTooLong || looksLikeQuestion(text) ? 'unsure' : 'answer';
  if (field.id === 'name' && isWrittenAsName(words)) return likely >= OTHER ? 'answer' : 'unsure';
  if (likely >= OTHER) return 'unsure';
  return field.id === 'name' && words.length <= SHORTEST && !text.includes('?') ? 'unsure' : 'other';
}

/** Whether words that are no answer that is read are said to somebody else, by what was learnt from examples. */
export const isForOther = (scores: readonly WishScore[]): boolean => likelyForQuestion(scores) < FOR_OTHER;
const FOR_OTHER = 0.3;

/** « Je Veux du Vert », « LES BONS RESTES »: the words that count begin with capitals, beyond the first one. */
function isWrittenAsName(words: readonly string[]): boolean {
  const counting = words.slice(1).filter((word) => (word.match(/\p{L}/gu)?.length ?? 0) >= LONG_WORD);
  return counting.length > 0 && counting.every((word) => /^[^\p{L}]*\p{Lu}/u.test(word));
}
const LONG_WORD = 4;

/** How sure what a clause tells must be. */
const TELLS = 0.5;
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
