import type { Choice } from '#src/channel/blocks.ts';
import { choicesOf, words } from '#src/channel/make-blocks.ts';
import { dutyMailLeft, tellDuty } from '#src/conversation/duty/tell.ts';
import { dutyMails } from '#src/conversation/duty/texts.ts';
import { addOutboundMessage } from '#src/conversation/store/messages.ts';
import { loadWorkingHours } from '#src/conversation/store/working-hours.ts';
import { CASE_BUTTONS } from '#src/features/expert/case/news.ts';
import { urgencyOf } from '#src/features/expert/case/urgency.ts';
import { type DeskContext, tellThreads } from '#src/features/expert/desk/threads.ts';
import { addCaseEvent } from '#src/features/expert/store/case-events.ts';
import { caseThreads, threadTookSince } from '#src/features/expert/store/case-threads.ts';
import { type CaseRow, liveCases, saveTold } from '#src/features/expert/store/cases.ts';
import { MINUTE_MS } from '#src/platform/calendar/durations.ts';
import {
  addWorkingMs,
  isOpen,
  nextOpening,
  usualDayMs,
  workingMsBetween,
} from '#src/platform/calendar/working-time.ts';
import type { Database, Transaction } from '#src/platform/database/database.ts';
import { momentInFrench } from '#src/platform/french/moments.ts';
import { actOnCase, lockCase } from './act-on-case.ts';
import { caseTexts } from './texts-company.ts';
import { deskTexts } from './texts-desk.ts';

/** Out of hours, somebody who has just written may still be read by an expert who works late. */
const AWAY_AFTER_MS = 10 * MINUTE_MS;
/** Usual working days of a company's silence before it is reminded, and before the case ends. */
const REMIND_DAYS = 3;
const EXPIRE_DAYS = 5;

/** The message that tells the experts' places that a case is late leaves within this, or is taken for one that did not. */
const LEAVES_IN_MS = 5 * MINUTE_MS;

/** Something that is due in a case because time went by. `name` is what is kept of having said it. */
type Due =
  | { readonly name: 'slow' | 'slow_said' | 'away' | 'reminder' | 'too_late' }
  | { readonly name: 'expire' };

/**
 * Looks at every live case: tells a company that waits longer than promised, or out of hours, escalates, reminds one
 * that is silent, and ends what has no more use. Each case is its own transaction, and each thing is said once.
 * @returns how many cases something was done to
 * @throws AggregateError once all were looked at, when some could not be
 */
export async function watchCases(
  db: Database,
  parts: { surfaces: readonly string[]; now: number },
): Promise<number> {
  const hours = await loadWorkingHours(db);
  const context: DeskContext = { ...parts, hours };
  let acted = 0;
  const failures: unknown[] = [];
  for (const row of await liveCases(db)) {
    if (!dueOf(context, row)) continue;
    try {
      if (await db.tx((tx) => actIfDue(tx, context, row.id))) acted += 1;
    } catch (error) {
      failures.push(error);
    }
  }
  // The others were looked at all the same; the job is tried again for these, and given up where staff see it.
  if (failures.length > 0)
    throw new AggregateError(failures, `${failures.length} case(s) could not be watched`);
  return acted;
}

async function actIfDue(tx: Transaction, context: DeskContext, caseId: string): Promise<boolean> {
  const locked = await lockCase(tx, caseId);
  const due = locked && locked.row.state !== 'closed' && dueOf(context, locked.row);
  if (!due) return false;
  await act(tx, context, locked.row, due);
  return true;
}

/** What is due in a case now. */
function dueOf({ hours, now }: DeskContext, row: CaseRow): Due | undefined {
  const { waitingSince, told, state, stateSince } = row;
  const saidSince = (name: string, since: number) => (told[name] ?? 0) >= since;
  if (state === 'waiting_company')
    return dueInSilence(workingMsBetween(stateSince, now, hours), hours, saidSince('reminder', stateSince));
  if (waitingSince === undefined) return undefined;
  const held = state !== 'open';
  const answerBy = addWorkingMs(promisedFrom(row, waitingSince), hours.targetMinutes * MINUTE_MS, hours);
  if (answerBy !== undefined && now > answerBy) return { name: 'slow' };
  // The team was told first; the company is told then what became of that.
  const { slow = 0, slow_said: said } = told;
  if (row.owner === undefined && said !== undefined && slow > Math.max(waitingSince, said))
    return { name: 'slow_said' };
  const longEnough = now - waitingSince >= AWAY_AFTER_MS;
  if (held && longEnough && !isOpen(now, hours) && !saidSince('away', waitingSince)) return { name: 'away' };
  const urgency = urgencyOf(
    { deadlineAt: row.deadline?.at, openedAt: row.openedAt, waitingSince },
    now,
    hours,
    hours.targetMinutes * MINUTE_MS,
  );
  const lost = !held && urgency.level === 'too_late' && row.deadline && row.deadline.at > now;
  return lost && !saidSince('too_late', row.openedAt) ? { name: 'too_late' } : undefined;
}

