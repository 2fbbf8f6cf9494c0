import { COMPUTATIONS } from '#src/calculators/all-computations.ts';
import type { Computation, ComputationInput, ComputedAnswer } from '#src/calculators/computation.ts';
import { figuresAt } from '#src/calculators/known.ts';
import type { Block, SourceItem } from '#src/channel/blocks.ts';
import { followUpsOf } from '#src/features/answers/compose/next-questions.ts';
import { datesOf } from '#src/features/answers/figures/dates.ts';
import { verifyComputed } from '#src/features/answers/verify/computed.ts';
import type { FigureRegister } from '#src/knowledge/model/figures.ts';
import type { IsoDate } from '#src/platform/calendar/iso-date.ts';
import { quantitiesIn } from '#src/reader/quantities.ts';
import { type Understanding, understand } from '#src/reader/understand.ts';
import { toEvidence, toSource } from '#src/retrieval/passages/evidence.ts';
import { asksNothing } from '#src/retrieval/passages/passage.ts';
import type { Hit } from '#src/retrieval/retriever.ts';
import { type Answer, MAX_ARTICLES } from './answer.ts';
import { forRulesOf, computed as texts } from './texts.ts';

/** A computation that a question reached, and what it gives. */
export interface Reached {
  readonly computation: Computation;
  readonly result: ComputedAnswer;
  /** It is wanted by a page that was found, and not by the words. */
  readonly isByPage?: true;
  /** That page is the very first: it is what is asked. */
  readonly isOfFirst?: true;
  /** It is counted with the numbers of the question before, too: both, read as one. */
  readonly readWith?: Understanding;
}

/** The computations that the words of a question may ask for, the most particular first. */
export function* computationsFor(
  understanding: Understanding,
  register: FigureRegister,
  today: IsoDate,
): Generator<Reached> {
  const input = inputOf(understanding, register, today);
  for (const computation of COMPUTATIONS) {
    const result = computation.compute(input);
    if (result) yield { computation, result };
  }
}

/** The first computation that a question asks for; undefined when it asks for none. */
export const computationFor = (
  understanding: Understanding,
  register: FigureRegister,
  today: IsoDate,
): Reached | undefined => computationsFor(understanding, register, today).next().value ?? undefined;

/**
 * The computation that the first page found asks for by its meaning, or that asked what a message completes, whatever the
 * words; undefined for another page. What counts all that a message tells, and asks nothing more, is wanted by a page
 * that is only near the first, too.
 */
export function computationOnPage(
  understanding: Understanding,
  hits: readonly Hit[],
  register: FigureRegister,
  today: IsoDate,
): Reached | undefined {
  const input = inputOf(understanding, register, today);
  // What was said before counts too where a message leans on it, and stands in the way where it says all by itself.
  const alone = understanding.followsUp
    ? inputOf({ ...understanding, question: understanding.asked }, register, today)
    : undefined;
  const before = withQuestionBefore(understanding, today);
  const asked = COMPUTATIONS.find(({ id }) => id === understanding.asking);
  for (const [at, { passage }] of hits.slice(0, NEAR_FIRST).entries()) {
    const able = asked ? [asked] : COMPUTATIONS.filter(({ onPages }) => onPages?.keys.has(passage.key));
    for (const computation of able) {
      const page = computation.onPages;
      const result = page?.compute(input) ?? (alone && page?.compute(alone));
      // What it lacks may have been told with the question before.
      const isLacking = result?.clarify !== undefined && at === 0;
      const both =
        before && page && (isLacking || isOnSamePage(page.keys, before, hits)) ? before : undefined;
      const whole = both && page?.compute(inputOf(both, register, today));
      if (both && whole && !whole.clarify)
        return { computation, result: whole, isByPage: true, isOfFirst: true, readWith: both };
      const isWanted =
        asked ||
        at === 0 ||
        (!page?.isFirstOnly && (!result?.clarify || page?.isSaidBy?.(input.quantities.text)));
      if (result && isWanted)
        return { computation, result, isByPage: true, ...(at === 0 && { isOfFirst: true }) };
    }
  }
  return undefined;
}

/**
 * A message that counts something, with the question before it: « prix 60 %, technique 40 », then « on est à 48 000 et un
 * concurrent à 40 000, ça fait combien de points ? ». Undefined where it goes on with it already, or counts nothing.
 */
function withQuestionBefore(understanding: Understanding, today: IsoDate): Understanding | undefined {
  const { lastAnswered, followsUp, asked, told } = understanding;
  // Of several purchases, the numbers of one are not another's.
  if (
    told?.others?.length ||
    followsUp ||
    !lastAnswered ||
    !/\d/.test(asked) ||
    !/\d/.test(lastAnswered.question)
  )
    return undefined;
  const question = `${lastAnswered.question} ${asked}`;
  return {
    ...understanding,
    question,
    followsUp: true,
    polarity: understand(asked, undefined, today).polarity,
  };
}

/** Whether what was answered before is one of the sections that a computation is asked by. */
const isOnSamePage = (
  keys: ReadonlySet<string>,
  { lastAnswered }: Understanding,
  hits: readonly Hit[],
): boolean => hits.some(({ passage }) => keys.has(passage.key) && passage.heading === lastAnswered?.heading);

/** One computation, by its id, on all that a question says; by its words, else by what its page counts. */
export function computedBy(
  id: string,
  understanding: Understanding,
  register: FigureRegister,
  today: IsoDate,
): Reached | undefined {
  const computation = COMPUTATIONS.find((one) => one.id === id);
  const input = inputOf(understanding, register, today);
  const result = computation?.compute(input) ?? computation?.onPages?.compute(input);
  return computation && result && { computation, result, isByPage: true };
}

