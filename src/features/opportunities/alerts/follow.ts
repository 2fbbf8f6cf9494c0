import type { Block } from '#src/channel/blocks.ts';
import { choices, words } from '#src/channel/make-blocks.ts';
import type { Change } from '#src/features/opportunities/notice/changes.ts';
import { type Closing, type Notice, safeInstant } from '#src/features/opportunities/notice/notice.ts';
import {
  dueFollowed,
  type Followed,
  findAlertNotice,
  noteFollowed,
} from '#src/features/opportunities/store/alert-notices.ts';
import { type Alert, findAlert, lockAlert, noteReach } from '#src/features/opportunities/store/alerts.ts';
import { changesAfter, findNotice, type KeptNotice } from '#src/features/opportunities/store/notices.ts';
import { isCivilHour } from '#src/person/unasked/rules/may-be-told.ts';
import { STOP_BUTTON, stopHint, UNASKED } from '#src/person/unasked/said.ts';
import { DAY_MS } from '#src/platform/calendar/durations.ts';
import { addDays, parisDay } from '#src/platform/calendar/iso-date.ts';
import { instantOf } from '#src/platform/calendar/paris-time.ts';
import type { Database, Transaction } from '#src/platform/database/database.ts';
import { alertButtons, noticeButtons } from './buttons.ts';
import { changeSaid } from './change-said.ts';
import type { Delivery } from './delivery.ts';
import { daysLeft, nextReminder } from './rules/reminders.ts';
import { isDaytime, isTimeFor, nextTimeFor, type Times } from './rules/times.ts';
import { tellTexts as texts } from './texts.ts';
import { closingText, cut, sourceOf } from './texts-notice.ts';

/** Notices followed that are looked at together; all are, in one run: those that wait for an expert hold nobody up. */
const AT_ONCE = 200;
const OVER = ['annulation', 'attribution'];

/** What who follows notices is told with. */
export interface FollowParts {
  readonly db: Database;
  readonly delivery: Delivery;
  readonly wake: () => void;
  readonly now: () => number;
}

/** Tells who follows notices what changed of them, and reminds them of what closes, at their hours. @returns how many were told */
export async function tellFollowers(parts: FollowParts, signal: AbortSignal): Promise<number> {
  const { db, wake, now } = parts;
  if (!isDaytime(now())) return 0;
  let told = 0;
  let after: Followed | undefined;
  do {
    const due: Followed[] = await dueFollowed(db, now(), { after, limit: AT_ONCE });
    for (const one of due) {
      signal.throwIfAborted();
      if (await db.tx((tx) => tellFollower(tx, one, parts.delivery, now()))) told += 1;
    }
    after = due.length < AT_ONCE ? undefined : due.at(-1);
  } while (after);
  if (told > 0) wake();
  return told;
}

async function tellFollower(
  tx: Transaction,
  { companyId, noticeId }: Followed,
  delivery: Delivery,
  now: number,
): Promise<boolean> {
  const before = await findAlert(tx, companyId);
  if (!before) return false;
  const early = await findNotice(tx, noticeId);
  if (!early || !mayBeToldNow(before, early.notice, now)) return false;
  const may = await delivery.may(tx, before);
  const alert = await lockAlert(tx, companyId);
  if (!alert?.isOn || alert.conversationId !== before.conversationId) return false;
  if (may === 'unreachable' || may === 'group') await noteReach(tx, companyId, now);
  if (may !== 'now') return false;
  const kept = await findNotice(tx, noticeId);
  const row = await findAlertNotice(tx, companyId, noticeId);
  if (!kept || row?.followedAt === undefined) return false;
  const changes = await changesAfter(tx, noticeId, row.toldVersion);
  const isDue = row.remindAt !== undefined && row.remindAt <= now;
  const reminder = isDue ? reminderSaid(kept, changes, now) : [];
  const said = [...changeSaid(kept, changes, now), ...reminder];
  const remindAt = reminderOf(kept.notice, now, alert.times);
  await noteFollowed(tx, companyId, { noticeId, version: kept.version, remindAt });
  if (said.length === 0) return false;
  const blocks: Block[] = [
    ...words(...said),
    ...sourcesOf(kept),
    stopHint,
    choices(noticeButtons.unfollow(noticeId), alertButtons.show, STOP_BUTTON),
  ];
  const isUrgent = !isTimeFor(alert.times, now);
  const isOfToday = reminder.length > 0 || isUrgent;
  const until = isOfToday ? untilOf(kept.notice, now) : undefined;
  await delivery.send(tx, alert, { kind: UNASKED.followed, blocks, now, until, isUrgent });
  return true;
}

/** What closes so soon after the next hours of a company is told at once, at civil hours: theirs would come too late. */
const TOO_LATE_MS = DAY_MS;

/** Whether who follows a notice may be told of it now: at their hours; before, where these leave too little time. */
function mayBeToldNow({ times }: Pick<Alert, 'times'>, notice: Notice, now: number): boolean {
  if (isTimeFor(times, now)) return true;
  const closesAt = safeInstant(closingOf(notice));
  if (!isCivilHour(now) || closesAt === undefined || closesAt <= now) return false;
  return nextTimeFor(times, now) > closesAt - TOO_LATE_MS;
}

/** « Encore 2 jours »: true until the end of the day, or the closing. */
const untilOf = (notice: Notice, now: number): number =>
  Math.min(
    instantOf(addDays(parisDay(now), 1), '00:00'),
    safeInstant(closingOf(notice)) ?? Number.POSITIVE_INFINITY,
  ) - 1;

/** Where it is read. */
function sourcesOf(kept: KeptNotice): Block[] {
  const items = sourceOf(kept, 1);
  return items.length > 0 ? [{ type: 'sources', items }] : [];
}

/** When a notice closes, as far as it is told; of lots that close apart, the first. */
export const closingOf = ({ closing, lots }: Notice): Closing | undefined =>
  closing ?? lots.flatMap((lot) => lot.closing ?? []).sort((a, b) => a.at - b.at)[0];

/** When who follows a notice is reminded of it next. */
export const reminderOf = (notice: Notice, now: number, times: Times): number | undefined =>
  OVER.includes(notice.kind) ? undefined : nextReminder(safeInstant(closingOf(notice)), now, times);

/** A reminder; none where the closing has just been told, or is over. */
function reminderSaid({ notice }: KeptNotice, changes: readonly Change[], now: number): string[] {
  const closing = closingOf(notice);
  const at = safeInstant(closing);
  if (!closing || at === undefined || at <= now || OVER.includes(notice.kind)) return [];
  if (changes.some(({ field }) => field === 'closing')) return [];
  return [texts.reminder(cut(notice.title), daysLeft(at, now)), texts.until(closingText(closing, now))];
}
