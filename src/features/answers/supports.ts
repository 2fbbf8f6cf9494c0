import { createHash } from 'node:crypto';
import type { SourceItem } from '#src/channel/blocks.ts';
import type { Support } from '#src/conversation/store/supports.ts';
import { type Figure, type FigureRegister, figureIdsIn, valueOn } from '#src/knowledge/model/figures.ts';
import type { IsoDate } from '#src/platform/calendar/iso-date.ts';
import type { ServedContent } from '#src/retrieval/knowledge-base.ts';
import { bodyText } from '#src/retrieval/passages/index-content.ts';
import type { Passage } from '#src/retrieval/passages/passage.ts';

/** Signs of a digest that are kept: enough to tell one wording of a section from another. */
const DIGEST_SIGNS = 16;

/**
 * What an answer stands on: the sections that it cites, and the figures that they or it quote, as they are in the index
 * that it was made from, for the day it was asked for. Pure.
 */
export function supportsOf(
  citations: readonly SourceItem[],
  base: Pick<ServedContent, 'passages' | 'figures' | 'law'>,
  date: IsoDate,
): Support[] {
  const cited = citations.flatMap(({ documentId, section }) => {
    const passages = documentId.startsWith('law/') ? (base.law?.passages ?? []) : base.passages;
    return passages.filter((one) => one.documentId === documentId && one.heading === section).slice(0, 1);
  });
  // A computation cites the register itself, by the names of its figures.
  const named = [...base.figures.values()].filter(({ label }) =>
    citations.some(({ section }) => section === label),
  );
  const quoted = cited.flatMap((passage) => figureIdsIn(bodyText(passage)));
  const figures = new Set([...quoted, ...named.map(({ id }) => id)]);
  return [
    ...[...new Set(cited)].map(sectionSupport),
    ...[...figures].flatMap((id) => figureSupport(id, base.figures, date)),
  ];
}

/** What a doubt hesitates between, kept as what an answer stands on is: it tells later what people meant by their words. */
export const offersOf = (
  offered: readonly string[] = [],
  { passages }: Pick<ServedContent, 'passages'>,
): Support[] =>
  passages
    .filter(({ key }) => offered.includes(key))
    .map((passage) => ({ ...sectionSupport(passage), kind: 'offered' }));

/** The version of a section: it changes with what is read or cited of it, not with the ways of asking for it. */
export function sectionVersion({ heading, shortAnswer, details, articles, proposition }: Passage): string {
  const read = JSON.stringify([heading, shortAnswer, details, articles, proposition]);
  return createHash('sha256').update(read).digest('hex').slice(0, DIGEST_SIGNS);
}

const sectionSupport = (passage: Passage): Support => ({
  kind: 'section',
  reference: passage.key,
  version: sectionVersion(passage),
});

function figureSupport(id: string, register: FigureRegister, date: IsoDate): Support[] {
  const figure = register.get(id);
  return figure ? [{ kind: 'figure', reference: id, version: figureVersion(figure, date) }] : [];
}

/** The version of a figure on a day: its value, and since when it holds; empty when it had none. */
export function figureVersion(figure: Figure, date: IsoDate): string {
  const held = valueOn(figure, date);
  if (!held) return '';
  return held.from ? `${held.value} depuis ${held.from}` : `${held.value}`;
}
