import { randomInt } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { expect, it } from 'vitest';
import type { SentUpdate } from '#support/fakes/telegram/updates.ts';
import { SET_ASIDE } from '#support/store/nothing-set-aside.ts';
import { type TelegramMode, TelegramPeer } from '#support/world/channels/telegram-peer.ts';

const ROUNDS = 12;
const USERS = ['anne', 'bilal', 'chloe', 'driss'];
const QUESTIONS = [
  ['Ai-je droit à une avance ?', 'Oui'],
  ['Puis-je sous-traiter tout le marché ?', 'Non'],
] as const;

it.each<TelegramMode>(['webhook', 'polling'])(
  `3.3.2 and 3.3.3 answers once what Telegram delivers three times, at once and again later, through ${ROUNDS} kills: %s`,
  async (mode) => {
    await using peer = await TelegramPeer.open(mode, { rateFactor: 20 });
    peer.fake.updates.copies = 3;
    const sent = new Map<string, SentUpdate[]>(USERS.map((user) => [user, []]));
    for (let round = 0; round < ROUNDS; round += 1) {
      for (const [user, own] of sent) {
        const [question] = QUESTIONS[own.length % QUESTIONS.length] ?? [''];
        own.push(peer.say(user, question));
      }
      // Blind kills seldom fall where it hurts: every other one comes just after something is sent.
      const before = peer.fake.shown.length;
      const after = randomInt(4);
      if (round % 2 === 0) await peer.fake.until(() => peer.fake.shown.length > before + after);
      else await sleep(randomInt(200));
      await peer.hotline.restart('SIGKILL');
    }
    const everything = [...sent.values()].flat();
    await Promise.all(everything.map(({ acknowledged }) => acknowledged));
    await Promise.all(everything.map((update) => peer.redeliver(update)));

    for (const [user, own] of sent) {
      const expected = own.map((_, index) => QUESTIONS[index % QUESTIONS.length]?.[1] ?? '');
      // What a kill repeated stands right after what it repeats: order holds, and nothing is missing.
      await peer.fake.until(() => {
        let place = 0;
        for (const { text } of peer.received(user)) if (text.startsWith(expected[place] ?? '?')) place += 1;
        return place === expected.length;
      });
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
  },
);
