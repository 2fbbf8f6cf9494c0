import { pricedQuantity, unsaidTimes } from '#src/calculators/procedure/need/priced-quantity.ts';
import type { Answer } from '#src/features/answers/answer.ts';
import { slotsOf } from '#src/features/answers/compose/carried.ts';
import { computedBy, toComputedAnswer } from '#src/features/answers/compute.ts';
import { answerTold } from '#src/features/answers/introduction.ts';
import { searchOf } from '#src/features/answers/search/search-of.ts';
import { carriedSlots, nameOfBought, notedEach, ofPurchase } from '#src/features/answers/texts.ts';
import type { IsoDate } from '#src/platform/calendar/iso-date.ts';
import { fold } from '#src/platform/french/text-analysis.ts';
import { namedCases, nameOfCategory, withCase, withoutSlots } from '#src/reader/detect-case.ts';
import { asksSomething } from '#src/reader/follow-up.ts';
import {
  askedOf,
  asksTheSame,
  forPurchase,
  statesOtherKind,
  withoutPurchase,
  withoutTurn,
} from '#src/reader/purchases/asked-again.ts';
import {
  deniesKind,
  type OnPurchase,
  onPurchase,
  purchasesOf,
  withKindCorrected,
  withObject,
} from '#src/reader/purchases/several.ts';
import { quantitiesIn } from '#src/reader/quantities.ts';
import { type Told, withEuros, withoutTold, withTold } from '#src/reader/told.ts';
import { type ThreadContext, understand } from '#src/reader/understand.ts';
import type { KnowledgeBase } from '#src/retrieval/knowledge-base.ts';
import type { Retriever } from '#src/retrieval/retriever.ts';

type AnswerTo = (text: string, thread: ThreadContext | undefined, today: IsoDate) => Promise<Answer>;

interface Parts {
  readonly base: KnowledgeBase;
  readonly retriever: Retriever;
}

/**
 * Answers each message for the purchase that it is on: what was told of another one is left out of it, what is said of one
 * is kept for that one, and the answer says which it took.
 */
export function answeringEach(parts: Parts, answer: AnswerTo): AnswerTo {
  return async (message, thread, today) => {
    const said = asSaid(message, thread?.told, today);
    const on = onPurchase(said, thread?.told, today);
    // Of several purchases, the one that is named is not put right: it is another one.
    if (thread && (!on || purchasesOf(thread.told).length < 2)) {
      const corrected = await ofOtherKind({ ...parts, answer }, said, thread, today);
      if (corrected) return corrected;
    }
    if (!on) return onTheOnly(await answer(said, thread, today), said);
    const named = NAMES_QUESTION.test(fold(on.text))
      ? `Quelle procédure ${forPurchase(on.told.object.said)} ?`
      : undefined;
    if (named !== undefined && thread) {
      const answered = await answer(named, { ...thread, question: named, told: on.told }, today);
      return forTold(answered, on.told);
    }
    const same = thread && on.isTurned && asksTheSame(on.text, on.told, today) ? thread : undefined;
    const made =
      (same && (await askedAgain(parts, on, same, today))) ??
      (same && !asksSomething(on.text) ? onlyTold(on, same) : undefined) ??
      (await answer(...readFor(on, { thread, same, today }), today));
    return forTold(made, on.told);
  };
}

function forTold(made: Answer, on: OnPurchase['told']): Answer {
  const told = withConcluded(on, made.thread.told ?? {});
  return { ...showing(noted(made, told), told), thread: { ...made.thread, told } };
}

/** « la procédure et la publicité pour le transport »: a question by its name alone. */
const NAMES_QUESTION =
  /^(?:[\p{L}]{2,6},? ){0,2}(?:la |une )?(?:procedure|publicite)(?: et (?:la )?(?:procedure|publicite))? (?:pour|de|du) [^?!.,;]{2,60}[.\s]?$/u;

