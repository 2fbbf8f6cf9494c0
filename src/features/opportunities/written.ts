import { parisDay } from '#src/platform/calendar/iso-date.ts';
import type { Queryable, Transaction } from '#src/platform/database/database.ts';
import type { Notice, Publication } from './notice/notice.ts';
import { readWritten, type WrittenFields, type WrittenMistake } from './sources/files/written.ts';
import { writtenTexts } from './sources/texts.ts';
import { writtenPublication } from './store/listing.ts';
import { findNotice, findPublished, type KeptNotice } from './store/notices.ts';
import { noteStaffAct, type StaffMember } from './store/publishing.ts';
import { endOf, withdrawOpportunity, writeOpportunity } from './store/written.ts';

/** What writing came to. `changed`: somebody else changed it meanwhile; `ended`: it was ended, and stays so. */
export type Writing =
  | { readonly ok: true; readonly noticeId: string; readonly did: 'new' | 'updated' | 'same' }
  | { readonly ok: false; readonly mistakes: readonly WrittenMistake[] }
  | { readonly ok: false; readonly why: 'gone' | 'changed' | 'ended' };

/** Who writes, and when (epoch milliseconds). */
interface By {
  readonly by: StaffMember;
  readonly now: number;
}

const mistaken = (mistakes: readonly WrittenMistake[]): Writing => ({ ok: false, mistakes });

/** What the team wrote under the reference of a publication, if it did, and where it stands. */
export interface KnownWritten {
  readonly kept: KeptNotice;
  readonly publication: Publication;
}

/** The opportunity that the team already wrote under a reference. */
export async function knownWritten(db: Queryable, reference: string): Promise<KnownWritten | undefined> {
  const kept = await findPublished(db, 'written', reference);
  const publication = kept && (await writtenPublication(db, kept.id));
  return publication && { kept, publication };
}

/**
 * What is wrong with a closing date: it is past, which is a slip of the year more often than not. What was written before
 * with this date stays as it is.
 */
export function pastClosing(
  publication: Publication,
  known: Publication | undefined,
  now: number,
): WrittenMistake[] {
  const { closing } = publication;
  if (closing === undefined || closing.at > now || known?.closing?.day === closing.day) return [];
  const message =
    closing.day === parisDay(now) ? writtenTexts.pastHour : writtenTexts.pastDay(closing.day.slice(0, 4));
  return [{ field: closing.day === parisDay(now) ? 'closingTime' : 'closingDay', message }];
}

/** Keeps an opportunity that somebody of the team writes. One that is there already is not overwritten unseen. */
export async function addWritten(tx: Transaction, fields: WrittenFields, { by, now }: By): Promise<Writing> {
  const read = readWritten(fields);
  if (!read.ok) return mistaken(read.mistakes);
  const past = pastClosing(read.publication, undefined, now);
  if (past.length > 0) return mistaken(past);
  const known = await knownWritten(tx, read.publication.reference);
  if (known) {
    // Sent twice by a page that had no answer: it is the same one.
    const isSame = isUnchanged(read.publication, known.publication);
    return isSame
      ? { ok: true, noticeId: known.kept.id, did: 'same' }
      : mistaken([{ field: 'title', message: writtenTexts.known }]);
  }
  return keep(tx, fields, 'written', { by, now });
}

/** Corrects one. @param change `version` of the notice that was read */
export async function correctWritten(
  tx: Transaction,
  change: { readonly noticeId: string; readonly version: number; readonly fields: WrittenFields },
  { by, now }: By,
): Promise<Writing> {
  const kept = await findNotice(tx, change.noticeId);
  const publication = kept && (await writtenPublication(tx, kept.id));
  if (!publication) return { ok: false, why: 'gone' };
  if (await isEnded(tx, kept.notice, publication.reference)) return { ok: false, why: 'ended' };
  const fields = { ...change.fields, reference: publication.reference };
  const read = readWritten(fields);
  if (!read.ok) return mistaken(read.mistakes);
  const past = pastClosing(read.publication, publication, now);
  if (past.length > 0) return mistaken(past);
  if (isUnchanged(read.publication, publication)) return { ok: true, noticeId: kept.id, did: 'same' };
  if (kept.version !== change.version) return { ok: false, why: 'changed' };
  return keep(tx, fields, 'corrected', { by, now });
}

/** Keeps a line of a table: a new one, or a correction of the one that has its reference. */
export async function keepLine(tx: Transaction, fields: WrittenFields, { by, now }: By): Promise<Writing> {
  const read = readWritten(fields);
  if (!read.ok) return mistaken(read.mistakes);
  const known = await knownWritten(tx, read.publication.reference);
  if (known && (await isEnded(tx, known.kept.notice, known.publication.reference)))
    return { ok: false, why: 'ended' };
  const past = pastClosing(read.publication, known?.publication, now);
  if (past.length > 0) return mistaken(past);
  return keep(tx, fields, known ? 'corrected' : 'written', { by, now });
}

/**
 * Ends one: who follows it is told why.
 * @param end `why` in the words of whoever ends it
 */
export async function endWritten(
  tx: Transaction,
  end: { readonly noticeId: string; readonly why: string },
  { by, now }: By,
): Promise<'done' | 'gone' | 'ended'> {
  const kept = await findNotice(tx, end.noticeId);
  const publication = kept && (await writtenPublication(tx, kept.id));
  if (!publication) return 'gone';
  if (await isEnded(tx, kept.notice, publication.reference)) return 'ended';
  await withdrawOpportunity(tx, { reference: publication.reference, why: end.why, now });
  await noteStaffAct(tx, { noticeId: kept.id, act: 'ended', by, now });
  return 'done';
}

/** Whether one was ended; the call may go on, where another source tells of it. */
const isEnded = async (tx: Transaction, { cancelled }: Notice, reference: string): Promise<boolean> =>
  cancelled !== undefined || (await findPublished(tx, 'written', endOf(reference))) !== undefined;

async function keep(
  tx: Transaction,
  fields: WrittenFields,
  act: 'written' | 'corrected',
  { by, now }: By,
): Promise<Writing> {
  const wrote = await writeOpportunity(tx, fields, now);
  if (!wrote.ok) return mistaken(wrote.mistakes);
  const { noticeId, did } = wrote;
  // Its time was over before it came.
  if (noticeId === undefined) return mistaken([{ field: 'closingDay', message: writtenTexts.tooOld }]);
  if (did !== 'same') await noteStaffAct(tx, { noticeId, act, by, now });
  return { ok: true, noticeId, did };
}

/** Whether a publication says what one that is kept says, but for the day on which it came. */
export const isUnchanged = (read: Publication, kept: Publication): boolean =>
  JSON.stringify({ ...read, publishedOn: undefined }) === JSON.stringify({ ...kept, publishedOn: undefined });
