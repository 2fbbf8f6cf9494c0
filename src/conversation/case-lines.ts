import { urgencyOf } from '#src/expert/urgency.ts';
import { frenchDate, parisDay } from '#src/knowledge/dates.ts';
import { casesOf } from '#src/storage/cases.ts';
import { type Conversation, conversationsOf } from '#src/storage/conversations.ts';
import type { Queryable } from '#src/storage/database.ts';
import { loadWorkingHours } from '#src/storage/working-hours.ts';
import { caseStatusText } from '#src/texts/case-company.ts';
import { momentInFrench } from '#src/texts/moments.ts';
import { promiseOf } from './case-steps.ts';

/** Cases shown to somebody who asks where theirs stand. */
const SHOWN = 5;

/** Where a person's cases stand, as sentences, the last opened first. */
export async function caseLines(db: Queryable, conversation: Conversation, now: number): Promise<string[]> {
  const own = conversation.personId ? await conversationsOf(db, conversation.personId) : [];
  const ids = [...new Set([conversation.id, ...own.map(({ id }) => id)])];
  const rows = (await Promise.all(ids.map((id) => casesOf(db, id)))).flat();
  const hours = await loadWorkingHours(db);
  return rows
    .sort((a, b) => b.openedAt - a.openedAt)
    .slice(0, SHOWN)
    .map((row) => {
      const urgency = urgencyOf(
        { deadlineAt: row.deadline?.at, openedAt: row.openedAt, waitingSince: row.waitingSince },
        now,
        hours,
        hours.targetMinutes * 60_000,
      );
      const answerBy = promiseOf({ surfaces: [], hours, now }, row, urgency.answerBy);
      return caseStatusText({
        number: row.number,
        on: frenchDate(parisDay(row.openedAt)),
        state: row.state,
        owner: row.owner?.name,
        answerBy: answerBy === undefined ? undefined : momentInFrench(answerBy, now),
      });
    });
}
