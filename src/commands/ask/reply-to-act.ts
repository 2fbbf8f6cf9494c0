import { paragraph } from '#src/channel/blocks.ts';
import { EXPERT_BUTTON } from '#src/conversation/expert-button.ts';
import type { Reply } from '#src/conversation/reply.ts';
import { replyToIntent } from '#src/features/smalltalk/reply.ts';
import { distressText, dyingText, misunderstoodText } from '#src/features/smalltalk/texts.ts';
import type { Intent } from '#src/reader/exact-words.ts';

/** What is said, without a conversation, to what was learnt from examples to be wanted. */
const WISHES: ReadonlyMap<string, Intent> = new Map([
  ['expert.ask', 'handoff'],
  ['expert.call-back', 'handoff'],
  ['expert.take-back', 'handoff'],
  ['needs-human', 'handoff'],
  ['appointment.book', 'handoff'],
  ['appointment.move', 'handoff'],
  ['expert.status', 'status'],
  ['training.ask-status', 'status'],
  ['training.apply', 'referencing'],
  ['greeting', 'help'],
  ['help', 'help'],
  ['identity', 'help'],
  ['thanks', 'help'],
  ['goodbye-or-ok', 'help'],
  ['link.channels', 'help'],
  ['space.find', 'help'],
  ['space.not-me', 'help'],
  ['space.new', 'help'],
]);
/** The same, of every act of a family. */
const FAMILIES: ReadonlyMap<string, Intent> = new Map([
  ['referencing', 'referencing'],
  ['alerts', 'alerts'],
  ['privacy', 'privacy'],
]);

/** The reply to an act where nothing is kept; nothing for one that is answered as a question or a document is. */
export function replyToAct(act: string, text: string): Reply | undefined {
  switch (act) {
    case 'distress':
      return forPerson(distressText());
    case 'complaint':
      return forPerson(misunderstoodText());
    // Their file is personal data: it is left as that is erased.
    case 'referencing.leave':
      return { ...replyToIntent('privacy', text, { kept: false }), kind: 'referencing' };
    default: {
      const wish = WISHES.get(act) ?? FAMILIES.get(act.split('.')[0] as string);
      return wish && replyToIntent(wish, text, { kept: false, act });
    }
  }
}

/** To words about dying, whatever else they say. */
export const replyToDying = (): Reply => forPerson(dyingText());

const forPerson = (sentences: readonly string[]): Reply => ({
  kind: 'handoff',
  blocks: [...sentences.map(paragraph), { type: 'choices', choices: [EXPERT_BUTTON] }],
});
