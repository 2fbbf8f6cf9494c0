import { randomUUID } from 'node:crypto';
import { afterAll, afterEach, beforeEach, describe, expect, it } from 'vitest';
import { plainText } from '#src/channel/blocks.ts';
import { type ChannelHost, type HistoryItem, type InboundMessage, NotTaken } from '#src/channel/port.ts';
import { LiveBus } from '#src/conversation/deliver/live-bus.ts';
import { createHost, type HostParts } from '#src/conversation/receive/host.ts';
import { LONGEST_KEPT } from '#src/conversation/rules/kept-content.ts';
import { findConversation, lockConversation } from '#src/conversation/store/conversations.ts';
import { addInboundMessage, addOutboundMessage } from '#src/conversation/store/messages.ts';
import { loadWorkingHours } from '#src/conversation/store/working-hours.ts';
import { openCase } from '#src/features/expert/act-on-case.ts';
import { addContactCode, useContactCode } from '#src/person/store/contacts.ts';
import { openPerson } from '#src/person/store/persons.ts';
import type { Database } from '#src/platform/database/database.ts';
import { newId } from '#src/platform/database/ids.ts';
import { migrate } from '#src/platform/database/migrate.ts';
import { browsersOn } from '#support/store/browsers-on.ts';
import { type EmptyStore, engines } from '#support/store/engines.ts';
import { featuresOn } from '#support/store/read-here.ts';

const features = featuresOn({ query: async () => [] });
const HOUR = 3_600_000;
const T0 = Date.UTC(2026, 10, 30, 9);
const LONG = 'Une phrase parmi beaucoup d’autres. '.repeat(600).slice(0, LONGEST_KEPT);

