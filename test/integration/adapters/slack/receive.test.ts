import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { eventBody } from '#support/fakes/slack/delivery.ts';
import { FakeSlack } from '#support/fakes/slack/fake-slack.ts';
import { CALL } from '#support/fakes/slack/people.ts';
import { SlackPeer } from '#support/world/channels/slack-peer.ts';

const ADVANCE = 'Ai-je droit à une avance ?';
const SUBCONTRACT = 'Puis-je sous-traiter tout le marché ?';
const SUPPLIES = 'Sous quel montant une mairie achète des fournitures sans publicité ?';

describe('What Slack delivers', () => {
  let peer: SlackPeer;
  let slack: FakeSlack;
  const url = () => peer.hotline.url ?? '';
  /** What the transcript says that somebody said, oldest first. */
  const said = async (channel: string) => {
    const rows = await peer.hotline.query<{ content: string }>(
      `SELECT content FROM message JOIN conversation ON conversation.id = conversation_id
       WHERE author = 'company' AND channel_key LIKE $1 ORDER BY message.created_at, seq`,
      [`%/${channel}%`],
    );
    return rows.map(({ content }) => JSON.parse(content) as { type: string; text?: string });
  };
  /** Somebody asks something in a channel and gets an answer: what came before would have been answered too. */
  const answered = async (user: string, channel: string) => {
    const asked = peer.person(user).say(`${CALL} ${SUPPLIES}`, { channel });
    await slack.untilAnswers(channel, 1, asked.ts);
    return asked;
  };

  beforeAll(async () => {
    peer = await SlackPeer.open('http', { rateFactor: 50 });
    slack = peer.slack;
  });
  afterAll(async () => {
    await peer?.[Symbol.asyncDispose]();
  });

  describe('2.3.1 refuses what Slack did not sign, or did not mean', () => {
    const event = () =>
      JSON.stringify(
        eventBody({
          type: 'message',
          channel: 'D0EVE',
          channel_type: 'im',
          user: 'U0EVE',
          text: ADVANCE,
          ts: slack.store.nextTs(),
        }),
      );
    const json = { 'Content-Type': 'application/json' };
    const now = () => Math.floor(Date.now() / 1_000);
    const send = async (
      raw: string | Buffer,
      headers = json,
      signed: { at?: number; secret?: string } = {},
    ) => (await slack.delivery.request(url(), raw, headers, signed)).status;

    it('with 401 for a signature that is wrong, missing, stale, or from the future', async () => {
      expect(await send(event(), json, { secret: 'another secret, of the same length' })).toBe(401);
      expect(await send(event(), json, { at: now() - 301 })).toBe(401);
      expect(await send(event(), json, { at: now() + 302 })).toBe(401);
      expect(await send(event(), { ...json, 'x-slack-signature': 'v0=' } as typeof json)).toBe(401);
      expect(await send(event(), { ...json, 'x-slack-request-timestamp': 'NaN' } as typeof json)).toBe(401);
      const bare = await fetch(`${url()}/slack/events`, { method: 'POST', body: event(), headers: json });
      expect(bare.status).toBe(401);
      expect(await bare.text()).toBe('');
      // Signed in the past, and its moment still serves: the same with another body does not.
      expect(await send(event(), json, { at: now() - 200 })).toBe(200);
    });

    it('with 413 for a body that is too large, and 400 for one that is not what Slack sends', async () => {
      expect(await send(Buffer.alloc(2_000_000, 'x'))).toBe(413);
      for (const raw of ['null', '', '{', '[]', '"x"', '12', '{}', '{"type":"event_callback"}'])
        expect([raw, await send(raw)]).toEqual([raw, 400]);
      expect(await send('{"type":"event_callback","event":null}')).toBe(400);
      expect(await send('{"type":"event_callback","event":{"type":7}}')).toBe(400);
      const form = { 'Content-Type': 'application/x-www-form-urlencoded' };
      for (const raw of [
        '',
        'a=b',
        'payload=null',
        'payload=%7B',
        'payload=%7B%22type%22%3A%22block_actions%22%7D',
      ])
        expect([raw, await send(raw, form)]).toEqual([raw, 400]);
      expect(await send('{"type":"event_callback","event":{"type":"message"}}')).toBe(200);
    });

    describe('with 400 for an interaction that is signed, and yet of no shape that Slack sends', () => {
      const form = { 'Content-Type': 'application/x-www-form-urlencoded' };
      const press = {
        type: 'block_actions',
        team: { id: 'T0ATELIER' },
        user: { id: 'U0EVE' },
        channel: { id: 'D0EVE' },
        container: { type: 'message' },
        actions: [{ type: 'button', action_id: 'x', block_id: 'x' }],
      };
      const modal = { type: 'view_submission', user: { id: 'U0EVE' }, view: { callback_id: 'x', state: {} } };
      const interact = (payload: unknown) =>
        send(new URLSearchParams({ payload: JSON.stringify(payload) }).toString(), form);

      it('while the same as Slack sends them go on', async () => {
        for (const payload of [press, modal, { ...press, team: null }])
          expect([payload, await interact(payload)]).toEqual([payload, 200]);
      });

      it.each<[what: string, payload: unknown]>([
        ['a list', [press]],
        ['no type', { ...press, type: undefined }],
        ['a type that is a number', { ...press, type: 7 }],
        ['nobody', { ...press, user: undefined }],
        ['somebody who is null', { ...press, user: null }],
        ['somebody who is text', { ...press, user: 'U0EVE' }],
        ['somebody without an id', { ...press, user: {} }],
        ['somebody whose id is a number', { ...press, user: { id: 7 } }],
        ['a team that is text', { ...press, team: 'T0ATELIER' }],
        ['a channel that is null', { ...press, channel: null }],
        ['a channel that is a list', { ...press, channel: ['D0EVE'] }],
        ['a container that is null', { ...press, container: null }],
        ['no action', { ...press, actions: undefined }],
        ['an empty list of actions', { ...press, actions: [] }],
        ['actions that are an object', { ...press, actions: { 0: {} } }],
        ['an action that is null', { ...press, actions: [null] }],
        ['an action that is text', { ...press, actions: ['x'] }],
        ['a modal without a view', { ...modal, view: undefined }],
        ['a modal whose view is null', { ...modal, view: null }],
        ['a modal whose view is text', { ...modal, view: 'x' }],
        ['addresses of response that are null', { ...modal, response_urls: null }],
        ['an event beside it', { ...press, event: null }],
        ['a modal that nobody closed', { type: 'view_closed', view: {} }],
      ])('%s', async (_, payload) => {
        expect(await interact(payload)).toBe(400);
      });

      it('two payloads, and an interaction sent as JSON', async () => {
        const payload = JSON.stringify(press);
        const twice = new URLSearchParams([
          ['payload', payload],
          ['payload', payload],
        ]);
        expect(await send(twice.toString(), form)).toBe(400);
        expect(await send(payload)).toBe(400);
      });
    });

    it.each<[what: string, event: object]>([
      ['a channel that is null', { channel: null }],
      ['a channel that is a number', { channel: 7 }],
      ['somebody who is null', { user: null }],
      ['something that is null', { item: null }],
      ['something that is text', { item: 'x' }],
      ['a group that is null', { subteam: null }],
    ])('with 400 for an event about %s', async (_, about) => {
      const type = 'event_callback';
      expect(await send(JSON.stringify({ type, event: { type: 'message', ...about } }))).toBe(400);
      const body = { type, event: { type: 'message' }, authorizations: [null] };
      expect(await send(JSON.stringify(body))).toBe(400);
      expect(await send(JSON.stringify({ type: 'app_rate_limited', ...about, event: null }))).toBe(400);
    });

    it('and answers the checks of its address', async () => {
      const check = JSON.stringify({ type: 'url_verification', challenge: 'c-1', token: 'x' });
      expect((await slack.delivery.request(url(), check, json)).answer).toEqual({ challenge: 'c-1' });
      expect((await fetch(`${url()}/slack/events`)).status).toBe(401);
    });
  });

  describe('2.3.3 answers once', () => {
    it('a call of the bot, which Slack announces twice, each announcement three times at once', async () => {
      const channel = peer.channel('C0ONCE');
      slack.delivery.copies = 3;
      const asked = peer.person('anne').say(`${CALL} ${ADVANCE}`, { channel });
      const tries = await asked.delivered;
      slack.delivery.copies = 1;
      expect(tries.map((one) => one?.status)).toEqual([200, 200]);
      await slack.untilAnswers(channel, 1, asked.ts);
      await asked.again();
      await peer.hotline.restart();
      await asked.again();
      await answered('bilal', channel);
      expect(slack.botPosts(channel, asked.ts)).toHaveLength(1);
      expect(await said(channel)).toHaveLength(2);
    });

    it('a request that is replayed as it was', async () => {
      const ts = slack.store.nextTs();
      const event = {
        type: 'message',
        channel: peer.person('chloe').dm,
        channel_type: 'im',
        user: 'U0CHLOE',
        ts,
      };
      const raw = JSON.stringify(eventBody({ ...event, text: ADVANCE }));
      const at = Math.floor(Date.now() / 1_000) - 100;
      const headers = { 'Content-Type': 'application/json' };
      for (let time = 0; time < 3; time += 1)
        expect((await slack.delivery.request(url(), raw, headers, { at })).status).toBe(200);
      await peer.say('chloe', SUBCONTRACT).acknowledged;
      await peer.untilReceived('chloe', 2);
      expect(peer.received('chloe').map(({ text }) => text.slice(0, 3))).toEqual(['Oui', 'Non']);
    });

    it('what Slack delivers again because nobody acknowledged it', async () => {
      const { retryScale } = slack.delivery;
      // Slack's minute and five minutes, while the hotline is away.
      slack.delivery.retryScale = 1 / 10;
      await peer.hotline.stop();
      const before = slack.delivery.tries.length;
      const asked = peer.say('driss', ADVANCE);
      await slack.until(() => slack.delivery.tries.slice(before).some(({ status }) => status === 0));
      await peer.hotline.start();
      await asked.acknowledged;
      slack.delivery.retryScale = retryScale;
      await peer.untilReceived('driss', 1);
      // The last try may be of somebody else's message.
      const retries = slack.delivery.tries.slice(before).map(({ retry }) => retry);
      expect(Math.max(...retries)).toBeGreaterThan(0);
    });
  });

  describe('2.3.4 leaves alone', () => {
    it('what bots say, itself first, and what Slack itself says', async () => {
      const channel = peer.channel('C0DROP');
      const asked = await answered('emma', channel);
      const post = { type: 'message', channel, channel_type: 'channel', thread_ts: asked.ts };
      const fresh = () => ({ ...post, ts: slack.store.nextTs(), text: `${CALL} ${ADVANCE}` });
      await slack.emit({ ...fresh(), bot_id: 'B0OTHER', user: 'U0OTHERBOT' });
      await slack.emit({ ...fresh(), type: 'app_mention', bot_id: 'B0OTHER', user: 'U0OTHERBOT' });
      await slack.emit({ ...fresh(), subtype: 'bot_message', bot_id: 'B0OTHER' });
      await slack.emit({ ...fresh(), user: 'U0BOT' });
      for (const subtype of ['channel_join', 'channel_topic', 'pinned_item', 'reminder_add', 'me_message'])
        await slack.emit({ ...fresh(), subtype, user: 'U0EMMA' });
      await answered('emma', channel);
      expect(slack.botPosts(channel, asked.ts)).toHaveLength(1);
      // Its own answers come back to it as events, and get no answer either.
      expect(slack.delivery.tries.length).toBeGreaterThan(10);
      expect(await said(channel)).toHaveLength(2);
    });

    it('changes: the transcript follows, and nothing is answered anew', async () => {
      const felix = peer.person('felix');
      const first = felix.say(ADVANCE);
      const second = felix.say(SUBCONTRACT);
      await peer.untilReceived('felix', 2);
      await felix.edit(first, 'Ai-je droit à une avance, à Lyon ?');
      await felix.remove(second);
      expect(await said(felix.dm)).toEqual([
        { type: 'text', text: 'Ai-je droit à une avance, à Lyon ?' },
        { type: 'text', text: '(message supprimé par son auteur)' },
      ]);
      await peer.say('felix', SUPPLIES).acknowledged;
      await peer.untilReceived('felix', 3);
      expect(peer.received('felix')[2]?.text).toContain('60 000 € HT');
      // In a channel where it takes no part, it keeps nothing of them.
      const channel = peer.channel('C0EDIT');
      const chat = felix.say('à demain', { channel });
      await felix.edit(chat, 'à lundi');
      await felix.remove(chat);
      expect(await said(channel)).toEqual([]);
    });

    it('files, but says so', async () => {
      const gaelle = peer.person('gaelle');
      gaelle.say('', { files: ['dce.pdf'] });
      await peer.untilReceived('gaelle', 1);
      expect(peer.received('gaelle')[0]?.text).toContain('Je ne sais lire que du texte');
      gaelle.say(ADVANCE, { files: ['dce.pdf'] });
      await peer.untilReceived('gaelle', 3);
      expect(peer.received('gaelle').map(({ text }) => text.slice(0, 3))).toEqual(['Je ', 'Oui', 'Je ']);
    });
  });

  describe('2.3.5 answers where it was asked', () => {
    it('in the thread of a channel, each its own conversation', async () => {
      const channel = peer.channel('C0THREAD');
      const [one, two] = ['hugo', 'ines'].map((user) =>
        peer.person(user).say(`${CALL} ${ADVANCE}`, { channel }),
      );
      for (const asked of [one, two]) {
        const [answer] = await slack.untilAnswers(channel, 1, asked?.ts);
        expect(FakeSlack.words(answer as never)).toMatch(/^Oui/);
      }
      expect(slack.botPosts(channel, null)).toEqual([]);
      const rows = await peer.hotline.query<{ channel_key: string }>(
        `SELECT channel_key FROM conversation WHERE channel_key LIKE '%C0THREAD%' ORDER BY channel_key`,
      );
      expect(rows.map((row) => row.channel_key)).toEqual(
        [one, two].map((asked) => `T0FAKE/${channel}/${asked?.ts}`),
      );
    });

    it('flat in a direct message, and in a thread of it where it was asked in one', async () => {
      const jeanne = peer.person('jeanne');
      const first = jeanne.say(ADVANCE);
      await slack.untilAnswers(jeanne.dm, 1, null);
      jeanne.say('et pour les travaux sans publicité, quel montant ?', { thread: first.ts });
      const [answer] = await slack.untilAnswers(jeanne.dm, 1, first.ts);
      expect(FakeSlack.words(answer as never)).toContain('100 000 € HT');
      jeanne.say(SUBCONTRACT);
      await slack.untilAnswers(jeanne.dm, 2, null);
      expect(slack.botPosts(jeanne.dm, first.ts)).toHaveLength(1);
    });
  });

  describe('2.3.6 follows a thread that it is part of', () => {
    it('without being called again, also after a restart', async () => {
      const channel = peer.channel('C0FOLLOW');
      const asked = await answered('karim', channel);
      peer.person('lea').say('et pour les travaux ?', { channel, thread: asked.ts });
      const [, next] = await slack.untilAnswers(channel, 2, asked.ts);
      expect(FakeSlack.words(next as never)).toContain('100 000 € HT');
      await peer.hotline.restart();
      peer.person('karim').say(SUBCONTRACT, { channel, thread: asked.ts, broadcast: true });
      const [, , last] = await slack.untilAnswers(channel, 3, asked.ts);
      expect(FakeSlack.words(last as never)).toMatch(/^Non/);
    });

    it('but is silent where people talk to one another', async () => {
      const channel = peer.channel('C0OTHERS');
      const marc = peer.person('marc');
      const chat = marc.say('qui vient déjeuner ?', { channel });
      marc.say(ADVANCE, { channel, thread: chat.ts });
      const asked = await answered('marc', channel);
      marc.say('<@U0NINA> tu en penses quoi ?', { channel, thread: asked.ts });
      await answered('nina', channel);
      expect(slack.botPosts(channel, chat.ts)).toEqual([]);
      expect(slack.botPosts(channel, asked.ts)).toHaveLength(1);
      expect(await said(channel)).toHaveLength(2);
    });

    it('and says what it can do when only its name is written', async () => {
      const channel = peer.channel('C0HELP');
      const asked = peer.person('oscar').say(CALL, { channel });
      const [help] = await slack.untilAnswers(channel, 1, asked.ts);
      expect(FakeSlack.words(help as never)).toContain('marchés publics');
    });
  });
});
