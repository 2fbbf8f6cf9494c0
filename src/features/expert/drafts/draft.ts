import { messagesAfter, type StoredMessage } from '#src/conversation/store/messages.ts';
import type { Brief } from '#src/features/expert/case/brief.ts';
import type { Expert } from '#src/features/expert/case/case.ts';
import type { KnownNames } from '#src/features/expert/drafts/anonymise/names.ts';
import { caseEvents } from '#src/features/expert/store/case-events.ts';
import { type CaseRow, findCase } from '#src/features/expert/store/cases.ts';
import {
  addDraft,
  type DraftWords,
  draftOfCase,
  type KnowledgeDraft,
} from '#src/features/expert/store/drafts.ts';
import type { Database, Queryable } from '#src/platform/database/database.ts';
import type { DraftState } from './page.ts';

/** A case's exchange beyond this is no longer one question. */
const MAX_MESSAGES = 2_000;

/** What became of the wish to draw a section from a case. */
type DraftOutcome =
  | { readonly ok: true; readonly draft: KnowledgeDraft; readonly fresh: boolean }
  | { readonly ok: false; readonly why: 'unknown' | 'nothing said' };

/** What a section is drawn from. */
export interface DraftSource {
  readonly messages: readonly StoredMessage[];
  /** The company's question before the case was opened, when there is one. */
  readonly asked: string | undefined;
  readonly known: KnownNames;
}

/** Draws a section, away from the thread that acknowledges: an exchange is read word by word. */
export type DrawDraft = (source: DraftSource) => Promise<DraftWords | undefined>;

/** Draws a section for the knowledge from a case's exchange, and keeps it for staff; one a case. */
export async function draftFromCase(
  db: Database,
  caseId: string,
  { by, now, draw }: { readonly by: Expert; readonly now: number; readonly draw: DrawDraft },
): Promise<DraftOutcome> {
  const row = await findCase(db, caseId);
  if (!row) return { ok: false, why: 'unknown' };
  const before = await draftOfCase(db, caseId);
  if (before) return { ok: true, draft: before, fresh: false };
  const words = await draw(await sourceOf(db, row, by));
  if (!words) return { ok: false, why: 'nothing said' };
  const state: DraftState = 'to_read';
  return db.tx(async (tx) => ({
    ok: true,
    ...(await addDraft(tx, { caseId, words, owner: by, state, now })),
  }));
}

async function sourceOf(db: Queryable, row: CaseRow, by: Expert): Promise<DraftSource> {
  const until = row.closedSeq ?? Number.POSITIVE_INFINITY;
  const messages = (await messagesAfter(db, row.conversationId, row.openedSeq, MAX_MESSAGES)).filter(
    ({ seq }) => seq <= until,
  );
  const actors = (await caseEvents(db, row.id)).flatMap(({ actor }) => actor?.name ?? []);
  const experts = [...new Set([...actors, by.name, ...(row.owner ? [row.owner.name] : [])])];
  const persons = row.personName === undefined ? [] : [row.personName];
  const asked = (row.brief as Brief).tried.at(-1)?.question;
  return { messages, asked, known: { persons, experts } };
}
