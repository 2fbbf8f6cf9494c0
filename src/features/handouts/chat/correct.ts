import { type Choice, paragraph } from '#src/channel/blocks.ts';
import { choices } from '#src/channel/make-blocks.ts';
import { type Changes, changesIn } from '#src/features/handouts/rules/changes.ts';
import { typographic } from '#src/features/handouts/rules/fill.ts';
import { lotsIn, toldOfLots } from '#src/features/handouts/rules/lots-told.ts';
import { saidWith, withAmount } from '#src/features/handouts/rules/said-anew.ts';
import {
  type Fields,
  type KnownBefore,
  type Said,
  saidFor,
  wantedBy,
} from '#src/features/handouts/rules/told.ts';
import { handoutTexts as texts } from '#src/features/handouts/texts.ts';
import type { FigureRegister } from '#src/knowledge/model/figures.ts';
import { slugify } from '#src/knowledge/model/guide-parser.ts';
import type { HandoutModel, ValueKind } from '#src/knowledge/model/handout-model.ts';
import { giveDocument, knownWords, lackingLabels } from './give.ts';
import type { HandoutReply, PendingHandout } from './pending.ts';

/** A document that was given, and what is said of it now. */
interface ToCorrect {
  readonly model: HandoutModel;
  readonly last: PendingHandout;
  readonly text: string;
  readonly figures: FigureRegister;
  readonly now: number;
  readonly known: KnownBefore;
  /** It is to be put right, by what was learnt from examples: where it is not said what, that is asked. */
  readonly isMeant: boolean;
}

/**
 * The last document, made again with the fields that a message puts right, and which ones said in one line; or the
 * question what is to be changed. Undefined where it changes nothing.
 */
export async function correctedDocument(asked: ToCorrect): Promise<HandoutReply | undefined> {
  const { model, last, text, figures, now, known, isMeant } = asked;
  const about = { figures, now, ...known };
  const before = saidFor(model, last.said, { ...about, fields: last.fields });
  const wanted = wantedBy(model);
  const lots = wanted.has('lot') ? lotsIn(text) : [];
  if (lots.length > 1) return correctedByLots(asked, lots, before);
  const changes = changesIn(text, { wanted, filled: before.values, now }, last.awaits);
  const [named] = changes.named;
  const isRateSaid = withRate(last, text, wanted) !== last;
  if (changes.set.size === 0 && changes.blank.size === 0 && !isRateSaid) {
    if (named !== undefined) return asksValue(asked, named);
    return isMeant ? asksWhat(asked, before) : undefined;
  }
  const { said, fields } = withChanges(withRate(last, text, wanted), changes);
  const found = saidFor(model, said, { ...about, fields });
  const changed = [...changedWords(model, before, found), ...changedFacts(model, before, found)];
  if (changed.length === 0) return isMeant ? sameAsBefore(asked, before, changes) : undefined;
  return giveDocument({ model, said, found, figures, now, leaves: false, fields, changed });
}

/**
 * « le lot 2 c’est nous toutes seules, le groupement c’est le lot 1 »: what is said of each lot, of which the document is
 * made again for its own; where it is of none yet, it is asked of which.
 */
async function correctedByLots(
  asked: ToCorrect,
  lots: readonly string[],
  before: Said,
): Promise<HandoutReply | undefined> {
  const { model, last, text, figures, now, known } = asked;
  const said = `${last.said}\n${toldOfLots(text)}`;
  const lot = before.values.get('lot');
  if (lot === undefined || !lots.includes(lot)) {
    const buttons = lots.map((one): Choice => {
      const label = texts.lot(one);
      return { id: slugify(label), label, kind: 'ask', value: label };
    });
    return {
      kind: 'help',
      blocks: [paragraph(typographic(texts.whichLot(model.title))), choices(...buttons)],
      pending: { ...waiting(asked, 'lot'), said },
    };
  }
  const fields: Fields = { ...last.fields, lot };
  const found = saidFor(model, said, { figures, now, ...known, fields });
  const changed = changedFacts(model, before, found);
  return giveDocument({
    model,
    said,
    found,
    figures,
    now,
    leaves: false,
    fields,
    changed: changed.length > 0 ? [texts.lot(lot), ...changed] : undefined,
  });
}

