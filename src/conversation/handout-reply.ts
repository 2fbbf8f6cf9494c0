import type { Block, Choice, SourceItem } from '#src/channel/blocks.ts';
import { paragraph } from '#src/channel/blocks.ts';
import { bestNamed, fileWish, formatsAsked, namedBy } from '#src/handout/asked.ts';
import { type Filling, fillModel, fillText, typographic } from '#src/handout/fill-model.ts';
import { type MadeFile, makeFiles } from '#src/handout/make-files.ts';
import { type Plan, planFor } from '#src/handout/plan.ts';
import { normalizeArticle } from '#src/knowledge/article-number.ts';
import { parisDay } from '#src/knowledge/dates.ts';
import type { FigureRegister } from '#src/knowledge/figures.ts';
import { slugify } from '#src/knowledge/guide-parser.ts';
import type { HandoutModel } from '#src/knowledge/handout-model.ts';
import { fold } from '#src/retrieval/french-text.ts';
import { handoutTexts as texts } from '#src/texts/handouts.ts';
import { type ClauseBase, clauseNamed, clauseOf, clauseReply, knownOf } from './clause-reply.ts';
import { type OwnCompany, type Said, saidFor } from './handout-said.ts';
import { EXPERT_BUTTON, type PendingHandout, type Reply } from './reply.ts';

/** What documents to take away are made of. */
export interface HandoutParts {
  readonly models: () => Promise<readonly HandoutModel[]>;
  /** The index in service. */
  readonly base: () => ClauseBase;
}

/** How long what completes a document is waited for. */
const PATIENCE_MS = 2 * 3_600_000;
/** A message longer than this is a story, not what was asked. */
const COMPLEMENT = 160;
const LEAVE =
  /\b(?:laisse[rz]? (?:en )?blanc|en blanc|je (?:ne )?(?:sais|connais) pas|jsp|aucune idee|plus tard|sans (?:le taux|la date|montant))\b/;
const QUESTION =
  /\?|\b(?:c'est quoi|qu'est[- ]ce|comment|pourquoi|combien|quel(?:le)?s?|ou (?:trouver|est)|est[- ]ce que|puis[- ]je|peut[- ]on|faut[- ]il|dois[- ]je)\b/;

/**
 * The document that a message asks for, or completes; undefined for any other message.
 * @param pending what was asked for before, if it may still be completed
 */
export async function handoutReply(
  parts: HandoutParts,
  text: string,
  about: { now: number; pending?: PendingHandout | undefined; company?: OwnCompany | undefined },
): Promise<Reply | undefined> {
  const { now, pending, company } = about;
  const models = await parts.models();
  const wish = fileWish(text);
  const pressed = models.find(({ button }) => button === text);
  const mayComplete = pending !== undefined && now - pending.at < PATIENCE_MS && isComplement(text);
  const base = parts.base();
  if (pressed || wish) {
    const model = pressed ?? bestNamed(text, models);
    const clause = pressed ? undefined : clauseNamed(text, base);
    const isModel = model && (!clause || namedBy(text, model) > namedBy(text, clause.template));
    if (isModel) return documentReply(parts, { model, said: text, text, now, company });
    if (clause) return clauseReply(clause, text, { base, now });
  }
  return mayComplete ? completed(parts, text, { now, pending, company }) : undefined;
}

/** What was asked for before, with what is told now; undefined when that tells nothing more of it. */
async function completed(
  parts: HandoutParts,
  text: string,
  about: { now: number; pending: PendingHandout; company: OwnCompany | undefined },
): Promise<Reply | undefined> {
  const { now, pending, company } = about;
  const said = `${pending.said}. ${text}`;
  const base = parts.base();
  const { figures } = base;
  const clause = clauseOf(pending.model, base);
  if (clause) {
    const today = parisDay(now);
    const [then, known] = [knownOf(pending.said, figures, today), knownOf(said, figures, today)];
    const more = differs(known.values, then.values) || differs(openOf(known), openOf(then));
    return more ? clauseReply(clause, said, { base, now }) : undefined;
  }
  const model = (await parts.models()).find(({ id }) => id === pending.model);
  if (!model) return undefined;
  const found = saidFor(model, said, { figures, now, company });
  const before = saidFor(model, pending.said, { figures, now, company });
  const given = model.needs.length > 0 && differs(found.values, before.values);
  const adds = LEAVE.test(fold(text)) || given || differs(found.facts, before.facts);
  return adds ? documentReply(parts, { model, said, text, now, company }) : undefined;
}

/** What the computation of a clause says: it changes with each of its values. */
const openOf = ({ hours }: ReturnType<typeof knownOf>): ReadonlyMap<number, string> =>
  new Map((hours?.steps ?? []).entries());

const differs = <K, V>(now: ReadonlyMap<K, V>, then: ReadonlyMap<K, V>): boolean =>
  [...now].some(([key, value]) => then.get(key) !== value);

function documentReply(
  parts: HandoutParts,
  asked: { model: HandoutModel; said: string; text: string; now: number; company: OwnCompany | undefined },
): Promise<Reply> {
  const { model, said, text, now, company } = asked;
  const { figures } = parts.base();
  const found = saidFor(model, said, { figures, now, company });
  return replyWith({ model, said, found, figures, now, leaves: LEAVE.test(fold(text)) });
}

