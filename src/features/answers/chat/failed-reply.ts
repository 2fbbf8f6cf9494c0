import { paragraph } from '#src/channel/blocks.ts';
import { EXPERT_BUTTON } from '#src/conversation/expert-button.ts';
import type { Reply, Reviewed } from '#src/conversation/reply.ts';
import { HotlineError } from '#src/platform/errors.ts';
import type { Logger } from '#src/platform/logger.ts';
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

/** Makes replies; one that can't be made is told as such, and in the log. */
export const reviewedBy =
  (logger: Pick<Logger, 'error'>): Reviewed =>
  async ({ id }, make) => {
    try {
      return await make();
    } catch (error) {
      logger.error({ err: error, conversation: id }, 'reply failed');
      return failedReply(error);
    }
  };
