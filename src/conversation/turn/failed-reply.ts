import { paragraph } from '#src/channel/blocks.ts';
import { HotlineError } from '#src/platform/errors.ts';
import { EXPERT_BUTTON, type Reply } from './reply.ts';
import { failedText, noKnowledgeText } from './texts.ts';

/** What somebody is told whose message could not be answered: what is true of it, and the way to a person. */
export function failedReply(error: unknown): Reply {
  const withoutKnowledge = error instanceof HotlineError && error.code === 'knowledge';
  return {
    kind: 'refusal',
    blocks: [
      paragraph(withoutKnowledge ? noKnowledgeText : failedText),
      { type: 'choices', choices: [EXPERT_BUTTON] },
    ],
  };
}
