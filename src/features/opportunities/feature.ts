import { paragraph } from '#src/channel/blocks.ts';
import { EXPERT_BUTTON } from '#src/conversation/expert-button.ts';
import type { Candidate, Feature, Reading } from '#src/conversation/feature.ts';
import { NO_MEMORY } from '#src/conversation/memory.ts';
import type { AfterAnswer } from '#src/conversation/reply.ts';
import { actOf, sureOf, wishOf } from '#src/conversation/rules/reading.ts';
import { addRequest } from '#src/conversation/store/requests.ts';
import { alertsText } from './texts.ts';

/** The kind of what is said of alerts, and of the requests that are kept. */
const KIND = 'alerts';
/** Who no longer wants alerts is heard whatever the bounds. */
const NO_MORE = ['desabonnement', 'me desabonner', 'desinscription'];

/** A wish about alerts, in the words that it was said in. */
interface AlertsWish {
  readonly act: string | undefined;
  readonly text: string;
}

/** Alerts on the opportunities of a territory: not open yet, which it says; what is asked is kept for the team. */
export const opportunitiesFeature = ({
  after,
}: {
  /** What an answer asks of another feature after it. */
  readonly after: AfterAnswer;
}): Feature<AlertsWish, { readonly act: 'say'; readonly data: AlertsWish }> => ({
  name: 'opportunities',
  memory: NO_MEMORY,
  alwaysHeard: { words: NO_MORE },
  knows: async () => undefined,
  hears: (message: Reading): Candidate<AlertsWish>[] => {
    if (wishOf(message) !== KIND) return [];
    const ground = message.content.type === 'action' ? 'command' : 'meant';
    return [{ turn: { act: actOf(message), text: message.text }, ground, probability: sureOf(message) }];
  },
  prepare: async (wish) => ({ act: 'say', data: wish }),
  act: async (tx, { data }, { conversation, message, now }) => {
    await addRequest(tx, {
      conversationId: conversation.id,
      messageId: message.id,
      kind: KIND,
      body: data.text,
      now,
    });
    const blocks = [
      ...alertsText(data.act).map(paragraph),
      { type: 'choices', choices: [EXPERT_BUTTON] } as const,
    ];
    return { kind: KIND, blocks, isReply: true, next: after({}) };
  },
  pending: () => undefined,
});
