import type { Database, Transaction } from '#src/platform/database/database.ts';
import { SAID_ONCE_UP_TO, whoFits } from './fits.ts';
import { isOpen } from './notice/notice.ts';
import type { ReferencedCompanies } from './referenced.ts';
import { findNotice } from './store/notices.ts';
import { publishingOf, publishNotice, type StaffMember } from './store/publishing.ts';

/** What publishing came to. `changed`: it fits so many companies now, or tells something else: it is to be looked at anew. */
export type Publishing =
  | { readonly did: 'published'; readonly companies: number }
  | { readonly did: 'already'; readonly byName: string }
  | { readonly did: 'unsure' | 'changed'; readonly companies: number }
  | { readonly did: 'gone' | 'over' };

/**
 * Publishes a notice to the companies whom it fits, as somebody looked at them; alerts send it. Above fifty companies,
 * who publishes it says twice that it is so many.
 * @param seen how many companies it fitted, and the version of the notice, on the page that was read
 */
export async function publishToFitting(
  { db, referenced, now }: { db: Database; referenced: ReferencedCompanies; now: number },
  seen: {
    readonly noticeId: string;
    readonly companies: number;
    readonly version: number;
    readonly isSure: boolean;
    readonly by: StaffMember;
  },
  published: (tx: Transaction) => Promise<void>,
): Promise<Publishing> {
  const { noticeId, version, by } = seen;
  const kept = await findNotice(db, noticeId);
  if (!kept) return { did: 'gone' };
  const before = await publishingOf(db, noticeId);
  if (before) return { did: 'already', byName: before.byName };
  if (!isOpen(kept.notice, now)) return { did: 'over' };
  const companies = whoFits(await referenced.current(), kept, now).useful.length;
  if (companies === 0 || companies !== seen.companies || kept.version !== version)
    return { did: 'changed', companies };
  if (companies > SAID_ONCE_UP_TO && !seen.isSure) return { did: 'unsure', companies };
  const isNew = await db.tx(async (tx) => {
    const done = await publishNotice(tx, { noticeId, by, version, companies, now });
    if (done) await published(tx);
    return done;
  });
  if (isNew) return { did: 'published', companies };
  return { did: 'already', byName: (await publishingOf(db, noticeId))?.byName ?? '' };
}
