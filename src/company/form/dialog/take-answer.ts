import { type Answer, display, fieldsFor, pruned, type Value } from '#src/company/form/answers.ts';
import { applyLookup, contesting, withoutFetched } from '#src/company/form/apply-lookup.ts';
import type { Draft } from '#src/company/form/draft.ts';
import { type Field, type Form, voiceOf } from '#src/company/form/form.ts';
import { labelledIn } from '#src/company/form/form-words.ts';
import { readField } from '#src/company/form/read-field.ts';
import { firstSentence, nameSaidIn } from '#src/company/form/readers/name.ts';
import { bad, good, type Read } from '#src/company/form/readers/read.ts';
import { readerErrors } from '#src/company/form/readers/texts.ts';
import { bareYesNo } from '#src/company/form/readers/yes-no.ts';
import { dialogTexts as texts } from '#src/company/form/texts-dialog.ts';
import { piecesOf } from '#src/reader/answer/pieces.ts';
import { isFree } from './for-form.ts';
import { fieldOf, goOn, type Step, type StepContext, stand, toNext, type Words } from './position.ts';
import { saidInPassing, toldByClauses } from './said-in-passing.ts';
import { type ToldInPieces, toldInPieces } from './told-in-pieces.ts';

/** Writes an answer down; what a directory said stays beside it. */
export function record(draft: Draft, field: Field, value: Value, form: Form): Draft {
  const before = draft.answers[field.id];
  const fetched = before?.origin === 'fetched' ? before.value : before?.contested;
  const own: Answer = { value, origin: 'declared' };
  const answer = fetched === undefined ? own : contesting(own, fetched);
  const isOther = field.type === 'siret' && before !== undefined && before.value !== value;
  const answers = { ...(isOther ? withoutFetched(draft.answers) : draft.answers), [field.id]: answer };
  return {
    ...draft,
    answers: pruned(form, answers),
    skipped: draft.skipped.filter((id) => id !== field.id),
    trail: [...draft.trail.filter((id) => id !== field.id), field.id],
    missed: undefined,
    unsure: undefined,
    ...(isOther && { facts: undefined }),
  };
}

/** Answers that were made out of words, and may have been misread. */
const INTERPRETED: ReadonlySet<Field['type']> = new Set([
  'activities',
  'places',
  'headcount',
  'turnover',
  'town',
  'choices',
  'choice',
  'date',
]);

/** Takes an answer that was read, and goes on. */
export function take(
  draft: Draft,
  field: Field,
  value: Value,
  form: Form,
  context: StepContext,
  noted: readonly string[],
): Step {
  if (field.type === 'consent' && field.required && value === false)
    return stand(draft, form, [texts.consentNeeded]);
  const recorded = record(draft, field, value, form);
  const said = [...noted];
  // What was read out of words, or changed, is said back.
  if (INTERPRETED.has(field.type) || draft.answers[field.id] !== undefined)
    said.unshift(texts.noted([texts.fact(field.label, display(field, value))]));
  if (typeof value === 'object' && 'said' in value && value.sectors.length === 0) said.push(texts.noSector);
  const { phase } = draft;
  const isCurrent = phase.at === 'question' && phase.field === field.id;
  // An old button: its answer is kept, and the question of now is asked again.
  if (!isCurrent)
    return phase.at === 'question' ? stand(recorded, form, said) : stand(toNext(recorded, form), form, said);
  if (field.type === 'siret' && context.lookup) {
    const filled = applyLookup(recorded, form, context.lookup);
    return goOn(filled.draft, form, [...filled.said, ...said]);
  }
  return goOn(recorded, form, said);
}

/** Passes a question over, where it may be. */
export function skip(draft: Draft, field: Field, form: Form, noted: readonly string[] = []): Step {
  if (draft.answers[field.id]) return goOn(draft, form, noted);
  if (field.required)
    return stand({ ...draft, unsure: undefined }, form, [...noted, voiceOf(form).cannotSkip]);
  const skipped = [...draft.skipped.filter((id) => id !== field.id), field.id];
  return goOn(
    { ...draft, unsure: undefined, skipped, trail: [...draft.trail, field.id] },
    form,
    field.skipped ? [...noted, field.skipped] : noted,
  );
}

/** An answer in words: to the question that is asked, or to another one that it names. */
export function answered(draft: Draft, field: Field, input: Words, form: Form, context: StepContext): Step {
  const { text } = input;
  const named = labelledIn(text, fieldsFor(form, draft.answers));
  if (named?.field === field)
    return answeredHere(draft, field, { ...input, text: named.text }, form, context);
  const other = named && answeredByName(draft, field, named, form, context);
  return other ?? answeredHere(draft, field, input, form, context);
}

/**
 * The answer to another question than the one that is asked, « Objectif : répondre plus vite »; undefined where the
 * words may as well be an answer in free words.
 */