/** « vous répondez sans groupement », for each fact of the case that is no longer told as before. */
const changedFacts = ({ facts }: HandoutModel, before: Said, found: Said): string[] =>
  facts.flatMap(({ id, label, otherwise }) => {
    const now = found.facts.get(id);
    if (now === undefined || now === before.facts.get(id)) return [];
    return now ? [label] : otherwise === undefined ? [] : [otherwise];
  });

/** « … et taux BCE 2,15 % »: what the sum that is owed is computed with, said beside what is put right. */
function withRate(last: PendingHandout, text: string, wanted: ReadonlySet<ValueKind>): PendingHandout {
  const rate = wanted.has('owed') ? BANK_RATE.exec(text)?.[1] : undefined;
  return rate === undefined ? last : { ...last, said: saidWith(last.said, `taux BCE ${rate} %`) };
}
const BANK_RATE =
  /\b(?:taux (?:de la )?bce|bce)(?: est)?(?: de| à| a| :|,)? ?(\d{1,2}(?:[.,]\d{1,2})?)(?![\d.,]\d)/i;

/** What was said of a document, and its fields, once some are put right: what is computed is said, the rest is written. */
function withChanges(
  { said: before, fields: own = {} }: PendingHandout,
  { set, blank }: Changes,
): { said: string; fields: Fields } {
  const fields: Partial<Record<ValueKind, string>> = { ...own };
  let said = before;
  for (const [kind, value] of set) {
    delete fields[kind];
    if (kind === 'invoice' || kind === 'amount') said = withAmount(said, value);
    else if (kind === 'days-late') said = saidWith(said, `${value} de retard`);
    else if (kind === 'closing') said = `${said}\nça ferme ${value}`;
    else fields[kind] = value;
  }
  for (const kind of blank) fields[kind] = '';
  return { said, fields };
}

/** « objet du marché : entretien d’espaces verts », for each field that a document says otherwise than before. */
export function changedWords(model: HandoutModel, before: Said, found: Said): string[] {
  const kinds = new Set<ValueKind>();
  return model.variables.flatMap(({ from, label }) => {
    const [then, value] = [before.values.get(from), found.values.get(from)];
    const isClosed = value === undefined && found.blank?.has(from) && !before.blank?.has(from);
    if (kinds.has(from) || (then === value && !isClosed)) return [];
    kinds.add(from);
    if (value !== undefined) return [`${label} : ${value}`];
    return from === 'owed' ? [] : [texts.madeBlank(label)];
  });
}

const waiting = ({ last, now }: ToCorrect, awaits?: ValueKind): PendingHandout => ({
  ...last,
  at: now,
  open: true,
  awaits,
});

/** What the field that is wrong must say. */
function asksValue(asked: ToCorrect, kind: ValueKind): HandoutReply {
  const label = asked.model.variables.find(({ from }) => from === kind)?.label ?? kind;
  return {
    kind: 'help',
    blocks: [paragraph(typographic(texts.whichValue(label)))],
    pending: waiting(asked, kind),
  };
}

function asksWhat(asked: ToCorrect, before: Said): HandoutReply {
  const { model } = asked;
  const says = texts.whatToChange(model.title, knownWords(model, before), lackingLabels(model, before));
  return { kind: 'help', blocks: [paragraph(typographic(says))], pending: waiting(asked) };
}

/** What is said to be changed is so already. */
function sameAsBefore(asked: ToCorrect, before: Said, { set }: Changes): HandoutReply {
  const known = asked.model.variables.flatMap(({ from, label }) =>
    set.has(from) && before.values.has(from) ? [`${label} : ${before.values.get(from)}`] : [],
  );
  return {
    kind: 'help',
    blocks: [paragraph(typographic(texts.nothingChanged(known)))],
    pending: waiting(asked),
  };
}
