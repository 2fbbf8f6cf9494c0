import type { Block, Choice, SourceItem } from '#src/channel/blocks.ts';
import { paragraph } from '#src/channel/blocks.ts';
import { listOf } from '#src/channel/make-blocks.ts';
import { EXPERT_BUTTON } from '#src/conversation/expert-button.ts';
import { type MadeFile, makeFiles } from '#src/features/handouts/files/make-files.ts';
import { formatsAsked } from '#src/features/handouts/rules/asked.ts';
import { type Filling, fillModel, fillText, typographic } from '#src/features/handouts/rules/fill.ts';
import { type Plan, planFor } from '#src/features/handouts/rules/plan.ts';
import { type Fields, type Said, wantedBy } from '#src/features/handouts/rules/told.ts';
import { handoutTexts as texts } from '#src/features/handouts/texts.ts';
import type { FigureRegister } from '#src/knowledge/model/figures.ts';
import { slugify } from '#src/knowledge/model/guide-parser.ts';
import type { HandoutModel } from '#src/knowledge/model/handout-model.ts';
import { parisDay } from '#src/platform/calendar/iso-date.ts';
import { normalizeArticle } from '#src/reference/article-number.ts';
import type { HandoutReply, PendingHandout } from './pending.ts';

/** A document asked for, with what was read for it. */
interface AskedDocument {
  readonly model: HandoutModel;
  readonly said: string;
  readonly found: Said;
  readonly figures: FigureRegister;
  readonly now: number;
  /** What is not known is to be left blank. */
  readonly leaves: boolean;
  /** Fields as they were put right. */
  readonly fields?: Fields | undefined;
  /** What has just been put right in it, as it is said: the document was given before. */
  readonly changed?: readonly string[] | undefined;
}

/** Makes a document and the message that gives it; or asks for what it cannot do without. */
export async function giveDocument(asked: AskedDocument): Promise<HandoutReply> {
  const { model, said, found, now, fields, changed } = asked;
  const takesClosing = wantedBy(model).has('closing');
  const pending: PendingHandout = { model: model.id, said, at: now, open: false, takesClosing, fields };
  const question = questionBefore(asked);
  if (question) return { kind: 'answer', blocks: question, pending: { ...pending, open: true } };
  const { filling, plan } = fillingOf(asked);
  const handout = fillModel(model, filling);
  const files = await makeFiles(handout);
  const lacksRate = found.owed && found.owed.total === undefined && (found.owed.daysLate ?? 0) > 0;
  const blocks: Block[] = [
    changed ? cited(typographic(texts.changed(changed))) : cited(fillText(model.intro, model, filling)),
    ...filledBlocks(asked, filling),
    ...closingBlocks(found),
    ...planBlocks(plan),
    ...computedBlocks(found),
  ];
  if (lacksRate) blocks.push(paragraph(texts.bankRate));
  if (model.after && !changed) blocks.push(cited(fillText(model.after, model, filling)));
  const reply = given(asked, {
    blocks,
    files,
    isComputed: computedSteps(found).length > 0,
    pending: { ...pending, open: lacksRate === true },
  });
  return found.isClosingKnown ? reply : { ...reply, closing: found.closing };
}

/** What is asked before a document can be made; undefined when nothing stands in its way. */
function questionBefore({ model, found, now, leaves }: AskedDocument): Block[] | undefined {
  const { closing } = found;
  if (closing && closing.at <= now) return [paragraph(typographic(texts.past(closing.said)))];
  const missing = model.needs.filter(({ value }) => !found.values.has(value) && !found.blank?.has(value));
  const cannotLack = missing.some(({ value }) => value === 'closing');
  if (missing.length === 0 || (leaves && !cannotLack)) return undefined;
  const blocks = missing.map(({ question }): Block => paragraph(question));
  const skip: Choice = { id: 'blank', label: texts.leaveBlank, kind: 'ask', value: texts.leaveBlank };
  return cannotLack ? blocks : [...blocks, { type: 'choices', choices: [skip] }];
}

/** The case that a document is made for, and what of it was filled. */
function filledBlocks({ model, found, changed }: AskedDocument, filling: Filling): Block[] {
  const facts = model.facts.flatMap(({ id, label, otherwise }) => {
    const says = found.facts.get(id) === false ? otherwise : found.facts.get(id) ? label : undefined;
    return says === undefined ? [] : [fillText(says, model, filling)];
  });
  const known = knownWords(model, found);
  const blocks: Block[] = [];
  if (facts.length > 0) blocks.push(paragraph(texts.case(facts)));
  if (known.length > 0 && !changed) blocks.push(paragraph(typographic(texts.known(known))));
  const lacking = lackingLabels(model, found);
  blocks.push(paragraph(typographic(lacking.length > 0 ? texts.lacking(lacking) : texts.blanks)));
  const open = model.facts
    .filter(({ id, button }) => button !== undefined && !found.facts.has(id))
    .map(({ label }) => fillText(label, model, filling));
  if (open.length > 0 && !changed) blocks.push(paragraph(typographic(texts.tellMe(open))));
  return blocks;
}

