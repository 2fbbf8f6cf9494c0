import { randomInt } from 'node:crypto';
import type { Queryable, Transaction } from '#src/platform/database/database.ts';
import { newId } from '#src/platform/database/ids.ts';
import { knownAs, noteInLedger } from '#src/platform/database/ledger/ledger.ts';
import type { Removed } from '#src/platform/database/personal-data/removed.ts';

/** Where a wish to be erased stands. */
type ErasureState = 'scheduled' | 'cancelled' | 'erased' | 'ended';

/** A wish to be erased. Times are epoch milliseconds. */
export interface Erasure {
  readonly id: string;
  /** What the receipt says: « E-7KQM-2RXT ». */
  readonly reference: string;
  /** Until it is done. */
  readonly personId: string | undefined;
  /** Where it was asked, and where the receipt goes. */
  readonly conversationId: string | undefined;
  readonly askedBy: 'person' | 'staff';
  readonly state: ErasureState;
  readonly askedAt: number;
  readonly dueAt: number;
  readonly erasedAt: number | undefined;
  /** Conversations that stay until the last words in them have left. */
  readonly lastWords: readonly string[];
}

interface Row {
  id: string;
  reference: string;
  person_id: string | null;
  conversation_id: string | null;
  asked_by: Erasure['askedBy'];
  state: ErasureState;
  asked_at: number;
  due_at: number;
  erased_at: number | null;
  last_words: string;
}

const toErasure = (row: Row): Erasure => ({
  id: row.id,
  reference: row.reference,
  personId: row.person_id ?? undefined,
  conversationId: row.conversation_id ?? undefined,
  askedBy: row.asked_by,
  state: row.state,
  askedAt: Number(row.asked_at),
  dueAt: Number(row.due_at),
  erasedAt: row.erased_at === null ? undefined : Number(row.erased_at),
  lastWords: JSON.parse(row.last_words),
});

/** Letters and digits that are read aloud without being taken for others. */
const SIGNS = '23456789ABCDEFGHJKMNPQRSTUVWXYZ';
const drawReference = (): string => {
  const signs = Array.from({ length: 8 }, () => SIGNS[randomInt(SIGNS.length)]).join('');
  return `E-${signs.slice(0, 4)}-${signs.slice(4)}`;
};

/**
 * Notes that a person is to be erased.
 * @returns the one that is scheduled: the earlier one, when they had asked before
 */
export async function scheduleErasure(
  tx: Transaction,
  wish: {
    personId: string;
    conversationId?: string | undefined;
    askedBy: Erasure['askedBy'];
    dueAt: number;
    now: number;
  },
): Promise<{ erasure: Erasure; fresh: boolean }> {
  const [added] = await tx.query<Row>(
    `INSERT INTO erasure (id, reference, person_id, conversation_id, asked_by, state, asked_at, due_at)
     VALUES ($1, $2, $3, $4, $5, 'scheduled', $6, $7)
     ON CONFLICT (person_id) WHERE state = 'scheduled' DO NOTHING RETURNING *`,
    [
      newId(wish.now),
      drawReference(),
      wish.personId,
      wish.conversationId ?? null,
      wish.askedBy,
      wish.now,
      wish.dueAt,
    ],
  );
  const erasure = added ? toErasure(added) : await scheduledErasure(tx, wish.personId);
  if (!erasure) throw new Error(`no erasure of ${wish.personId}`);
  if (added) {
    const persons = await knownAs(tx, wish.personId);
    noteInLedger(tx, { type: 'asked', persons, dueAt: wish.dueAt, at: wish.now });
  }
  return { erasure, fresh: added !== undefined };
}

/** The erasure that a person has coming. */
export async function scheduledErasure(db: Queryable, personId: string): Promise<Erasure | undefined> {
  const [row] = await db.query<Row>("SELECT * FROM erasure WHERE person_id = $1 AND state = 'scheduled'", [
    personId,
  ]);
  return row && toErasure(row);
}

/** An erasure, locked until the end of the transaction. */
export async function lockErasure(tx: Transaction, id: string): Promise<Erasure | undefined> {
  const [row] = await tx.query<Row>('SELECT * FROM erasure WHERE id = $1 {ROWLOCK}', [id]);
  return row && toErasure(row);
}

/** Has a scheduled erasure done at once. */
export async function hastenErasure(tx: Transaction, id: string, dueAt: number): Promise<void> {
  await tx.query("UPDATE erasure SET due_at = $2 WHERE id = $1 AND state = 'scheduled'", [id, dueAt]);
}

