import type { Transaction } from '#src/platform/database/database.ts';
import { bind, type PersonSets } from './person-sets.ts';
import { type Register, rulesOf } from './register.ts';
import { NOTHING, type Removed, removedOf, sumOf } from './removed.ts';
import type { EraseStep } from './table-rule.ts';

/** Erases all that some sets name, table by table as the register says, and what it had others read. */
export async function eraseRows(
  tx: Transaction,
  sets: PersonSets,
  now: number,
  register: Register,
): Promise<Removed> {
  let removed = NOTHING;
  // What is referred to comes first: the figures of a conversation are counted while its cases are still there.
  for (const { beforeErasing } of register.toReversed())
    if (beforeErasing) removed = sumOf(removed, await beforeErasing(tx, sets, now));
  for (const { table, erased } of rulesOf(register))
    for (const step of erased)
      removed = sumOf(removed, removedOf(table, await runStep(tx, table, step, sets)));
  return removed;
}

async function runStep(tx: Transaction, table: string, step: EraseStep, sets: PersonSets): Promise<number> {
  const what =
    step.set === undefined
      ? `DELETE FROM ${table} WHERE ${step.where}`
      : `UPDATE ${table} SET ${step.set} WHERE ${step.where}`;
  const { sql, params } = bind(`${what} RETURNING 1 AS gone`, sets);
  return (await tx.query(sql, params)).length;
}
