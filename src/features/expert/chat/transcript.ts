import type { Block } from '#src/channel/blocks.ts';
import { addFile } from '#src/conversation/store/files.ts';
import { messagesAfter, type StoredMessage } from '#src/conversation/store/messages.ts';
import { wordsOf } from '#src/features/expert/case/message-lines.ts';
import { casesOf } from '#src/features/expert/store/cases.ts';
import { caseTexts } from '#src/features/expert/texts-company.ts';
import { deskTexts } from '#src/features/expert/texts-desk.ts';
import type { Transaction } from '#src/platform/database/database.ts';
import { fullMoment } from '#src/platform/french/moments.ts';

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
  const lines = messages.filter(({ seq }) => seq <= until).flatMap(lineOf);
  const name = caseTexts.transcriptName(last.number);
  const head = caseTexts.transcriptHead(last.number, fullMoment(now));
  const bytes = new TextEncoder().encode(`${[head, ...lines].join('\n\n')}\n`);
  const fileId = await addFile(tx, { name, mediaType: 'text/plain; charset=utf-8', bytes }, now);
  return { number: last.number, block: { type: 'file', fileId, name, mediaType: 'text/plain' } };
}

/** A message as the file shows it: when, who, what, and the sources joined; none for what nobody was told. */
function lineOf(message: StoredMessage): string[] {
  const words = wordsOf(message).trim();
  const isSaid = message.author !== 'company';
  if (words === '' || (isSaid && message.withheld)) return [];
  const by = isSaid ? message.content.by?.name : undefined;
  const sources = (isSaid ? message.content.blocks : []).flatMap((block) =>
    block.type === 'sources'
      ? block.items.map(({ title, section, articles }) =>
          caseTexts.transcriptSource(title, section, articles),
        )
      : [],
  );
  const head = `[${fullMoment(message.at)}] ${by ?? deskTexts.authors[message.author]} :`;
  return [[head, words, ...sources].join('\n')];
}
