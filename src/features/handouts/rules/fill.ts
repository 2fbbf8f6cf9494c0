import type { Format, Handout, HandoutBlock, HandoutEvent } from '#src/features/handouts/handout.ts';
import { handoutTexts as texts } from '#src/features/handouts/texts.ts';
import { FIGURE_MARK, type FigureRegister, formatValue, valueOn } from '#src/knowledge/model/figures.ts';
import { type HandoutModel, VARIABLE_MARK } from '#src/knowledge/model/handout-model.ts';
import type { ModelBlock } from '#src/knowledge/model/handout-model-body.ts';
import type { IsoDate } from '#src/platform/calendar/iso-date.ts';

/** What a model is filled with. */
export interface Filling {
  /** Values of variables, by the id of the variable. */
  readonly values: ReadonlyMap<string, string>;
  /** Facts of the case; one that is not here is not known. */
  readonly facts: ReadonlyMap<string, boolean>;
  readonly figures: FigureRegister;
  /** The day whose rules hold. */
  readonly date: IsoDate;
  /** The working of a computation, for `[[calcul]]`. */
  readonly calculation?: readonly string[] | undefined;
  /** What they would change, for `[[retours]]`. */
  readonly lessons?: readonly string[] | undefined;
  /** Days and what to do on each, for `[[etapes]]`. */
  readonly plan?:
    | { readonly rows: readonly (readonly string[])[]; readonly events: readonly HandoutEvent[] }
    | undefined;
  /** Formats asked for; those of the model otherwise. */
  readonly formats?: readonly Format[] | undefined;
}

/** A model filled with what is known; what is not stays a blank that stands out. */
export function fillModel(model: HandoutModel, filling: Filling): Handout {
  const blocks: HandoutBlock[] = [];
  const text = (raw: string) => fillText(raw, model, filling);
  for (const line of heldLines(model, filling.facts)) {
    const block = filledMark(line.text, filling) ?? blockOf(line.type, text(line.text));
    const last = blocks.at(-1);
    const continues =
      isItem(line) && last?.type === 'list' && block.type === 'list' && last.style === block.style;
    if (continues) blocks[blocks.length - 1] = { ...last, items: [...last.items, ...block.items] };
    else blocks.push(block);
  }
  const events = filling.plan?.events ?? [];
  const formats = filling.formats ?? model.formats;
  return {
    title: typographic(model.title),
    letter: model.letter,
    fileName: model.file,
    formats: events.length === 0 ? formats.filter((format) => format !== 'ics') : formats,
    blocks: withoutEmpty(blocks),
    sources: model.sources.map(({ label, url }) => typographic(url ? `${label} : ${url}` : label)),
    events,
    made: filling.date,
  };
}

/** What stands in the place of a line of the model that is only a mark. */
function filledMark(
  text: string,
  { plan, calculation = [], lessons = [] }: Filling,
): HandoutBlock | undefined {
  if (text === '[[etapes]]')
    return { type: 'table', head: [texts.day, texts.step, texts.toDo], rows: plan?.rows ?? [] };
  if (text === '[[calcul]]') return { type: 'list', style: 'bullet', items: calculation.map(typographic) };
  if (text === '[[retours]]') return { type: 'list', style: 'check', items: lessons.map(typographic) };
  return undefined;
}

const MARKS: ReadonlySet<string> = new Set(['[[etapes]]', '[[calcul]]', '[[retours]]']);

const NOT_ITEMS: ReadonlySet<ModelBlock['type']> = new Set(['heading', 'sub-heading', 'paragraph']);

/** Whether a line is an item, that joins the list above it. */
const isItem = ({ type, text }: ModelBlock): boolean => !NOT_ITEMS.has(type) && !MARKS.has(text);

function blockOf(type: ModelBlock['type'], text: string): HandoutBlock {
  switch (type) {
    case 'heading':
      return { type: 'heading', level: 1, text };
    case 'sub-heading':
      return { type: 'heading', level: 2, text };
    case 'paragraph':
      return { type: 'paragraph', text };
    default:
      return { type: 'list', style: type === 'check' ? 'check' : 'bullet', items: [text] };
  }
}

/** Fills the marks of a text of a model. */
export function fillText(
  raw: string,
  { variables }: Pick<HandoutModel, 'variables'>,
  { values, figures, date }: Pick<Filling, 'values' | 'figures' | 'date'>,
): string {
  const labels = new Map(variables.map(({ id, label }) => [id, label]));
  const filled = raw
    .replace(FIGURE_MARK, (_, id: string) => {
      const figure = figures.get(id);
      const value = figure && valueOn(figure, date);
      return figure && value
        ? formatValue(figure.unit, value.value)
        : texts.unknownFigure(figure?.label ?? id);
    })
    .replace(VARIABLE_MARK, (_, id: string) => values.get(id) ?? texts.blank(labels.get(id) ?? id));
  return typographic(filled);
}

/** Lines that hold for the case; one whose condition is not known says it. */
function heldLines(
  { body, facts: declared }: HandoutModel,
  facts: ReadonlyMap<string, boolean>,
): ModelBlock[] {
  const labels = new Map(declared.map(({ id, label }) => [id, label]));
  const held: ModelBlock[] = [];
  /** Level of the heading whose part is left out. */
  let dropped: number | undefined;
  for (const line of body) {
    const level = LEVELS[line.type] ?? TEXT_LEVEL;
    if (dropped !== undefined && level > dropped) continue;
    dropped = undefined;
    const { condition } = line;
    const known = condition && facts.get(condition.fact);
    if (condition && known === condition.unless) {
      if (level < TEXT_LEVEL) dropped = level;
      continue;
    }
    const says = known === undefined && level === TEXT_LEVEL ? conditionSaid(line, labels) : '';
    held.push({ ...line, text: `${says}${line.text}` });
  }
  return held;
}

/** « Si … : », for a line whose condition is not known. */
function conditionSaid({ type, condition }: ModelBlock, labels: ReadonlyMap<string, string>): string {
  const label = condition && labels.get(condition.fact);
  return condition && label ? saysIf(type, label, condition.unless) : '';
}

/** How deep a line stands: what is under a heading goes with it. */
const LEVELS: Partial<Record<ModelBlock['type'], number>> = { heading: 1, 'sub-heading': 2 };
const TEXT_LEVEL = 3;

/** Of a box or an item, in the line; of a paragraph, which is part of a letter, as something to settle. */
const saysIf = (type: ModelBlock['type'], label: string, unless: boolean): string =>
  type === 'paragraph' ? texts.keepIf(label, unless) : texts.condition(label, unless);

/** A heading that nothing follows says nothing. */
const withoutEmpty = (all: readonly HandoutBlock[]): HandoutBlock[] => {
  const blocks = all.filter((block) => block.type !== 'list' || block.items.length > 0);
  return blocks.filter((block, index) => {
    const next = blocks[index + 1];
    if (block.type !== 'heading') return true;
    return next !== undefined && !(next.type === 'heading' && next.level <= block.level);
  });
};

/** French spaces that keep a sign with its word. */
export const typographic = (text: string): string =>
  text
    .replace(/'/g, '’')
    .replace(/« ?/g, '«\u00A0')
    .replace(/ (?=[»?!;:€%](?:[\s).,»]|$))/g, '\u00A0');
