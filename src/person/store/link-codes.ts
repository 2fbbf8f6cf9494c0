import type { Transaction } from '#src/platform/database/database.ts';
import { newId } from '#src/platform/database/ids.ts';

/**
 * Keeps a code's digest for a person; their earlier unused codes no longer serve, and codes out of date are forgotten.
 * @returns false when somebody holds the same code: another one must be drawn
 */
export async function addLinkCode(
  tx: Transaction,
  code: {
    digest: string;
    personId: string;
    /** Where it was asked. */
    conversationId?: string | undefined;
    expiresAt: number;
    now: number;
  },
): Promise<boolean> {
  await tx.query('DELETE FROM link_code WHERE expires_at < $2 OR (person_id = $1 AND used_at IS NULL)', [
    code.personId,
    code.now,
  ]);
  const rows = await tx.query(
    `INSERT INTO link_code (digest, person_id, expires_at, conversation_id) VALUES ($1, $2, $3, $4)
     ON CONFLICT (digest) DO NOTHING RETURNING digest`,
    [code.digest, code.personId, code.expiresAt, code.conversationId ?? null],
  );
  return rows.length > 0;
}

/** Whose a code is, and where they asked for it. */
export interface CodeOwner {
  readonly personId: string;
  readonly conversationId: string | undefined;
}

/**
 * Uses a code, once. One's own stays unused: it is meant for another channel.
 * @param code.personId who writes it
 * @returns whose it is, or undefined when it is unknown, used or out of date
 */
export async function useLinkCode(
  tx: Transaction,
  code: { digest: string; personId: string; now: number },
): Promise<CodeOwner | undefined> {
  const valid = 'digest = $1 AND used_at IS NULL AND expires_at >= $2';
  const [used] = await tx.query<{ person_id: string; conversation_id: string | null }>(
    `UPDATE link_code SET used_at = $2 WHERE ${valid} AND person_id <> $3 RETURNING person_id, conversation_id`,
    [code.digest, code.now, code.personId],
  );
  if (used) return { personId: used.person_id, conversationId: used.conversation_id ?? undefined };
  const [own] = await tx.query(`SELECT digest FROM link_code WHERE ${valid} AND person_id = $3`, [
    code.digest,
    code.now,
    code.personId,
  ]);
  return own && { personId: code.personId, conversationId: undefined };
}

/** A code that was written on another channel, which its owner has to confirm. */
interface LinkConfirmation {
  readonly id: string;
  /** Who gave the code, and who wrote it. */
  readonly personId: string;
  readonly otherId: string;
  /** Where it was written. */
  readonly otherConversationId: string | undefined;
  readonly channel: string;
  readonly name: string | undefined;
  readonly expiresAt: number;
  readonly isOver: boolean;
}

/** Keeps that a code waits for the yes of its owner; what waited for it before is over. @returns its id */
export async function addLinkConfirmation(
  tx: Transaction,
  link: Omit<LinkConfirmation, 'id' | 'isOver'> & { readonly now: number },
): Promise<string> {
  const id = newId(link.now);
  await tx.query('UPDATE link_request SET ended_at = $2 WHERE person_id = $1 AND ended_at IS NULL', [
    link.personId,
    link.now,
  ]);
  await tx.query(
    `INSERT INTO link_request (id, person_id, other_id, other_conversation_id, channel, name, expires_at)
     VALUES ($1, $2, $3, $4, $5, $6, $7)`,
    [
      id,
      link.personId,
      link.otherId,
      link.otherConversationId ?? null,
      link.channel,
      link.name ?? null,
      link.expiresAt,
    ],
  );
  return id;
}

/** What waits for a yes, locked until the end of the transaction. */
export async function lockLinkConfirmation(
  tx: Transaction,
  id: string,
): Promise<LinkConfirmation | undefined> {
  const [row] = await tx.query<{
    id: string;
    person_id: string;
    other_id: string;
    other_conversation_id: string | null;
    channel: string;
    name: string | null;
    expires_at: number;
    ended_at: number | null;
  }>('SELECT * FROM link_request WHERE id = $1 {ROWLOCK}', [id]);
  return (
    row && {
      id: row.id,
      personId: row.person_id,
      otherId: row.other_id,
      channel: row.channel,
      otherConversationId: row.other_conversation_id ?? undefined,
      name: row.name ?? undefined,
      expiresAt: Number(row.expires_at),
      isOver: row.ended_at !== null,
    }
  );
}

/** It was answered. */
export async function endLinkConfirmation(tx: Transaction, id: string, now: number): Promise<void> {
  await tx.query('UPDATE link_request SET ended_at = $2 WHERE id = $1', [id, now]);
}

/** Two persons become one: the codes of the one who goes are void, and what waited for either of them is over. */
export async function forgetLinks(tx: Transaction, from: string): Promise<void> {
  await tx.query('DELETE FROM link_code WHERE person_id = $1', [from]);
  await tx.query('DELETE FROM link_request WHERE person_id = $1 OR other_id = $1', [from]);
}
