import { randomInt } from 'node:crypto';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openSqlite } from '#src/platform/database/sqlite/sqlite.ts';
import type { KnowledgeFolder } from '#support/knowledge/answering-knowledge.ts';
import { SET_ASIDE } from '#support/store/nothing-set-aside.ts';
import { ChatPerson } from '#support/world/people/chat-person.ts';
import { indexedFolder } from '#support/world/prepared/indexes.ts';
import { HotlineProgram } from '#support/world/processes/killable-hotline.ts';

const ROUNDS = 24;
/** Two minutes on an idle machine: each kill waits for a start. A loss is a failure, slowness is not. */
const LONGEST_MS = 900_000;
/** People come and go, a few rounds each. */
const ROUNDS_EACH = 4;
const PEOPLE = 3;
/** What a kill waits for; undefined waits for a random time. */
const MOMENTS = ['acknowledged', 'typing', undefined, 'typing', 'acknowledged'] as const;
const QUESTIONS = [
  'ai-je droit à une avance ?',
  'puis-je sous-traiter tout le marché ?',
  'sous quel montant une mairie achète des fournitures sans publicité ?',
  'je veux parler à un humain !',
];

/** What the store says once nobody uses it. */
interface Row {
  readonly [column: string]: string | number;
}

/** A message of its own: the wish for a person stands first in it, as where no reader runs. */
const about = (lot: string, said = ''): string =>
  said.endsWith('?') ? `Lot ${lot} : ${said}` : `${said.replace(' !', '')}, lot ${lot} !`;

