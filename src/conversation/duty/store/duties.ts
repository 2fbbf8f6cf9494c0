import { checkDuties, type Duty } from '#src/conversation/duty/duty.ts';
import type { Queryable, Transaction } from '#src/platform/database/database.ts';
import { newId } from '#src/platform/database/ids.ts';

/** Who is on duty, and who set it when; nobody as long as nobody set it. */
export interface KeptDuties {
  readonly duties: readonly Duty[];
  readonly saved?: { readonly by: string; readonly at: number };
}

/** Who is on duty, as staff last saved it. */
export async function loadDuties(db: Queryable): Promise<KeptDuties> {
  const [row] = await db.query<{ duties: string; saved_by: string; saved_at: number }>(
    'SELECT duties, saved_by, saved_at FROM expert_duty ORDER BY saved_at DESC, id DESC LIMIT 1',
  );
  if (!row) return { duties: [] };
  const checked = checkDuties(JSON.parse(row.duties));
  const duties = 'duties' in checked ? checked.duties : [];
  return { duties, saved: { by: row.saved_by, at: Number(row.saved_at) } };
}

/** Puts who is on duty in force. What comes from outside goes through `checkDuties` first. */
export async function saveDuties(
  tx: Transaction,
  duties: readonly Duty[],
  { by, now }: { readonly by: string; readonly now: number },
): Promise<void> {
  await tx.query('INSERT INTO expert_duty (id, duties, saved_by, saved_at) VALUES ($1, $2, $3, $4)', [
    newId(now),
    JSON.stringify(duties),
    by,
    now,
  ]);
}
