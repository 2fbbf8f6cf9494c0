import { memoryOf } from '#src/conversation/memory.ts';
import { type Conversation, conversationsOf } from '#src/conversation/store/conversations.ts';
import { loadWorkingHours } from '#src/conversation/store/working-hours.ts';
import { urgencyOf } from '#src/features/expert/case/urgency.ts';
import { type CaseRow, casesOf } from '#src/features/expert/store/cases.ts';
import { caseStatusText } from '#src/features/expert/texts-company.ts';
import { MINUTE_MS } from '#src/platform/calendar/durations.ts';
import { frenchDate, parisDay } from '#src/platform/calendar/iso-date.ts';
import type { Queryable } from '#src/platform/database/database.ts';
import { momentInFrench } from '#src/platform/french/moments.ts';
import type { CallBack } from './call-back.ts';
import { promiseOf } from './case-steps.ts';
import { expertMemory } from './memory.ts';
import { numberSaid } from './number-said.ts';

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

/** How to call back, as this conversation last said it since its open case, by the id of that case. */
async function callBackSaid(
  db: Queryable,
  { id, state }: Conversation,
  rows: readonly CaseRow[],
): Promise<ReadonlyMap<string, CallBack>> {
  const row = rows.find((one) => one.conversationId === id && one.state === 'open');
  const call = row && (await numberSaid(db, row));
  if (!row || !call) return new Map();
  const { call: noted } = memoryOf(expertMemory, state);
  return new Map([[row.id, { ...call, when: noted?.caseId === row.id ? noted.when : call.when }]]);
}
