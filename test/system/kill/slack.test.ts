import { randomInt } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { startOpenAiServer } from '#support/fakes/model/server.ts';
import { FakeSlack } from '#support/fakes/slack/fake-slack.ts';
import { CALL, type Said } from '#support/fakes/slack/people.ts';
import { SET_ASIDE } from '#support/store/nothing-set-aside.ts';
import { type SlackMode, SlackPeer } from '#support/world/channels/slack-peer.ts';

const ADVANCE = 'Ai-je droit à une avance ?';
const SUBCONTRACT = 'Puis-je sous-traiter tout le marché ?';
/** In turns: the same answer is not given twice running. */
const QUESTIONS = [ADVANCE, SUBCONTRACT];
const ROUNDS = 10;
const PEOPLE = ['anne', 'bilal', 'chloe'];

/** Which answer of the hotline a message shows: its thumbs carry the id. */
const answerOf = (blocks: unknown): string | undefined =>
  /"up:([0-9a-f-]{36})"/.exec(JSON.stringify(blocks ?? []))?.[1];

describe.each<SlackMode>(['http', 'socket'])('2.3.3 killing the hotline on Slack, %s', (mode) => {
  it(`answers each message once, through ${ROUNDS} kills, though each is delivered three times`, async () => {
    await using peer = await SlackPeer.open(mode, { rateFactor: 20 });
    const { slack, hotline } = peer;
    slack.delivery.copies = 3;
    // Slack's minute and five minutes, in a few seconds: the hotline is up again meanwhile.
    slack.delivery.retryScale = 1 / 30;
    const channel = peer.channel('C0KILL');
    const all: Said[] = [];
    for (let round = 0; round < ROUNDS; round += 1) {
      for (const user of PEOPLE) {
        const person = peer.person(user);
        all.push(person.say(`Lot ${round}, ${user} : ${QUESTIONS[round % QUESTIONS.length]}`));
        all.push(person.say(`${CALL} lot ${round}, ${user} : ${SUBCONTRACT}`, { channel }));
      }
      await sleep(randomInt(250));
      await hotline.restart('SIGKILL');
    }
    await Promise.all(all.map(({ delivered }) => delivered));
    // What met a dead hotline each time, and all else once more: Slack is told of everything in the end.
    const tries = (await Promise.all(all.map((said) => said.again()))).flat();
    expect(tries.filter(({ status }) => status !== 200)).toEqual([]);
    const waiting = `SELECT id FROM message WHERE author = 'company' AND handled_at IS NULL
                     UNION ALL SELECT id FROM outbox WHERE status = 'open'`;
    while ((await hotline.query(waiting)).length > 0) await sleep(100);
    expect(await hotline.query(SET_ASIDE)).toEqual([]);

    const asked = await hotline.query<{ answers: number }>(
      `SELECT COUNT(reply.id) AS answers FROM message AS asked LEFT JOIN message AS reply ON reply.reply_to = asked.id
       WHERE asked.author = 'company' GROUP BY asked.id`,
    );
    expect(asked).toEqual(Array.from({ length: all.length }, () => ({ answers: 1 })));
    const outbox = await hotline.query<{ message_id: string; status: string; repeated: number }>(
      'SELECT message_id, status, repeated FROM outbox',
    );
    expect(new Set(outbox.map(({ status }) => status))).toEqual(new Set(['sent']));

    const shown = [channel, ...PEOPLE.map((user) => peer.person(user).dm)]
      .flatMap((place) => slack.botPosts(place))
      .map(({ blocks }) => answerOf(blocks));
    for (const { message_id: id, repeated } of outbox) {
      const times = shown.filter((one) => one === id).length;
      expect(times).toBeGreaterThanOrEqual(1);
      // A kill may repeat a send, and staff can see that it may have.
      if (times > 1) expect(repeated).toBe(1);
    }
    for (const said of all.filter(({ channel: place }) => place === channel))
      expect(slack.botPosts(channel, said.ts).length).toBeGreaterThanOrEqual(1);
    expect(slack.botPosts(channel, null)).toEqual([]);
  });
});

describe('2.3.2 a core that is busy for a minute', () => {
  it('keeps nothing waiting for its acknowledgement, and answers afterwards', async () => {
    await using model = await startOpenAiServer();
    const llm = { LLM_BASE_URL: model.url, LLM_MODEL: 'test', LLM_TIMEOUT_MS: '60000' };
    await using peer = await SlackPeer.open('http', { settings: llm });
    const { slack } = peer;
    // The model takes the question and says nothing for a minute; the pages answer then.
    model.chat({ kind: 'silent' });
    const anne = peer.person('anne');
    const first = await anne.say(ADVANCE).delivered;
    while (model.requests.length === 0) await sleep(10);
    const started = Date.now();
    const tries = [...first];
    while (Date.now() < started + 55_000) {
      tries.push(...(await peer.person(`user-${tries.length}`).say(SUBCONTRACT).delivered));
      tries.push(await anne.command(SUBCONTRACT));
      expect(slack.botPosts(anne.dm).filter((post) => FakeSlack.words(post).startsWith('Oui'))).toEqual([]);
      await sleep(5_000);
    }
    for (const one of tries) {
      expect(one).toMatchObject({ status: 200, retry: 0 });
      expect(one?.ms).toBeLessThan(1_000);
    }
    await slack.until(() => slack.botPosts(anne.dm).some((post) => FakeSlack.words(post).startsWith('Oui')));
  });
});