function answeredByName(
  draft: Draft,
  asked: Field,
  { field, text }: { readonly field: Field; readonly text: string },
  form: Form,
  context: StepContext,
): Step | undefined {
  const read =
    isFree(field) && bareYesNo(text) === 'yes'
      ? bad(readerErrors.bareYes)
      : readField(field, text, context.today);
  if (isFree(asked) && (isFree(field) || !read.ok)) return undefined;
  if (!read.ok) return stand(draft, form, [texts.fact(field.label, read.error)]);
  if (field.type === 'consent' && field.required && read.value === false)
    return stand(draft, form, [texts.consentNeeded]);
  // A number of its own kind is looked up, and tells more, where it is asked.
  if (field.type === 'siret') return undefined;
  const recorded = record(draft, field, read.value, form);
  return stand(recorded, form, [texts.noted([texts.fact(field.label, display(field, read.value))])]);
}

/** An answer in words to the question that is asked, and all that it tells in the same breath. */
function answeredHere(draft: Draft, field: Field, input: Words, form: Form, context: StepContext): Step {
  const { text, clauses = [] } = input;
  const isOver = /^\W*(?:c['’]est tout|termin[ée]|rien d['’]autre|non merci)\W*$/i.test(text);
  // Said after several choices, a moment late: it is nobody's name, and no trade.
  if (isOver && isFree(field)) return stand(draft, form, [wayOn(field)]);
  const inPieces = inPiecesOf(field, input, form, context);
  const told = toldBeside(field, input, inPieces, form, context);
  const passing = passingIn(draft, field, { text, told, named: inPieces.named }, form);
  if (field.type === 'choices' && isOver && draft.answers[field.id]) return goOn(draft, form, []);
  const read = readHere(field, input, told, form, context);
  const doubted = read.ok ? doubtedIn(field, input, read.value, inPieces) : undefined;
  const isDoubted = doubted !== undefined && draft.unsure !== doubted;
  const others = passing.length + (input.isNoted ? 1 : 0);
  const own = read.ok && !isDoubted && isNoted(field, read.value, text, others) ? read.value : undefined;
  const { draft: after, said: noted } = recordPassing(
    draft,
    passing,
    form,
    context,
    own === undefined ? undefined : { field, value: own },
  );
  if (isDoubted) return stand({ ...after, unsure: doubted }, form, noted);
  if (read.ok) return take(after, field, read.value, form, context, noted);
  if (clauses.some(({ tells }) => tells === 'skip')) return skip(after, field, form, noted);
  if (passing.length > 0) return stand(after, form, [...noted, ...mistyped(read.error)]);
  // Who is not understood twice in a row learns the way on.
  const isStuck = draft.missed === field.id;
  return stand({ ...after, missed: field.id }, form, [read.error, ...(isStuck ? [wayOn(field)] : [])]);
}

/** What is told of other questions than the one that is asked, and is to be noted. */
function passingIn(
  draft: Draft,
  field: Field,
  {
    text,
    told,
    named,
  }: {
    readonly text: string;
    readonly told: ReadonlyMap<string, Value>;
    readonly named: ReadonlySet<string>;
  },
  form: Form,
): [string, Value][] {
  const isPutRight = PUTS_RIGHT.test(text);
  const ownName = isPutRight ? nameSaidIn(firstSentence(text)) : undefined;
  const hasName = ownName !== undefined && form.fields.some(({ id }) => id === 'name');
  const all = new Map<string, Value>([...told, ...(hasName ? [['name', ownName] as const] : [])]);
  const mayChange = (id: string, value: Value) => isPutRight && draft.answers[id]?.value !== value;
  return [...all].filter(
    ([id, value]) => id !== field.id && (mayRead(draft, id) || named.has(id) || mayChange(id, value)),
  );
}

