import type { Notices } from '#src/conversation/pages/notices.ts';
import type { DailyParts } from '#src/features/daily/job.ts';
import type { OwnersParts } from '#src/features/daily/owners-job.ts';
import { allComing, type Coming, dueNews } from '#src/knowledge/calendar/coming.ts';
import { addressOfFile } from '#src/knowledge/pages/list-view.ts';
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

/** What the mails of the morning are made of: to the staff who want it, to the owners of pages that end. */
export const morningParts = (
  foundation: Pick<Foundation, 'config' | 'db' | 'now' | 'address'>,
  readers: Pick<Readers, 'serving'>,
  notices: Notices,
): { readonly daily: DailyParts; readonly owners: OwnersParts } => ({
  daily: dailyParts(foundation, readers, notices),
  owners: ownersParts(foundation, readers),
});

/** What the mail of the morning is made of. */
const dailyParts = (
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

/** What the mails to the owners of pages are made of: each event is noted apart from the mail of the morning. */
const ownersParts = (
  { config, db, now, address }: Pick<Foundation, 'config' | 'db' | 'now' | 'address'>,
  { serving }: Pick<Readers, 'serving'>,
): OwnersParts => ({
  db,
  now,
  mailIsOn: config.mail !== undefined,
  url: () => address.url ?? '',
  ending: async (today) => {
    const told = [];
    for (const { what, day, step, text, path, leavesOf } of dueNews(await comingOf(db, serving), today)) {
      if (leavesOf === undefined) continue;
      const one = { what, day, step: `owner ${step}` };
      if (await wasComingTold(db, one)) continue;
      const note = (tx: Parameters<typeof noteComingTold>[0]) => noteComingTold(tx, one, now());
      told.push({ text, note, owner: leavesOf, place: addressOfFile(path) });
    }
    return told;
  },
});
