import type { Problem } from '#src/knowledge/model/document.ts';
import type { FigureRegister } from '#src/knowledge/model/figures.ts';
import { addDays, frenchDate, type IsoDate } from '#src/platform/calendar/iso-date.ts';
import { knowledgeTexts } from './texts.ts';

/** How long before the end of a figure staff are told: the time to find what follows it. */
export const NOTICE_DAYS = 90;

/**
 * Figures whose last value ends soon, or ended, with nothing after it: once it is over, sections that quote them are no
 * longer served. Pure.
 * @param quoted the figures that pages quote; the others make nobody wait
 */
export function endingFigures(
  figures: FigureRegister,
  { quoted, today }: { readonly quoted: ReadonlySet<string>; readonly today: IsoDate },
): Problem[] {
  const soon = addDays(today, NOTICE_DAYS);
  return [...figures.values()].flatMap(({ id, values }): Problem[] => {
    if (!quoted.has(id) || values.some(({ until }) => !until)) return [];
    const last = values
      .flatMap(({ until }) => until ?? [])
      .sort()
      .at(-1);
    if (!last || last > soon) return [];
    const message =
      last < today
        ? knowledgeTexts.figureEnded(id, frenchDate(last))
        : knowledgeTexts.figureEnds(id, frenchDate(last));
    return [{ path: 'figures.yaml', line: 1, message, severity: 'warning' }];
  });
}