/** The closing date that was taken from elsewhere, or guessed: the person checks it. */
function closingBlocks({ closing, isClosingKnown }: Said): Block[] {
  if (!closing) return [];
  const blocks: Block[] = [];
  if (isClosingKnown) blocks.push(paragraph(typographic(texts.closingKnown(closing.said))));
  if (!closing.certain)
    blocks.push({ type: 'note', tone: 'warning', text: [{ text: typographic(texts.unsure(closing.said)) }] });
  return blocks;
}

/** The days until the closing, step by step. */
function planBlocks(plan: Plan | undefined): Block[] {
  if (!plan) return [];
  const rows = list(plan.rows.map(([day = '', step = '']) => `${day} : ${step}`));
  return plan.tight ? [paragraph(texts.tight(plan.workingDays)), rows] : [rows];
}

const computedSteps = ({ owed }: Said): readonly string[] => owed?.answer.steps ?? [];

/** How what is owed was computed, and what that leaves aside. */
function computedBlocks(found: Said): Block[] {
  const steps = computedSteps(found);
  const computed = steps.length > 0 ? [paragraph(texts.computed), list(steps)] : [];
  return [...computed, ...(found.owed?.answer.caveats ?? []).map(paragraph)];
}

function given(
  { model, said, found }: AskedDocument,
  made: {
    blocks: readonly Block[];
    files: readonly MadeFile[];
    pending: PendingHandout;
    isComputed: boolean;
  },
): HandoutReply {
  const citations = sourcesOf(model);
  const refine = model.facts
    .filter(({ id, button }) => button && !found.facts.has(id))
    .map(({ button = '' }): Choice => ({ id: slugify(button), label: button, kind: 'ask', value: button }));
  return {
    kind: 'answer',
    blocks: [
      ...made.blocks,
      { type: 'sources', items: citations },
      { type: 'choices', choices: [...refine, EXPERT_BUTTON] },
      { type: 'rating' },
    ],
    files: made.files,
    pending: made.pending,
    answer: {
      kind: 'answer',
      blocks: made.blocks,
      citations,
      verdict: null,
      followUps: refine,
      composer: made.isComputed ? 'calculator' : 'extractive',
      thread: { question: said },
    },
  };
}

/** What a document is filled with, of what was read for it, and its plan where it counts back from a closing. */
export function fillingOf({
  model,
  found,
  figures,
  now,
}: Pick<AskedDocument, 'model' | 'found' | 'figures' | 'now'>): {
  filling: Filling;
  plan: Plan | undefined;
} {
  const date = parisDay(now);
  const values = new Map(
    model.variables.flatMap(({ id, from }) => {
      const value = found.values.get(from);
      return value ? [[id, value] as const] : [];
    }),
  );
  const filling: Filling = {
    values,
    facts: found.facts,
    figures,
    date,
    lessons: found.lessons,
    calculation: found.owed ? [...found.owed.answer.steps] : [texts.formulaBlank],
  };
  const text = (raw: string) => fillText(raw, model, filling);
  const { closing } = found;
  const plan =
    closing && model.closing
      ? planFor(
          { at: closing.at, title: text(model.closing.title), text: text(model.closing.text) },
          model.steps.map((step) => ({ ...step, title: text(step.title), text: text(step.text) })),
          now,
        )
      : undefined;
  return { filling: { ...filling, plan, formats: formatsFor(model, found) }, plan };
}

/** The formats asked for, of those that the document may have. */
function formatsFor(model: HandoutModel, { said }: Said): Filling['formats'] {
  const asked = formatsAsked(said);
  const fits = asked?.filter((format) => format !== 'ics' || model.formats.includes('ics'));
  return fits && fits.length > 0 ? fits : undefined;
}

const SEEN_BELOW: ReadonlySet<string> = new Set(['today', 'days-late', 'owed']);

/** What was filled, as the person reads it back: not the day, nor what they can see below. */
export const knownWords = (model: HandoutModel, found: Said): string[] =>
  model.variables.flatMap(({ from, label }) => {
    const value = found.values.get(from);
    return value && !SEEN_BELOW.has(from) ? [`${label} : ${value}`] : [];
  });

/** What one may say to have it filled: the rest of the blanks is for a pen. */
export const lackingLabels = (model: HandoutModel, { values, blank }: Said): string[] =>
  model.variables
    .filter(({ from }) => from !== 'owed' && from !== 'text' && !values.has(from))
    // A contract may have no lots.
    .filter(({ from }) => from !== 'lot' || !blank?.has(from))
    .map(({ label }) => label);

const list = (items: readonly string[]): Block => listOf(items.map(typographic));

const cited = (text: string): Block => ({ type: 'paragraph', text: [{ text, cites: [1] }] });

function sourcesOf({ id, title, sources }: HandoutModel): SourceItem[] {
  return sources.map(({ label, article, url }, index) => ({
    n: index + 1,
    documentId: `models/${id}`,
    title: typographic(title),
    section: typographic(label),
    articles: [normalizeArticle(article ?? '')].filter((one) => one !== undefined),
    url,
  }));
}
