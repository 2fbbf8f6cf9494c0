import { afterAll, afterEach, beforeEach, describe, expect, it } from 'vitest';
import { messagesAfter } from '#src/conversation/store/messages.ts';
import { loadWorkingHours } from '#src/conversation/store/working-hours.ts';
import { endPartners, endProposed } from '#src/features/opportunities/partners/end.ts';
import {
  asksFor,
  changeAsk,
  countAsks,
  findAsk,
  movePartners,
  type NewAsk,
  notToAsk,
  proposePartner,
  waitingAsks,
} from '#src/features/opportunities/store/partners.ts';
import { erasePerson } from '#src/features/privacy/erasure/erase-person.ts';
import { erasureEnd } from '#src/features/privacy/erasure/jobs.ts';
import { runRetention } from '#src/features/privacy/retention/sweep.ts';
import { periodsWith } from '#src/features/privacy/rules/periods.ts';
import { scheduleErasure } from '#src/features/privacy/store/erasures.ts';
import { othersDo } from '#src/features-together.ts';
import type { Database } from '#src/platform/database/database.ts';
import { migrate } from '#src/platform/database/migrate.ts';
import { around } from '#support/store/around-retention.ts';
import { type EmptyStore, engines } from '#support/store/engines.ts';
import { tracesInTables } from '#support/store/find-traces.ts';
import {
  FROM_WORDS,
  PARTNER_MESSAGE,
  partnered,
  type Side,
  sideNamed,
  TO_WORDS,
} from '#support/store/seeds/partnered.ts';
import { T0 } from '#support/store/seeds/stored-messages.ts';

const DAY = 86_400_000;

