import { join } from 'node:path';
import type { Block } from '#src/channel/blocks.ts';
import { findConversation } from '#src/conversation/store/conversations.ts';
import { addFile, type StoredFile } from '#src/conversation/store/files.ts';
import { addOutboundMessage } from '#src/conversation/store/messages.ts';
import { openSqlite } from '#src/platform/database/sqlite/sqlite.ts';

/** A message that the hotline has to say in a conversation, whatever it is made of: its running server sends it. */
export async function hasToSay(
  dataDir: string,
  conversation: { readonly channel: string; readonly key: string },
  blocks: readonly Block[],
): Promise<void> {
  const db = await openSqlite(join(dataDir, 'hotline.db'));
  try {
    const known = await findConversation(db, conversation.channel, conversation.key);
    if (!known) throw new Error(`no conversation ${conversation.key}`);
    const message = { conversationId: known.id, content: { blocks }, now: Date.now() };
    await db.tx((tx) => addOutboundMessage(tx, message));
  } finally {
    await db.close();
  }
}

/** Keeps a file to take away in the store of a running hotline. @returns its id */
export async function keepFile(dataDir: string, file: StoredFile): Promise<string> {
  const db = await openSqlite(join(dataDir, 'hotline.db'));
  try {
    return await db.tx((tx) => addFile(tx, file, Date.now()));
  } finally {
    await db.close();
  }
}
