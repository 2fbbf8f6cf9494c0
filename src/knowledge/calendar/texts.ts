import { frenchDate, type IsoDate } from '#src/platform/calendar/iso-date.ts';

/** What staff read of what enters or leaves service by its date. */
export const comingTexts = {
  page: (title: string): string => `« ${title} »`,
  section: (heading: string, title: string): string => `« ${heading} » (${title})`,
  enters: (name: string, day: IsoDate): string => `${name} entre en service le ${frenchDate(day)}, à minuit.`,
  leaves: (name: string, last: IsoDate): string =>
    `${name} ne répond plus après le ${frenchDate(last)}, à minuit.`,
  figureStarts: (label: string, value: string, day: IsoDate): string =>
    `« ${label} » vaut ${value} à partir du ${frenchDate(day)}.`,
  figureEnds: (label: string, last: IsoDate): string =>
    `« ${label} » n’a plus de valeur après le ${frenchDate(last)} : ce qui le cite ne répondra plus.`,
} as const;