const isComplement = (text: string): boolean =>
  text.length <= COMPLEMENT && !QUESTION.test(fold(text)) && /\p{L}|\d/u.test(text);

interface Asked {
  readonly model: HandoutModel;
  readonly said: string;
  readonly found: Said;
  readonly figures: FigureRegister;
  readonly now: number;
  /** What is not known is to be left blank. */
  readonly leaves: boolean;
}

async function replyWith(asked: Asked): Promise<Reply> {
  const { model, said, found, now, leaves } = asked;
  const pending: PendingHandout = { model: model.id, said, at: now };
  const missing = model.needs.filter(({ value }) => !found.values.has(value));
  const cannotLack = missing.some(({ value }) => value === 'closing');
  const past = found.closing && found.closing.at <= now ? found.closing : undefined;
  if (past) return asking([typographic(texts.past(past.said))], pending);
  if (missing.length > 0 && (cannotLack || !leaves)) {
    const skip = { id: 'blank', label: texts.leaveBlank, kind: 'ask', value: texts.leaveBlank } as const;
    return asking(
      missing.map(({ question }) => question),
      pending,
      cannotLack ? [] : [skip],
    );
  }
  const { filling, plan } = fillingOf(asked);
  const handout = fillModel(model, filling);
  const files = await makeFiles(handout);
  const blocks: Block[] = [cited(fillText(model.intro, model, filling))];
  const known = knownWords(model, found);
  const facts = model.facts
    .filter(({ id }) => found.facts.get(id))
    .map(({ label }) => fillText(label, model, filling));
  if (facts.length > 0) blocks.push(paragraph(texts.case(facts)));
  if (known.length > 0) blocks.push(paragraph(typographic(`${texts.known(known)} ${texts.blanks}`)));
  if (found.closing && !found.closing.certain)
    blocks.push({
      type: 'note',
      tone: 'warning',
      text: [{ text: typographic(texts.unsure(found.closing.said)) }],
    });
  if (plan?.tight) blocks.push(paragraph(texts.tight(plan.workingDays)));
  if (plan) blocks.push(list(plan.rows.map(([day = '', step = '']) => `${day} : ${step}`)));
  const steps = found.owed?.answer.steps ?? [];
  if (steps.length > 0) blocks.push(paragraph(texts.computed), list(steps));
  for (const caveat of found.owed?.answer.caveats ?? []) blocks.push(paragraph(caveat));
  const lacksRate = found.owed && found.owed.total === undefined && (found.owed.daysLate ?? 0) > 0;
  if (lacksRate) blocks.push(paragraph(texts.bankRate));
  if (model.after) blocks.push(cited(fillText(model.after, model, filling)));
  return given(asked, { blocks, files, pending, isComputed: steps.length > 0 });
}

function given(
  { model, said, found }: Asked,
  made: {
    blocks: readonly Block[];
    files: readonly MadeFile[];
    pending: PendingHandout;
    isComputed: boolean;
  },
): Reply {
  const citations = sourcesOf(model);
  const refine = model.facts
    .filter(({ id, button }) => button && !found.facts.has(id))
    .map(({ button = '' }): Choice => {
      return { id: slugify(button), label: button, kind: 'ask', value: button };
    });
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
      ...{ kind: 'answer', blocks: made.blocks, citations, verdict: null, followUps: refine },
      composer: made.isComputed ? 'calculator' : 'extractive',
      thread: { question: said },
    },
  };
}

/** What is asked before a document can be made. */
function asking(
  sentences: readonly string[],
  pending: PendingHandout,
  choices: readonly Choice[] = [],
): Reply {
  const blocks: Block[] = sentences.map(paragraph);
  if (choices.length > 0) blocks.push({ type: 'choices', choices });
  return { kind: 'answer', blocks, pending };
}

function fillingOf({ model, found, figures, now }: Asked): { filling: Filling; plan: Plan | undefined } {
  const date = parisDay(now);
  const values = new Map(
    model.variables.flatMap(({ id, from }) => {
      const value = found.values.get(from);
      return value ? [[id, value] as const] : [];
    }),
  );
  const filling: Filling = {
    ...{ values, facts: found.facts, figures, date },
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
const knownWords = (model: HandoutModel, found: Said): string[] =>
  model.variables.flatMap(({ from, label }) => {
    const value = found.values.get(from);
    return value && !SEEN_BELOW.has(from) ? [`${label} : ${value}`] : [];
  });

const list = (items: readonly string[]): Block => ({
  type: 'list',
  items: items.map((text) => [{ text: typographic(text) }]),
});

const cited = (text: string): Block => ({ type: 'paragraph', text: [{ text, cites: [1] }] });

function sourcesOf({ id, title, sources }: HandoutModel): SourceItem[] {
  return sources.map(({ label, article, url }, index) => ({
    ...{ n: index + 1, documentId: `models/${id}`, title: typographic(title), section: typographic(label) },
    articles: [normalizeArticle(article ?? '')].filter((one) => one !== undefined),
    url,
  }));
}
