import type { KnowledgeDocument, Section } from '#src/knowledge/model/document.ts';
import { type Figure, formatValue } from '#src/knowledge/model/figures.ts';
import { addDays, type IsoDate } from '#src/platform/calendar/iso-date.ts';
import { comingTexts as texts } from './texts.ts';

/** Something that enters or leaves service by its date, at midnight in Paris. */
export interface Coming {
  /** The same for the same event: what, and what becomes of it. */
  readonly what: string;
  /** The first day on which it is otherwise. */
  readonly day: IsoDate;
  /** As staff read it, in French. */
  readonly text: string;
  /** File of the knowledge folder where it is put right. */
  readonly path: string;
  /** Who is responsible for the page that leaves service, as its header says; nobody for what enters, nor for a figure. */
  readonly leavesOf?: string | undefined;
}

/** Days before an event on which staff hear of it first. */
export const HEARD_BEFORE = 30;
/** An event that staff could not be told of on its day is told for so many days after it. */
const HEARD_AFTER = 7;
const FIGURES = 'figures.yaml';

/** All that enters or leaves service by a date, in order of days: pages, sections of their own dates, values of figures. Pure. */
export function allComing(documents: readonly KnowledgeDocument[], figures: Iterable<Figure>): Coming[] {
  const all = [
    ...documents.filter(({ meta }) => meta.kind !== 'law').flatMap(ofDocument),
    ...[...figures].flatMap(ofFigure),
  ];
  return all.toSorted((one, other) => one.day.localeCompare(other.day) || one.what.localeCompare(other.what));
}

/** What comes within thirty days of a day, that day included. */
export const comingSoon = (all: readonly Coming[], today: IsoDate): Coming[] =>
  all.filter(({ day }) => today <= day && day <= addDays(today, HEARD_BEFORE));

/** An event, and which of its two mails is due. */
export interface DueNews extends Coming {
  readonly step: 'before' | 'day';
}

/** What is to be told by mail on a day: what comes in thirty days or less, and what is otherwise since that day. Pure. */
export const dueNews = (all: readonly Coming[], today: IsoDate): DueNews[] =>
  all
    .filter(({ day }) => addDays(today, -HEARD_AFTER) <= day && day <= addDays(today, HEARD_BEFORE))
    .map((one) => ({ ...one, step: today < one.day ? 'before' : 'day' }));

function ofDocument({ path, meta, sections }: KnowledgeDocument): Coming[] {
  const isOwn = (section: Section) =>
    section.validFrom !== meta.validFrom || section.validUntil !== meta.validUntil;
  const whole = periodOf(path, texts.page(meta.title), meta);
  const own = sections
    .filter(isOwn)
    .flatMap(({ id, heading, validFrom, validUntil }) =>
      periodOf(`${path}#${id}`, texts.section(heading, meta.title), { validFrom, validUntil }),
    );
  return [...whole, ...own].map(({ isEnd, ...one }) => ({
    ...one,
    path,
    ...(isEnd && meta.owner ? { leavesOf: meta.owner } : {}),
  }));
}

function periodOf(
  what: string,
  name: string,
  { validFrom, validUntil }: Pick<Section, 'validFrom' | 'validUntil'>,
): (Omit<Coming, 'path'> & { readonly isEnd: boolean })[] {
  const enters = validFrom && {
    what: `${what} enters`,
    day: validFrom,
    text: texts.enters(name, validFrom),
    isEnd: false,
  };
  const leaves = validUntil && {
    what: `${what} leaves`,
    day: addDays(validUntil, 1),
    text: texts.leaves(name, validUntil),
    isEnd: true,
  };
  return [enters, leaves].flatMap((one) => one || []);
}

function ofFigure({ id, label, unit, values }: Figure): Coming[] {
  const starts = values.flatMap(({ from, value }) =>
    from ? [{ day: from, text: texts.figureStarts(label, formatValue(unit, value), from) }] : [],
  );
  const followed = new Set(values.map(({ from }) => from));
  const ends = values.flatMap(({ until }) =>
    until && !followed.has(addDays(until, 1))
      ? [{ day: addDays(until, 1), text: texts.figureEnds(label, until) }]
      : [],
  );
  return [
    ...starts.map((one) => ({ ...one, what: `${id} starts`, path: FIGURES })),
    ...ends.map((one) => ({ ...one, what: `${id} ends`, path: FIGURES })),
  ];
}
