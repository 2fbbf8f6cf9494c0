import { TERRITORY_TITLE } from '#src/calculators/programme/territory-texts.ts';
import { type Block, type Choice, paragraph, sourcesIn } from '#src/channel/blocks.ts';
import { formUnderWay } from '#src/company/form/under-way.ts';
import { EXPERT_BUTTON } from '#src/conversation/expert-button.ts';
import type { Reply } from '#src/conversation/reply.ts';
import type { Conversation } from '#src/conversation/store/conversations.ts';
import { asksWhetherToJoin } from '#src/reader/wishes.ts';
import { mayJoinText, signUpButtonText } from './texts.ts';

const SIGN_UP: Choice = {
  id: 'inscription',
  label: signUpButtonText,
  kind: 'action',
  value: 'inscription',
};

/** An answer with the way to the sign-up, where it is of use; the form that is under way asks its question again. */
export function withSignUpOffer(reply: Reply, text: string, { state }: Pick<Conversation, 'state'>): Reply {
  if (formUnderWay(state) === 'sign-up') return reply;
  return asksWhetherToJoin(text) ? withSignUp(reply) : withSignUpBeside(reply);
}

/** The answer on a territory, with the way to begin: who asks for one means to be referenced. */
const withSignUpBeside = (reply: Reply): Reply =>
  sourcesIn(reply.blocks).some(({ section }) => section === TERRITORY_TITLE) ? offering(reply) : reply;

/** The answer to who asks whether they may be referenced, with the way to begin; what is said of all, where no page answers. */
function withSignUp(reply: Reply): Reply {
  // A person is needed, whatever the programme takes.
  if (reply.kind === 'handoff') return reply;
  const isOurs = sourcesIn(reply.blocks).some(
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
