import { figuresAt } from '#src/calculators/known.ts';
import {
  type ClauseHours,
  clauseHours,
} from '#src/calculators/responsible-purchasing/insertion-hours-reading.ts';
import { euros } from '#src/calculators/texts-amounts.ts';
import type { Block } from '#src/channel/blocks.ts';
import { paragraph } from '#src/channel/blocks.ts';
import { EXPERT_BUTTON } from '#src/conversation/expert-button.ts';
import { makeFiles } from '#src/features/handouts/files/make-files.ts';
import type { Handout, HandoutBlock } from '#src/features/handouts/handout.ts';
import { namedBy, nearestFirst } from '#src/features/handouts/rules/asked.ts';
import { typographic } from '#src/features/handouts/rules/fill.ts';
import { hoursSaidIn, withInsertionNamed } from '#src/features/handouts/rules/insertion-told.ts';
import { isSameObject, purchaseIn, type SaidPurchase } from '#src/features/handouts/rules/purchase.ts';
import { lastFirst, saidWith } from '#src/features/handouts/rules/said-anew.ts';
import type { ClausePart, ClauseValue } from '#src/knowledge/model/document.ts';
import { type FigureRegister, formatValue, frenchNumber } from '#src/knowledge/model/figures.ts';
import { parisDay } from '#src/platform/calendar/iso-date.ts';
import { fold } from '#src/platform/french/text-analysis.ts';
import { quantitiesIn } from '#src/reader/quantities.ts';
import type { Told } from '#src/reader/told.ts';
import { understand } from '#src/reader/understand.ts';
import type { Passage } from '#src/retrieval/passages/passage.ts';
import {
  type AnswerCheck,
  type Clause,
  clausesOf,
  composeClause,
  type FilledClause,
  fillClause,
} from './compose-clause.ts';
import type { HandoutReply } from './pending.ts';
import { clauseTexts as texts } from './texts-clauses.ts';

/** What clauses are read from: the index in service. */
export interface ClauseBase {
  readonly passages: readonly Passage[];
  readonly figures: FigureRegister;
}

/** A clause is asked for by one of these words, beside its name. */
const CLAUSE_WORD =
  /\b(?:clauses?|closes?|criteres?|lots? reserves?|marches? reserves?|articles?|paragraphes?|textes?|formulations?|obligations?)\b/;

/** Whether a message asks for a clause, or a criterion, whichever it is. */
export const asksClause = (text: string): boolean =>
  /\b(?:clauses?|closes?|criteres?|lots? reserves?)\b/.test(fold(text));

/** The clause that a message asks for by name; of several of one name, the one meant for what is bought. */
export function clauseNamed(text: string, base: ClauseBase): Clause | undefined {
  if (!CLAUSE_WORD.test(fold(text))) return undefined;
  const scored = clausesOf(base.passages).flatMap((clause) => {
    const { template } = clause;
    const score = namedBy(text.replace(/\bclose(?=s?\b)/gi, 'clause'), template);
    const isMeant = template.fits.length > 0 && namedBy(text, { asked_as: template.fits }) > 0;
    if (score === 0 || (template.fits.length > 0 && !isMeant)) return [];
    return [{ clause, score: score + (isMeant ? 0.5 : 0) }];
  });
  return scored.toSorted((a, b) => b.score - a.score)[0]?.clause;
}

/** What asks for each clause that a message may mean, the nearest first; nothing, where it speaks of no clause. */
export function clausesNear(text: string, base: ClauseBase): readonly { label: string; value: string }[] {
  if (!CLAUSE_WORD.test(fold(text))) return [];
  const named = clausesOf(base.passages).map((clause) => ({ clause, asked_as: clause.template.asked_as }));
  return nearestFirst(text, named).flatMap(({ clause: { id, title, template } }) => {
    const purchase = template.fits[0];
    const value = `une ${template.asked_as[0]}${purchase ? ` pour un marché de ${purchase}` : ''}`;
    return clauseNamed(value, base)?.id === id ? [{ label: typographic(title), value }] : [];
  });
}

/** The clause of a page, which a conversation goes on about. */
export const clauseOf = (id: string, base: ClauseBase): Clause | undefined =>
  clausesOf(base.passages).find((clause) => clause.id === id);

/**
 * A clause filled with what was said, its computation shown, and its file.
 * @returns undefined when it is of other rules than those of the purchase, or does not pass the check of answers
 */
