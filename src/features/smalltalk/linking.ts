import { words } from '#src/channel/make-blocks.ts';
import type { Feature } from '#src/conversation/feature.ts';
import { NO_MEMORY } from '#src/conversation/memory.ts';
import { actOf, sureOf } from '#src/conversation/rules/reading.ts';
import { link } from '#src/person/chat/link.ts';
import { type LinkRequest, linkRequestOf } from '#src/person/chat/link-request.ts';

/** The link between two channels of one person, by a code. */
export const linkingFeature: Feature<LinkRequest, { readonly act: 'link'; readonly data: LinkRequest }> = {
  name: 'linking',
  memory: NO_MEMORY,
  knows: async () => undefined,
  hears: (message) => {
    const { content } = message;
    const turn = content.type === 'text' ? linkRequestOf(content.text) : undefined;
    if (turn) return [{ turn, ground: 'command', probability: 1 }];
    return actOf(message) === 'link.channels'
      ? [{ turn: { type: 'ask' }, ground: 'meant', probability: sureOf(message) }]
      : [];
  },
  prepare: async (request) => ({ act: 'link', data: request }),
  act: async (tx, { data }, { conversation, now }) => ({
    blocks: words(...(await link(tx, conversation.personId, data, now))),
    kind: 'help',
  }),
  pending: () => undefined,
};
