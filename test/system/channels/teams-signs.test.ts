import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { ReceivedPost } from '#support/fakes/teams/fake-teams.ts';
import { SlowTeams } from '#support/world/channels/slow-teams.ts';
import type { TeamsPeer } from '#support/world/channels/teams-peer.ts';

const ADVANCE = 'Ai-je droit à une avance ?';

/** Signs and streams come at the pace that Teams asks for. */
describe('Teams, while an answer is being made,', () => {
  let slow: SlowTeams;
  let peer: TeamsPeer;
  /** Each test has people and groups of its own. */
  let user = 'user-0';
  const hold = () => slow.hold();
  const release = () => slow.release();
  beforeAll(async () => {
    slow = await SlowTeams.open();
    peer = slow.peer;
  });
  beforeEach(() => {
    user = `user-${Number(user.slice(5)) + 1}`;
    peer.fake.streams.nameless = false;
    hold();
  });
  afterEach(() => release());
  afterAll(() => slow?.[Symbol.asyncDispose]());
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
