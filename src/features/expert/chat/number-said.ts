import { lastWritten } from '#src/conversation/store/last-said.ts';
import type { CaseRow } from '#src/features/expert/store/cases.ts';
import { MINUTE_MS } from '#src/platform/calendar/durations.ts';
import type { Queryable } from '#src/platform/database/database.ts';
import { fold } from '#src/platform/french/text-analysis.ts';
import { type CallBack, callBackIn } from './call-back.ts';

/** Messages in which a number is looked for. */
const LOOKED_AT = 40;
/** A number may be given with the wish that opens the case. */
const JUST_BEFORE_MS = 10 * MINUTE_MS;

/** Words of the longest message that only gives a number. */
const ONLY_NUMBER = 12;
const OWN = /\b(?:r?app?el\w{0,6}|joindre|joignable|mon (?:numero|num|tel\w{0,6}|portable|mobile|0[1-9]))\b/;
const OTHERS = /\b(?:numero|tel\w{0,6}|portable) (?:de |du |d'|des )|\bleur (?:numero|tel)/;

/** Whether a number that a message gives is that of who writes: « le numéro de la mairie, c'est… » is another's. */
const isOwnNumber = (text: string): boolean => {
  const said = fold(text);
  return !OTHERS.test(said) && (OWN.test(said) || said.split(/\s+/).length <= ONLY_NUMBER);
};

/** The number to call that was written last since a case was opened, with the moment of that message. */
export async function numberSaid(db: Queryable, row: CaseRow): Promise<CallBack | undefined> {
  const since = row.openedAt - JUST_BEFORE_MS;
  return (await lastWritten(db, row.conversationId, { since, most: LOOKED_AT }))
    .filter((text) => isOwnNumber(text))
    .map((text) => callBackIn(text))
    .find(({ phone }) => phone !== undefined);
}
