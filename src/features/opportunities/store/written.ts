import { ownKey } from '#src/features/opportunities/notice/keys.ts';
import {
  readWritten,
  type WrittenFields,
  type WrittenMistake,
} from '#src/features/opportunities/sources/files/written.ts';
import { parisDay } from '#src/platform/calendar/iso-date.ts';
import type { Transaction } from '#src/platform/database/database.ts';
import { findPublished } from './notices.ts';
import { type Saved, savePublication } from './save.ts';

/** An opportunity that was kept, or all that is to be corrected. */
export type Wrote =
  | ({ readonly ok: true; readonly reference: string } & Saved)
  | { readonly ok: false; readonly mistakes: readonly WrittenMistake[] };

/**
 * Keeps an opportunity that staff wrote, or wrote anew under the same reference: what changed of it is kept.
 * @param now epoch milliseconds
 */
export async function writeOpportunity(tx: Transaction, fields: WrittenFields, now: number): Promise<Wrote> {
  const read = readWritten(fields);
  if (!read.ok) return read;
  const { reference } = read.publication;
  const known = await findPublished(tx, 'written', reference);
  const publishedOn = known?.notice.publishedOn ?? parisDay(now);
  return { ok: true, reference, ...(await savePublication(tx, { ...read.publication, publishedOn }, now)) };
}

/** The number of what ends an opportunity. */
export const endOf = (reference: string): string => `${reference}/fin`;

/**
 * Ends an opportunity that staff wrote: who follows it is told why. Where another source tells of it too, only what staff
 * wrote goes.
 * @param end `why` in the words of whoever ends it
 * @returns whether there is one
 */
export async function withdrawOpportunity(
  tx: Transaction,
  end: { readonly reference: string; readonly why: string; readonly now: number },
): Promise<boolean> {
  const known = await findPublished(tx, 'written', end.reference);
  if (!known) return false;
  const { title, buyer, lots } = known.notice;
  await savePublication(
    tx,
    {
      title,
      buyer,
      lots,
      cancelled: { why: end.why, on: parisDay(end.now) },
      source: 'written',
      reference: endOf(end.reference),
      kind: 'annulation',
      publishedOn: parisDay(end.now),
      isWhole: false,
      keys: [ownKey('written', end.reference)],
      likeness: [],
    },
    end.now,
  );
  return true;
}
