import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { hostname } from 'node:os';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, afterEach, beforeEach, describe, expect, it } from 'vitest';
import {
  conversationsWaiting,
  freeConversations,
  LEASE_MS,
  releaseConversation,
  renewConversations,
  takeConversation,
} from '#src/conversation/store/conversation-leases.ts';
import { messagesAfter } from '#src/conversation/store/messages.ts';
import {
  claimOutbox,
  freeOutbox,
  markFailed,
  markSent,
  nextDue,
  nextTryBefore,
  outboxCounts,
} from '#src/conversation/store/outbox/outbox.ts';
import type { KnowledgeDocument } from '#src/knowledge/model/document.ts';
import {
  activeGenerationId,
  deleteEmbedding,
  deleteKnowledgeFile,
  knowledgeFiles,
  loadEmbeddings,
  publishGeneration,
  readGeneration,
  readGenerationBytes,
  saveEmbedding,
  saveKnowledgeFile,
} from '#src/knowledge/store/generations.ts';
import type { Database } from '#src/platform/database/database.ts';
import { holdLease } from '#src/platform/database/leases/hold.ts';
import { leaseHolder, releaseLease, takeLease } from '#src/platform/database/leases/leases.ts';
import { migrate } from '#src/platform/database/migrate.ts';
import { HotlineError } from '#src/platform/errors.ts';
import { sha256 } from '#src/retrieval/passages/index-content.ts';
import { type EmptyStore, engines } from '#support/store/engines.ts';
import { ask, conversationOf, say, T0 } from '#support/store/seeds/stored-messages.ts';

const LEASE = 60_000;