/** @returns what was called off; undefined when nothing was coming, or when it is due: it may have begun */
export async function cancelErasure(
  tx: Transaction,
  personId: string,
  now: number,
): Promise<Erasure | undefined> {
  const [row] = await tx.query<Row>(
    `UPDATE erasure SET state = 'cancelled', ended_at = $2
     WHERE person_id = $1 AND state = 'scheduled' AND due_at > $2 RETURNING *`,
    [personId, now],
  );
  if (row) noteInLedger(tx, { type: 'cancelled', persons: await knownAs(tx, personId), at: now });
  return row && toErasure(row);
}

/** Notes that a person is erased, and where last words are still on their way. Nothing names the person any more. */
export async function markErased(
  tx: Transaction,
  done: { id: string; personId: string; lastWords: readonly string[]; removed: Removed; now: number },
): Promise<void> {
  await tx.query(
    `UPDATE erasure SET state = 'erased', erased_at = $2, person_id = NULL, conversation_id = NULL,
       last_words = $3, removed = $4 WHERE id = $1`,
    [done.id, done.now, JSON.stringify(done.lastWords), JSON.stringify(Object.fromEntries(done.removed))],
  );
  // Those called off before are nobody's either.
  await tx.query('UPDATE erasure SET person_id = NULL, conversation_id = NULL WHERE person_id = $1', [
    done.personId,
  ]);
}

/** Whether an erasure is done, and its last words are on their way. */
export async function isErased(db: Queryable, id: string): Promise<boolean> {
  const rows = await db.query("SELECT id FROM erasure WHERE id = $1 AND state = 'erased'", [id]);
  return rows.length > 0;
}

/** Erasures whose last words were on their way when they were done. */
export async function erasuresToEnd(db: Queryable): Promise<Erasure[]> {
  const rows = await db.query<Row>("SELECT * FROM erasure WHERE state = 'erased' ORDER BY erased_at");
  return rows.map(toErasure);
}

/** Notes that nothing is left to say or to take away. */
export async function endErasure(tx: Transaction, id: string, now: number): Promise<void> {
  await tx.query(
    "UPDATE erasure SET state = 'ended', ended_at = $2, last_words = '[]' WHERE id = $1 AND state = 'erased'",
    [id, now],
  );
}

/** What became of a receipt, for staff: a reference says nothing of whom it was. */
export async function findErasure(db: Queryable, reference: string): Promise<Erasure | undefined> {
  const [row] = await db.query<Row>('SELECT * FROM erasure WHERE reference = $1', [reference.toUpperCase()]);
  return row && toErasure(row);
}

/**
 * Two persons become one: what was asked for one now holds for both, unless both asked: then the earlier stays.
 * @returns what is coming for the person who stays
 */
export async function moveErasures(tx: Transaction, from: string, into: string): Promise<void> {
  const own = await scheduledErasure(tx, into);
  const other = await scheduledErasure(tx, from);
  if (own && other)
    await tx.query("UPDATE erasure SET state = 'cancelled' WHERE id = $1", [
      own.dueAt <= other.dueAt ? other.id : own.id,
    ]);
  await tx.query('UPDATE erasure SET person_id = $2 WHERE person_id = $1', [from, into]);
}

/** A conversation in which last words wait to leave, or to be seen. */
interface LastPlace {
  readonly id: string;
  readonly channel: string;
  readonly kind: 'company' | 'desk';
  readonly seen: boolean;
  readonly leaving: boolean;
  /** Somebody wrote there since: it is theirs. */
  readonly taken: boolean;
}

/** How far the last words of an erasure are. */
export async function lastPlaces(db: Queryable, ids: readonly string[]): Promise<LastPlace[]> {
  const places: LastPlace[] = [];
  for (const id of ids) {
    const [row] = await db.query<{
      channel: string;
      kind: LastPlace['kind'];
      person_id: string | null;
      last_seq: number;
      seen_seq: number;
      leaving: number;
    }>(
      `SELECT channel, kind, person_id, last_seq, seen_seq,
         (SELECT COUNT(*) FROM outbox WHERE conversation_id = conversation.id AND status = 'open') AS leaving
       FROM conversation WHERE id = $1`,
      [id],
    );
    if (!row) continue;
    places.push({
      id,
      channel: row.channel,
      kind: row.kind,
      taken: row.person_id !== null,
      seen: Number(row.seen_seq) >= Number(row.last_seq),
      leaving: Number(row.leaving) > 0,
    });
  }
  return places;
}
