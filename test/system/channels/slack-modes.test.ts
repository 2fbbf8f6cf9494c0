import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { FakeSlack } from '#support/fakes/slack/fake-slack.ts';
import { CALL } from '#support/fakes/slack/people.ts';
import { type SlackMode, SlackPeer } from '#support/world/channels/slack-peer.ts';

const ADVANCE = 'Ai-je droit à une avance ?';
const SUBCONTRACT = 'Puis-je sous-traiter tout le marché ?';
const words = (post: unknown) => FakeSlack.words(post as { text: string; blocks?: unknown[] });

describe.each<SlackMode>(['http', 'socket'])('2.3.15 Slack by configuration: %s', (mode) => {
  let peer: SlackPeer;
  let slack: FakeSlack;

  beforeAll(async () => {
    peer = await SlackPeer.open(mode);
    slack = peer.slack;
  });
  afterAll(() => peer?.[Symbol.asyncDispose]());

  it('serves a direct message, a channel, its threads, buttons, thumbs and the command', async () => {
    const channel = peer.channel('C0ALL');
    const anne = peer.person('anne');
    await anne.say(ADVANCE).delivered;
    const [direct] = await slack.untilAnswers(anne.dm, 1);
    expect(words(direct)).toMatch(/^Oui/);

    const asked = anne.say(`${CALL} ${SUBCONTRACT}`, { channel });
    await slack.untilAnswers(channel, 1, asked.ts);
    anne.say(ADVANCE, { channel, thread: asked.ts });
    const answers = await slack.untilAnswers(channel, 2, asked.ts);
    expect(answers.map((post) => words(post).slice(0, 3))).toEqual(['Non', 'Oui']);

    expect((await anne.press(answers[0] as never, 'Parler à un expert')).status).toBe(200);
    const [, , handoff] = await slack.untilAnswers(channel, 3, asked.ts);
    expect(words(handoff)).toContain('un expert de la Fabrique');
    await slack.until(() => words(slack.botPosts(channel, asked.ts)[0]).includes('✓ anne a choisi'));

    await anne.rate(answers[1] as never, 'down');
    await slack.until(() => slack.store.views.length === 1);
    await anne.submit(slack.store.views[0]?.view ?? {}, 'trop court');
    const kept = 'SELECT rating, reason FROM feedback';
    expect(await peer.hotline.query(kept)).toEqual([{ rating: 'down', reason: 'trop court' }]);
    await anne.rate(answers[1] as never, 'up');
    expect(await peer.hotline.query(kept)).toMatchObject([{ rating: 'up' }]);

    const typed = await anne.command('c’est quoi un DCE ?', channel);
    expect(JSON.stringify(typed.body)).toContain('Vous avez demandé : « c’est quoi un DCE ? »');
    const [answer] = await anne.untilPrivately(1, channel);
    expect(words(answer)).toContain('dossier de consultation');
    // Its buttons answer where they are: for their one reader.
    const next = words(answer).match(/^.+\?$/m)?.[0] ?? '';
    expect((await anne.press(answer as never, next)).status).toBe(200);
    await anne.untilPrivately(2, channel);
    expect((await anne.command('', channel)).status).toBe(200);
    const [, , help] = await anne.untilPrivately(3, channel);
    expect(words(help)).toContain('marchés publics');
    expect(slack.botPosts(channel, null).every(({ onlyFor }) => onlyFor === anne.id)).toBe(true);
    expect(slack.pings()).toEqual([]);
  });

  it('knows one person in all that only they read, and nobody in a channel', async () => {
    const people = await peer.hotline.query(`SELECT key FROM person_identity WHERE channel = 'slack'`);
    expect(people).toEqual([{ key: 'T0FAKE:U0ANNE' }]);
    const known = await peer.hotline.query<{ channel_key: string; known: number }>(
      `SELECT channel_key, person_id IS NOT NULL AS known FROM conversation WHERE channel = 'slack'`,
    );
    for (const { channel_key: key, known: isKnown } of known)
      expect([key, isKnown]).toEqual([key, /\/C0ALL\/\d/.test(key) ? 0 : 1]);
    expect(known).toHaveLength(3);
  });

  it('says that the channel runs, and stops in time', async () => {
    expect((await peer.hotline.health()).channels).toMatchObject({ slack: 'running', web: 'running' });
    expect(await peer.hotline.stop()).toBe(0);
    expect(peer.hotline.output).not.toMatch(/"level":50|unhandled/i);
    await peer.hotline.start();
  });
});