export async function clauseReply(
  clause: Clause,
  words: string,
  {
    base,
    check,
    now,
    purchase,
    contract,
    hours,
  }: {
    base: ClauseBase;
    check: AnswerCheck;
    now: number;
    purchase?: SaidPurchase | undefined;
    contract?: Told | undefined;
    /** What was told before of what its hours are computed from. */
    hours?: string | undefined;
  },
): Promise<HandoutReply | undefined> {
  const today = parisDay(now);
  // Another object is another contract.
  const isOfIt = isOfHours(clause) && isSameObject(purchaseIn(words).object, purchase?.object);
  const own = isOfIt && hours ? saidWith(hours, words) : words;
  const said = withContract(own, purchase, contract);
  const understanding = understand(said.replace(/\n/g, '. '), undefined, today);
  if (understanding.case.regime !== 'ordinary') return undefined;
  const known = withPurchase(knownOf(said, base.figures, today), purchase, contract);
  const filled = fillClause(clause, known, { figures: base.figures, date: understanding.date });
  const answer = filled && composeClause(filled, understanding, check);
  if (!filled || !answer) return undefined;
  const files = await makeFiles(handoutOf(filled, today));
  const [question, blocks] = filled.hours?.question
    ? [answer.blocks.slice(-1), answer.blocks.slice(0, -1)]
    : [[], answer.blocks];
  return {
    kind: 'answer',
    blocks: [
      ...[...blocks, paragraph(texts.file), ...question].map(withFrenchSpaces),
      { type: 'sources', items: answer.citations },
      { type: 'choices', choices: [EXPERT_BUTTON] },
      { type: 'rating' },
    ],
    thread: answer.thread,
    answer,
    files,
    pending: {
      model: clause.id,
      said: carrying(known.values, said),
      at: now,
      open: filled.hours?.question !== undefined,
    },
  };
}

/** Everything that a message tells of what a clause is filled with, for comparison with what was told before. */
export function knownOf(
  said: string,
  figures: FigureRegister,
  today: string,
): { values: ReadonlyMap<ClauseValue, string>; hours: ClauseHours | undefined } {
  const spoken = withInsertionNamed(said).replace(/\n/g, '. ');
  const understanding = understand(spoken, undefined, today);
  const quantities = quantitiesIn(spoken, today);
  const counted = clauseHours({
    understanding,
    quantities,
    today,
    figures: figuresAt(figures, understanding.date),
  });
  // Hours that are said are not asked for.
  const saidHours = counted?.hours === undefined ? lastFirst(said).map(hoursSaidIn).find(Boolean) : undefined;
  const hours = saidHours === undefined ? counted : undefined;
  const { object, buyer, place, lot } = purchaseIn(said);
  const [amount, ...more] = distinct(
    quantities.amounts.filter(({ money, value }) => money && value >= SMALLEST),
    ({ value }) => value,
  );
  const [duration, ...others] = distinct(
    quantities.durations.filter(({ unit }) => unit !== 'heures'),
    ({ unit, value }) => `${value} ${unit}`,
  );
  const [share, ...shares] = quantities.shares;
  const { category } = understanding.case;
  const values = new Map<ClauseValue, string>();
  const put = (name: ClauseValue, value: string | undefined | false) => value && values.set(name, value);
  put('object', object);
  put('buyer', buyer);
  put('place', place);
  put('lot', lot);
  put('lot-and-object', lot && texts.lot(lot, object));
  put('category', category && texts.categories[category]);
  put('amount', amount && more.length === 0 && euros(amount.value, amount.tax));
  put('duration', duration && others.length === 0 && formatValue(duration.unit, duration.value));
  put('share', share && shares.length === 0 && texts.share(formatValue('%', share.value)));
  put('hours', hours?.hours === undefined ? saidHours : frenchNumber(hours.hours));
  return { values, hours };
}

/** What was said, after what the clause was filled with from elsewhere: what puts it right keeps that. */
function carrying(values: ReadonlyMap<ClauseValue, string>, said: string): string {
  const own = purchaseIn(said);
  const more = (['object', 'buyer', 'place', 'lot'] as const).flatMap((name) => {
    const value = values.get(name);
    return value === undefined || own[name] !== undefined ? [] : [`${texts.carried[name]} : ${value}`];
  });
  return more.length > 0 ? `${more.join('. ')}\n${said}` : said;
}

/** What is said twice is said once. */
const distinct = <T>(all: readonly T[], keyOf: (one: T) => unknown): readonly T[] =>
  all.filter((one, index) => all.findIndex((other) => keyOf(other) === keyOf(one)) === index);

const isOfHours = ({ template }: Clause): boolean => template.variables.some(({ from }) => from === 'hours');

