import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { LiveEvent } from '#src/channel/port.ts';
import { LiveBus } from '#src/conversation/deliver/live-bus.ts';
import { relayLive } from '#src/conversation/deliver/live-relay.ts';
import { createHost } from '#src/conversation/receive/host.ts';
import type { Database } from '#src/platform/database/database.ts';
import { openDatabase } from '#src/platform/database/open.ts';
import { createLogger } from '#src/platform/logger.ts';
import { browsersOn } from '#support/store/browsers-on.ts';
import { PostgresServer } from '#support/store/postgres-server.ts';
import { say, T0 } from '#support/store/seeds/stored-messages.ts';

describe('Live events between replicas', () => {
  let server: PostgresServer;
  let url: string;
  const ends: (() => Promise<void>)[] = [];

  beforeAll(async () => {
    server = await PostgresServer.start();
  });
  afterAll(() => server[Symbol.asyncDispose]());
  beforeEach(async () => {
    url = await server.createDatabase();
  });
  afterEach(async () => {
    for (const end of ends.splice(0).reverse()) await end();
  });

  /** What a replica has for its pages; `hears` says whether hints reach it. */
  const replica = async (hears = true) => {
    const db = await openDatabase('', url);
    const bus = new LiveBus();
    const heard: Database = hears ? db : { ...db, listen: () => () => {} };
    const host = createHost({
      db,
      browsers: browsersOn(db),
      bus,
      features: [],
      kick: () => {},
      now: () => T0,
    });
    const stop = relayLive({ db: heard, bus, history: host.history, logger: createLogger('silent') });
    ends.push(() => db.close(), stop);
    return { db, bus, host };
  };
  const page = ({ bus }: { bus: LiveBus }, key: string) => {
    const events: LiveEvent[] = [];
    bus.subscribe('web', key, (event) => events.push(event));
    return events;
  };
  const write = (to: Awaited<ReturnType<typeof replica>>, key: string, text: string) =>
    to.host.receive({
      channel: 'web',
      deliveryId: text,
      conversationKey: key,
      address: null,
      content: { type: 'text', text },
    });
  const places = (events: readonly LiveEvent[]) =>
    events.flatMap((event) => (event.type === 'message' ? [event.message.seq] : []));

  it('reach a page of the other replica, and only pages of that conversation', async () => {
    const one = await replica();
    const two = await replica();
    const mine = page(two, 'a');
    const theirs = page(two, 'b');
    while (!mine.some(({ type }) => type === 'typing')) {
      one.bus.publish('web', 'a', { type: 'typing' });
      await sleep(20);
    }
    await write(one, 'a', 'Bonjour ?');
    while (places(mine).length === 0) await sleep(10);
    expect(mine.at(-1)).toMatchObject({ message: { author: 'company', text: 'Bonjour ?', seq: 1 } });
    expect(theirs).toEqual([]);
  });

  it('are read from the store when hints get lost, also what was saved before the page came', async () => {
    const one = await replica();
    const deaf = await replica(false);
    await write(one, 'a', 'une ?');
    const events = page(deaf, 'a');
    while (!places(events).includes(1)) await sleep(20);
    const conversation = await one.db.query<{ id: string }>('SELECT id FROM conversation');
    await say(one.db, conversation[0]?.id ?? '', 'Oui.');
    while (!places(events).includes(2)) await sleep(20);
    expect(places(events)).toEqual([1, 2]);
  });
});
