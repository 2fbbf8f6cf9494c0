import { addConsent, lastConsent } from '#src/company/store/consents.ts';
import { membershipsOf } from '#src/company/store/members.ts';
import { loadWorkingHours } from '#src/conversation/store/working-hours.ts';
import { erasePerson } from '#src/features/privacy/erasure/erase-person.ts';
import { planErasure } from '#src/features/privacy/erasure/jobs.ts';
import type { OthersDo } from '#src/features/privacy/others.ts';
import {
  cancelErasure,
  endErasure,
  erasuresToEnd,
  hastenErasure,
  scheduleErasure,
} from '#src/features/privacy/store/erasures.ts';
import { leaveCompany } from '#src/features/privacy/store/leave-company.ts';
import { confirmedEmailSince, forgetContact } from '#src/person/store/contacts.ts';
import { findPerson } from '#src/person/store/persons.ts';
import { silenceNotices } from '#src/platform/database/backup/after-restore.ts';
import type { Database } from '#src/platform/database/database.ts';
import type { LedgerEntry, Replayed } from '#src/platform/database/ledger/file.ts';
import { eraseRows } from '#src/platform/database/personal-data/erase-rows.ts';
import { completeSets } from '#src/platform/database/personal-data/person-sets.ts';

/**
 * Does again, in a store read from a copy, what people asked for since: erasures, agreements taken back, addresses
 * forgotten. What the copy already knows, or what came after, stays as it is. Nobody is told a second time: all that
 * waits to leave then is dropped, so what the copy itself had not sent must be held before.
 */
export async function replayLedger(
  db: Database,
  entries: readonly LedgerEntry[],
  now: number,
  others: OthersDo,
): Promise<Replayed> {
  const done = { erasures: 0, withdrawals: 0, unsubscribes: 0 };
  // Lines that waited for the file come after younger ones.
  for (const entry of entries.toSorted((a, b) => a.at - b.at)) {
    for (const id of entry.persons) {
      const again = await doAgain(db, id, entry, { now, others });
      if (again) done[again] += 1;
    }
  }
  await db.tx((tx) => silenceNotices(tx, now));
  for (const erasure of await erasuresToEnd(db))
    await db.tx(async (tx) => {
      // What stayed of an erased person for the words that were still to reach them.
      await eraseRows(tx, await completeSets(tx, { conversations: erasure.lastWords }), now, others.register);
      await endErasure(tx, erasure.id, now);
    });
  return done;
}

/** @returns what it counts as; undefined when the copy knew it, or it counts as nothing */
async function doAgain(
  db: Database,
  id: string,
  entry: LedgerEntry,
  at: { readonly now: number; readonly others: OthersDo },
): Promise<keyof Replayed | undefined> {
  const { now, others } = at;
  switch (entry.type) {
    case 'asked':
      await askAgain(db, id, entry, now);
      return undefined;
    case 'cancelled':
      // Then: what was called off in time is by now long due.
      await db.tx((tx) => cancelErasure(tx, id, entry.at));
      return undefined;
    case 'erasure':
      return (await eraseAgain(db, id, now, others)) ? 'erasures' : undefined;
    case 'leave':
      return (await leaveAgain(db, id, entry, at)) ? 'withdrawals' : undefined;
    case 'withdrawal':
      return (await withdrawAgain(db, id, entry)) ? 'withdrawals' : undefined;
    case 'unsubscribe':
      return (await forgetAgain(db, id, entry.at)) ? 'unsubscribes' : undefined;
    default:
      return entry satisfies never;
  }
}

async function askAgain(
  db: Database,
  personId: string,
  entry: Extract<LedgerEntry, { type: 'asked' }>,
  now: number,
): Promise<void> {
  await db.tx(async (tx) => {
    if (!(await findPerson(tx, personId))) return;
    const wish = { personId, askedBy: 'person', dueAt: entry.dueAt, now } as const;
    const { erasure, fresh } = await scheduleErasure(tx, wish);
    if (fresh) await planErasure(tx, erasure, now);
  });
}

async function eraseAgain(db: Database, personId: string, now: number, others: OthersDo): Promise<boolean> {
  return db.tx(async (tx) => {
    if (!(await findPerson(tx, personId))) return false;
    const { erasure } = await scheduleErasure(tx, { personId, askedBy: 'staff', dueAt: now, now });
    await hastenErasure(tx, erasure.id, now);
    // Nobody is told: neither by mail, nor where experts work.
    const context = { surfaces: [], mailIsOn: false, others, hours: await loadWorkingHours(tx), now };
    return erasePerson(tx, context, erasure.id);
  });
}

async function withdrawAgain(
  db: Database,
  personId: string,
  entry: Extract<LedgerEntry, { type: 'withdrawal' }>,
): Promise<boolean> {
  return db.tx(async (tx) => {
    const last = await lastConsent(tx, personId, entry.purpose);
    if (!last?.given || last.at >= entry.at) return false;
    await addConsent(tx, { ...last, personId, given: false, at: entry.at });
    return true;
  });
}

async function leaveAgain(
  db: Database,
  personId: string,
  entry: Extract<LedgerEntry, { type: 'leave' }>,
  { now, others }: { readonly now: number; readonly others: OthersDo },
): Promise<boolean> {
  return db.tx(async (tx) => {
    // Who came back since is a member again.
    const wasMember = (await membershipsOf(tx, personId)).some(
      ({ companyId, askedAt }) => companyId === entry.company && askedAt < entry.at,
    );
    if (!wasMember) return false;
    await leaveCompany(tx, { personId, companyId: entry.company, alone: entry.alone, now }, others.register);
    return true;
  });
}

async function forgetAgain(db: Database, personId: string, at: number): Promise<boolean> {
  return db.tx(async (tx) => {
    const known = await confirmedEmailSince(tx, personId);
    return known !== undefined && known.at < at && (await forgetContact(tx, personId, at));
  });
}
