import { type Block, type Choice, sourcesIn } from '#src/channel/blocks.ts';
import { EXPERT_BUTTON } from '#src/conversation/expert-button.ts';
import type { Reply } from '#src/conversation/reply.ts';
import { besideOf } from '#src/features/handouts/rules/which-meant.ts';
import type { HandoutParts } from './reply.ts';

/** How the names of computations begin, where they are given as sources. */
const COMPUTED = 'calculators/';
/** How the ids of the buttons begin that offer a document below an answer. */
const OFFER = 'file-';

/** The document that was offered below the last answer, by what its button sends; nothing where none or several were. */
export function offeredIn(shown: readonly Choice[]): string | undefined {
  const offers = shown.filter(({ id }) => id.startsWith(OFFER));
  return offers.length === 1 ? offers[0]?.value : undefined;
}

/** An answer with a button for the document of its subject, where there is one. */
export async function withOffer<T extends Reply>({ models }: HandoutParts, reply: T): Promise<T> {
  // A computation comes first, and the page that explains it after.
  const sources = reply.kind === 'answer' ? sourcesIn(reply.blocks) : [];
  const page = sources.find(({ documentId }) => !documentId.startsWith(COMPUTED));
  if (!page) return reply;
  const model = besideOf(await models(), page);
  if (!model) return reply;
  const offer: Choice = { id: `${OFFER}${model.id}`, label: model.button, kind: 'ask', value: model.button };
  const blocks = reply.blocks.map((block): Block => {
    if (block.type !== 'choices') return block;
    const others = block.choices.filter(({ id }) => id !== EXPERT_BUTTON.id);
    const last = block.choices.filter(({ id }) => id === EXPERT_BUTTON.id);
    return { type: 'choices', choices: [...others, offer, ...last] };
  });
  return { ...reply, blocks };
}