describe.each(engines)('What one person may take, on $name', (engine) => {
  let store: EmptyStore;
  let db: Database;
  let now: number;

  beforeEach(async () => {
    store = await engine.createStore();
    db = await store.connect();
    await migrate(db);
    now = T0;
  });
  afterEach(() => store[Symbol.asyncDispose]());
  afterAll(() => engine.stop());

  const hostOf = (parts: Partial<HostParts> = {}): ChannelHost =>
    createHost({
      db,
      browsers: browsersOn(db),
      bus: new LiveBus(),
      features,
      kick: () => undefined,
      now: () => now,
      ...parts,
    });
  type Said = Partial<InboundMessage> & { readonly text?: string };
  const messageOf = (key: string, { text = 'Bonjour', ...rest }: Said = {}): InboundMessage => ({
    channel: 'web',
    deliveryId: randomUUID(),
    conversationKey: key,
    address: null,
    content: { type: 'text', text },
    speaker: { key },
    refusable: true,
    ...rest,
  });
  const web = (host: ChannelHost, key: string, said: Said = {}) => host.receive(messageOf(key, said));
  const slack = (host: ChannelHost, key: string, said: Said = {}) => {
    const { refusable: _, ...message } = messageOf(key, { channel: 'slack', ...said });
    return host.receive(message);
  };
  const refusalOf = async (receiving: Promise<unknown>) => {
    const error = await receiving.then(
      () => undefined,
      (thrown: unknown) => thrown,
    );
    expect(error).toBeInstanceOf(NotTaken);
    return error as NotTaken;
  };
  const conversation = async (key: string, channel = 'web') => {
    const found = await findConversation(db, channel, key);
    if (!found) throw new Error(`no conversation ${key}`);
    return found;
  };
  const texts = (items: readonly HistoryItem[]) =>
    items.map((item) => (item.author === 'company' ? item.text : plainText(item.blocks)));

  describe('of a long conversation', () => {
    const fill = async (count: number) => {
      const host = hostOf();
      await web(host, 'a');
      const { id: conversationId } = await conversation('a');
      await db.tx(async (tx) => {
        for (let n = 2; n <= count; n += 1) {
          const content = { type: 'text' as const, text: `${n} ${LONG}`.slice(0, LONGEST_KEPT) };
          await addInboundMessage(tx, { id: newId(now), conversationId, content, now });
        }
      });
      return host;
    };

    it('is given what a page shows, and the rest page by page, each message once', async () => {
      const host = await fill(60);
      const seqs: number[] = [];
      let before: number | undefined;
      do {
        const { items, next } = await host.history('web', 'a', { before });
        expect(JSON.stringify(items).length).toBeLessThan(200_000);
        expect(items.length).toBeGreaterThan(0);
        seqs.unshift(...items.map(({ seq }) => seq));
        before = next;
      } while (before !== undefined);
      expect(seqs).toEqual(Array.from({ length: 60 }, (_, n) => n + 1));
      const onwards: number[] = [];
      for (let after: number | undefined = 10; after !== undefined; ) {
        const page = await host.history('web', 'a', { after });
        onwards.push(...page.items.map(({ seq }) => seq));
        after = page.next;
      }
      expect(onwards).toEqual(Array.from({ length: 50 }, (_, n) => n + 11));
    });

    it('is never given less than one message, however long', async () => {
      const host = hostOf();
      await web(host, 'a');
      const { id: conversationId } = await conversation('a');
      const blocks = [{ type: 'paragraph' as const, text: [{ text: 'x'.repeat(300_000) }] }];
      await db.tx((tx) => addOutboundMessage(tx, { conversationId, content: { blocks }, now }));
      const page = await host.history('web', 'a', { before: undefined });
      expect([page.items.map(({ seq }) => seq), page.next]).toEqual([[2], 2]);
      const after = await host.history('web', 'a', { after: 1 });
      expect([after.items.map(({ seq }) => seq), after.next]).toEqual([[2], undefined]);
    });
  });

  describe('who is not known', () => {
    const budgets = { perConversation: 30_000, perAddress: 100_000 };

    it('stores so much a day, is told for how long, and nobody else is', async () => {
      const refused: string[] = [];
      const host = hostOf({ budgets, onNotTaken: (why) => refused.push(why) });
      const first = messageOf('a', { text: LONG });
      expect(await host.receive(first)).toBe('accepted');
      now += HOUR;
      const error = await refusalOf(web(host, 'a', { text: LONG }));
      expect([error.why, error.retryAfterSeconds]).toEqual(['budget', 23 * 3_600]);
      expect(error.message).toMatch(/^Vous avez beaucoup écrit aujourd’hui : .* dans 23 heures au plus\./);
      expect(refused).toEqual(['budget']);
      // What was acknowledged stays so, and nothing of the other was kept.
      expect(await host.receive(first)).toBe('duplicate');
      expect((await host.history('web', 'a', { before: undefined })).items).toHaveLength(1);
      expect(await web(host, 'b', { text: LONG })).toBe('accepted');
      now += 23 * HOUR;
      expect(await web(host, 'a', { text: LONG })).toBe('accepted');
    });

    it('is heard all the same for a button, « stop » and erasure', async () => {
      const host = hostOf({ budgets });
      await web(host, 'a', { text: LONG });
      await refusalOf(web(host, 'a', { text: LONG }));
      await web(host, 'a', { content: { type: 'action', value: 'expert', label: 'Parler à un expert' } });
      for (const text of ['Stop !', 'ANNULER', 'supprimez mes données', 'Supprimer mes données.', 'oui'])
        expect(await web(host, 'a', { text }), text).toBe('accepted');
    });

    it('does not fill the store with buttons either', async () => {
      const host = hostOf({ budgets: { perConversation: 1_500, perAddress: 100_000_000 } });
      await web(host, 'a');
      const content = { type: 'action' as const, value: 'v'.repeat(50_000), label: 'x' };
      let pressed = 0;
      while (pressed < 60 && (await web(host, 'a', { content }).catch(() => 'refused')) === 'accepted')
        pressed += 1;
      expect(pressed).toBeGreaterThan(10);
      expect(pressed).toBeLessThan(30);
      // In a conversation that only begins there is nothing to press.
      const tight = hostOf({ budgets: { perConversation: 1_000, perAddress: 100_000_000 } });
      await refusalOf(web(tight, 'new', { content }));
    });

    it('shares what an address stores with all of its conversations, and no other address', async () => {
      const host = hostOf({ budgets: { ...budgets, perAddress: 50_000 } });
      const source = '203.0.113.7';
      await web(host, 'a', { text: LONG, source });
      await web(host, 'b', { text: LONG, source });
      const error = await refusalOf(web(host, 'c', { text: LONG, source }));
      expect(error.why).toBe('budget');
      expect(await web(host, 'd', { text: LONG, source: '203.0.113.8' })).toBe('accepted');
      await web(host, 'a', { text: 'stop', source });
    });

    it('is told once on a messenger, where nothing can be refused', async () => {
      let woken = 0;
      const host = hostOf({ budgets, wake: () => (woken += 1) });
      await slack(host, 'u', { text: LONG });
      await slack(host, 'u', { text: LONG });
      const said = async () => texts((await host.history('slack', 'u', { before: undefined })).items);
      expect((await said())[1]).toMatch(/^Vous avez beaucoup écrit aujourd’hui : pendant 24 heures au plus/);
      expect(woken).toBe(1);
      for (let n = 0; n < 3; n += 1) expect(await slack(host, 'u', { text: LONG })).toBe('accepted');
      expect(await said()).toHaveLength(2);
      await slack(host, 'u', { text: 'stop' });
      expect((await said()).at(-1)).toBe('stop');
    });
  });

  describe('who is known', () => {
    const budgets = { perConversation: 10_000, perAddress: 10_000 };
    const source = '203.0.113.7';
    const toTheLimit = async (host: ChannelHost) => {
      await web(host, 'a', { text: 'Bonjour', source });
      await refusalOf(web(host, 'a', { text: LONG, source }));
    };

    it('by a confirmed address writes on', async () => {
      const host = hostOf({ budgets });
      await toTheLimit(host);
      await db.tx(async (tx) => {
        const { id: personId } = await openPerson(tx, { channel: 'web', key: 'a', now });
        const code = { personId, email: 'anne@exemple.fr', digest: 'd', expiresAt: now + HOUR, now };
        await addContactCode(tx, code);
        await useContactCode(tx, { personId, digest: 'd', now });
      });
      for (let n = 0; n < 5; n += 1) expect(await web(host, 'a', { text: LONG, source })).toBe('accepted');
    });

    it('by a case with an expert writes on', async () => {
      const host = hostOf({ budgets });
      await toTheLimit(host);
      const { id } = await conversation('a');
      await db.tx(async (tx) => {
        const current = await lockConversation(tx, id);
        if (!current) throw new Error('gone');
        const context = { surfaces: [], hours: await loadWorkingHours(tx), now };
        await openCase(tx, context, current, { reason: 'asked' });
      });
      for (let n = 0; n < 5; n += 1) expect(await web(host, 'a', { text: LONG, source })).toBe('accepted');
    });
  });

  it('keeps of a messenger’s longest text its beginning and its end, and says so', async () => {
    const host = hostOf();
    const text = `Début. ${'mot '.repeat(10_000)}Est-ce légal ?`;
    await slack(host, 'u', { text });
    const { items } = await host.history('slack', 'u', { before: undefined });
    const [kept = '', said = ''] = texts(items);
    expect(kept.length).toBeLessThanOrEqual(LONGEST_KEPT);
    expect(kept).toMatch(/^Début\. [\s\S]*le milieu de ce message n’a pas été gardé[\s\S]*Est-ce légal \?$/);
    expect(said).toMatch(
      /^Votre message est très long : j’en ai gardé le début et la fin, 20.000 caractères/,
    );
    await slack(host, 'v', { text: 'a'.repeat(LONGEST_KEPT) });
    expect((await host.history('slack', 'v', { before: undefined })).items).toHaveLength(1);
  });

  describe('when the disk is nearly full', () => {
    const full = () => hostOf({ hasNoRoom: async () => true });

    it('a new message is refused in French, and what is stored stays readable', async () => {
      await web(hostOf(), 'a', { text: 'Ma question' });
      for (const send of [web, slack]) {
        const error = await refusalOf(send(full(), 'a'));
        expect(error.why).toBe('disk');
        expect(error.message).toMatch(
          /ne peut rien enregistrer de plus en ce moment : votre message n’a pas/,
        );
      }
      const button = { type: 'action' as const, value: 'handout:1', label: 'Le modèle' };
      await refusalOf(web(full(), 'a', { content: button }));
      await refusalOf(web(full(), 'a', { content: { ...button, value: 'priv:export' } }));
      const { items } = await full().history('web', 'a', { before: undefined });
      expect(texts(items)).toEqual(['Ma question']);
    });

    it('« stop », erasure and experts are heard', async () => {
      await web(hostOf(), 'a', { text: 'Ma question' });
      for (const text of ['stop', 'supprimez mes données', 'oui'])
        expect(await web(full(), 'a', { text })).toBe('accepted');
      const yes = { type: 'action' as const, value: 'priv:yes', label: 'Oui, tout supprimer' };
      expect(await web(full(), 'a', { content: yes })).toBe('accepted');
      const expert = { desk: true as const, speaker: { key: 'T:U', name: 'Nadia' } };
      expect(await slack(full(), 'thread', { text: 'Je réponds à la personne.', ...expert })).toBe(
        'accepted',
      );
    });
  });
});
