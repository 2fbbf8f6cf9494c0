import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { FakeSlack } from '#support/fakes/slack/fake-slack.ts';
import { buttonsOf, CALL } from '#support/fakes/slack/people.ts';
import { SlackPeer } from '#support/world/channels/slack-peer.ts';

const ADVANCE = 'Ai-je droit à une avance ?';

/** Slack's limits at their true values: what is tried elsewhere does not wait for them. */
describe('The pace of Slack', () => {
  let peer: SlackPeer;
  let slack: FakeSlack;
  const words = (post: unknown) => FakeSlack.words(post as { text: string; blocks?: unknown[] });

  beforeAll(async () => {
    peer = await SlackPeer.open('http');
    slack = peer.slack;
  });
  afterAll(async () => {
    await peer?.[Symbol.asyncDispose]();
  });

  it('2.3.9 paces a channel so that Slack never has to say stop', async () => {
    const channel = peer.channel('C0PACE');
    const refused = () => slack.calls.filter(({ outcome }) => outcome === '429').length;
    const before = refused();
    const asked = ['anne', 'bilal', 'chloe', 'driss', 'emma'].map((user) =>
      peer.person(user).say(`${CALL} ${ADVANCE}`, { channel }),
    );
    for (const { ts } of asked) await slack.untilAnswers(channel, 1, ts);
    expect(refused()).toBe(before);
  });

  it('2.3.9 waits as long as Slack asks, and keeps nobody else waiting', async () => {
    const limited = peer.channel('C0LIMITED');
    const free = peer.channel('C0FREE');
    slack.faults.plan({ method: 'chat.postMessage', channel: limited, kind: 'limited', retryAfter: 3 });
    const late = peer.person('driss').say(`${CALL} ${ADVANCE}`, { channel: limited });
    const tries = () => slack.callsOf('chat.postMessage').filter(({ args }) => args.channel === limited);
    await slack.until(() => tries().length === 1);
    // Another thread of the same channel has to wait too; another channel has not.
    const same = peer.person('emma').say(`${CALL} ${ADVANCE}`, { channel: limited });
    const other = peer.person('felix').say(`${CALL} ${ADVANCE}`, { channel: free });
    await slack.untilAnswers(free, 1, other.ts);
    expect(slack.botPosts(limited)).toEqual([]);
    for (const { ts } of [late, same]) await slack.untilAnswers(limited, 1, ts);
    const [first, ...rest] = tries().map(({ at }) => at);
    expect(rest).toHaveLength(2);
    for (const at of rest) expect(at - (first ?? 0)).toBeGreaterThanOrEqual(3_000);
  });

  it('2.3.9 and 2.3.14 changes a message once a second at most, and shows each choice', async () => {
    const gaelle = peer.person('gaelle');
    gaelle.say('c’est quoi un DCE ?');
    const [answer] = await slack.untilAnswers(gaelle.dm, 1);
    const shown = answer?.blocks ?? [];
    const [one, two] = buttonsOf(shown).map(({ text }) => text.text);
    const edits = () => slack.callsOf('response').filter(({ args }) => args.replace_original === true);
    const before = edits().length;
    await Promise.all([one, two].map((label) => gaelle.press(answer as never, String(label), shown)));
    await slack.until(() => edits().length === before + 2);
    const [first, second] = edits().slice(-2);
    expect((second?.at ?? 0) - (first?.at ?? 0)).toBeGreaterThanOrEqual(1_000);
    const now = slack.botPosts(gaelle.dm)[0];
    for (const label of [one, two]) expect(words(now)).toContain(`✓ gaelle a choisi « ${label} »`);
    expect(buttonsOf(now?.blocks ?? []).map(({ text }) => text.text)).not.toContain(one);
  });
});
