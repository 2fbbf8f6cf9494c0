import type { Transaction } from '#src/platform/database/database.ts';

/** Two persons become one: what they applied for and booked goes along; of two diagnoses under way, the last touched stays. */
export async function moveTraining(tx: Transaction, from: string, into: string): Promise<void> {
  for (const table of ['diagnosis', 'training_application', 'training_booking'])
    await tx.query(`UPDATE ${table} SET person_id = $2 WHERE person_id = $1`, [from, into]);
  await tx.query(
    `INSERT INTO diagnosis_draft (person_id, draft, session_id, conversation_id, updated_at)
     SELECT $2, draft, session_id, conversation_id, updated_at FROM diagnosis_draft WHERE person_id = $1
     ON CONFLICT (person_id) DO UPDATE SET draft = excluded.draft, session_id = excluded.session_id,
       conversation_id = excluded.conversation_id, updated_at = excluded.updated_at
       WHERE excluded.updated_at > diagnosis_draft.updated_at`,
    [from, into],
  );
  await tx.query('DELETE FROM diagnosis_draft WHERE person_id = $1', [from]);
}
