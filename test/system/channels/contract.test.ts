import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { startOpenAiServer } from '#support/fakes/model/server.ts';
import type { ChannelPeer, PlatformFault } from '#support/world/channels/channel-peer.ts';
import { CHANNEL_PEERS } from '#support/world/channels/channel-peers.ts';

const ADVANCE = 'Ai-je droit à une avance ?';
const SUBCONTRACT = 'Puis-je sous-traiter tout le marché ?';
const SUPPLIES = 'Sous quel montant une mairie achète des fournitures sans publicité ?';
const ANSWERS: Readonly<Record<string, RegExp>> = {
  [ADVANCE]: /^Oui, .*50 000 € HT/,
  [SUBCONTRACT]: /^Non, /,
  [SUPPLIES]: /60 000 € HT/,
};
const VERIFIED =
  'Oui, si le marché dépasse 50 000 € HT et dure plus de 2 mois, face à une collectivité ou à l’État [1].';

const WISH = `« ${'mot '.repeat(20)}»`;
/** What whoever was handed over asked the team for, a great deal of it: where it stands makes a long answer. */
const MANY_WISHES = `
  WITH RECURSIVE number(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM number WHERE n < $1)
  INSERT INTO request (id, conversation_id, message_id, kind, body, created_at)
  SELECT 'wish-' || n, conversation_id, id, 'Demande ' || n || ' : ' || $2, $2, created_at + n
  FROM number, message WHERE seq = 1 AND conversation_id IN (SELECT conversation_id FROM expert_case)`;

/**
 * One hotline for all tests of a channel: each has people of its own. They stop, kill and hinder it, and it must go on;
 * the last test reads all that it ever said.
 */
