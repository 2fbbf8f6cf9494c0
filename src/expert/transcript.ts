import type { Block } from '#src/channel/blocks.ts';
import { casesOf } from '#src/storage/cases.ts';
import type { Transaction } from '#src/storage/database.ts';
import { addFile } from '#src/storage/files.ts';
import { messagesAfter } from '#src/storage/messages.ts';
import { caseTexts } from '#src/texts/case-company.ts';
import { deskTexts } from '#src/texts/case-desk.ts';
import { momentInFrench } from '#src/texts/moments.ts';
import { wordsOf } from './turns.ts';

/** Lines before the case that show what it was about. */
const BEFORE = 6;
const MAX_LINES = 2_000;

/** The last exchange of a conversation with the experts, as a text file to take away; undefined when there was none. */
export async function transcriptFile(
  tx: Transaction,
  conversationId: string,
  now: number,
): Promise<{ number: number; block: Block } | undefined> {
  const [last] = await casesOf(tx, conversationId);
  if (!last) return undefined;
  const from = Math.max(0, last.openedSeq - BEFORE);
  const messages = await messagesAfter(tx, conversationId, from, MAX_LINES);
  const until = last.closedSeq ?? Number.POSITIVE_INFINITY;
  const lines = messages
    .filter(({ seq }) => seq <= until)
    .flatMap((message) => {
      const words = wordsOf(message).trim();
      if (words === '') return [];
      const by = message.author === 'company' ? undefined : message.content.by?.name;
      return [
        `[${momentInFrench(message.at, now)}] ${by ?? deskTexts.authors[message.author]} :\n${words}\n`,
      ];
    });
  const name = caseTexts.transcriptName(last.number);
  const bytes = new TextEncoder().encode(`${lines.join('\n')}\n`);
  const fileId = await addFile(tx, { name, mediaType: 'text/plain; charset=utf-8', bytes }, now);
  return { number: last.number, block: { type: 'file', fileId, name, mediaType: 'text/plain' } };
}
