import { TERRITORY_TITLE } from '#src/calculators/programme/territory-texts.ts';
import type { Block, Choice } from '#src/channel/blocks.ts';
import { paragraph } from '#src/channel/blocks.ts';
import { EXPERT_BUTTON, type Reply } from '#src/conversation/turn/reply.ts';
import { mayJoinText } from '#src/conversation/turn/texts.ts';
import { sessionTexts } from '#src/features/training/chat/texts.ts';

const SIGN_UP: Choice = {
  ...{ id: 'inscription', label: sessionTexts.signUpButton, kind: 'action', value: 'inscription' },
};

/** The answer on a territory, with the way to begin: who asks for one means to be referenced. */
export const withSignUpBeside = (reply: Reply): Reply =>
  reply.answer?.citations.some(({ section }) => section === TERRITORY_TITLE) ? offering(reply) : reply;

/** The answer to who asks whether they may be referenced, with the way to begin; what is said of all, where no page answers. */
export function withSignUp(reply: Reply): Reply {
  // A person is needed, whatever the programme takes.
  if (reply.answer?.kind === 'handoff') return reply;
  const isOurs = reply.answer?.citations.some(
    ({ documentId, section }) => documentId.startsWith('programme/') || section === TERRITORY_TITLE,
  );
  if (reply.kind === 'answer' && isOurs) return offering(reply);
  return {
    kind: 'help',
    blocks: [...mayJoinText().map(paragraph), { type: 'choices', choices: [SIGN_UP, EXPERT_BUTTON] }],
  };
}

const offering = (reply: Reply): Reply => ({
  ...reply,
  blocks: reply.blocks.map(
    (block): Block => (block.type === 'choices' ? { ...block, choices: [SIGN_UP, ...block.choices] } : block),
  ),
});
