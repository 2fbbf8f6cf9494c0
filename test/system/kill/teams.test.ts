import { randomInt } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { expect, it } from 'vitest';
import type { SentActivity } from '#support/fakes/teams/people.ts';
import { SET_ASIDE } from '#support/store/nothing-set-aside.ts';
import { TeamsPeer } from '#support/world/channels/teams-peer.ts';

const ROUNDS = 20;
const USERS = ['anne', 'bilal', 'chloe', 'driss'];
const QUESTIONS = [
  ['Ai-je droit à une avance ?', 'Oui'],
  ['Puis-je sous-traiter tout le marché ?', 'Non'],
] as const;

it(`1.3.5 answers once what Teams delivers three times, at once and again later, through ${ROUNDS} kills`, async () => {
  await using peer = await TeamsPeer.open();
  const sent = new Map<string, SentActivity[]>(USERS.map((user) => [user, []]));
  /** Three of each at once; those that a kill refuses come again. */
  const deliver = (user: string) => {
    const own = sent.get(user) ?? [];
    const [question] = QUESTIONS[own.length % QUESTIONS.length] ?? [''];
    own.push(peer.people.deliver(peer.people.message(user, question), 3));
  };
  for (let round = 0; round < ROUNDS; round += 1) {
    for (const user of USERS) deliver(user);
    // Blind kills seldom fall where it hurts: every other one comes just after something is sent or acknowledged.
    const before = peer.fake.posts.length;
    const after = randomInt(6);
    if (round % 2 === 0) await peer.fake.until(() => peer.fake.posts.length > before + after);
    else await sleep(randomInt(150));
    await peer.hotline.restart('SIGKILL');
  }
  const everything = [...sent.values()].flat();
  await Promise.all(everything.map(({ acknowledged }) => acknowledged));
  await Promise.all(everything.map((delivery) => peer.redeliver(delivery)));

  for (const [user, own] of sent) {
    const expected = own.map((_, index) => QUESTIONS[index % QUESTIONS.length]?.[1] ?? '');
    const shown = () => peer.received(user).map(({ text }) => text.slice(0, 3));
    // What a kill repeated stands right after what it repeats: order holds, and nothing is missing.
    const inOrder = () => {
      let place = 0;
      for (const word of shown()) if (word === expected[place]) place += 1;
      return place === expected.length;
    };
    await peer.fake.until(inOrder);
  }
  const open = "SELECT id FROM outbox WHERE status <> 'sent'";
  while ((await peer.hotline.query(open)).length > 0) await sleep(20);
  expect(await peer.hotline.query(SET_ASIDE)).toEqual([]);
  const answers = await peer.hotline.query<{ answers: number }>(
    `SELECT COUNT(reply.id) AS answers FROM message AS asked LEFT JOIN message AS reply ON reply.reply_to = asked.id
     WHERE asked.author = 'company' GROUP BY asked.id`,
  );
  expect(answers).toEqual(everything.map(() => ({ answers: 1 })));
  const seen = USERS.flatMap((user) => peer.shown(user)).length;
  const [marked] = await peer.hotline.query<{ again: number }>(
    'SELECT SUM(attempts - 1) AS again FROM outbox WHERE repeated = 1',
  );
  // What shows twice is marked for staff, with how many times it may have left; marked does not mean that it did.
  expect(seen - everything.length).toBeLessThanOrEqual(marked?.again ?? 0);
  expect(seen - everything.length).toBeLessThanOrEqual(ROUNDS * USERS.length);
});