/** What one costs, where it is asked how a purchase is made: « 12 € le repas » is not what it is worth. */
const PRICE_OF_ONE =
  /(?<![\d.,]|\d\s)(?:à |a )?\d{1,3}(?:[.,]\d{1,2})?\s?(?:€|euros?|eur)\s?(?:ht |ttc )?(?:le|la|par|l['’])\s?(?:repas|couvert|plateau|menu|panier|place|ticket|billet|kilo|kg|tonne|litre|m[èe]tre|m2|m²|pi[èe]ce|unit[ée]|poste|exemplaire|nuit|s[ée]ance|course|trajet|passage|kilom[èe]tre|km|licence|personne|t[êe]te|enfant|[ée]l[èe]ve|heure)s?(?![\p{L}\d])/giu;
const HOW_BOUGHT = /\b(?:procedure|publicite|mise en concurrence|mapa|seuils?|boamp|publier)\b/;

/** A message with its sums as sums of a purchase: those of one thing left out, bare ones with their sign. */
function asSaid(message: string, told: Told | undefined, today: IsoDate): string {
  const isOfOne = HOW_BOUGHT.test(fold(message)) && !isCounted(message, today);
  const whole = isOfOne ? message.replace(PRICE_OF_ONE, '') : message;
  return told?.worth && !told.invoice ? withEuros(whole) : whole;
}

/** « 140 repas par jour à 3,10 € le repas »: how many there are is said, and the price makes what the need is worth. */
function isCounted(message: string, today: IsoDate): boolean {
  const quantities = quantitiesIn(message, today);
  return (pricedQuantity(quantities) ?? unsaidTimes(quantities)) !== undefined;
}

/** Whether a message says of which kind the purchase spoken of is, or is not, and nothing else that is asked. */
export const tellsKind = (message: string, { told }: ThreadContext, today: IsoDate): boolean =>
  deniesKind(message) || statesOtherKind(message, told, today);

/** What was computed or answered last, of a purchase that is said to be of another kind; else that is noted. */
async function ofOtherKind(
  { answer, ...parts }: Parts & { readonly answer: AnswerTo },
  said: string,
  thread: ThreadContext,
  today: IsoDate,
): Promise<Answer | undefined> {
  if (!tellsKind(said, thread, today)) return undefined;
  const told = withKindCorrected(said, thread.told, today);
  // Nothing goes on with the kind that it is not.
  const question = withoutSlots(thread.question, said);
  const made = await askedAgain(parts, { told }, { ...thread, question }, today);
  if (made)
    return {
      ...made,
      thread: { ...made.thread, told: { ...told, ...procedureOf(made) } },
      carried: shownOf(told),
    };
  const again = await answeredAnew(question, told, { answer, thread, today });
  if (again) return { ...again, thread: { ...again.thread, told }, carried: shownOf(told) };
  return { ...answerTold(kindAndSlots(told), thread), thread: { ...thread, question, told } };
}

/** The question that was answered last, of a kind that was put right; undefined where only the other kind has the rule. */
async function answeredAnew(
  question: string,
  told: Told,
  { answer, thread, today }: { answer: AnswerTo; thread: ThreadContext; today: IsoDate },
): Promise<Answer | undefined> {
  if (thread.lastAnswered === undefined || !asksSomething(question)) return undefined;
  const { category } = told;
  const asked = category === undefined ? question : withCase(question, nameOfCategory(category));
  const made = await answer(asked, { ...thread, question: '', told }, today);
  const [first] = made.citations;
  const ofKinds = first ? namedCases(first.section).categories : [];
  const isOfOther = category !== undefined && ofKinds.length > 0 && !ofKinds.includes(category);
  return made.kind === 'answer' && first && !isOfOther ? made : undefined;
}

const procedureOf = ({ thread: { told } }: Answer): Pick<Told, 'procedure'> => ({
  procedure: told?.procedure,
});

const kindAndSlots = ({ object, ...told }: Told): string[] => [
  ...(object ? [nameOfBought(object)] : []),
  ...slotsOf(object?.kind ? { ...told, category: undefined } : told),
];

/** A message that names no purchase, or speaks of the only one. */
function onTheOnly(made: Answer, said: string): Answer {
  const told = withObject(made.thread.told, said);
  const kept = told === made.thread.told ? made : { ...made, thread: { ...made.thread, told } };
  return told?.others?.length ? showing(kept, told) : kept;
}

/** What was computed last, of the purchase that a message turns to; undefined where nothing was, or it cannot be. */
async function askedAgain(
  { base, retriever }: Parts,
  { told }: { readonly told: Told },
  { question: last, computed, askedDate }: ThreadContext,
  today: IsoDate,
): Promise<Answer | undefined> {
  const question = computed === undefined ? undefined : askedOf(withoutTold(last), told, today);
  if (computed === undefined || question === undefined) return undefined;
  const read = understand(withTold(question, told, today), undefined, today);
  const date = askedDate?.date ?? read.date;
  const understanding = { ...read, told, asking: computed, askedDate, date };
  const reached = computedBy(computed, understanding, base.figures, today);
  if (!reached) return undefined;
  const { hits } = await retriever.search(...searchOf(understanding));
  const answer = toComputedAnswer(reached, understanding, hits, base.figures);
  // What follows goes on with all of it: « et la publicité ? ».
  return (
    answer && {
      ...answer,
      thread: { ...answer.thread, asked: question, told: { ...told, ...answer.thread.told } },
    }
  );
}

/** What was told of a purchase, where nothing is asked of it that can be counted anew: it is noted. */
const onlyTold = ({ told }: OnPurchase, thread: ThreadContext): Answer => ({
  ...answerTold([], thread),
  thread: { ...thread, told },
});

/** What is read, and after what: nothing of the other purchases. */
function readFor(
  on: OnPurchase,
  {
    thread,
    same,
    today,
  }: { thread: ThreadContext | undefined; same: ThreadContext | undefined; today: IsoDate },
): readonly [string, ThreadContext] {
  const question = same && askedOf(withoutTold(same.question), on.told, today);
  if (question !== undefined) return [question, { question, askedDate: same?.askedDate, told: on.told }];
  if (!thread || !on.isTurned) return [on.text, { question: '', ...thread, told: on.told }];
  // The story of all of them is told by now.
  const last = asksSomething(thread.question)
    ? withoutPurchase(withoutTold(thread.question), on.told, today)
    : '';
  return [withoutTurn(on.text, on.told, today), { ...thread, question: last, told: on.told }];
}

/** What was told of the purchase, with what its answer concludes to. */
const withConcluded = (told: OnPurchase['told'], { procedure, invoice }: Told): OnPurchase['told'] => ({
  ...told,
  procedure: procedure ?? told.procedure,
  invoice: invoice ?? told.invoice,
});

/** What was only told is noted for each purchase. */
function noted(made: Answer, told: Told): Answer {
  const isNoted = made.kind === 'answer' && made.citations.length === 0 && !made.offered;
  if (!isNoted || made.composer !== 'extractive') return made;
  const [on, ...others] = purchasesOf(told);
  const each = [...others, on].flatMap((one) =>
    one?.object ? [{ object: one.object, slots: slotsOf({ ...one, category: undefined }) }] : [],
  );
  return { ...made, blocks: notedEach(each) };
}

/** An answer that says for which purchase it is. */
function showing(made: Answer, told: Told): Answer {
  if (!told.object || made.kind === 'refusal' || made.offered || made.citations.length === 0) return made;
  const { buyer } = told;
  const carried =
    made.composer === 'calculator' ? shownOf(told) : ofPurchase(told.object, slotsOf({ buyer }));
  return { ...made, carried };
}

/** What was counted with, and for which purchase. */
const shownOf = ({ object, buyer, category, worth, duration }: Told): string =>
  object
    ? ofPurchase(object, slotsOf({ buyer, worth, duration }))
    : carriedSlots(slotsOf({ buyer, category, worth, duration }));
