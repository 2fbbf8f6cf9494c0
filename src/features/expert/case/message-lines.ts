import { plainText } from '#src/channel/blocks.ts';
import type { StoredMessage } from '#src/conversation/store/messages.ts';
import { fileReceived } from '#src/conversation/texts.ts';
import { deskTexts } from '#src/features/expert/texts-desk.ts';
import { cut } from './brief.ts';

const LINE_MAX = 300;

/** The words of a message; empty when it has none. */
export function wordsOf(message: StoredMessage): string {
  // An expert's message opens with who speaks, which lines say by themselves.
  if (message.author !== 'company')
    return plainText(message.content.by ? message.content.blocks.slice(1) : message.content.blocks);
  const { content } = message;
  if (content.type === 'file') return fileReceived(content.name);
  if (content.type === 'action') return content.label;
  return 'text' in content ? content.text : '';
}

/** A message as a line: who speaks, and what they say, cut. */
export function lineOf(message: StoredMessage): { author: string; text: string }[] {
  const text = cut(wordsOf(message), LINE_MAX);
  if (text === '') return [];
  const by = message.author === 'company' ? undefined : message.content.by?.name;
  return [{ author: by ?? deskTexts.authors[message.author], text }];
}