describe('2.3.15 Socket Mode', () => {
  let peer: SlackPeer;
  let slack: FakeSlack;

  beforeAll(async () => {
    peer = await SlackPeer.open('socket');
    slack = peer.slack;
    slack.delivery.retryScale = 1 / 15;
  });
  afterAll(() => peer?.[Symbol.asyncDispose]());

  it('needs no address of its own', async () => {
    const request = await fetch(`${peer.hotline.url}/slack/events`, { method: 'POST', body: '{}' });
    expect(request.status).toBe(404);
  });

  it('connects again when Slack asks for it, when the line is cut, and when Slack is away at that moment', async () => {
    await peer.say('anne', ADVANCE).acknowledged;
    const first = await slack.connection();
    first.askToReconnect();
    await slack.until(() => !first.isOpen && slack.connected === 1);
    await peer.say('anne', SUBCONTRACT).acknowledged;

    const lifts = [
      slack.faults.plan({ method: 'apps.connections.open', kind: 'reset' }),
      slack.faults.plan({ method: 'apps.connections.open', kind: 'down' }),
      slack.faults.plan({ method: 'apps.connections.open', kind: 'limited', retryAfter: 1 }),
    ];
    (await slack.connection()).cut();
    // Written while nothing is connected: Slack keeps it.
    const said = peer.say('anne', 'merci');
    await said.acknowledged;
    for (const lift of lifts) lift();
    expect(slack.callsOf('apps.connections.open').length).toBeGreaterThanOrEqual(6);
    await peer.untilReceived('anne', 3);
    const seen = peer.received('anne').map(({ text }) => text.slice(0, 4));
    expect(seen).toEqual(['Oui,', 'Non,', 'Avec']);
  });

  it('acknowledges only what is saved: what is cut off before that comes again', async () => {
    await peer.hotline.query('ALTER TABLE inbound_event RENAME TO inbound_event_away');
    const said = peer.person('bilal').say(ADVANCE);
    await slack.until(() =>
      slack.delivery.tries.some(({ what, status }) => what === 'event' && status === 0),
    );
    await peer.hotline.query('ALTER TABLE inbound_event_away RENAME TO inbound_event');
    const [last] = await said.delivered;
    expect(last?.status).toBe(200);
    expect(last?.retry).toBeGreaterThan(0);
    await peer.untilReceived('bilal', 1);
  });
});

describe('A Slack that is away when the hotline starts', () => {
  it('is said to have failed, keeps no other channel from serving, and is joined when it is back', async () => {
    await using peer = await SlackPeer.open('http');
    const { slack, hotline } = peer;
    await hotline.stop();
    const lift = slack.faults.plan({ method: 'auth.test', kind: 'down', times: Number.POSITIVE_INFINITY });
    await hotline.start();
    expect((await hotline.health()).channels).toMatchObject({ slack: 'failed', web: 'running' });
    expect((await fetch(`${hotline.url}/`)).status).toBe(200);
    slack.delivery.retryScale = 1 / 40;
    const said = peer.person('anne').say(ADVANCE);
    await slack.until(() => slack.delivery.tries.some(({ status }) => status === 503));
    lift();
    expect((await said.delivered)[0]?.status).toBe(200);
    await peer.untilReceived('anne', 1);
    expect((await hotline.health()).channels).toMatchObject({ slack: 'running' });
  });
});
