import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { TeamsPeer } from '#support/world/channels/teams-peer.ts';

const ADVANCE = 'Ai-je droit à une avance ?';
const SUBCONTRACT = 'Puis-je sous-traiter tout le marché ?';
const SUPPLIES = 'Sous quel montant une mairie achète des fournitures sans publicité ?';

describe('A conversation in Teams', () => {
  let peer: TeamsPeer;
  const undo: (() => void)[] = [];
  beforeAll(async () => {
    peer = await TeamsPeer.open({ rateFactor: 50 });
  });
  afterEach(() => {
    for (const one of undo.splice(0)) one();
  });
  afterAll(() => peer?.[Symbol.asyncDispose]());

  const textOf = (conversation: string) => peer.received(conversation).map(({ text }) => text);
  const untilShown = (conversation: string, count: number) =>
    peer.fake.until(() => peer.shown(conversation).length >= count && peer.shown(conversation));
  /** What the company said in a conversation, as kept. */
  const kept = (conversation: string) =>
    peer.hotline.query<{ content: string }>(
      `SELECT message.content FROM message JOIN conversation ON conversation.id = conversation_id
       WHERE channel_key = $1 AND author = 'company' ORDER BY seq`,
      [conversation],
    );

  it('1.3.5 answers once an activity that is delivered three times, at once, later and after a restart', async () => {
    const sent = peer.people.deliver(peer.people.message('zoe', ADVANCE), 3);
    await sent.acknowledged;
    await untilShown('zoe', 1);
    await peer.redeliver(sent);
    await peer.hotline.restart();
    await Promise.all([peer.redeliver(sent), peer.redeliver(sent)]);
    // The same number in another conversation is another message.
    await peer.people.deliver({ ...peer.people.message('yves', ADVANCE), id: sent.activity.id }).acknowledged;
    await untilShown('yves', 1);
    await peer.say('zoe', SUBCONTRACT).acknowledged;
    await untilShown('zoe', 2);
    expect(textOf('zoe').map((text) => text.slice(0, 3))).toEqual(['Oui', 'Non']);
  });

  it('1.3.5 answers once a press that is told again later, under another id', async () => {
    peer.say('anne', ADVANCE);
    const [answer] = await untilShown('anne', 1);
    const sent = peer.people.press('anne', answer as never, 'Parler à un expert');
    await sent.acknowledged;
    await untilShown('anne', 2);
    const later = { id: peer.fake.nextId(), timestamp: new Date(Date.now() + 30_000).toISOString() };
    expect((await peer.people.post({ ...sent.activity, ...later })).status).toBe(200);
    await peer.say('anne', SUBCONTRACT).acknowledged;
    await untilShown('anne', 3);
    expect(textOf('anne')[2]).toMatch(/^Non/);
    expect(await peer.hotline.query('SELECT id FROM expert_case')).toHaveLength(1);
  });

  it('1.3.7 hears in a group and in a channel what is said to it, and nothing else', async () => {
    const places = [peer.people.groupChat('chantier'), peer.people.thread('general', '101')];
    for (const place of places) {
      await peer.people.deliver(peer.people.message('anne', ADVANCE, place)).acknowledged;
      await peer.people.deliver(peer.people.mention('anne', SUBCONTRACT, place)).acknowledged;
      await untilShown(place.id, 1);
      expect(textOf(place.id)[0]).toMatch(/^Non/);
      // What was not said to it is not kept either.
      expect((await kept(place.id)).map(({ content }) => JSON.parse(content).text)).toEqual([SUBCONTRACT]);
      await peer.people.deliver(peer.people.mention('anne', '&nbsp;', place)).acknowledged;
      await untilShown(place.id, 2);
      expect(textOf(place.id)[1]).toContain('Hotline');
    }
  });

  it('1.3.7 does not open a conversation for what changes in a channel it only overhears', async () => {
    const place = peer.people.thread('couloir', '7');
    for (const type of ['messageUpdate', 'messageDelete'])
      await peer.people.deliver({ ...peer.people.message('anne', 'entre nous', place), type }).acknowledged;
    expect(
      await peer.hotline.query('SELECT id FROM conversation WHERE channel_key = $1', [place.id]),
    ).toEqual([]);
  });

  it('follows a message that is edited or deleted, without answering anew', async () => {
    const sent = peer.say('lucie', ADVANCE);
    await untilShown('lucie', 1);
    const change = (type: string, text: string, eventType: string) =>
      peer.people.deliver({
        ...sent.activity,
        type,
        text,
        channelData: { ...(sent.activity.channelData as object), eventType },
      }).acknowledged;
    const lucie = peer.people.personal('lucie').id;
    await change('messageUpdate', 'Ai-je droit à une avance de 30 % ?', 'editMessage');
    expect(JSON.parse((await kept(lucie))[0]?.content ?? '').text).toBe('Ai-je droit à une avance de 30 % ?');
    await change('messageDelete', '', 'softDeleteMessage');
    expect((await kept(lucie))[0]?.content).toContain('supprimé');
    peer.say('lucie', SUBCONTRACT);
    await untilShown('lucie', 2);
    expect(textOf('lucie')[1]).toMatch(/^Non/);
  });

  it('1.3.8 takes the presses of its cards, answers those of others with 501, and trusts none', async () => {
    peer.say('bilal', ADVANCE);
    const [answer] = await untilShown('bilal', 1);
    const question = peer.received('bilal')[0]?.buttons.find((label) => label.endsWith('?')) ?? '';
    await peer.people.press('bilal', answer as never, question).acknowledged;
    const next = (await untilShown('bilal', 2))[1] as never;
    expect(textOf('bilal')[1]).toContain('30 %');
    // The card says what was pressed, and keeps its other buttons.
    await peer.fake.until(() => textOf('bilal')[0]?.includes(`✓ ${question}`));
    expect(peer.received('bilal')[0]?.buttons).toContain('Parler à un expert');
    // A client from before 1.4 sends the data of the button as a message.
    const lines = () => peer.hotline.query('SELECT id FROM expert_case');
    const before = (await lines()).length;
    await peer.people.press('bilal', answer as never, 'Parler à un expert', {}, true).acknowledged;
    await untilShown('bilal', 3);
    expect(await lines()).toHaveLength(before + 1);
    // A rating is answered by the card itself.
    await peer.people.press('bilal', next, '👎 Pas utile').answer;
    await peer.fake.until(() => peer.received('bilal')[1]?.buttons.includes('Envoyer'));
    expect(textOf('bilal')[1]).toContain('30 %');
    await peer.people.press('bilal', next, 'Envoyer', { reason: 'trop <b>vague</b>' }).answer;
    await peer.fake.until(() => textOf('bilal')[1]?.includes('Merci pour votre avis.'));
    expect(await peer.hotline.query('SELECT rating, reason FROM feedback')).toEqual([
      { rating: 'down', reason: 'trop <b>vague</b>' },
    ]);
    const invoke = async (more: object) => {
      const envelope = peer.people.envelope('bilal', peer.people.personal('bilal'));
      const response = await peer.people.post({ ...envelope, type: 'invoke', ...more });
      return { status: response.status, body: await response.text() };
    };
    for (const name of ['composeExtension/query', 'signin/verifyState', undefined])
      expect(await invoke({ name, value: {} })).toMatchObject({ status: 501, body: '' });
    const action = (data: unknown) => ({ action: { type: 'Action.Execute', verb: 'rate', data } });
    for (const value of [
      undefined,
      null,
      7,
      action(null),
      action({ hotline: 'rating', card: {}, seq: 'x' }),
    ]) {
      const { status, body } = await invoke({ name: 'adaptiveCard/action', value });
      expect(status).toBe(200);
      expect(JSON.parse(body)).toMatchObject({ statusCode: 400, type: 'application/vnd.microsoft.error' });
    }
    // Somebody else's answer can't be rated.
    const foreign = { hotline: 'rating', card: 'a-message-of-nobody', seq: 2, rating: 'up' };
    const { body } = await invoke({ name: 'adaptiveCard/action', value: action(foreign) });
    expect(JSON.parse(body)).toMatchObject({ type: 'application/vnd.microsoft.activity.message' });
    expect(await peer.hotline.query('SELECT rating FROM feedback')).toHaveLength(1);
  });

  it('1.3.15 greets once when it is added, and drops what it keeps to write when it is removed', async () => {
    const place = peer.people.personal('chloe');
    const told = (more: object) =>
      peer.people.deliver({ ...peer.people.envelope('chloe', place), ...more }).acknowledged;
    await Promise.all([
      told({ type: 'conversationUpdate', membersAdded: [peer.people.bot, peer.people.account('chloe')] }),
      told({ type: 'installationUpdate', action: 'add' }),
    ]);
    await untilShown('chloe', 1);
    expect(textOf('chloe')[0]).toContain('Hotline');
    peer.say('chloe', ADVANCE);
    await untilShown('chloe', 2);
    const lift = peer.fake.fail({ kind: 'status', status: 500, conversationId: place.id });
    undo.push(lift);
    await peer.say('chloe', SUBCONTRACT).acknowledged;
    await peer.fake.until(() =>
      peer.fake.posts.some(({ status, conversationId }) => status === 500 && conversationId === place.id),
    );
    await told({ type: 'installationUpdate', action: 'remove' });
    await told({ type: 'conversationUpdate', membersRemoved: [peer.people.bot] });
    const state = () =>
      peer.hotline.query<{ waiting: number }>(
        `SELECT address, unreachable_at IS NOT NULL AS gone, state, (SELECT COUNT(*) FROM outbox
           WHERE conversation_id = conversation.id AND status = 'open') AS waiting
         FROM conversation WHERE channel_key = $1`,
        [place.id],
      );
    expect(await state()).toEqual([{ address: 'null', gone: 1, state: '{}', waiting: 0 }]);
    lift();
    // Who comes back is answered; what was dropped does not come with it.
    peer.say('chloe', SUPPLIES);
    await untilShown('chloe', 3);
    expect(textOf('chloe')[2]).toContain('60 000 € HT');
    while ((await state())[0]?.waiting !== 0) await sleep(20);
    expect(await state()).toMatchObject([{ gone: 0 }]);
  });

  it('1.3.16 answers in the thread that asked, and keeps threads apart', async () => {
    const first = peer.people.thread('marches', '201');
    const second = peer.people.thread('marches', '202');
    await peer.people.deliver(peer.people.mention('anne', SUPPLIES, first)).acknowledged;
    await peer.people.deliver(peer.people.mention('bilal', ADVANCE, second)).acknowledged;
    await untilShown(first.id, 1);
    await untilShown(second.id, 1);
    await peer.people.deliver(peer.people.mention('bilal', 'et pour les travaux ?', first)).acknowledged;
    await untilShown(first.id, 2);
    expect(textOf(first.id)[1]).toContain('100 000 € HT');
    expect(textOf(second.id)).toHaveLength(1);
    expect(
      peer.shown(first.id).every(({ conversationId }) => conversationId.endsWith(';messageid=201')),
    ).toBe(true);
  });

  it('1.3.17 says in French that a message could not be kept, with a reference and nothing of the inside', async () => {
    const hide = 'ALTER TABLE inbound_event RENAME TO hidden_event';
    const back = 'ALTER TABLE hidden_event RENAME TO inbound_event';
    await peer.hotline.query(hide);
    try {
      await peer.say('driss', ADVANCE).acknowledged;
      const [shown] = await peer.untilReceived('driss', 1);
      const reference = /référence à l’équipe : (\w{8})\.$/.exec(shown?.text ?? '')?.[1];
      expect(shown?.text).toMatch(/^Votre message n’a pas pu être enregistré/);
      expect(shown?.text).not.toMatch(/SQL|inbound_event|Error|\bat\b/);
      expect(peer.hotline.output).toContain(`turn ${reference} failed`);
      // When not even that can be said, Teams delivers again.
      undo.push(
        peer.fake.fail({
          kind: 'status',
          status: 500,
          conversationId: peer.people.personal('driss').id,
          times: 2,
        }),
      );
      const sent = peer.say('driss', SUBCONTRACT);
      await peer.fake.until(() => peer.fake.posts.filter(({ status }) => status === 500).length >= 2);
      await peer.hotline.query(back);
      await sent.acknowledged;
      await peer.fake.until(() => textOf('driss').some((text) => text.startsWith('Non')));
    } finally {
      await peer.hotline.query(back).catch(() => {});
    }
  });

  it('1.3.14 stops writing where it may not any more, at the first refusal', async () => {
    for (const [user, status, code] of [
      ['m1', 403, 'MessageWritesBlocked'],
      ['m2', 403, 'BotNotInConversationRoster'],
      ['m3', 403, 'BotDisabledByAdmin'],
      ['m4', 404, 'ConversationNotFound'],
    ] as const) {
      const { id } = peer.people.personal(user);
      peer.fake.closed.set(id, { status, code });
      await peer.say(user, ADVANCE).acknowledged;
      const gone = 'SELECT id FROM conversation WHERE channel_key = $1 AND unreachable_at IS NOT NULL';
      while ((await peer.hotline.query(gone, [id])).length === 0) await sleep(20);
      const errors = await peer.hotline.query(
        `SELECT status, attempts, last_error FROM outbox WHERE conversation_id =
           (SELECT id FROM conversation WHERE channel_key = $1)`,
        [id],
      );
      expect(errors).toEqual([{ status: 'dead', attempts: 1, last_error: `Teams: ${status} ${code}` }]);
      peer.fake.closed.delete(id);
      peer.say(user, SUBCONTRACT);
      await untilShown(user, 1);
      expect(textOf(user)[0]).toMatch(/^Non/);
    }
  });
});
