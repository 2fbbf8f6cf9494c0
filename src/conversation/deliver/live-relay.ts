import type { ChannelHost, LiveEvent } from '#src/channel/port.ts';
import { lastSeqs } from '#src/conversation/store/conversations.ts';
import type { Database } from '#src/platform/database/database.ts';
import type { Logger } from '#src/platform/logger.ts';
import type { LiveBus, Place } from './live-bus.ts';

export interface RelayParts {
  readonly db: Database;
  readonly bus: LiveBus;
  /** The conversation as a page reads it. */
  readonly history: ChannelHost['history'];
  readonly logger: Logger;
}

const TOPIC = 'live';
/** A hint that was lost costs a page so much waiting. */
const POLL_MS = 2_000;

/**
 * Carries live events between replicas: a page connected to one sees what another answers. A hint says where something
 * happened; what was said is read from the store, which is also asked every two seconds for the conversations that are
 * watched here.
 * @returns a function that ends it
 */
export function relayLive({ db, bus, history, logger }: RelayParts): () => Promise<void> {
  /** The last place told of each watched conversation. */
  const told = new Map<string, number>();
  let running: Promise<void> = Promise.resolve();

  const look = async (places: readonly Place[]): Promise<void> => {
    if (places.length === 0) return;
    for (const { seq, ...place } of await lastSeqs(db, places)) {
      const key = keyOf(place);
      if (seq <= (told.get(key) ?? 0)) continue;
      // A page that was told less catches up by itself: it knows the numbers that it has.
      const { items } = await history(place.channel, place.conversationKey, { after: seq - 1 });
      const [last] = items;
      if (last) bus.tell(place, { type: 'message', message: last });
      told.set(key, seq);
    }
  };
  const enqueue = (work: () => Promise<void>): Promise<void> => {
    running = running
      .then(work)
      .catch((error) => logger.warn({ err: error }, 'live events cannot reach the store'));
    return running;
  };

  bus.carryTo((place, event) => {
    if (event.type === 'message') told.set(keyOf(place), event.message.seq);
    const hint = JSON.stringify({ ...place, type: event.type });
    db.notify(TOPIC, hint).catch(() => undefined);
  });
  const stopListening = db.listen(TOPIC, (text) => {
    const { type, channel, conversationKey } = JSON.parse(text) as Place & { type: LiveEvent['type'] };
    const place = { channel, conversationKey };
    const watched = bus.places().some((one) => keyOf(one) === keyOf(place));
    if (!watched) return;
    if (type === 'typing') bus.tell(place, { type });
    else void enqueue(() => look([place]));
  });
  const timer = setInterval(() => {
    const places = bus.places();
    const watched = new Set(places.map(keyOf));
    for (const key of told.keys()) if (!watched.has(key)) told.delete(key);
    void enqueue(() => look(places));
  }, POLL_MS);
  return async () => {
    clearInterval(timer);
    stopListening();
    await running;
  };
}

const keyOf = ({ channel, conversationKey }: Place): string => `${channel}\n${conversationKey}`;