const inputOf = (
  understanding: Understanding,
  register: FigureRegister,
  today: IsoDate,
): ComputationInput => ({
  understanding,
  quantities: quantitiesIn(understanding.question, today),
  ...(understanding.isChecked && { isChecked: true }),
  figures: figuresAt(register, understanding.date),
  today,
});

/**
 * A computed answer as a message: the result, its working, what would change it, and the page that explains the rule.
 * @param hits what the search found for the question, to show the page that stands on the same articles
 * @param isFirst it is what is asked only where its page is the first found
 * @returns undefined when what it says is not proved by its own working and the register
 */
export function toComputedAnswer(
  { computation, result, isByPage, isOfFirst }: Reached,
  understanding: Understanding,
  hits: readonly Hit[],
  register: FigureRegister,
  {
    isFirst = !isByPage && computation.isToldInPassing && understanding.asking !== computation.id,
  }: { readonly isFirst?: boolean | undefined } = {},
): Answer | undefined {
  const articles = result.articles.slice(0, MAX_ARTICLES);
  const guide = guideOf(hits, { articles, page: result.page }, register, understanding.date);
  const completes = understanding.asking === computation.id;
  if (!completes && isExcepted(hits, computation)) return undefined;
  const isPlain = computation.isPlainlyAsked?.(understanding.asked) === true;
  const isSure = completes || isOfFirst || computation.isUnmistakable || isPlain;
  if (!isSure && !isNearFirst(hits, guide, result)) return undefined;
  if (isFirst && !isPlain && !isAskedFirst(hits, guide)) return undefined;
  const blocks: Block[] = [];
  if (understanding.askedDate) {
    const text = forRulesOf(understanding.askedDate);
    blocks.push({ type: 'note', tone: 'info', text: [{ text }] });
  }
  blocks.push({ type: 'paragraph', text: [{ text: result.headline, cites: [1] }] });
  if (result.steps.length > 0) {
    blocks.push({ type: 'paragraph', text: [{ text: texts.working }] });
    blocks.push({ type: 'list', items: result.steps.map((step) => [{ text: step, cites: [1] }]) });
  }
  for (const caveat of result.caveats)
    blocks.push({ type: 'paragraph', text: [{ text: caveat, cites: [1] }] });
  if (result.clarify) blocks.push({ type: 'paragraph', text: [{ text: result.clarify.question }] });
  const dated = datesOf(result.figures);
  if (dated) blocks.push({ type: 'note', tone: 'info', text: [{ text: dated }] });
  if (verifyComputed(blocks, result, understanding).length > 0) return undefined;
  const own: SourceItem = {
    n: 1,
    documentId: `calculators/${computation.id}`,
    title: texts.source,
    section: computation.title,
    articles,
    excerpt: [...result.steps, dated].filter(Boolean).join('\n\n'),
  };
  return {
    kind: 'answer',
    blocks,
    citations: guide ? [own, { ...guide, n: 2, articles: [] }] : [own],
    composer: 'calculator',
    verdict: result.verdict ?? null,
    followUps: result.clarify
      ? result.clarify.choices
      : followUpsOf(
          hits,
          new Set(
            guide ? [hits.find((hit) => hit.passage.heading === guide.section)?.passage.key ?? ''] : [],
          ),
        ),
    thread: {
      question: understanding.question,
      askedDate: understanding.askedDate,
      computed: computation.id,
      ...(result.isOfAll && { isOfAll: true }),
      ...(result.clarify ? { open: true, asking: computation.id } : {}),
      ...(result.procedure ? { told: { procedure: result.procedure } } : {}),
    },
  };
}

/** Whether the reader puts first a page that says why nothing is to be counted. */
const isExcepted = ([best]: readonly Hit[], { neverOnPages }: Computation): boolean =>
  best?.meaning !== undefined && neverOnPages?.has(best.passage.key) === true;

/** Whether the reader puts the page of a computation first; so it is taken to be where the reader does not read. */
const isAskedFirst = ([best]: readonly Hit[], guide: SourceItem | undefined): boolean =>
  best?.meaning === undefined || best.passage.heading === guide?.section;

/**
 * Whether the reader puts the page of a computation among the first: its words and amounts also come up in a story about
 * something else. So it is taken to be where the reader does not read, and where a computation has no page.
 */
function isNearFirst(
  [best, ...others]: readonly Hit[],
  guide: SourceItem | undefined,
  { articles, page }: ComputedAnswer,
): boolean {
  if (best?.meaning === undefined || (!guide && (articles.length === 0 || page))) return true;
  const near = [best, ...others]
    .slice(0, NEAR_FIRST)
    .find(({ passage }) => passage.heading === guide?.section);
  return near?.meaning !== undefined && near.meaning >= best.meaning - MEANT_LESS;
}

/** Of the pages found, those that a computation may be asked by. */
const NEAR_FIRST = 3;
/** How much less than the first page that of a computation may be meant: two cosines added. */
const MEANT_LESS = 0.5;

/** The best page found that the computation names, or that stands on one of its articles. */
function guideOf(
  hits: readonly Hit[],
  { articles, page }: { readonly articles: readonly string[]; readonly page?: string | undefined },
  register: FigureRegister,
  date: IsoDate,
): SourceItem | undefined {
  const hit = hits.find(
    ({ passage }) =>
      !asksNothing(passage) &&
      (page ? passage.documentId === page : passage.articles.some((one) => articles.includes(one))),
  );
  const evidence = hit && toEvidence(hit.passage, register, date);
  return evidence && toSource(2, evidence, []);
}
