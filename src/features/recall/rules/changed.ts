import type { Support } from '#src/conversation/store/supports.ts';
import type { IsoDate } from '#src/platform/calendar/iso-date.ts';

/** What sections and figures are, by their keys. */
export interface Current {
  /** The generation of the index in service. */
  readonly generation: string;
  /** The version of something on a day; empty when it is gone, or not in force then. */
  versionOn(support: Pick<Support, 'kind' | 'reference'>, day: IsoDate): string;
  /** All the versions that a figure of the register has, one after the other. */
  versionsOf(figure: string): readonly string[];
  /** What a figure is worth on a day, with its unit; nothing when it has no value then. */
  valueOn(figure: string, day: IsoDate): string | undefined;
  /** As staff know it: the heading of a section and its page, the label of a figure. */
  labelOf(support: Pick<Support, 'kind' | 'reference'>): string;
}

/**
 * Whether what an answer stood on is otherwise now. A figure that was asked for another day than that of the question
 * (« et en 2024 ? ») had the version of that day, and is looked at again only when it changes there. Pure.
 * @param day of the answer
 */
export function isOtherwise(support: Support, day: IsoDate, today: IsoDate, current: Current): boolean {
  if (current.versionOn(support, today) === support.version) return false;
  if (support.kind !== 'figure') return true;
  if (current.versionOn(support, day) === support.version) return true;
  return !current.versionsOf(support.reference).includes(support.version);
}
