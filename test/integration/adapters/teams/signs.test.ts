import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { SlowTeams } from '#support/world/channels/slow-teams.ts';
import type { TeamsPeer } from '#support/world/channels/teams-peer.ts';

const ADVANCE = 'Ai-je droit à une avance ?';

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
    hold();
  });
  afterEach(() => release());
  afterAll(() => slow?.[Symbol.asyncDispose]());

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
    const asked = slow.model.requests.length;
    await peer.say(user, ADVANCE).acknowledged;
    while (slow.model.requests.length === asked) await sleep(10);
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

  it('1.3.12 goes on without its sign where it can’t be shown', async () => {
    const lift = peer.fake.fail({ kind: 'status', status: 500, type: 'typing' });
    release();
    peer.say(user, ADVANCE);
    await peer.untilReceived(user, 1);
    await sleep(300);
    expect(peer.received(user).map(({ text }) => text.slice(0, 20))).toEqual(['Oui, si le marché dé']);
    lift();
  });
});
