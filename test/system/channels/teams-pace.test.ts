import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { TeamsPeer } from '#support/world/channels/teams-peer.ts';

const ADVANCE = 'Ai-je droit à une avance ?';
const QUESTIONS = [ADVANCE, 'Puis-je sous-traiter tout le marché ?'];
const BEGINNINGS = ['Oui', 'Non'];

/** The limits of Teams at their true values: what is tried elsewhere does not wait for them. */
describe('The pace of Teams', () => {
  let peer: TeamsPeer;
  beforeAll(async () => {
    peer = await TeamsPeer.open();
  });
  afterAll(() => peer?.[Symbol.asyncDispose]());
  const textsOf = (user: string) => peer.received(user).map(({ text }) => text);

  it('1.3.11 keeps the pace of Teams in a burst, and its order', async () => {
    const before = peer.refusals();
    const asked = Array.from({ length: 16 }, (_, index) => index % 2);
    for (const index of asked) peer.say('farid', QUESTIONS[index] as string);
    await peer.untilReceived('farid', asked.length);
    expect(textsOf('farid').map((text) => text.slice(0, 3))).toEqual(asked.map((index) => BEGINNINGS[index]));
    // Fifty others at once: more than Teams takes in a second from one application.
    const others = Array.from({ length: 50 }, (_, index) => `visitor-${index}`);
    for (const user of others) peer.say(user, ADVANCE);
    for (const user of others) await peer.untilReceived(user, 1);
    expect(peer.refusals()).toBe(before);
  });
});
