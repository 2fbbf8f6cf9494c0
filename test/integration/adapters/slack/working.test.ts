import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type OpenAiServer, startOpenAiServer } from '#support/fakes/model/server.ts';
import { FakeSlack } from '#support/fakes/slack/fake-slack.ts';
import type { SlackFault } from '#support/fakes/slack/faults.ts';
import { CALL } from '#support/fakes/slack/people.ts';
import { itemsOf, makeLongStatus, upTo } from '#support/world/channels/slack-outbox.ts';
import { SlackPeer } from '#support/world/channels/slack-peer.ts';

const ADVANCE = 'Ai-je droit à une avance ?';
const VERIFIED =
  'Oui, si le marché dépasse 50 000 € HT et dure plus de 2 mois, face à une collectivité ou à l’État [1].';
const STATUS = 'cherche la réponse…';
const WORKING = 'Je cherche la réponse, un instant…';

describe('While the hotline works, on Slack,', () => {
  let model: OpenAiServer;
  let peer: SlackPeer;
  let slack: FakeSlack;
  /** Lets the model go on. */
  let release: () => void;
  const lifts: (() => void)[] = [];
  const plan = (fault: SlackFault) => lifts.push(slack.faults.plan(fault));
  const words = (post: unknown) => FakeSlack.words(post as { text: string; blocks?: unknown[] });
  const statuses = (channel: string) =>
    slack.store.statusLog.filter((one) => one.channel === channel).map(({ status }) => status);

  beforeAll(async () => {
    model = await startOpenAiServer();
    const llm = { LLM_BASE_URL: model.url, LLM_MODEL: 'test', LLM_TIMEOUT_MS: '60000' };
    peer = await SlackPeer.open('http', { settings: llm, rateFactor: 20 });
    slack = peer.slack;
  });
  beforeEach(() => {
    const { promise: hold, resolve } = Promise.withResolvers<void>();
    release = resolve;
    model.chat({ kind: 'text', text: VERIFIED, hold });
  });
  afterEach(() => {
    release();
    for (const lift of lifts.splice(0)) lift();
    slack.statusError = undefined;
    slack.streamMs = 300_000;
  });
  afterAll(async () => {
    await peer?.[Symbol.asyncDispose]();
    await model?.stop();
  });

  it('2.3.2 everything is acknowledged meanwhile, and the command gets its answer afterwards', async () => {
    const channel = peer.channel('C0BUSY');
    const anne = peer.person('anne');
    // A message with buttons, from before the core was busy.
    const asked = anne.say(`${CALL} Puis-je sous-traiter tout le marché ?`, { channel });
    release();
    const [earlier] = await slack.untilPosts(channel, 1, asked.ts);
    const { promise: hold, resolve } = Promise.withResolvers<void>();
    release = resolve;
    model.chat({ kind: 'text', text: VERIFIED, hold });

    const typed = await anne.command(ADVANCE);
    const said = await anne.say(ADVANCE).delivered;
    const called = await anne.say(`${CALL} ${ADVANCE}`, { channel }).delivered;
    const pressed = await anne.press(earlier as never, 'Parler à un expert');
    const rated = await anne.rate(earlier as never, 'down');
    await slack.until(() => slack.store.views.length === 1);
    const sent = await anne.submit(slack.store.views[0]?.view ?? {}, 'à côté de ma question');
    for (const one of [typed, ...said, ...called, pressed, rated, sent])
      expect(one).toMatchObject({ status: 200, retry: 0 });
    expect(JSON.stringify(typed.body)).toContain(`Vous avez demandé : « ${ADVANCE} »`);
    expect(anne.privately()).toEqual([]);
    expect(slack.botPosts(anne.dm)).toEqual([]);

    release();
    const [answer] = await anne.untilPrivately(1);
    expect(words(answer)).toMatch(/^Oui, si le marché dépasse 50 000 € HT/);
    await slack.until(() => slack.botPosts(anne.dm).some(({ onlyFor }) => !onlyFor));
    expect(await peer.hotline.query('SELECT rating, reason FROM feedback')).toEqual([
      { rating: 'down', reason: 'à côté de ma question' },
    ]);
  });

  it('2.3.2 a command whose address no longer serves is answered in a direct message', async () => {
    const bilal = peer.person('bilal');
    const channel = peer.channel('C0LATE', false);
    await bilal.command(ADVANCE, channel);
    slack.responseMs = 0;
    release();
    const posts = await slack.untilPosts(bilal.dm, 2);
    expect(words(posts[0])).toContain('Réponse à la question que vous avez posée avec /hotline');
    expect(words(posts[1])).toMatch(/^Oui/);
    expect(bilal.privately(channel)).toEqual([]);
    slack.responseMs = 30 * 60_000;
  });

  it('2.3.11 says in the thread that it is searching, until it answers', async () => {
    const channel = peer.channel('C0STATUS');
    const asked = peer.person('chloe').say(`${CALL} ${ADVANCE}`, { channel });
    await slack.until(() => statuses(channel).length > 0);
    expect(slack.store.statuses.get(`${channel}/${asked.ts}`)).toBe(STATUS);
    expect(slack.botPosts(channel)).toEqual([]);
    release();
    await slack.untilPosts(channel, 1, asked.ts);
    expect(slack.store.statuses.get(`${channel}/${asked.ts}`)).toBe('');
    // What people ask next has its own sign, and nothing is left after the answers.
    peer.person('chloe').say('Et le taux ?', { channel, thread: asked.ts });
    await slack.untilPosts(channel, 2, asked.ts);
    expect(slack.store.statuses.get(`${channel}/${asked.ts}`)).toBe('');
  });

  it('2.3.11 takes the sign away when no answer can be posted', async () => {
    const channel = peer.channel('C0STUCK');
    const asked = peer.person('driss').say(`${CALL} ${ADVANCE}`, { channel });
    await slack.until(() => statuses(channel).includes(STATUS));
    plan({ method: 'chat.postMessage', channel, kind: 'error', error: 'is_archived' });
    release();
    await slack.until(() => statuses(channel).at(-1) === '');
    expect(slack.botPosts(channel, asked.ts)).toEqual([]);
  });

  it('2.3.11 writes a line instead in a direct message, and takes it away with the answer', async () => {
    const emma = peer.person('emma');
    emma.say(ADVANCE);
    const [line] = await slack.untilPosts(emma.dm, 1);
    expect(words(line)).toBe(WORKING);
    release();
    await slack.until(() => slack.botPosts(emma.dm).some((post) => words(post).startsWith('Oui')));
    expect(slack.botPosts(emma.dm)).toHaveLength(1);
  });

  it.each(['missing_scope', 'channel_type_not_supported'])(
    '2.3.11 writes a line instead where the sign is missing (%s)',
    async (error) => {
      const channel = peer.channel(`C0${error.replaceAll('_', '').toUpperCase()}`);
      slack.statusError = error;
      const asked = peer.person('felix').say(`${CALL} ${ADVANCE}`, { channel });
      const [line] = await slack.untilPosts(channel, 1, asked.ts);
      expect(words(line)).toBe(WORKING);
      release();
      await slack.until(() => slack.botPosts(channel).some((post) => words(post).startsWith('Oui')));
      expect(slack.botPosts(channel)).toHaveLength(1);
      expect(statuses(channel)).toEqual([]);
    },
  );

  describe('2.3.10 a long answer', () => {
    const WISHES = 'où en est ma demande ?';
    /** A thread whose next « où en est ma demande ? » has a long answer. */
    const thread = async (user: string, where?: string) => {
      release();
      const person = peer.person(user);
      const channel = where ?? person.dm;
      const asked = person.say(`${where ? `${CALL} ` : ''}${ADVANCE}`, { channel });
      const place = where ? asked.ts : null;
      await slack.untilPosts(channel, 1, place);
      const count = await makeLongStatus(peer.hotline, `T0FAKE/${channel}${where ? `/${asked.ts}` : ''}`);
      return { person, channel, ts: asked.ts, count };
    };
    const shown = (channel: string, ts: string) => slack.botPosts(channel, ts).map(words).join('\n');
    const untilAll = (channel: string, ts: string, count: number) =>
      slack.until(() => itemsOf(shown(channel, ts)).length >= count);
    const streams = (method: string, channel: string) =>
      slack.callsOf(`chat.${method}Stream`).filter(({ args }) => args.channel === channel);

    it('grows as one message in the thread, for whoever asked', async () => {
      const { person, channel, ts, count } = await thread('gaelle', peer.channel('C0GROW'));
      person.say(WISHES, { channel, thread: ts });
      await untilAll(channel, ts, count);
      await slack.until(() => streams('stop', channel).length === 1);
      expect(itemsOf(shown(channel, ts))).toEqual(upTo(count));
      expect(slack.botPosts(channel, ts)).toHaveLength(2);
      expect(streams('start', channel)[0]?.args).toMatchObject({
        thread_ts: ts,
        recipient_user_id: person.id,
        recipient_team_id: 'T0FAKE',
      });
      expect(streams('append', channel).length).toBeGreaterThan(0);
    });

    it('goes on by ordinary messages when the stream’s time is over', async () => {
      const { person, channel, ts, count } = await thread('hugo', peer.channel('C0OVER'));
      slack.streamMs = 0;
      person.say(WISHES, { channel, thread: ts });
      await untilAll(channel, ts, count);
      expect(itemsOf(shown(channel, ts))).toEqual(upTo(count));
      const after = streams('append', channel);
      expect(after.map(({ outcome }) => outcome)).toEqual(['message_not_in_streaming_state']);
      expect(streams('stop', channel)).toEqual([]);
      expect(slack.botPosts(channel, ts).length).toBeGreaterThan(2);
    });

    it('goes on by ordinary messages when the person stops the stream', async () => {
      const { person, channel, ts, count } = await thread('ines', peer.channel('C0STOP'));
      person.say(WISHES, { channel, thread: ts });
      await slack.until(() => slack.botPosts(channel, ts).length === 2);
      const growing = slack.botPosts(channel, ts)[1];
      if (growing?.stream) growing.stream.stoppedBy = 'user';
      await untilAll(channel, ts, count);
      expect(itemsOf(shown(channel, ts))).toEqual(upTo(count));
      const refused = [...streams('append', channel), ...streams('stop', channel)].filter(
        ({ outcome }) => outcome === 'stopped_by_user',
      );
      expect(refused).toHaveLength(1);
    });

    it('is repeated by no fault in the middle', async () => {
      const { person, channel, ts, count } = await thread('jeanne', peer.channel('C0MIDDLE'));
      plan({ method: 'chat.appendStream', channel, kind: 'down' });
      plan({ method: 'chat.postMessage', channel, kind: 'limited', retryAfter: 1 });
      person.say(WISHES, { channel, thread: ts });
      await untilAll(channel, ts, count);
      await slack.until(() => streams('start', channel).length >= 1);
      expect(itemsOf(shown(channel, ts))).toEqual(upTo(count));
    });

    it('comes in ordinary messages where there are no streams, or no thread', async () => {
      const { person, channel, ts, count } = await thread('karim', peer.channel('C0NOSTREAM'));
      plan({ method: 'chat.startStream', channel, kind: 'error', error: 'missing_scope' });
      person.say(WISHES, { channel, thread: ts });
      await untilAll(channel, ts, count);
      expect(itemsOf(shown(channel, ts))).toEqual(upTo(count));
      const flat = await thread('lea');
      flat.person.say(WISHES);
      await slack.until(
        () => itemsOf(slack.botPosts(flat.channel, null).map(words).join('\n')).length >= count,
      );
      expect(streams('start', flat.channel)).toEqual([]);
    });
  });
});