describe.each(engines)('Partners for a call, on $name', (engine) => {
  let store: EmptyStore;
  let db: Database;

  beforeEach(async () => {
    store = await engine.createStore();
    db = await store.connect();
    await migrate(db);
  });
  afterEach(() => store[Symbol.asyncDispose]());
  afterAll(() => engine.stop());

  const side = (name: string): Promise<Side> => sideNamed(db, { name, words: [name, '', ''], now: T0 });
  const propose = (from: Side, to: Side, more: Partial<NewAsk> = {}) =>
    db.tx((tx) =>
      proposePartner(tx, {
        noticeId: 'n1',
        title: 'Blanchisserie',
        fromCompany: from.id,
        personId: from.person,
        conversationId: from.conversation,
        toCompany: to.id,
        fromDescribed: 'une blanchisserie',
        toDescribed: 'un ESAT',
        message: 'Bonjour',
        now: T0,
        ...more,
      }),
    );
  const change = (id: string, to: Parameters<typeof changeAsk>[2]) => db.tx((tx) => changeAsk(tx, id, to));
  const out = async (from: Side, noticeId = 'n1', now = T0) =>
    [
      ...(await notToAsk(db, {
        fromCompany: from.id,
        noticeId,
        weekAgo: now - 7 * DAY,
        busySince: now - 30 * DAY,
        refusedSince: now - 180 * DAY,
        most: 2,
      })),
    ].sort();
  const said = async (conversationId: string): Promise<string> =>
    JSON.stringify(await messagesAfter(db, conversationId, 0));

  it('are proposed once for a call, told as they are now until one is asked', async () => {
    const [anne, basile] = [await side('anne'), await side('basile')];
    const first = await propose(anne, basile);
    const again = await propose(anne, basile, { toDescribed: 'une EA', message: 'Bonsoir' });
    expect(again).toMatchObject({
      id: first.id,
      toDescribed: 'une EA',
      message: 'Bonjour',
      state: 'proposed',
    });
    // Its words went with a person: they are proposed anew.
    await change(first.id, { message: '' });
    expect((await propose(anne, basile, { toDescribed: 'une EA', message: 'Bonsoir' })).message).toBe(
      'Bonsoir',
    );
    await change(first.id, { state: 'asked', askedAt: T0, expiresAt: T0 + DAY });
    expect(await propose(anne, basile, { toDescribed: 'autre' })).toMatchObject({
      state: 'asked',
      toDescribed: 'une EA',
    });
    expect((await asksFor(db, anne.id, 'n1')).map(({ id }) => id)).toEqual([first.id]);
    expect((await waitingAsks(db, { companyId: basile.id })).map(({ id }) => id)).toEqual([first.id]);
  });

  it('are not asked again, by either, nor more than twice a week, nor after a no', async () => {
    const [anne, basile, carl] = [await side('anne'), await side('basile'), await side('carl')];
    const { id } = await propose(anne, basile);
    expect(await out(anne)).toEqual([]);
    await change(id, { state: 'asked', askedAt: T0, toldAt: T0 });
    expect(await out(anne)).toEqual([basile.id]);
    // They were asked by it: they do not ask it in turn.
    expect(await out(basile)).toEqual([anne.id]);
    expect(await out(anne, 'n2')).toEqual([]);
    const other = await propose(carl, basile, { noticeId: 'n2' });
    await change(other.id, { state: 'asked', askedAt: T0 });
    expect(await out(anne, 'n3')).toEqual([basile.id]);
    expect(await out(anne, 'n3', T0 + 8 * DAY)).toEqual([]);
    // One that it was never told of counts for neither, once it is over.
    await change(other.id, { state: 'expired' });
    expect(await out(anne, 'n3')).toEqual([]);
    expect((await countAsks(db, { toCompany: basile.id, fromCompany: carl.id, since: T0 })).asked).toBe(0);
    await change(id, { state: 'refused', endedAt: T0 });
    expect(await out(anne, 'n3', T0 + 8 * DAY)).toEqual([basile.id]);
    expect(await out(carl, 'n3', T0 + 8 * DAY)).toEqual([]);
    await change(id, { why: 'busy' });
    expect(await out(carl, 'n3', T0 + 8 * DAY)).toEqual([basile.id]);
    expect(await countAsks(db, { toCompany: basile.id, fromCompany: anne.id, since: T0 })).toEqual({
      told: 1,
      asked: 1,
    });
  });

  it('go along where two persons become one', async () => {
    const [anne, basile] = [await side('anne'), await side('basile')];
    const { id } = await propose(anne, basile);
    await change(id, { decidedBy: basile.person });
    await db.tx((tx) => movePartners(tx, anne.person, 'p1'));
    await db.tx((tx) => movePartners(tx, basile.person, 'p2'));
    expect(await findAsk(db, id)).toMatchObject({ personId: 'p1', decidedBy: 'p2' });
  });

  it('end with a company that goes, or is shown no more, and the other one hears it', async () => {
    const { id, from, to } = await partnered(db, { now: T0 });
    const parts = { mailIsOn: false, now: T0 };
    // Who asked leaves the directory: what it asked goes on.
    expect(await db.tx((tx) => endProposed(tx, from.id, parts))).toBe(0);
    expect(await db.tx((tx) => endProposed(tx, to.id, parts))).toBe(1);
    expect((await findAsk(db, id))?.state).toBe('void');
    expect(await said(from.conversation)).toContain('n’est plus proposée comme partenaire');
    expect(await db.tx((tx) => endPartners(tx, from.id, parts))).toBe(0);
  });

  /** Erases a person, and lets the last words leave. */
  const erase = async (personId: string): Promise<void> => {
    await db.tx(async (tx) => {
      const wish = { personId, askedBy: 'person', dueAt: T0, now: T0 } as const;
      const { erasure } = await scheduleErasure(tx, wish);
      const hours = await loadWorkingHours(tx);
      await erasePerson(
        tx,
        { surfaces: [], mailIsOn: true, others: othersDo, hours, now: T0 + 1_000 },
        erasure.id,
      );
    });
    await db.query("UPDATE outbox SET status = 'sent', sent_at = $1 WHERE status = 'open'", [T0]);
    const now = () => T0 + 8 * DAY;
    const effects = await erasureEnd({ db, others: othersDo, now }).run(
      {} as never,
      new AbortController().signal,
    );
    if (effects) await db.tx(effects);
  };

  it('lose a person who is erased, from what the other company was told, on either side', async () => {
    const { from, to } = await partnered(db, { answer: 'accept', now: T0 });
    for (const word of FROM_WORDS) expect(await said(to.conversation), word).toContain(word);
    for (const word of TO_WORDS) expect(await said(from.conversation), word).toContain(word);
    await erase(from.person);
    expect(await tracesInTables(db, [...FROM_WORDS, PARTNER_MESSAGE])).toEqual([]);
    expect(await said(to.conversation)).toContain('C’est accepté');
    await erase(to.person);
    expect(await tracesInTables(db, TO_WORDS)).toEqual([]);
  });

  it('lose a person who is erased from what somebody read who left the other company since', async () => {
    const { from, to } = await partnered(db, { answer: 'accept', now: T0 });
    await db.query('DELETE FROM company_member WHERE person_id = $1', [to.person]);
    expect(await said(to.conversation)).toContain(FROM_WORDS[0]);
    await erase(from.person);
    expect(await tracesInTables(db, [...FROM_WORDS, PARTNER_MESSAGE])).toEqual([]);
  });

  it('hear that nothing is asked any more, when who asked is erased', async () => {
    const { to } = await partnered(db, { now: T0 });
    const { from } = { from: (await waitingAsks(db))[0] };
    await erase(from?.personId ?? '');
    expect(await said(to.conversation)).toContain('est retirée : il n’y a rien à faire');
    expect(await tracesInTables(db, [...FROM_WORDS, PARTNER_MESSAGE])).toEqual([]);
  });

  it('are forgotten once the period of conversations is over, with what either read of the other', async () => {
    const { id, from, to } = await partnered(db, { answer: 'accept', now: T0 });
    const now = T0 + 101 * DAY;
    await db.query('UPDATE conversation SET updated_at = $1', [now]);
    await runRetention(db, around(periodsWith({ conversations: 100 }), now));
    expect(await findAsk(db, id)).toBeUndefined();
    for (const word of TO_WORDS) expect(await said(from.conversation), word).not.toContain(word);
    for (const word of FROM_WORDS) expect(await said(to.conversation), word).not.toContain(word);
  });
});