describe.each(CHANNEL_PEERS)('The contract of channels, on $name,', ({ open }) => {
  let peer: ChannelPeer;
  const undo: (() => void)[] = [];
  const textsOf = (user: string) => peer.received(user).map(({ text }) => text);
  const fail = (fault: PlatformFault): (() => void) => {
    const lift = peer.fail(fault);
    undo.push(lift);
    return lift;
  };
  const untilRefused = async (before: number, more: number) => {
    while (peer.refusals() < before + more) await sleep(20);
  };
  /** Answers that the store holds to one and the same message. */
  const answeredTwice = () =>
    peer.hotline.query(
      "SELECT reply_to FROM message WHERE author = 'bot' GROUP BY reply_to HAVING COUNT(*) > 1",
    );

  beforeAll(async () => {
    peer = await open({ settings: { LOG_LEVEL: 'debug' } });
  });
  afterEach(() => {
    for (const one of undo.splice(0)) one();
  });
  afterAll(() => peer?.[Symbol.asyncDispose]());

  it('answers a question with its sources, and understands what follows', async () => {
    await peer.say('anne', SUPPLIES).acknowledged;
    const [answer] = await peer.untilReceived('anne', 1);
    expect(answer?.text).toMatch(ANSWERS[SUPPLIES] as RegExp);
    expect(answer?.text).toContain('R2122-8');
    peer.say('anne', 'et pour les travaux ?');
    const [, next] = await peer.untilReceived('anne', 2);
    expect(next?.text).toContain('100 000 € HT');
  });

  it('signs a company up, question after question, by words and buttons', async () => {
    peer.say('sophie', 'inscription');
    const [first] = await peer.untilReceived('sophie', 1);
    expect(first?.text).toContain('Quel est le SIRET');
    peer.press('sophie', 'Passer');
    const [, second] = await peer.untilReceived('sophie', 2);
    expect(second?.text).toContain('Quel est le nom');
    peer.say('sophie', 'Éco Prop, association à Montreuil, créée en 2015');
    const [, , third] = await peer.untilReceived('sophie', 3);
    expect(third?.text).toContain('Commune : Montreuil (93)');
    peer.press('sophie', '10 à 49');
    const [, , , fourth] = await peer.untilReceived('sophie', 4);
    expect(fourth?.text).toContain('Effectif : 10 à 49');
    expect(fourth?.buttons).toContain('Plus tard');
    peer.press('sophie', 'Plus tard');
    expect((await peer.untilReceived('sophie', 5))[4]?.text).toContain('C’est gardé');
  });

  it('offers buttons, and takes a press once, however often it is pressed', async () => {
    peer.say('bilal', ADVANCE);
    const [answer] = await peer.untilReceived('bilal', 1);
    expect(answer?.buttons).toContain('Parler à un expert');
    const pressed = [peer.press('bilal', 'Parler à un expert'), peer.press('bilal', 'Parler à un expert')];
    await Promise.all(pressed.map(({ acknowledged }) => acknowledged));
    const seen = await peer.untilReceived('bilal', 2);
    expect(seen[1]?.text).toContain('un expert de la Fabrique');
    peer.say('bilal', SUBCONTRACT);
    await peer.untilReceived('bilal', 3);
    expect(textsOf('bilal')[2]).toMatch(ANSWERS[SUBCONTRACT] as RegExp);
    expect(await peer.hotline.query('SELECT id FROM expert_case')).toHaveLength(1);
  });

  it('asks the question of a button as if it had been written, also after a restart', async () => {
    peer.say('chloe', ADVANCE);
    const [answer] = await peer.untilReceived('chloe', 1);
    const question = answer?.buttons.find((label) => label.endsWith('?')) ?? '';
    await peer.hotline.restart();
    peer.press('chloe', question);
    const [, next] = await peer.untilReceived('chloe', 2);
    expect(next?.text).toContain('30 %');
  });

  it('cuts a long answer between paragraphs, in order', async () => {
    const before = peer.received('bilal').length;
    const count = Math.ceil((2.5 * peer.longestText) / WISH.length);
    await peer.hotline.query(MANY_WISHES, [count, WISH]);
    peer.say('bilal', 'où en est ma demande ?');
    const isLast = (text: string | undefined) => text?.includes(`Demande ${count} :`) ?? false;
    for (let seen = before + 1; !isLast(textsOf('bilal').at(-1)); seen += 1)
      await peer.untilReceived('bilal', seen);
    const parts = peer.received('bilal').slice(before);
    expect(parts.length).toBeGreaterThan(2);
    for (const { text } of parts) {
      expect(text.length).toBeLessThanOrEqual(peer.longestText);
      expect(text).toMatch(/^(?:Dossier|Voici|•)/);
    }
    const numbers = parts.flatMap(({ text }) =>
      [...text.matchAll(/Demande (\d+) :/g)].map(([, n]) => Number(n)),
    );
    expect(numbers).toEqual(Array.from({ length: count }, (_, index) => index + 1));
    // The buttons belong to the whole: they stand under its end.
    expect(parts.map(({ buttons }) => buttons.length > 0)).toEqual(
      parts.map((_, index) => index === parts.length - 1),
    );
  });

  it('answers once what is delivered three times, at once, after a restart and after a kill', async () => {
    const sent = peer.say('driss', ADVANCE);
    await Promise.all([sent.acknowledged, peer.redeliver(sent), peer.redeliver(sent)]);
    await peer.untilReceived('driss', 1);
    for (const signal of ['SIGTERM', 'SIGKILL'] as const) {
      await peer.hotline.restart(signal);
      await Promise.all([peer.redeliver(sent), peer.redeliver(sent), peer.redeliver(sent)]);
    }
    await peer.say('driss', SUBCONTRACT).acknowledged;
    await peer.untilReceived('driss', 2);
    expect(textsOf('driss').map((text) => text.slice(0, 3))).toEqual(['Oui', 'Non']);
    expect(await answeredTwice()).toEqual([]);
  });

  it('answers after a kill what was acknowledged before it', async () => {
    const users = ['elise', 'farid', 'gaelle', 'hugo'];
    await Promise.all(users.map((user) => peer.say(user, ADVANCE).acknowledged));
    await peer.hotline.restart('SIGKILL');
    for (const user of users) {
      await peer.untilReceived(user, 1);
      peer.say(user, SUBCONTRACT);
    }
    for (const user of users) {
      for (let seen = 2; !textsOf(user).at(-1)?.startsWith('Non'); seen += 1)
        await peer.untilReceived(user, seen);
      // A kill may repeat a send, never lose or add an answer.
      const texts = new Set(textsOf(user));
      expect([...texts].map((text) => text.slice(0, 3))).toEqual(['Oui', 'Non']);
    }
    expect(await answeredTwice()).toEqual([]);
  });

  it('keeps each conversation’s order in a burst, and does not mix them', async () => {
    const users = Array.from({ length: 8 }, (_, index) => `user-${index}`);
    const questions = [ADVANCE, SUBCONTRACT, SUPPLIES];
    const asked = (user: string) => {
      const first = users.indexOf(user) % questions.length;
      return [...questions.slice(first), ...questions.slice(0, first)];
    };
    for (const place of questions.keys())
      for (const user of users) peer.say(user, asked(user)[place] as string);
    for (const user of users) {
      const seen = await peer.untilReceived(user, questions.length);
      const expected = asked(user).map((question) => expect.stringMatching(ANSWERS[question] as RegExp));
      expect(seen.map(({ text }) => text)).toEqual(expected);
    }
  });

  it.each<PlatformFault>(['server-error', 'rate-limit', 'reset'])(
    'delivers everything, once and in order, after a %s that lasts',
    async (fault) => {
      const users = [`ines-${fault}`, `jules-${fault}`];
      const before = peer.refusals();
      const lift = fail(fault);
      for (const user of users)
        for (const question of [ADVANCE, SUBCONTRACT]) await peer.say(user, question).acknowledged;
      await untilRefused(before, 4);
      for (const user of users) expect(peer.received(user)).toEqual([]);
      lift();
      for (const user of users) {
        await peer.untilReceived(user, 2);
        peer.say(user, SUPPLIES);
        await peer.untilReceived(user, 3);
        const expected = [ADVANCE, SUBCONTRACT, SUPPLIES].map((question) =>
          expect.stringMatching(ANSWERS[question] as RegExp),
        );
        expect(textsOf(user)).toEqual(expected);
      }
    },
  );

  it('gives up on somebody who blocked it, goes on with the others, and answers when they come back', async () => {
    peer.say('karim', ADVANCE);
    await peer.untilReceived('karim', 1);
    const unblock = peer.block('karim');
    undo.push(unblock);
    await peer.say('karim', SUBCONTRACT).acknowledged;
    const dead = "SELECT id FROM outbox WHERE status = 'dead'";
    while ((await peer.hotline.query(dead)).length === 0) await sleep(30);
    const gone = 'SELECT id FROM conversation WHERE unreachable_at IS NOT NULL';
    expect(await peer.hotline.query(gone)).toHaveLength(1);
    const refused = peer.refusals();
    peer.say('lea', SUBCONTRACT);
    await peer.untilReceived('lea', 1);
    expect(peer.refusals()).toBe(refused);
    unblock();
    await peer.say('karim', SUPPLIES).acknowledged;
    await peer.untilReceived('karim', 2);
    expect(textsOf('karim')[1]).toMatch(ANSWERS[SUPPLIES] as RegExp);
    expect(await peer.hotline.query(gone)).toEqual([]);
  });

  it('has never shown a secret: not in its log, its health pages, nor what it stores of errors', async () => {
    const before = peer.refusals();
    const lift = fail('reset');
    peer.say('maud', ADVANCE);
    await untilRefused(before, 1);
    lift();
    await peer.untilReceived('maud', 1);
    const { text } = await peer.hotline.health();
    const kept = await peer.hotline.query('SELECT last_error FROM outbox WHERE last_error IS NOT NULL');
    expect(kept.length).toBeGreaterThan(0);
    await peer.hotline.stop();
    const seen = `${text}${JSON.stringify(kept)}${peer.hotline.output}`;
    expect(seen).toContain('send failed');
    for (const secret of peer.secrets) expect(seen).not.toContain(secret);
    // Nor what people say.
    expect(peer.hotline.output).not.toContain(ADVANCE);
  });
});

describe.each(CHANNEL_PEERS)('The contract of channels, with a slow model, on $name,', ({ open }) => {
  it('acknowledges while the core is busy, and answers afterwards', async () => {
    await using model = await startOpenAiServer();
    await using peer = await open({
      settings: { LLM_BASE_URL: model.url, LLM_MODEL: 'test', LLM_TIMEOUT_MS: '60000' },
    });
    const { promise: hold, resolve: release } = Promise.withResolvers<void>();
    model.chat({ kind: 'text', text: VERIFIED, hold });
    await peer.say('anne', ADVANCE).acknowledged;
    while (model.requests.length === 0) await sleep(10);
    // The core waits for its model: what comes now is acknowledged all the same, from whomever it comes.
    await Promise.all([
      peer.say('anne', ADVANCE).acknowledged,
      peer.say('bilal', ADVANCE).acknowledged,
      peer.say('bilal', 'merci').acknowledged,
    ]);
    expect(peer.received('anne')).toEqual([]);
    release();
    await peer.untilReceived('anne', 2);
    const [, thanks] = await peer.untilReceived('bilal', 2);
    expect(thanks?.text).toContain('Avec plaisir');
  });
});