/** What is due once a company has said nothing for so long, in working time. */
function dueInSilence(silentMs: number, hours: DeskContext['hours'], isReminded: boolean): Due | undefined {
  const day = usualDayMs(hours);
  // A team that never works has no working days to count.
  if (day === 0) return undefined;
  if (silentMs >= EXPIRE_DAYS * day) return { name: 'expire' };
  return silentMs >= REMIND_DAYS * day && !isReminded ? { name: 'reminder' } : undefined;
}

/** The promise runs from the beginning of the wait, or from when it was made anew: each one that is missed is said. */
const promisedFrom = ({ told }: CaseRow, waitingSince: number): number =>
  Math.max(waitingSince, told.slow ?? 0);

/** What a company hears that waits for longer than promised. @param since when the team was told, or was to be */
function stillWaiting(
  { hours, now }: DeskContext,
  { isTold, since }: { isTold: boolean; since: number },
): string {
  const next = addWorkingMs(since, hours.targetMinutes * MINUTE_MS, hours);
  const opening = nextOpening(now, hours);
  const looksAt =
    opening === undefined
      ? undefined
      : opening === now
        ? caseTexts.looksNow
        : caseTexts.looksFrom(momentInFrench(opening, now));
  const answerBy = next === undefined ? undefined : momentInFrench(next, now);
  return caseTexts.stillWaiting({ answerBy, isTold, looksAt });
}

/** Tells the experts that a company waits for longer than promised. @returns false when its company is to hear now that nobody could be told */
async function tellTeamOfWait(tx: Transaction, context: DeskContext, row: CaseRow): Promise<boolean> {
  const { now, hours } = context;
  const promised =
    addWorkingMs(promisedFrom(row, row.waitingSince ?? now), hours.targetMinutes * MINUTE_MS, hours) ?? now;
  const told = row.owner
    ? []
    : await tellDuty(tx, { id: lateMail(row.id, now), ...dutyMails.late(row.number) }, now);
  await addCaseEvent(tx, { caseId: row.id, type: 'escalated', data: { told }, at: now });
  const line = deskTexts.escalated(momentInFrench(promised, now));
  await tellThreads(tx, context, row.id, [{ type: 'note', tone: 'warning', text: [{ text: line }] }]);
  return row.owner !== undefined || told.length > 0 || (await caseThreads(tx, row.id)).length > 0;
}

/** The mail that tells those on duty that a case is late. */
const lateMail = (caseId: string, at: number): string => `late-${caseId}-${at}`;

type Say = (said: readonly string[], ...buttons: readonly Choice[]) => Promise<unknown>;

/** Tells the team that a case is late; its company hears of it once that left, or at once where it can go nowhere. */
async function sayWaitOnce(tx: Transaction, context: DeskContext, row: CaseRow, say: Say): Promise<void> {
  const { now } = context;
  const isSaid = await tellTeamOfWait(tx, context, row);
  if (!isSaid) await say([stillWaiting(context, { isTold: false, since: now })], CASE_BUTTONS.cancel);
  const waits = isSaid && row.owner === undefined;
  await saveTold(tx, row.id, { ...row.told, slow: now, slow_said: waits ? 0 : now });
}

/** Tells a company whether its wait reached the team, once that is known. */
async function sayWhetherTold(tx: Transaction, context: DeskContext, row: CaseRow, say: Say): Promise<void> {
  const { now } = context;
  const since = row.told.slow ?? now;
  // What a server took is told: a desk channel, or the mail of those on duty.
  const isTold =
    (await threadTookSince(tx, row.id, since)) || (await dutyMailLeft(tx, lateMail(row.id, since)));
  if (!isTold && now - since < LEAVES_IN_MS) return;
  await say([stillWaiting(context, { isTold, since })], CASE_BUTTONS.cancel);
  await saveTold(tx, row.id, { ...row.told, slow_said: now });
}

async function act(tx: Transaction, context: DeskContext, row: CaseRow, due: Due): Promise<void> {
  const { now, hours } = context;
  if (due.name === 'expire') {
    await actOnCase(tx, context, row.id, { type: 'expire' });
    return;
  }
  const name = row.owner?.name ?? caseTexts.someExpert;
  const opening = nextOpening(now, hours);
  const opens = opening === undefined || opening === now ? undefined : momentInFrench(opening, now);
  const say = (said: readonly string[], ...buttons: readonly Choice[]) =>
    addOutboundMessage(tx, {
      conversationId: row.conversationId,
      content: { blocks: [...words(...said), ...choicesOf(buttons)], kind: 'case' },
      now,
    });
  switch (due.name) {
    case 'slow':
      if (row.owner) await say([caseTexts.expertAway(name, opens)], CASE_BUTTONS.end);
      await sayWaitOnce(tx, context, row, say);
      return;
    case 'slow_said':
      await sayWhetherTold(tx, context, row, say);
      return;
    case 'away':
      await say([caseTexts.expertAway(name, opens)], CASE_BUTTONS.end);
      break;
    case 'reminder':
      await say([caseTexts.reminder(name)], CASE_BUTTONS.end);
      break;
    case 'too_late':
      await say(caseTexts.tooLate(momentInFrench(row.deadline?.at ?? now, now), opens));
      break;
    default:
      due satisfies never;
  }
  await saveTold(tx, row.id, { ...row.told, [due.name]: now });
}
