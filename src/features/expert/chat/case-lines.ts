import { type Conversation, conversationsOf } from '#src/conversation/store/conversations.ts';
import { lastWritten } from '#src/conversation/store/last-said.ts';
import { loadWorkingHours } from '#src/conversation/store/working-hours.ts';
import { urgencyOf } from '#src/features/expert/case/urgency.ts';
import { type CaseRow, casesOf } from '#src/features/expert/store/cases.ts';
import { caseStatusText } from '#src/features/expert/texts-company.ts';
import { MINUTE_MS } from '#src/platform/calendar/durations.ts';
import { frenchDate, parisDay } from '#src/platform/calendar/iso-date.ts';
import type { Queryable } from '#src/platform/database/database.ts';
import { momentInFrench } from '#src/platform/french/moments.ts';
import { fold } from '#src/platform/french/text-analysis.ts';
import { type CallBack, callBackIn } from './call-back.ts';
import { promiseOf } from './case-steps.ts';

/** Cases shown to somebody who asks where theirs stand. */
const SHOWN = 5;

/** Where a person's cases stand, as sentences, the last opened first. */
export async function caseLines(db: Queryable, conversation: Conversation, now: number): Promise<string[]> {
  const own = conversation.personId ? await conversationsOf(db, conversation.personId) : [];
  const ids = [...new Set([conversation.id, ...own.map(({ id }) => id)])];
  const rows = (await Promise.all(ids.map((id) => casesOf(db, id)))).flat();
  const hours = await loadWorkingHours(db);
  const calls = await callBackSaid(db, conversation, rows);
  return rows
    .sort((a, b) => b.openedAt - a.openedAt)
    .slice(0, SHOWN)
    .map((row) => {
      const urgency = urgencyOf(
        { deadlineAt: row.deadline?.at, openedAt: row.openedAt, waitingSince: row.waitingSince },
        now,
        hours,
        hours.targetMinutes * MINUTE_MS,
      );
      const answerBy = promiseOf({ surfaces: [], hours, now }, row, urgency.answerBy);
      return caseStatusText({
        number: row.number,
        on: frenchDate(parisDay(row.openedAt)),
        state: row.state,
        owner: row.owner?.name,
        answerBy: answerBy === undefined ? undefined : momentInFrench(answerBy, now),
        callBack: calls.get(row.id),
      });
    });
}

/** Messages in which a number is looked for. */
const LOOKED_AT = 40;
/** A number may be given with the wish that opens the case. */
const JUST_BEFORE_MS = 10 * MINUTE_MS;

/** Words of the longest message that only gives a number. */
const ONLY_NUMBER = 12;
const OWN =
  /\b(?:rappel\w{0,6}|appel\w{0,6}|joindre|joignable|mon (?:numero|num|tel\w{0,6}|portable|mobile|0[1-9]))\b/;
const OTHERS = /\b(?:numero|tel\w{0,6}|portable) (?:de |du |d'|des )|\bleur (?:numero|tel)/;

/** Whether a number that a message gives is that of who writes: « le numéro de la mairie, c'est… » is another's. */
const isOwnNumber = (text: string): boolean => {
  const said = fold(text);
  return !OTHERS.test(said) && (OWN.test(said) || said.split(/\s+/).length <= ONLY_NUMBER);
};

/** How to call back, as this conversation last said it since its open case, by the id of that case. */
async function callBackSaid(
  db: Queryable,
  { id }: Conversation,
  rows: readonly CaseRow[],
): Promise<ReadonlyMap<string, CallBack>> {
  const row = rows.find((one) => one.conversationId === id && one.state === 'open');
  if (!row) return new Map();
  const since = row.openedAt - JUST_BEFORE_MS;
  const said = (await lastWritten(db, id, { since, most: LOOKED_AT }))
    .filter((text) => isOwnNumber(text))
    .map((text) => callBackIn(text));
  const call = said.find(({ phone }) => phone !== undefined);
  return new Map(call ? [[row.id, call]] : []);
}
