import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { paragraph } from '#src/channel/blocks.ts';
import { DeliveryError } from '#src/channel/port.ts';
import { Delivery } from '#src/conversation/deliver/deliver.ts';
import { LiveBus } from '#src/conversation/deliver/live-bus.ts';
import { openConversation } from '#src/conversation/store/conversations.ts';
import { addOutboundMessage } from '#src/conversation/store/messages.ts';
import type { Database } from '#src/platform/database/database.ts';
import { migrate } from '#src/platform/database/migrate.ts';
import { openSqlite } from '#src/platform/database/sqlite/sqlite.ts';
import { createLogger } from '#src/platform/logger.ts';
import { MemoryHost } from '#support/fakes/memory-host.ts';
import { RecordingChannel } from '#support/fakes/recording-channel.ts';

const HOUR = 3_600_000;

/** Hours pass here in an instant: the timers and the clock are the test's. */
describe('The delivery', () => {
  let db: Database;
  let slack: RecordingChannel;
  let delivery: Delivery;

  beforeEach(async () => {
    // What the store does between two statements stays real.
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'setInterval', 'clearInterval', 'Date'] });
    db = await openSqlite(':memory:');
    await migrate(db);
    slack = new RecordingChannel('slack');
    await slack.start(new MemoryHost());
    delivery = new Delivery({
      db,
      adapters: new Map([['slack', slack]]),
      features: [],
      bus: new LiveBus(),
      logger: createLogger('silent'),
      now: Date.now,
    });
    delivery.wake();
  });
  afterEach(async () => {
    await delivery.stop();
    await db.close();
    vi.useRealTimers();
  });

  const say = async (to: string, text: string): Promise<string> => {
    const now = Date.now();
    return db.tx(async (tx) => {
      const key = { channel: 'slack', channelKey: to, address: { to }, now };
      const { id: conversationId } = await openConversation(tx, key);
      const content = { blocks: [paragraph(text)] };
      return (await addOutboundMessage(tx, { conversationId, content, now })).id;
    });
  };
  const pass = async (ms: number) => {
    const steps = 60;
    for (let step = 0; step < steps; step += 1) {
      await vi.advanceTimersByTimeAsync(ms / steps);
      for (let turn = 0; turn < 20; turn += 1) await new Promise((done) => setImmediate(done));
    }
  };
  /** The clock moves on, as it does over a night. */
  const jump = async (ms: number) => {
    vi.setSystemTime(Date.now() + ms);
    await pass(62_000);
  };
  const rows = () =>
    db.query<{ status: string; ref: string | null; last_error: string | null; repeated: number }>(
      `SELECT outbox.status, message.ref, outbox.last_error, outbox.repeated
       FROM outbox JOIN message ON message.id = outbox.message_id ORDER BY outbox.created_at, outbox.seq`,
    );
  /** What the platform was sent, in order, and whether it took it. */
  const tried = () => slack.tries.map(({ text, taken }) => `${text}${taken ? '' : ' ✗'}`);

  it('keeps the platform’s own id of what it took', async () => {
    const id = await say('anne', 'une');
    await pass(3_000);
    expect(await rows()).toMatchObject([{ status: 'sent', ref: `ref-${id}` }]);
  });

  it('sends once what the platform takes minutes to take, and what follows after it', async () => {
    const { promise, resolve } = Promise.withResolvers<void>();
    slack.slow = () => promise;
    await say('anne', 'une');
    await say('anne', 'deux');
    await pass(10 * 60_000);
    expect(tried()).toEqual([]);
    resolve();
    await pass(3_000);
    expect(tried()).toEqual(['une', 'deux']);
    expect((await rows()).map(({ status, repeated }) => [status, repeated])).toEqual([
      ['sent', 0],
      ['sent', 0],
    ]);
  });

  it('waits as long as the platform asks, and lets nothing of that conversation pass meanwhile', async () => {
    slack.fails = () => new DeliveryError('retry', '429', { retryAfterMs: HOUR });
    await say('anne', 'une');
    await pass(3_000);
    await say('anne', 'deux');
    slack.fails = () => false;
    await say('bea', 'autre');
    await pass(HOUR - 10_000);
    expect(tried()).toEqual(['une ✗', 'autre']);
    await pass(20_000);
    expect(tried()).toEqual(['une ✗', 'autre', 'une', 'deux']);
  });

  it('tries again ever more rarely, at least once a minute, when the platform does not say', async () => {
    slack.fails = () => true;
    await say('anne', 'une');
    await pass(60_000);
    const first = slack.tries.length;
    expect(first).toBeGreaterThanOrEqual(5);
    expect(first).toBeLessThanOrEqual(8);
    await pass(10 * 60_000);
    expect(slack.tries.length - first).toBeGreaterThanOrEqual(9);
    expect(slack.tries.length - first).toBeLessThanOrEqual(11);
    slack.fails = () => false;
    await pass(62_000);
    expect(tried().at(-1)).toBe('une');
  });

  it('gives up after half a day, and goes on with what is newer', async () => {
    slack.fails = () => new Error('503');
    await say('anne', 'une');
    await pass(10_000);
    await jump(11 * HOUR);
    expect(await rows()).toMatchObject([{ status: 'open', last_error: '503' }]);
    await say('anne', 'deux');
    await jump(HOUR + 60_000);
    expect((await rows()).map(({ status }) => status)).toEqual(['dead', 'open']);
    slack.fails = () => false;
    await pass(62_000);
    expect(tried().at(-1)).toBe('deux');
    expect((await rows()).map(({ status }) => status)).toEqual(['dead', 'sent']);
  });

  it('lets the rest of a conversation go, in order, a minute after one message began to fail', async () => {
    slack.fails = (_to, _tries, text) => text === 'une';
    for (const text of ['une', 'deux', 'trois']) await say('anne', text);
    await pass(55_000);
    expect(tried().every((one) => one === 'une ✗')).toBe(true);
    await pass(15_000);
    expect(tried().filter((one) => !one.endsWith('✗'))).toEqual(['deux', 'trois']);
    // What is said from now on waits for nothing.
    await say('anne', 'quatre');
    await pass(3_000);
    expect(tried().filter((one) => !one.endsWith('✗'))).toEqual(['deux', 'trois', 'quatre']);
    slack.fails = () => false;
    await pass(62_000);
    expect(tried().filter((one) => !one.endsWith('✗'))).toEqual(['deux', 'trois', 'quatre', 'une']);
    expect((await rows()).map(({ status }) => status)).toEqual(['sent', 'sent', 'sent', 'sent']);
  });

  it('keeps the order when the whole platform is down for long, and comes back', async () => {
    slack.fails = () => true;
    for (const text of ['une', 'deux', 'trois']) await say('anne', text);
    for (let minute = 0; minute < 4; minute += 1) await pass(60_000);
    // In the middle of a pause: a try that was just in vain leaves its place to nobody for long.
    const before = slack.tries.length;
    while (slack.tries.length === before) await pass(1_000);
    await pass(1_000);
    expect(tried().filter((one) => one.startsWith('trois')).length).toBeGreaterThan(0);
    slack.fails = () => false;
    await pass(130_000);
    expect(tried().filter((one) => !one.endsWith('✗'))).toEqual(['une', 'deux', 'trois']);
  });

  it('sets aside at once what fails where others’ messages leave', async () => {
    slack.fails = (to) => to === 'anne' && slack.tries.length < 9;
    await say('anne', 'une');
    await pass(30_000);
    await say('bea', 'autre');
    await pass(60_000);
    const [row] = await db.query('SELECT aside_at FROM outbox WHERE aside_at IS NOT NULL');
    expect(row).toBeDefined();
  });

  it('says after three minutes of tries that files may be given as links, and not before', async () => {
    slack.fails = () => true;
    await say('anne', 'une');
    await pass(2.5 * 60_000);
    expect(slack.tries.some(({ filesMayBeLinks }) => filesMayBeLinks)).toBe(false);
    await pass(2 * 60_000);
    expect(slack.tries.at(-1)?.filesMayBeLinks).toBe(true);
  });

  it('notes what left as soon as the store allows it, and does not send it again', async () => {
    await say('anne', 'une');
    const tx = db.tx.bind(db);
    let refused = 0;
    slack.slow = () => {
      db.tx = async (work) => {
        refused += 1;
        if (refused > 6) return tx(work);
        throw new Error('database or disk is full');
      };
      return undefined;
    };
    await pass(3_000);
    await vi.waitFor(async () => {
      await pass(1_000);
      expect((await rows())[0]).toMatchObject({ status: 'sent', repeated: 0 });
    });
    await pass(70_000);
    expect(tried()).toEqual(['une']);
  });

  it('drops what the platform will never take, at once, and sends the next', async () => {
    slack.fails = (_to, tries) => tries === 0 && new DeliveryError('rejected', 'invalid_blocks');
    await say('anne', 'une');
    await say('anne', 'deux');
    await pass(3_000);
    expect(tried()).toEqual(['une ✗', 'deux']);
    expect(await rows()).toMatchObject([
      { status: 'dead', last_error: 'invalid_blocks' },
      { status: 'sent' },
    ]);
  });

  it('stops writing to somebody out of reach, and to nobody else', async () => {
    slack.fails = (to) => to === 'anne' && new DeliveryError('unreachable', 'account_inactive');
    for (const text of ['une', 'deux', 'trois']) await say('anne', text);
    await say('bea', 'autre');
    await jump(HOUR);
    expect(tried().sort()).toEqual(['autre', 'une ✗']);
    expect((await rows()).map(({ status }) => status).sort()).toEqual(['dead', 'dead', 'dead', 'sent']);
    slack.fails = () => false;
    await say('anne', 'quatre');
    await pass(3_000);
    expect(tried().at(-1)).toBe('quatre');
  });

  it('does not take up again what was given up while its try was failing', async () => {
    const { promise, resolve } = Promise.withResolvers<void>();
    slack.slow = () => promise;
    slack.fails = () => new Error('timeout');
    await say('anne', 'une');
    await pass(3_000);
    await db.query("UPDATE outbox SET status = 'dead'");
    resolve();
    await jump(HOUR);
    expect(tried()).toEqual(['une ✗']);
  });
});