describe.each(engines)('Stored work on $name', (engine) => {
  let store: EmptyStore;
  let db: Database;
  let other: Database;

  beforeEach(async () => {
    store = await engine.createStore();
    db = await store.connect();
    await migrate(db);
    other = await store.connect();
  });
  afterEach(() => store[Symbol.asyncDispose]());
  afterAll(() => engine.stop());

  describe('the outbox', () => {
    const claim = (now: number, connection = db) => connection.tx((tx) => claimOutbox(tx, now, LEASE));
    const sent = (id: string) => db.tx((tx) => markSent(tx, id, T0));
    const failed = (id: string, retryAt: number | undefined, error = 'ECONNRESET') =>
      db.tx((tx) => markFailed(tx, id, { error, retryAt }));
    const claimed = async (now: number) => {
      const item = await claim(now);
      if (!item) throw new Error('nothing to send');
      return item;
    };

    it('holds what the bot says from the same transaction on, and nothing of one that failed', async () => {
      const id = await conversationOf(db, 'a');
      const { id: messageId } = await say(db, id, 'Oui.');
      await expect(say(db, 'no such conversation', 'Perdu')).rejects.toThrow();
      expect(await claim(T0)).toMatchObject({ conversationId: id, messageId, attempts: 1 });
      expect(await claim(T0)).toBeUndefined();
      expect(await messagesAfter(db, id, 0)).toHaveLength(1);
    });

    it('gives only the oldest open message of a conversation, and others’ meanwhile', async () => {
      const a = await conversationOf(db, 'a');
      const b = await conversationOf(db, 'b');
      const first = await say(db, a, 'une', { now: T0 });
      const second = await say(db, a, 'deux', { now: T0 + 1 });
      const foreign = await say(db, b, 'autre', { now: T0 + 2 });
      const now = T0 + 10;
      const one = await claimed(now);
      expect(one.messageId).toBe(first.id);
      expect((await claim(now))?.messageId).toBe(foreign.id);
      expect(await claim(now)).toBeUndefined();
      await sent(one.id);
      expect((await claim(now))?.messageId).toBe(second.id);
    });

    it('gives a message to one of several senders', async () => {
      const ids = await Promise.all(['a', 'b', 'c'].map((key) => conversationOf(db, key)));
      for (const id of ids) for (const text of ['une', 'deux']) await say(db, id, text);
      const claims = await Promise.all(
        Array.from({ length: 9 }, (_, index) => claim(T0, index % 2 ? db : other)),
      );
      const conversations = claims.flatMap((item) => (item ? [item.conversationId] : []));
      expect(conversations.sort()).toEqual([...ids].sort());
    });

    it('takes a message back from a sender that died when its lease runs out, and counts the tries', async () => {
      const id = await conversationOf(db, 'a');
      await say(db, id, 'Oui.');
      const first = await claimed(T0);
      expect(await claim(T0 + LEASE - 1)).toBeUndefined();
      expect(await nextDue(db, T0)).toBe(T0 + LEASE);
      expect(await claim(T0 + LEASE + 1)).toEqual({ ...first, attempts: 2 });
    });

    it('gives every claim back at once when its one sender starts anew, and leaves retries to their time', async () => {
      const a = await conversationOf(db, 'a');
      const b = await conversationOf(db, 'b');
      const first = await say(db, a, 'une');
      await claimed(T0);
      await say(db, b, 'autre');
      await failed((await claimed(T0)).id, T0 + 5_000);
      await db.tx(freeOutbox);
      expect(await claim(T0 + 1)).toMatchObject({ messageId: first.id, attempts: 2 });
      expect(await claim(T0 + 1)).toBeUndefined();
    });

    it('gives a message that failed when its time comes, before what follows it', async () => {
      const id = await conversationOf(db, 'a');
      const first = await say(db, id, 'une');
      const second = await say(db, id, 'deux');
      await failed((await claimed(T0)).id, T0 + 5_000);
      expect(await claim(T0 + 4_999)).toBeUndefined();
      const again = await claimed(T0 + 5_000);
      expect(again).toMatchObject({ messageId: first.id, attempts: 2 });
      await sent(again.id);
      expect(await claim(T0 + 5_000)).toMatchObject({ messageId: second.id, attempts: 1 });
    });

    it('puts what cannot be sent among the dead letters and goes on with the next', async () => {
      const id = await conversationOf(db, 'a');
      await say(db, id, 'une');
      const second = await say(db, id, 'deux');
      const dead = await claimed(T0);
      await failed(dead.id, undefined, `refus ${'x'.repeat(2_000)}`);
      expect((await claim(T0))?.messageId).toBe(second.id);
      expect(await claim(T0 + 10 * LEASE)).not.toMatchObject({ id: dead.id });
      expect(await outboxCounts(db)).toEqual({ dead: 1, open: 1 });
      const [row] = await db.query<{ last_error: string }>(
        'SELECT last_error FROM outbox WHERE status = $1',
        ['dead'],
      );
      expect(row?.last_error).toMatch(/^refus x+$/);
    });

    it('tells when the next message is due: nothing, now, or when a retry or a lease ends', async () => {
      expect(await nextDue(db, T0)).toBeUndefined();
      const a = await conversationOf(db, 'a');
      const b = await conversationOf(db, 'b');
      await say(db, a, 'une', { now: T0 });
      await say(db, b, 'autre', { now: T0 + 100 });
      expect(await nextDue(db, T0)).toBe(T0);
      await failed((await claimed(T0)).id, T0 + 9_000);
      expect(await nextDue(db, T0)).toBe(T0 + 100);
      const last = await claimed(T0 + 100);
      expect(await nextDue(db, T0)).toBe(T0 + 9_000);
      await sent(last.id);
      await sent((await claimed(T0 + 9_000)).id);
      expect(await nextDue(db, T0)).toBeUndefined();
      expect(await outboxCounts(db)).toEqual({});
    });

    it('is not due while a conversation’s first message waits for its retry, whatever queues behind it', async () => {
      const id = await conversationOf(db, 'a');
      for (const text of ['une', 'deux', 'trois']) await say(db, id, text);
      await failed((await claimed(T0)).id, T0 + 600_000);
      expect(await nextDue(db, T0)).toBe(T0 + 600_000);
    });

    it('lets what follows pass a message that has failed for a minute, once it was tried again in vain', async () => {
      const id = await conversationOf(db, 'a');
      const first = await say(db, id, 'une');
      const second = await say(db, id, 'deux');
      const third = await say(db, id, 'trois');
      const stuck = (retryAt: number) => ({ error: '500', retryAt, failingSince: T0 });
      const head = await claimed(T0);
      expect(head.failingSince).toBeUndefined();
      await db.tx((tx) => markFailed(tx, head.id, stuck(T0 + 60_000)));
      expect(await claim(T0 + 59_999)).toBeUndefined();
      // Due again, it comes first.
      const again = await claimed(T0 + 60_000);
      expect(again).toMatchObject({ messageId: first.id, failingSince: T0 });
      expect(await claim(T0 + 60_000)).toBeUndefined();
      await db.tx((tx) => markFailed(tx, again.id, stuck(T0 + 120_000)));
      expect(await nextDue(db, T0 + 60_001)).toBeLessThanOrEqual(T0 + 60_001);
      const next = await claimed(T0 + 60_001);
      expect(next.messageId).toBe(second.id);
      expect(await claim(T0 + 60_001)).toBeUndefined();
      // What passed shows that the first alone is at fault: from now on it holds nobody, not even while it is tried.
      await sent(next.id);
      expect((await claimed(T0 + 120_000)).messageId).toBe(third.id);
      expect((await claimed(T0 + 120_000)).messageId).toBe(first.id);
    });

    it('holds what follows a message that waits as the platform asks, however long', async () => {
      const id = await conversationOf(db, 'a');
      for (const text of ['une', 'deux']) await say(db, id, text);
      await failed((await claimed(T0)).id, T0 + 600_000, '429');
      expect(await claim(T0 + 599_999)).toBeUndefined();
    });

    it('tries what follows, and fails too, after what comes before', async () => {
      const id = await conversationOf(db, 'a');
      const first = await say(db, id, 'une');
      const second = await say(db, id, 'deux');
      const fail = (item: { id: string }, retryAt: number) =>
        db.tx((tx) => markFailed(tx, item.id, { error: '500', retryAt, failingSince: T0 }));
      await fail(await claimed(T0), T0 + 120_000);
      // A pause that is nearly over: the first comes again before anybody passes it.
      expect(await claim(T0 + 95_000)).toBeUndefined();
      const next = await claimed(T0 + 61_000);
      const before = await db.tx((tx) => nextTryBefore(tx, next.id));
      expect(before).toBe(T0 + 120_000);
      await fail(next, (before ?? 0) + 1);
      expect(await claim(T0 + 119_999)).toBeUndefined();
      const again = await claimed(T0 + 130_000);
      expect(again.messageId).toBe(first.id);
      await sent(again.id);
      expect((await claimed(T0 + 130_000)).messageId).toBe(second.id);
    });

    it('leaves out what failed before on a channel where enough of it is on its way', async () => {
      const a = await conversationOf(db, 'a');
      const b = await conversationOf(db, 'b');
      await say(db, a, 'une');
      const item = await claimed(T0);
      await db.tx((tx) => markFailed(tx, item.id, { error: '500', retryAt: T0 + 1, failingSince: T0 }));
      const other = await say(db, b, 'autre');
      const busy = { all: [], failing: [item.channel] };
      const next = () => db.tx((tx) => claimOutbox(tx, T0 + 10, LEASE, busy));
      expect((await next())?.messageId).toBe(other.id);
      expect(await next()).toBeUndefined();
      expect(await nextDue(db, T0 + 10, busy)).toBe(T0 + 10 + LEASE);
      expect((await claimed(T0 + 10)).id).toBe(item.id);
    });
  });

  describe('leases', () => {
    const take = (owner: string, now: number, connection = db) =>
      takeLease(connection, { name: 'server', owner, now, durationMs: 15_000 });

    it('are held by one owner, who may renew them, until they expire', async () => {
      expect(await take('one', T0)).toBe(true);
      expect(await take('two', T0 + 14_000, other)).toBe(false);
      expect(await take('one', T0 + 14_000)).toBe(true);
      expect(await take('two', T0 + 28_999, other)).toBe(false);
      expect(await take('two', T0 + 29_001, other)).toBe(true);
      expect(await take('one', T0 + 29_001)).toBe(false);
    });

    it('are free once their owner gives them back, and only their owner may', async () => {
      await take('one', T0);
      await releaseLease(other, 'server', 'two');
      expect(await take('two', T0 + 1, other)).toBe(false);
      await releaseLease(db, 'server', 'one');
      expect(await take('two', T0 + 1, other)).toBe(true);
    });

    it('wanted by many at once go to one', async () => {
      const takes = Array.from({ length: 10 }, (_, index) => take(`${index}`, T0, index % 2 ? db : other));
      expect((await Promise.all(takes)).filter(Boolean)).toHaveLength(1);
    });

    it('held by a living process refuse a second server with the given sentence', async () => {
      const owner = `${hostname()}:${process.ppid}:x`;
      await takeLease(db, { name: 'server', owner, now: Date.now(), durationMs: 60_000 });
      const refused = holdLease(other, { name: 'server', taken: 'Une hotline tourne déjà.' });
      await expect(refused).rejects.toThrow(new HotlineError('storage', 'Une hotline tourne déjà.'));
      await expect(refused).rejects.toMatchObject({ code: 'storage' });
    });

    it('held by this very process refuse a second server in it', async () => {
      const held = await holdLease(db, { name: 'server', taken: 'Déjà.' });
      await expect(holdLease(other, { name: 'server', taken: 'Déjà.' })).rejects.toThrow('Déjà.');
      await held[Symbol.asyncDispose]();
      await (await holdLease(other, { name: 'server', taken: 'Déjà.' }))[Symbol.asyncDispose]();
    });

    it('of a process that died are taken over: at once on this machine’s own file, else when they run out', async () => {
      const child = spawn(process.execPath, ['-e', '']);
      await once(child, 'exit');
      const owner = `${hostname()}:${child.pid}:x`;
      const hold = () => holdLease(other, { name: 'server', taken: 'Une hotline tourne déjà.' });
      await takeLease(db, { name: 'server', owner, now: Date.now(), durationMs: 60_000 });
      if (!engine.embedded) {
        // Replicas in containers share names of machines and numbers of processes.
        await expect(hold()).rejects.toThrow('Une hotline tourne déjà.');
        await takeLease(db, { name: 'server', owner, now: Date.now(), durationMs: -1_000 });
      }
      const held = await hold();
      expect(await take('somebody', Date.now())).toBe(false);
      await held[Symbol.asyncDispose]();
      expect(await take('somebody', Date.now())).toBe(true);
    });

    it('asked of a clock that was two hours ahead are waited for by nobody', async () => {
      const now = Date.now();
      await takeLease(db, { name: 'ingest', owner: 'dead', now: now + 7_200_000, durationMs: 15_000 });
      const lease = { owner: 'one', now, durationMs: 15_000 };
      expect(await takeLease(db, { name: 'ingest', ...lease })).toBe(true);
      // Clocks that are kept in step differ a little.
      await takeLease(db, { name: 'other', owner: 'ahead', now: now + 5_000, durationMs: 15_000 });
      expect(await takeLease(db, { name: 'other', ...lease })).toBe(false);
    });

    it('lost are told to their holder at the next renewal, once, and never taken back', async () => {
      let lost = 0;
      await using _held = await holdLease(db, {
        name: 'server',
        taken: 'Déjà.',
        durationMs: 200,
        onLost: () => {
          lost += 1;
        },
      });
      await expect
        .poll(async () => (await leaseHolder(db, 'server'))?.until)
        .toBeGreaterThan(Date.now() + 100);
      expect(lost).toBe(0);
      await db.query("UPDATE lease SET owner = 'somebody' WHERE name = 'server'");
      await expect.poll(() => lost).toBe(1);
      await sleep(300);
      expect(lost).toBe(1);
      expect((await leaseHolder(db, 'server'))?.owner).toBe('somebody');
    });

    it('lost to somebody else while their holder was stuck stop what it wanted to write', async () => {
      await using held = await holdLease(db, { name: 'ingest', taken: 'Déjà en cours.' });
      const write = () =>
        db.tx(async (tx) => {
          await saveEmbedding(tx, 'mine', Float32Array.of(1));
          await held.confirm(tx);
        });
      await write();
      await db.tx((tx) => deleteEmbedding(tx, 'mine'));
      const late = Date.now() + 60_000;
      await takeLease(other, { name: 'ingest', owner: 'two', now: late, durationMs: 15_000 });
      await expect(write()).rejects.toMatchObject({ code: 'busy', message: 'Déjà en cours.' });
      expect((await loadEmbeddings(db)).size).toBe(0);
    });
  });

  describe('leases', () => {
    const take = (conversationId: string, owner: string, now: number, connection = db) =>
      takeConversation(connection, { conversationId, owner, now }).then((taken) => taken !== undefined);

    it('to answer conversations go to one replica, and the others’ search leaves it alone meanwhile', async () => {
      const a = await conversationOf(db, 'a');
      const b = await conversationOf(db, 'b');
      for (const id of [a, b]) await ask(db, id, 'une ?');
      expect(await take(a, 'one', T0)).toBe(true);
      expect(await take(a, 'two', T0 + 1, other)).toBe(false);
      expect(await take(b, 'two', T0 + 1, other)).toBe(true);
      expect(await conversationsWaiting(other, T0 + 1)).toEqual([]);
      await releaseConversation(db, a, 'one');
      expect(await conversationsWaiting(other, T0 + 1)).toEqual([a]);
      expect(await take(a, 'two', T0 + 2, other)).toBe(true);
    });

    it('of a replica that died are free again after a while, and those that are renewed are not', async () => {
      const a = await conversationOf(db, 'a');
      const b = await conversationOf(db, 'b');
      for (const id of [a, b]) await ask(db, id, 'une ?');
      await take(a, 'dead', T0);
      await take(b, 'alive', T0);
      await renewConversations(db, 'alive', T0 + LEASE_MS - 1);
      expect(await take(a, 'two', T0 + LEASE_MS, other)).toBe(false);
      expect(await conversationsWaiting(other, T0 + LEASE_MS + 1)).toEqual([a]);
      expect(await take(a, 'two', T0 + LEASE_MS + 1, other)).toBe(true);
      expect(await take(b, 'two', T0 + LEASE_MS + 1, other)).toBe(false);
    });

    it('are all free when the one server of a store starts', async () => {
      const id = await conversationOf(db, 'a');
      await ask(db, id, 'une ?');
      await take(id, 'dead', T0);
      await takeLease(db, { name: 'server', owner: 'alive', now: T0, durationMs: 15_000 });
      await db.tx(freeConversations);
      expect(await conversationsWaiting(db, T0)).toEqual([id]);
      expect(await takeLease(db, { name: 'server', owner: 'x', now: T0, durationMs: 1 })).toBe(false);
    });
  });

  describe('the files of the knowledge folder', () => {
    const document = { path: 'guides/avance.md', title: 'L’avance' } as unknown as KnowledgeDocument;
    const problem = { path: 'guides/b.md', line: 4, message: 'à corriger', severity: 'error' } as const;
    const save = (file: Parameters<typeof saveKnowledgeFile>[1]) =>
      db.tx((tx) => saveKnowledgeFile(tx, file, T0));

    it('are remembered with their last good reading and their problems, by path', async () => {
      await save({ path: 'guides/b.md', digest: 'b1', problems: [problem] });
      await save({ path: 'guides/avance.md', digest: 'a1', document, documentAt: T0, problems: [] });
      expect(await knowledgeFiles(db)).toEqual([
        { path: 'guides/avance.md', digest: 'a1', document, documentAt: T0, problems: [] },
        { path: 'guides/b.md', digest: 'b1', document: undefined, problems: [problem] },
      ]);
      await save({ path: 'guides/avance.md', digest: 'a2', document, problems: [problem] });
      await db.tx((tx) => deleteKnowledgeFile(tx, 'guides/b.md'));
      expect(await knowledgeFiles(other)).toEqual([
        { path: 'guides/avance.md', digest: 'a2', document, documentAt: T0, problems: [problem] },
      ]);
    });
  });

  describe('vectors', () => {
    it('come back to the bit, also a view inside a larger buffer', async () => {
      const values = [0, -0, 1, -1, 0.1, 1 / 3, Math.PI, 1e-45, 3.4028234e38, 2 ** -126];
      const plain = Float32Array.from(values);
      const view = new Float32Array(64).subarray(7, 7 + values.length);
      view.set(plain);
      await db.tx(async (tx) => {
        await saveEmbedding(tx, 'plain', plain);
        await saveEmbedding(tx, 'view', view);
      });
      const kept = await loadEmbeddings(other);
      expect([...kept.keys()].sort()).toEqual(['plain', 'view']);
      for (const vector of kept.values()) {
        expect(vector).toBeInstanceOf(Float32Array);
        expect(new Uint32Array(vector.buffer)).toEqual(new Uint32Array(plain.buffer));
      }
    });

    it('are kept once by digest and leave when they are deleted', async () => {
      const save = (value: number) => db.tx((tx) => saveEmbedding(tx, 'd', Float32Array.of(value)));
      await save(1);
      await save(2);
      expect((await loadEmbeddings(db)).get('d')).toEqual(Float32Array.of(1));
      await db.tx((tx) => deleteEmbedding(tx, 'd'));
      expect((await loadEmbeddings(db)).size).toBe(0);
    });
  });

  describe('index generations', () => {
    const manifest = { embedder: 'static:1', dimension: 2, vectors: 1, passages: 1, digest: 'abc' };
    const manifestOf = (content: string) => ({ ...manifest, digest: sha256(content) });
    const publish = (id: string, content = id, now = T0) =>
      db.tx((tx) => publishGeneration(tx, { id, manifest: manifestOf(content), content, now }));

    it('are in service one at a time; the one before stays readable until the next', async () => {
      expect(await activeGenerationId(db)).toBeUndefined();
      const large = 'é🏗️'.repeat(200_000);
      await publish('g1', large, T0 + 1);
      expect(await activeGenerationId(other)).toBe('g1');
      const read = await readGeneration(other, 'g1');
      expect(read).toEqual({ manifest: manifestOf(large), content: large, createdAt: T0 + 1 });
      const { content } = (await readGenerationBytes(other, 'g1')) ?? {};
      expect(Buffer.from(content ?? []).toString()).toBe(large);
      await publish('g2');
      expect(await activeGenerationId(other)).toBe('g2');
      expect((await readGeneration(other, 'g1'))?.content).toBe(large);
      await publish('g3');
      expect(await readGeneration(db, 'g1')).toBeUndefined();
      expect(await readGeneration(db, 'g2')).toBeDefined();
      expect(await db.query("SELECT id FROM generation WHERE state = 'active'")).toEqual([{ id: 'g3' }]);
    });

    it.each(['content', 'manifest'])('whose %s is not what was published are not read', async (column) => {
      await publish('g1');
      expect(await readGeneration(db, 'g1')).toBeDefined();
      await db.query(`UPDATE generation SET ${column} = '{"cut'`);
      expect(await readGeneration(db, 'g1')).toBeUndefined();
    });

    it('whose publication fails in the middle leave the old one in service', async () => {
      await publish('g1');
      const failed = db.tx(async (tx) => {
        await saveEmbedding(tx, 'half', Float32Array.of(1));
        await publishGeneration(tx, { id: 'g2', manifest, content: 'neuf', now: T0 });
        throw new Error('power cut');
      });
      await expect(failed).rejects.toThrow('power cut');
      expect(await activeGenerationId(db)).toBe('g1');
      expect(await readGeneration(db, 'g2')).toBeUndefined();
      expect((await loadEmbeddings(db)).size).toBe(0);
    });
  });
});