describe('Killing the hotline', () => {
  let folder: KnowledgeFolder;
  const programs: HotlineProgram[] = [];
  const run = () => {
    const program = new HotlineProgram(['src/main.ts'], folder);
    programs.push(program);
    return program;
  };
  const inStore = async (...queries: readonly string[]): Promise<Row[][]> => {
    const db = await openSqlite(join(folder.dataDir, 'hotline.db'));
    const rows: Row[][] = [];
    for (const query of queries) rows.push(await db.query<Row>(query));
    await db.close();
    return rows;
  };

  beforeEach(async () => {
    folder = await indexedFolder();
  });
  afterEach(async () => {
    for (const program of programs.splice(0)) await program.end('SIGKILL');
    await folder[Symbol.asyncDispose]();
  });

  /** One life of the server: people write while it runs, until it is killed at a random moment. */
  const live = async (people: readonly ChatPerson[], round: number) => {
    const server = run();
    if (round % 6 === 5) {
      // Killed while it starts.
      await sleep(randomInt(600));
      await server.end('SIGKILL');
      return;
    }
    const url = await server.url();
    const end = new AbortController();
    const kill = () => {
      end.abort();
      return server.end('SIGKILL');
    };
    // Blind kills seldom fall where it hurts: most come just after an acknowledgement, or while an answer is made.
    const moment = MOMENTS[round % MOMENTS.length];
    let left = randomInt(1, 7);
    const onEvent = (kind: string) => {
      if (kind !== moment) return;
      left -= 1;
      if (left === 0 && kind === 'acknowledged') void kill();
      if (left === 0 && kind === 'typing') setTimeout(kill, randomInt(12));
    };
    for (const person of people) person.onEvent = onEvent;
    await Promise.all([
      sleep(moment ? 1_500 : randomInt(20, 500), undefined, { signal: end.signal }).then(kill, () =>
        server.exited(),
      ),
      ...people.map((person) => person.follow(url, end.signal)),
      ...people.map(async (person, index) => {
        for (let count = 0; count < 6 && !end.signal.aborted; count += 1) {
          person.write(about(`${round}.${index}.${count}`, QUESTIONS[(count + index) % QUESTIONS.length]));
          await person.flush(url);
          await sleep(randomInt(moment ? 5 : 40));
        }
      }),
    ]);
  };

  it(
    `loses no acknowledged message and answers each once, through ${ROUNDS} kills at random moments`,
    async () => {
      const everybody: ChatPerson[] = [];
      let people: ChatPerson[] = [];
      for (let round = 0; round < ROUNDS; round += 1) {
        if (round % ROUNDS_EACH === 0) {
          const first = run();
          const url = await first.url();
          people = Array.from({ length: PEOPLE }, () => new ChatPerson());
          for (const person of people) await person.open(url);
          everybody.push(...people);
          await first.end('SIGKILL');
        }
        await live(people, round);
      }

      const server = run();
      const url = await server.url();
      const end = new AbortController();
      for (const person of everybody) {
        person.onEvent = () => {};
        void person.follow(url, end.signal);
        expect(await person.flush(url)).toBe(true);
        const items = await person.untilAnswered(url, person.acknowledged.length);
        const asked = items.flatMap((item) => (item.author === 'company' ? [item.text] : []));
        expect(asked).toEqual(person.acknowledged);
        expect(items.filter(({ author }) => author === 'bot')).toHaveLength(asked.length);
        expect(items.map(({ seq }) => seq)).toEqual(items.map((_, index) => index + 1));
        while (person.shown.size < items.length) await sleep(10);
        const shown = [...person.shown.values()].sort((a, b) => a.seq - b.seq);
        expect(shown.map(({ id }) => id)).toEqual(items.map(({ id }) => id));
      }
      end.abort();
      const total = everybody.reduce((sum, person) => sum + person.acknowledged.length, 0);
      expect(total).toBeGreaterThan(ROUNDS);
      expect(await server.end('SIGTERM')).toBe(0);

      const [aside, integrity, answers, wishes, deliveries, outbox] = await inStore(
        SET_ASIDE,
        'PRAGMA integrity_check',
        `SELECT COUNT(reply.id) AS answers, COUNT(*) AS messages FROM message AS asked
         LEFT JOIN message AS reply ON reply.reply_to = asked.id
         WHERE asked.author = 'company' GROUP BY asked.id`,
        `SELECT COUNT(DISTINCT expert_case.id) AS cases FROM message AS asked
         LEFT JOIN expert_case ON expert_case.conversation_id = asked.conversation_id
         WHERE asked.content LIKE '%parler à un humain%' GROUP BY asked.conversation_id`,
        'SELECT COUNT(*) AS count FROM inbound_event',
        'SELECT status, COUNT(*) AS count FROM outbox GROUP BY status',
      );
      expect(aside).toEqual([]);
      expect(integrity).toEqual([{ integrity_check: 'ok' }]);
      expect(answers).toEqual(Array.from({ length: total }, () => ({ answers: 1, messages: 1 })));
      // Who asked for a person, once or again, has one case.
      expect(new Set(wishes?.map(({ cases }) => cases))).toEqual(new Set([1]));
      expect(deliveries).toEqual([{ count: total }]);
      expect(outbox).toEqual([{ status: 'sent', count: total }]);
    },
    LONGEST_MS,
  );

  it('refuses a second server on the same data with a clear sentence, and the first goes on', async () => {
    const first = run();
    const url = await first.url();
    const second = run();
    expect(await second.exited()).toBe(1);
    expect(second.output).toContain(`Une hotline tourne déjà sur ${folder.dataDir}`);
    expect(second.output).not.toMatch(/\bat .+:\d+:\d+/);
    const person = new ChatPerson();
    await person.open(url);
    person.write('Puis-je sous-traiter tout le marché ?');
    expect(await person.flush(url)).toBe(true);
    expect(await person.untilAnswered(url, 1)).toHaveLength(2);
  });

  it('lets the next server start at once after a kill', async () => {
    const first = run();
    await first.url();
    await first.end('SIGKILL');
    const [leases] = await inStore("SELECT name FROM lease WHERE name = 'server'");
    expect(leases).toHaveLength(1);
    const second = run();
    expect(await second.url()).toMatch(/^http/);
  });

  it.each(['SIGTERM', 'SIGINT'] as const)('stops cleanly on %s, also with pages open', async (signal) => {
    const server = run();
    const url = await server.url();
    const person = new ChatPerson();
    await person.open(url);
    const following = person.follow(url, new AbortController().signal);
    person.write('Puis-je sous-traiter tout le marché ?');
    expect(await person.flush(url)).toBe(true);
    expect(await server.end(signal)).toBe(0);
    await following;
    expect(server.output).toContain('Arrêt de la Hotline');
    expect(server.output).not.toMatch(/error|Error|\bat .+:\d+:\d+/);
    const [leases, waiting] = await inStore('SELECT name FROM lease', 'SELECT id FROM message');
    expect(leases).toEqual([]);
    expect(waiting?.length).toBeGreaterThan(0);
    const next = run();
    expect(await person.untilAnswered(await next.url(), 1)).toHaveLength(2);
  });
});
