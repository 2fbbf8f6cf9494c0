import type { Block } from '#src/channel/blocks.ts';
import { addFile } from '#src/conversation/store/files.ts';
import type { MadeFile } from '#src/features/handouts/files/make-files.ts';
import type { Transaction } from '#src/platform/database/database.ts';

/** Keeps the files of a reply with the message that gives them: after its words, before its sources and buttons. */
export async function withFiles(
  tx: Transaction,
  blocks: readonly Block[],
  files: readonly MadeFile[] = [],
  now: number,
): Promise<Block[]> {
  const given: Block[] = [];
  for (const file of files) {
    const fileId = await addFile(tx, file, now);
    given.push({ type: 'file', fileId, name: file.name, mediaType: file.mediaType });
  }
  const words = blocks.findLastIndex(
    ({ type }) => type === 'paragraph' || type === 'list' || type === 'note',
  );
  return [...blocks.slice(0, words + 1), ...given, ...blocks.slice(words + 1)];
}
