import { caseEvents } from '#src/storage/case-events.ts';
import { findCase } from '#src/storage/cases.ts';
import type { Transaction } from '#src/storage/database.ts';
import { addDraft, draftOfCase, type KnowledgeDraft } from '#src/storage/knowledge-drafts.ts';
import { messagesAfter } from '#src/storage/messages.ts';
import type { Brief } from './brief.ts';
import type { Expert } from './case.ts';
import type { DraftState } from './draft-page.ts';
import { draftSection } from './draft-section.ts';

/** A case's exchange beyond this is no longer one question. */
const MAX_MESSAGES = 2_000;

/** What became of the wish to draw a section from a case. */
export type DraftOutcome =
  | { readonly ok: true; readonly draft: KnowledgeDraft; readonly fresh: boolean }
  | { readonly ok: false; readonly why: 'unknown' | 'nothing said' };

/** Draws a section for the knowledge from a case's exchange, and keeps it for staff; one a case. */
export async function draftFromCase(
  tx: Transaction,
  caseId: string,
  { by, now }: { readonly by: Expert; readonly now: number },
): Promise<DraftOutcome> {
  const row = await findCase(tx, caseId);
  if (!row) return { ok: false, why: 'unknown' };
  const before = await draftOfCase(tx, caseId);
  if (before) return { ok: true, draft: before, fresh: false };
  const until = row.closedSeq ?? Number.POSITIVE_INFINITY;
  const messages = (await messagesAfter(tx, row.conversationId, row.openedSeq, MAX_MESSAGES)).filter(
    ({ seq }) => seq <= until,
  );
  const actors = (await caseEvents(tx, caseId)).flatMap(({ actor }) => actor?.name ?? []);
  const experts = [...new Set([...actors, by.name, ...(row.owner ? [row.owner.name] : [])])];
  const persons = row.personName === undefined ? [] : [row.personName];
  const asked = (row.brief as Brief).tried.at(-1)?.question;
  const words = draftSection(messages, asked, { persons, experts });
  if (!words) return { ok: false, why: 'nothing said' };
  const state: DraftState = 'to_read';
  return { ok: true, ...(await addDraft(tx, { caseId, words, owner: by, state, now })) };
}