/** « nn c faux, je suis à Roubaix »: what was noted before is put right, and what is told takes its place. */
const PUTS_RIGHT =
  /^(?:mais |ben |euh |nn+,? |non+,? ){0,3}(?:c['’ ]?(?:est )?(?:faux|pas (?:[cç]a|bon|juste))|(?:tu|vous) (?:t['’]es|vous [eê]tes) tromp\p{L}*|(?:y a (?:une )?|c['’]est une )?erreur)(?!\p{L})/iu;

/** A number that is mistyped is said to be, whatever else was told with it. */
const mistyped = (error: string): readonly string[] => (error === readerErrors.siretKey ? [error] : []);

/** Whether an answer is said back: a name that is taken out of a sentence, and what is told with other things. */
const isNoted = (field: Field, value: Value, text: string, others: number): boolean =>
  !INTERPRETED.has(field.type) &&
  (others > 0 || (field.id === 'name' && typeof value === 'string' && value.length < text.trim().length - 1));

/** What of the words may be no answer, and is asked back: a name in the middle of other things, most of all. */
function doubtedIn(field: Field, input: Words, value: Value, inPieces: ToldInPieces): string | undefined {
  const isPiece = inPieces.values.get(field.id) === value;
  if (field.id !== 'name' || typeof value !== 'string')
    return input.isUnsure && !isPiece ? input.text : undefined;
  if (isPiece) return inPieces.isNameUnsure ? value : undefined;
  // Another sentence follows: which of the two is the name, or whether both are, is not known.
  const isCut = firstSentence(input.text) !== input.text.trim() && nameSaidIn(input.text) === undefined;
  return isCut ? value : input.isUnsure ? input.text : undefined;
}

/** What the pieces of an answer tell; of an answer in free words, only what they name of other questions. */
function inPiecesOf(field: Field, { text, pieces }: Words, form: Form, { today }: StepContext): ToldInPieces {
  const own = pieces ?? piecesOf(text).map((piece) => ({ text: piece, scores: [] }));
  const isWhole = isFree(field) && field.id !== 'name' && field.type !== 'activities';
  const told = isWhole ? own.map((one) => ({ ...one, scores: [] })) : own;
  return toldInPieces(form, told, today);
}

/** What words tell of all questions, by themselves, clause by clause or piece by piece. */
function toldBeside(
  field: Field,
  { text, clauses = [] }: Words,
  { values, named }: ToldInPieces,
  form: Form,
  { today }: StepContext,
): Map<string, Value> {
  // A name may have its town in it; other free words are an answer whole, unless their clauses tell several things.
  const isWhole = isFree(field) && field.id !== 'name' && clauses.length < 2 && named.size === 0;
  if (isWhole) return new Map();
  return new Map([...saidInPassing(form, text, today), ...toldByClauses(form, clauses), ...values]);
}

/** The answer to the question that is asked. */
function readHere(
  field: Field,
  { text, clauses = [] }: Words,
  told: ReadonlyMap<string, Value>,
  form: Form,
  { today }: StepContext,
): Read<Value> {
  const byMeaning = told.get(field.id);
  if (byMeaning !== undefined && isFree(field)) return good(byMeaning);
  if (isFree(field) && clauses.some(({ tells }) => tells === 'skip')) return bad(readerErrors.nothing);
  if (isFree(field) && bareYesNo(text) === 'yes') return bad(readerErrors.bareYes);
  if (field.id !== 'name') return readField(field, ownWords(field, text, form), today);
  const tellsMore = [...told.keys()].some((id) => id !== field.id);
  const [beforeComma = text] = text.split(/[,;]/);
  const words = tellsMore ? beforeComma : text;
  return readField(field, nameSaidIn(words) ?? firstSentence(words), today);
}

const wayOn = ({ required }: Field): string => (required ? texts.stuckRequired : texts.stuck);

/** What is said in passing takes the place of what was fetched, never of what was answered. */
function mayRead(draft: Draft, id: string): boolean {
  const known = draft.answers[id];
  return !known || known.origin === 'fetched';
}

/**
 * Notes what was said in passing, and what the directory tells of its SIRET.
 * @param own the answer to the question that is asked, said back with the rest
 */
export function recordPassing(
  draft: Draft,
  passing: readonly (readonly [string, Value])[],
  form: Form,
  context: StepContext,
  own?: { readonly field: Field; readonly value: Value },
): { draft: Draft; said: readonly string[] } {
  let after = draft;
  const facts = own ? [texts.fact(own.field.label, display(own.field, own.value))] : [];
  for (const [id, value] of passing) {
    const other = fieldOf(form, id);
    after = record(after, other, value, form);
    facts.push(texts.fact(other.label, display(other, value)));
  }
  const noted =
    facts.length > 1 ? [texts.noted(facts), texts.mayChange] : facts.length > 0 ? [texts.noted(facts)] : [];
  const hasSiret = passing.some(([id]) => fieldOf(form, id).type === 'siret');
  if (!hasSiret || !context.lookup) return { draft: after, said: noted };
  const filled = applyLookup(after, form, context.lookup);
  return { draft: filled.draft, said: [...noted, ...filled.said] };
}

/** A text without the phone and the SIRET in it, where a number is asked: they answer their own questions only. */
function ownWords(field: Field, text: string, form: Form): string {
  if (!['headcount', 'turnover', 'date'].includes(field.type)) return text;
  const told = saidInPassing(form, text, '');
  const types = [...told.keys()].map((id) => fieldOf(form, id).type);
  return types.includes('phone') || types.includes('siret')
    ? text.replace(/(?:\+33|(?<!\d)0)[ .]?[1-9](?:[ .-]?\d{2}){4}|\d(?:[ .]?\d){13}/g, ' ')
    : text;
}

/** One more of several choices, by its button. */
export function addChoice(draft: Draft, field: Field, value: string, form: Form, context: StepContext): Step {
  const isAlone = (id: string) => field.choices.find((choice) => choice.id === id)?.alone === true;
  const before = draft.answers[field.id]?.value;
  const chosen = Array.isArray(before) ? before.filter((id: string) => id !== value && !isAlone(id)) : [];
  if (isAlone(value)) return take(draft, field, [value], form, context, []);
  const { phase } = draft;
  const isCurrent = phase.at === 'question' && phase.field === field.id;
  const after = record(draft, field, [...chosen, value], form);
  if (!isCurrent) return stand(after, form);
  return stand(after, form, [
    texts.chosen([...chosen, value].map((id) => display(field, [id])).join(', ')),
    texts.more,
  ]);
}
