import type { Notices } from '#src/conversation/pages/notices.ts';
import type { DailyParts } from '#src/features/daily/job.ts';
import { allComing, type Coming, dueNews } from '#src/knowledge/calendar/coming.ts';
import { noteComingTold, wasComingTold } from '#src/knowledge/store/coming-told.ts';
import { knowledgeFiles } from '#src/knowledge/store/generations.ts';
import type { Queryable } from '#src/platform/database/database.ts';
import type { Foundation } from './hotline-foundation.ts';
import type { Readers } from './hotline-readers.ts';

/** All that enters or leaves service by its date, as the knowledge in service says. */
export async function comingOf(db: Queryable, serving: Readers['serving']): Promise<Coming[]> {
  const documents = (await knowledgeFiles(db)).flatMap(({ document }) => document ?? []);
  return allComing(documents, serving()?.figures.values() ?? []);
}

/** What the mail of the morning is made of. */
export const dailyParts = (
  { config, db, now, address }: Pick<Foundation, 'config' | 'db' | 'now' | 'address'>,
  { serving }: Pick<Readers, 'serving'>,
  notices: Notices,
): DailyParts => ({
  db,
  now,
  mailIsOn: config.mail !== undefined,
  url: () => address.url ?? '',
  watched: async () =>
    (await notices.list()).flatMap(({ text, isOnPageOnly }) => (isOnPageOnly ? [] : [text])),
  coming: async (today) => {
    const told = [];
    for (const { what, day, step, text } of dueNews(await comingOf(db, serving), today)) {
      const one = { what, day, step };
      if (await wasComingTold(db, one)) continue;
      told.push({
        text,
        note: (tx: Parameters<typeof noteComingTold>[0]) => noteComingTold(tx, one, now()),
      });
    }
    return told;
  },
});
