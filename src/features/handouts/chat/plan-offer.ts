import { type Block, type Choice, paragraph } from '#src/channel/blocks.ts';
import type { Reply } from '#src/conversation/reply.ts';
import { bareClosing } from '#src/conversation/rules/bare-closing.ts';
import type { Conversation } from '#src/conversation/store/conversations.ts';
import { lastShown } from '#src/conversation/store/last-said.ts';
import { handoutTexts as texts } from '#src/features/handouts/texts.ts';
import type { Queryable } from '#src/platform/database/database.ts';

const PLAN: Choice = { id: 'file-plan', kind: 'ask', label: texts.planButton, value: texts.planAsked };

/**
 * An answer to a message that also gives the closing that was just asked for: it is said to be noted, and what was promised
 * for it is a button away.
 */
export const withPlanOffer =
  (db: Queryable) =>
  async <T extends Reply>(
    reply: T,
    text: string,
    { id }: Pick<Conversation, 'id'>,
    now: number,
  ): Promise<T> => {
    const told = bareClosing(text, now)?.closing;
    if (!told || !(await lastShown(db, id)).asksClosing) return reply;
    const blocks = reply.blocks.map(
      (block): Block => (block.type === 'choices' ? { ...block, choices: [PLAN, ...block.choices] } : block),
    );
    return { ...reply, blocks: [paragraph(texts.closingNoted(told.said)), ...blocks] };
  };
