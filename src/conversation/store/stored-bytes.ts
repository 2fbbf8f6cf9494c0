import type { Queryable, Transaction } from '#src/platform/database/database.ts';

/** What a conversation stored in its present day, the bytes just counted included, and when that day began. */
export interface StoredBytes {
  readonly bytes: number;
  readonly since: number;
}

/** Counts bytes that a conversation stores. Its day begins with the first ones, and anew when the last is over. */
export async function countStored(
  tx: Transaction,
  conversationId: string,
  counted: { readonly bytes: number; readonly now: number; readonly dayMs: number },
): Promise<StoredBytes> {
  const { bytes, now, dayMs } = counted;
  // A clock that went back begins a new day: nobody waits for it to catch up.
  const [row] = await tx.query<{ stored_bytes: number; stored_since: number }>(
    `UPDATE conversation SET
       stored_bytes = CASE WHEN stored_since > $4 AND stored_since <= $3 THEN stored_bytes + $2 ELSE $2 END,
       stored_since = CASE WHEN stored_since > $4 AND stored_since <= $3 THEN stored_since ELSE $3 END
     WHERE id = $1 RETURNING stored_bytes, stored_since`,
    [conversationId, bytes, now, now - dayMs],
  );
  return { bytes: Number(row?.stored_bytes ?? 0), since: Number(row?.stored_since ?? now) };
}

/**
 * Whether a conversation's person is known here: they hold or fill in a company's file, confirmed an address, or have a
 * case with an expert, in whichever of their conversations.
 */
export async function isKnown(
  db: Queryable,
  conversation: { readonly id: string; readonly personId: string | undefined },
): Promise<boolean> {
  const rows = await db.query(
    `SELECT 1 AS known WHERE EXISTS (SELECT 1 FROM expert_case WHERE expert_case.conversation_id = $1
         OR expert_case.conversation_id IN (SELECT id FROM conversation WHERE person_id = $2))
       OR EXISTS (SELECT 1 FROM referencing_draft
         WHERE referencing_draft.conversation_id = $1 OR referencing_draft.person_id = $2)
       OR EXISTS (SELECT 1 FROM company_member WHERE company_member.person_id = $2)
       OR EXISTS (SELECT 1 FROM contact WHERE contact.person_id = $2)`,
    [conversation.id, conversation.personId ?? ''],
  );
  return rows.length > 0;
}
