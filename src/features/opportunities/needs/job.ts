import { plainNews, tellPerson } from '#src/company/members/news.ts';
import { decidedNeeds, markNeedTold } from '#src/features/opportunities/store/needs.ts';
import { findNotice } from '#src/features/opportunities/store/notices.ts';
import { publishingOf } from '#src/features/opportunities/store/publishing.ts';
import { isCivilHour } from '#src/person/unasked/rules/may-be-told.ts';
import { MINUTE_MS } from '#src/platform/calendar/durations.ts';
import type { Database } from '#src/platform/database/database.ts';
import { every } from '#src/platform/database/jobs/recurrence.ts';
import type { JobKind } from '#src/platform/database/jobs/scheduler.ts';
import { needTexts as texts } from './texts.ts';

const EVERY_MS = 10 * MINUTE_MS;
const MOST = 200;

/** Tells buyers what the team decided of their need, at civil hours, once: they were promised it. */
export const needJob = ({
  db,
  mailIsOn,
  wake,
  now,
}: {
  readonly db: Database;
  readonly mailIsOn: boolean;
  readonly wake: () => void;
  readonly now: () => number;
}): JobKind => ({
  kind: 'buyer-needs',
  next: every(EVERY_MS),
  run: async (_job, signal) => {
    const at = now();
    if (!isCivilHour(at)) return undefined;
    for (const { id, noticeId, personId, conversationId, title } of await decidedNeeds(db, MOST)) {
      signal.throwIfAborted();
      await db.tx(async (tx) => {
        if (!(await markNeedTold(tx, id, at))) return;
        const kept = await findNotice(tx, noticeId);
        const published = await publishingOf(tx, noticeId);
        const isOut = published !== undefined && kept?.notice.cancelled === undefined;
        // Who took it back knows it.
        if (!isOut && kept?.notice.cancelled?.why === texts.withdrawnWhy) return;
        const line = isOut ? texts.published(title, published.companies) : texts.closed(title);
        const news = plainNews({ id: `need-${id}`, about: id }, texts.mailSubject, [line]);
        await tellPerson(tx, { ...news, personId, conversationId }, { mailIsOn, now: at });
      });
    }
    wake();
    return undefined;
  },
});
