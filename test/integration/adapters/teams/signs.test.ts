import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type OpenAiServer, startOpenAiServer } from '#support/fakes/model/server.ts';
import type { ReceivedPost } from '#support/fakes/teams/fake-teams.ts';
import { TeamsPeer } from '#support/world/channels/teams-peer.ts';

const ADVANCE = 'Ai-je droit à une avance ?';
const ANSWER =
  'Oui, si le marché dépasse 50 000 € HT et dure plus de 2 mois, face à une collectivité ou à l’État [1].';

describe('Teams, while an answer is being made,', () => {
  let model: OpenAiServer;
  let peer: TeamsPeer;
  let release: () => void;
  /** Each test has people and groups of its own. */
  let user = 'user-0';
  beforeAll(async () => {
    model = await startOpenAiServer();
    peer = await TeamsPeer.open({
      settings: { LLM_BASE_URL: model.url, LLM_MODEL: 'test', LLM_TIMEOUT_MS: '60000' },
    });
  });
  beforeEach(() => {
    user = `user-${Number(user.slice(5)) + 1}`;
    peer.fake.streams.nameless = false;
    hold();
  });
  afterEach(() => release());
  afterAll(async () => {
    await peer[Symbol.asyncDispose]();
    await model[Symbol.asyncDispose]();
  });
  /** The model keeps its next answer until it is released. */
  const hold = () => {
    const held = Promise.withResolvers<void>();
    release = held.resolve;
    model.chat({ kind: 'text', text: ANSWER, hold: held.promise });
  };
  const chat = () => peer.people.personal(user).id;
  const typing = (conversation = chat()) => peer.fake.taken('typing', conversation);
  const streamOf = ({ activity }: ReceivedPost) =>
    (activity.entities as Record<string, unknown>[] | undefined)?.find(({ type }) => type === 'streaminfo');
  const streamed = (conversation = chat()) =>
    peer.fake.posts.filter((post) => post.conversationId === conversation && streamOf(post));
  const shownOnce = async () => {
    await peer.untilReceived(user, 1);
    await sleep(300);
    expect(peer.received(user).map(({ text }) => text.slice(0, 20))).toEqual(['Oui, si le marché dé']);
  };

  it('1.3.4 acknowledges at once, however long the answer takes', async () => {
    // Deliveries of one chat wait for one another: each is acknowledged while nothing is answered.
    for (let count = 0; count < 3; count += 1) await peer.say(user, ADVANCE).acknowledged;
    expect(peer.received(user)).toEqual([]);
    release();
    await peer.untilReceived(user, 3);
  });

  it('1.3.8 answers a press at once, however long the answer that is being made takes', async () => {
    release();
    peer.say(user, ADVANCE);
    await peer.untilReceived(user, 1);
    hold();
    const asked = model.requests.length;
    await peer.say(user, ADVANCE).acknowledged;
    while (model.requests.length === asked) await sleep(10);
    const [shown] = peer.shown(user);
    if (!shown) throw new Error('nothing shown');
    // Teams takes an application that does not answer a press within three seconds for one that is out of order.
    expect(await peer.people.press(user, shown, '👍 Utile').acknowledged).toBeLessThan(3_000);
    await peer.fake.until(() => peer.received(user)[0]?.text.includes('Merci pour votre avis.'));
    expect(await peer.people.press(user, shown, 'Parler à un expert').acknowledged).toBeLessThan(3_000);
    expect(peer.received(user)).toHaveLength(1);
    release();
    const seen = await peer.untilReceived(user, 3);
    expect(seen[2]?.text).toContain('un expert de la Fabrique');
  });

  it('1.3.12 shows a typing sign at once, again and again, and never after the answer', async () => {
    peer.say(user, ADVANCE);
    await peer.fake.until(() => typing().length === 1);
    expect(streamed()).toEqual([]);
    const group = peer.people.groupChat(`chantier-${user}`);
    await peer.people.deliver(peer.people.mention('bilal', ADVANCE, group)).acknowledged;
    await peer.fake.until(() => typing(group.id).length >= 2);
    release();
    await shownOnce();
    await peer.fake.until(() => peer.shown(group.id).length === 1);
    await sleep(3_500);
    for (const conversation of [chat(), group.id]) {
      const types = peer.fake.posts
        .filter(({ conversationId }) => conversationId === conversation)
        .map(({ activity }) => activity.type);
      expect(types.lastIndexOf('typing')).toBeLessThan(types.indexOf('message'));
    }
  });

  it('1.3.12 goes on without its sign where it can’t be shown', async () => {
    const lift = peer.fake.fail({ kind: 'status', status: 500, type: 'typing' });
    release();
    peer.say(user, ADVANCE);
    await shownOnce();
    lift();
  });

  it('1.3.13 informs by a stream that the answer ends, one at a time, by the rules', async () => {
    peer.say(user, ADVANCE);
    await peer.fake.until(() => streamed().length === 2);
    // Another question meanwhile opens no other stream.
    await peer.say(user, 'Puis-je sous-traiter tout le marché ?').acknowledged;
    release();
    await peer.untilReceived(user, 2);
    const posts = streamed();
    expect(posts.every(({ status }) => status === 201 || status === 202)).toBe(true);
    const infos = posts.map(streamOf);
    expect(infos[0]).toEqual({ type: 'streaminfo', streamType: 'informative', streamSequence: 1 });
    expect(infos[1]).toMatchObject({ streamType: 'informative', streamSequence: 2 });
    expect(infos[2]).toEqual({ type: 'streaminfo', streamType: 'final', streamId: infos[1]?.streamId });
    expect(posts[0]?.activity.text).toMatch(/^Je cherche/);
    // Not a word of the answer before it was checked.
    for (const { activity } of posts.slice(0, 2)) expect(activity.text).not.toContain('50 000');
    expect(peer.fake.streams.isOpen(chat())).toBe(false);
  });

  it('1.3.13 gives an ordinary answer when the stream was stopped, is out of time, or has no name', async () => {
    const ways: Record<string, () => void> = {
      stopped: () => peer.fake.streams.stopped(chat()),
      late: () => peer.fake.advance(121_000),
      nameless: () => {},
    };
    for (const [way, happens] of Object.entries(ways)) {
      const before = peer.received(user).length;
      const streams = streamed().length;
      peer.fake.streams.nameless = way === 'nameless';
      peer.say(user, ADVANCE);
      await peer.fake.until(() => streamed().length > streams);
      happens();
      release();
      await peer.untilReceived(user, before + 1);
      await sleep(300);
      const shown = peer.shown(user);
      expect(shown).toHaveLength(before + 1);
      expect(shown.at(-1)?.activity.entities).toBeUndefined();
      hold();
    }
  });

  it('1.3.13 never streams in a group or a channel', async () => {
    const places = [peer.people.groupChat(`chantier-${user}`), peer.people.thread(`general-${user}`, '1')];
    for (const place of places)
      await peer.people.deliver(peer.people.mention('anne', ADVANCE, place)).acknowledged;
    await sleep(2_500);
    release();
    for (const { id } of places) {
      await peer.fake.until(() => peer.shown(id).length === 1);
      expect(streamed(id)).toEqual([]);
    }
    // A channel has no typing sign either.
    expect(typing(places[1]?.id)).toEqual([]);
  });
});
