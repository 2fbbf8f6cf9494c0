import { isIsoDate } from '#src/platform/calendar/iso-date.ts';

/** Before and after them a consultation has no law, and « demain » may have no day. */
const FIRST = '1900-01-01';
const LAST = '2199-12-31';

/** Whether questions may be answered as of a day: one that exists, of a year that people count in. */
export const isAskedDay = (text: string): boolean => isIsoDate(text) && text >= FIRST && text <= LAST;
