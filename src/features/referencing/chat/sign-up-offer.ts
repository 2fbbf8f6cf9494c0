import { TERRITORY_TITLE } from '#src/calculators/programme/territory-texts.ts';
import { type Block, type Choice, sourcesIn } from '#src/channel/blocks.ts';
import { formUnderWay } from '#src/company/form/under-way.ts';
import type { Reply } from '#src/conversation/reply.ts';
import type { Conversation } from '#src/conversation/store/conversations.ts';
import { signUpButtonText } from './texts.ts';

const SIGN_UP: Choice = {
  id: 'inscription',
  label: signUpButtonText,
  kind: 'action',
  value: 'inscription',
};

/** The page that says what being referenced brings, costs and takes. */
const PAGE = 'programme/referencement';

/** An answer with the way to the sign-up, where it is of use; the form that is under way asks its question again. */
export function withSignUpOffer(reply: Reply, _text: string, { state }: Pick<Conversation, 'state'>): Reply {
  if (formUnderWay(state) === 'sign-up' || reply.kind !== 'answer') return reply;
  return isAboutJoining(reply) ? offering(reply) : reply;
}

/** Whether an answer is on being referenced, or on our territories: who asks means to be. */
const isAboutJoining = ({ blocks }: Reply): boolean =>
  sourcesIn(blocks).some(({ documentId, section }) => documentId === PAGE || section === TERRITORY_TITLE);

const offering = (reply: Reply): Reply => ({
  ...reply,
  blocks: reply.blocks.map(
    (block): Block => (block.type === 'choices' ? { ...block, choices: [SIGN_UP, ...block.choices] } : block),
  ),
});
