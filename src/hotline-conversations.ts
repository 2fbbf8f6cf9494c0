import type { ChannelAdapter, ChannelHost } from '#src/channel/port.ts';
import { Delivery } from '#src/conversation/deliver/deliver.ts';
import { LiveBus } from '#src/conversation/deliver/live-bus.ts';
import { relayLive } from '#src/conversation/deliver/live-relay.ts';
import type { Desk, DeskNews, DeskWitness } from '#src/conversation/desk.ts';
import type { Feature } from '#src/conversation/feature.ts';
import { AddressShares } from '#src/conversation/receive/address-shares.ts';
import { createBounds } from '#src/conversation/receive/bounds.ts';
import { createHost } from '#src/conversation/receive/host.ts';
import { ConversationQueue, type QueueParts } from '#src/conversation/receive/queue.ts';
import { lockConversation } from '#src/conversation/store/conversations.ts';
import { type HandlerParts, handleBurst } from '#src/conversation/turn/handle.ts';
import { setAsideBurst } from '#src/conversation/turn/set-aside.ts';
import type { TurnPool } from '#src/conversation/workers/pool.ts';
import type { DeskFeed } from '#src/features/expert/pages/feed.ts';
import { createBrowsers } from '#src/person/browsers/browsers.ts';
import { counted, countedSends } from '#src/platform/web/operators/counted-channels.ts';
import type { Metrics } from '#src/platform/web/operators/metrics.ts';
import { merging } from './features-together.ts';
import type { Foundation } from './hotline-foundation.ts';

/** What receives, answers and sends. Nothing of it moves before {@link startConversations}. */
export interface Conversations {
  /** What channels give their messages to. */
  readonly host: ChannelHost;
  readonly queue: ConversationQueue;
  readonly delivery: Delivery;
  readonly shares: AddressShares;
  /** Said when something was written that must leave, or be shown. */
  readonly changed: () => void;
}

/** What conversations are made with. */
export interface ConversationsParts {
  readonly adapters: readonly ChannelAdapter[];
  readonly pool: TurnPool;
  readonly features: readonly Feature[];
  readonly experts: Desk & DeskNews & DeskWitness;
  readonly feed: DeskFeed;
  readonly metrics: Metrics;
}

/** Puts together the way of a message: kept, queued, answered, sent. */
export function createConversations(foundation: Foundation, parts: ConversationsParts): Conversations {
  const { config, db, logger, now, stack } = foundation;
  const { adapters, pool, features, experts, feed, metrics } = parts;
  const bus = new LiveBus();
  const channels = new Map(adapters.map((one) => [one.name, countedSends(one, metrics)]));
  const delivery = new Delivery({ db, adapters: channels, features, bus, logger, now, desk: experts });
  const changed = () => {
    delivery.wake();
    feed.announce();
  };
  // A model is waited for, a computation is not: one turn of an address at a time leaves the other workers to others.
  const shares = new AddressShares(config.llm ? 16 : 1);
  const queue = new ConversationQueue({
    db,
    logger,
    now,
    ...answering(foundation, parts, shares),
    onStart: showTyping(foundation, bus),
    onDone: changed,
  });
  const kick = (id: string, characters: number) => {
    // What was just received shows at the desk before anything is made of it.
    feed.announce();
    pool.arrived(shares.sourceOf(id) ?? id, characters);
    queue.kick(id);
  };
  const mailIsOn = config.mail !== undefined;
  const browsers = createBrowsers({ db, mailIsOn, merging, now });
  const bounds = createBounds({ config: config.bounds, dataDir: config.dataDir, shares, logger });
  const host = counted(
    createHost({ db, bus, browsers, features, kick, wake: changed, desk: experts, now, ...bounds }),
    metrics,
  );
  if (db.dialect === 'postgres') stack.defer(relayLive({ db, bus, history: host.history, logger }));
  return { host, queue, delivery, shares, changed };
}

/** How a burst is answered, in fair turn, and how one that nobody can read is set aside. */
function answering(
  { db, now, address }: Foundation,
  { pool, features, experts }: ConversationsParts,
  shares: AddressShares,
): Pick<QueueParts, 'handle' | 'setAside'> {
  return {
    handle: (id, burst, how) => {
      const prepare: HandlerParts['prepare'] = (turn) =>
        pool.run(
          { type: 'turn', generation: pool.generation, turn, address: address.url ?? '' },
          { key: shares.sourceOf(id) ?? id, ...how },
        );
      const answer = () => handleBurst({ db, now, features, desk: experts, prepare }, id, burst);
      // One that waits for all the others holds up nobody at its own address meanwhile.
      return how.isSuspect ? answer() : shares.run(id, answer);
    },
    setAside: (conversationId, burst, why) =>
      db.tx((tx) => setAsideBurst(tx, { conversationId, burst, why, features, desk: experts, now: now() })),
  };
}

/** Shows that a reply is being prepared. */
function showTyping({ db, logger }: Foundation, bus: LiveBus): (conversationId: string) => void {
  const show = async (id: string): Promise<void> => {
    const conversation = await db.tx((tx) => lockConversation(tx, id));
    // While a person of the team holds the conversation, nothing is being prepared.
    if (conversation && conversation.kind === 'company' && conversation.mode !== 'human')
      bus.publish(conversation.channel, conversation.channelKey, { type: 'typing' });
  };
  // A typing sign that can't be shown is no reason to fail.
  return (id) => void show(id).catch((error) => logger.warn({ err: error }, 'typing sign failed'));
}

/** Begins to send and to answer; what is under way at the end is finished. */
export async function startConversations(
  { stack }: Foundation,
  { queue, delivery, shares }: Conversations,
  pool: TurnPool,
): Promise<void> {
  stack.defer(() => delivery.stop());
  stack.defer(async () => {
    const stopped = queue.stop();
    shares.close();
    pool.refuse();
    await stopped;
  });
  await queue.start();
}
