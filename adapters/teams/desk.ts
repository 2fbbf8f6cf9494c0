import { DeliveryError, type OutboundMessage } from '#src/channel/port.ts';
import type { TeamsAddress } from './address.ts';
import { TeamsFailure, toDeliveryError } from './failure.ts';
import type { TeamsActivity } from './receive/activity.ts';
import { teamsFaults } from './texts.ts';

/** Where Teams takes the posts of bots of every region, as Microsoft documents it for a bot that has heard of none. */
const GLOBAL_SERVICE = 'https://smba.trafficmanager.net/teams/';
/** Cards that are remembered, to be drawn anew when an answer was typed in them. */
const CARDS = 500;

const ROOT = 0;
const POST = 1;
const partsOf = (conversationId: string): string[] => conversationId.split(';messageid=');

/** Whether a conversation is one of the experts' channel. */
export const isInDesk = (conversationId: string, channel: string | undefined): boolean =>
  channel !== undefined && partsOf(conversationId)[ROOT] === channel;

/** Whether something was written under a post, and is no post itself. */
export const isUnderPost = ({ id, conversation }: TeamsActivity): boolean => {
  const post = partsOf(conversation.id)[POST];
  return post !== undefined && post !== id;
};

interface TeamsDeskSettings {
  readonly appId: string;
  readonly tenantId: string;
  readonly serviceUrl?: string | undefined;
  readonly deskChannel?: string | undefined;
}

/** The experts' channel: a post for each case, its answers under it. */
export class TeamsDesk {
  readonly channel: string | undefined;
  readonly #settings: TeamsDeskSettings;
  readonly #cards = new Map<string, OutboundMessage>();
  #heard: string | undefined;

  constructor(settings: TeamsDeskSettings) {
    this.#settings = settings;
    this.channel = settings.deskChannel;
  }

  /** Something came from there: it is where this organisation is served. */
  learn(serviceUrl: string): void {
    this.#heard = serviceUrl;
  }

  /** Where a new post is made; its conversation gets its name then. @throws DeliveryError without such a channel */
  newPost(): TeamsAddress {
    const { appId, tenantId, serviceUrl } = this.#settings;
    if (this.channel === undefined) throw new DeliveryError('rejected', 'no channel of experts');
    return {
      serviceUrl: serviceUrl ?? this.#heard ?? GLOBAL_SERVICE,
      conversation: { id: this.channel, conversationType: 'channel', ...(tenantId && { tenantId }) },
      bot: { id: `28:${appId}` },
    };
  }

  /** Remembers a card in which an answer may be typed. */
  keep(message: OutboundMessage): void {
    if (!message.blocks.some(({ type }) => type === 'answer-field')) return;
    this.#cards.set(message.id, message);
    const [oldest] = this.#cards.keys();
    if (this.#cards.size > CARDS && oldest !== undefined) this.#cards.delete(oldest);
  }

  /** A card of a while ago; undefined after a restart. */
  cardOf(id: string): OutboundMessage | undefined {
    return this.#cards.get(id);
  }

  /**
   * What a failure in the experts' channel means. A post that can't be written under is gone, and another may take its
   * place; a channel where no post can be made is put right by the team, and what waits leaves then.
   */
  failureOf(error: unknown, isNew: boolean, random: number): DeliveryError {
    const failure = toDeliveryError(error, random);
    if (!(error instanceof TeamsFailure) || ![403, 404].includes(error.status)) return failure;
    if (!isNew) return new DeliveryError('unreachable', error.message, { cause: error });
    return new DeliveryError('retry', teamsFaults.desk(error.message, this.channel ?? ''), { cause: error });
  }
}
