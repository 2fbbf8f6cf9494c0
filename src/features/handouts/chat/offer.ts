import type { Block, Choice } from '#src/channel/blocks.ts';
import { EXPERT_BUTTON } from '#src/conversation/expert-button.ts';
import type { Reply } from '#src/conversation/reply.ts';
import type { HandoutParts } from './reply.ts';

/** An answer with a button for the document of its subject, where there is one. */
export async function withOffer({ models }: HandoutParts, reply: Reply): Promise<Reply> {
  const cited =
    reply.kind === 'answer' ? (reply.answer?.citations ?? []).map(({ documentId }) => documentId) : [];
  if (cited.length === 0) return reply;
  const model = (await models()).find(({ beside }) => beside.includes(cited[0] ?? ''));
  if (!model) return reply;
  const offer: Choice = { id: `file-${model.id}`, label: model.button, kind: 'ask', value: model.button };
  const blocks = reply.blocks.map((block): Block => {
    if (block.type !== 'choices') return block;
    const others = block.choices.filter(({ id }) => id !== EXPERT_BUTTON.id);
    const last = block.choices.filter(({ id }) => id === EXPERT_BUTTON.id);
    return { type: 'choices', choices: [...others, offer, ...last] };
  });
  return { ...reply, blocks };
}