/** What is said, after what the conversation told of the contract; another object is another contract. */
function withContract(said: string, purchase: SaidPurchase = {}, { worth, duration }: Told = {}): string {
  if (!isSameObject(purchaseIn(said).object, purchase.object)) return said;
  const told = [
    worth && `montant de ${worth.value} €${worth.tax ? ` ${worth.tax}` : ''}`,
    duration && `sur ${duration.value} ${duration.unit}`,
  ].filter(Boolean);
  if (told.length === 0 || said.includes(told.join(', '))) return said;
  // What the contract was told to be before is no more.
  const own = [...(worth ? [OF_WORTH] : []), ...(duration ? [OF_TIME] : [])];
  return saidWith(
    told.join(', '),
    own.reduce((text, pattern) => text.replace(pattern, ''), said),
  );
}

/** What this very function wrote of a contract. */
const OF_WORTH = /(?<=^|\n)montant de [\d.]{1,15} €(?: HT| TTC)?(?:, )?/gu;
const OF_TIME = /(?<=^|\n|, |\s)sur [\d.]{1,8} (?:mois|ans)(?=\s{0,3}(?:\n|$))/gu;

/** What is known of a purchase, completed with what was told of it before the clause was asked for. */
function withPurchase(
  known: ReturnType<typeof knownOf>,
  { object, buyer, place, lot }: SaidPurchase = {},
  { worth, duration, category }: Told = {},
): ReturnType<typeof knownOf> {
  const own = known.values.get('object');
  // Another object is another purchase.
  if (!isSameObject(own, object)) return known;
  const before = Object.entries({
    object,
    buyer,
    place,
    lot,
    amount: worth && euros(worth.value, worth.tax),
    duration: duration && formatValue(duration.unit, duration.value),
    category: category && texts.categories[category],
  }) as [ClauseValue, string | undefined][];
  const more = before.flatMap(([name, value]) =>
    value === undefined || (known.values.has(name) && name !== 'object') ? [] : [[name, value] as const],
  );
  const values = new Map([...known.values, ...more]);
  if (own !== undefined && own.length > (object?.length ?? 0)) values.set('object', own);
  return { ...known, values };
}

/** Below, an amount is that of an hour of work. */
const SMALLEST = 500;

/** The whole clause, as a document that a buyer completes. */
function handoutOf({ clause, header, wording, hours, part }: FilledClause, made: string): Handout {
  const blocks: HandoutBlock[] = [];
  const heading = (text: string) => blocks.push({ type: 'heading', level: 1, text });
  const list = (items: readonly string[], style: 'bullet' | 'check' = 'bullet') =>
    blocks.push({ type: 'list', style, items: items.map(clean) });
  const section = (wanted: ClausePart, style: 'bullet' | 'check' = 'bullet') => {
    const found = part(wanted);
    if (!found) return;
    blocks.push({ type: 'paragraph', text: clean(found.shortAnswer) });
    for (const block of found.details)
      if (block.type === 'list') list(block.items.map(withBlanks), style);
      else blocks.push({ type: 'paragraph', text: clean(withBlanks(block.text)) });
  };
  const same = (a: ClausePart, b: ClausePart) => part(a)?.passage === part(b)?.passage;
  heading(texts.titles.header);
  list(header);
  if (hours) {
    heading(texts.titles.hours);
    list(hours.steps);
  }
  heading(texts.titles.texte);
  list(wording);
  const { but, usage, butAndUsage, variables, suivi, contrôle, legal } = texts.titles;
  heading(same('but', 'usage') ? butAndUsage : but);
  section('but');
  if (!same('but', 'usage')) {
    heading(usage);
    section('usage');
  }
  if (!same('variables', 'texte')) {
    heading(variables);
    section('variables');
  }
  heading(suivi);
  section('suivi');
  heading(contrôle);
  section('contrôle', 'check');
  heading(legal);
  const articles = [...new Set(clause.sections.flatMap((one) => one.articles))];
  blocks.push({ type: 'paragraph', text: clean(texts.legal(articles)) });
  return {
    title: clean(texts.fileTitle(clause.title)),
    letter: false,
    formats: ['docx'],
    blocks,
    events: [],
    made,
    fileName: `clause-${clause.id.split('/').at(-1)}`,
    sources: clause.sections[0]?.document.sources.map(({ label }) => clean(label)) ?? [],
  };
}

const clean = (text: string): string => typographic(text);
/** « [période] » in an advice is a blank as well. */
const withBlanks = (text: string): string =>
  text.replace(/\[(?!à compléter)([^[\]]+)\](?!\()/g, (_, label: string) => texts.blank(label));

const withFrenchSpaces = (block: Block): Block => {
  const spans = (text: Extract<Block, { type: 'paragraph' }>['text']) =>
    text.map((span) => ({ ...span, text: typographic(span.text) }));
  if (block.type === 'paragraph' || block.type === 'note') return { ...block, text: spans(block.text) };
  return block.type === 'list' ? { ...block, items: block.items.map(spans) } : block;
};
