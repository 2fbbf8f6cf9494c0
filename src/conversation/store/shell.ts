import type { Transaction } from '#src/platform/database/database.ts';
import { newId } from '#src/platform/database/ids.ts';

/** How the key of a conversation begins that only holds figures. */
export const SHELL = 'erased:';

/** Makes an empty conversation that stands for one which goes: who writes there later finds nothing of it. @returns its id */
export async function makeShell(tx: Transaction, conversationId: string, now: number): Promise<string> {
  const shell = newId(now);
  await tx.query(
    `INSERT INTO conversation (id, channel, channel_key, address, mode, state, last_seq, created_at, updated_at)
     SELECT $1, channel, $2, 'null', 'bot', '{}', 0, created_at, updated_at FROM conversation WHERE id = $3`,
    [shell, `${SHELL}${shell}`, conversationId],
  );
  return shell;
}
