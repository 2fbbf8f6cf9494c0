import type { Feature } from '#src/conversation/feature.ts';
import type { Conversation } from '#src/conversation/store/conversations.ts';
import { NOTICE_KIND } from '#src/conversation/store/kinds.ts';
import type { SaidMessage } from '#src/conversation/store/messages.ts';

/** Whether a message may still be said: while a person holds the conversation, the bot answers nothing. */
export type MaySay = (message: SaidMessage, conversation: Conversation) => boolean;

/** What may be said, with what features say beside a person. */
export function maySayOf(features: readonly Pick<Feature, 'saidBeside'>[]): MaySay {
  const beside = new Set<string | undefined>([
    NOTICE_KIND,
    ...features.flatMap(({ saidBeside = [] }) => saidBeside),
  ]);
  return ({ author, content }, { kind, mode }) =>
    author === 'expert' || kind === 'desk' || mode !== 'human' || beside.has(content.kind);
}
