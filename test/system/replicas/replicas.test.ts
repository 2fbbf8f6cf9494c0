import { randomInt } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { plainText } from '#src/channel/blocks.ts';
import { SET_ASIDE } from '#support/store/nothing-set-aside.ts';
import { ChatPerson } from '#support/world/people/chat-person.ts';
import type { HotlineProgram } from '#support/world/processes/killable-hotline.ts';
import { Replicas } from '#support/world/processes/replicas.ts';

const QUESTIONS = [
  'ai-je droit à une avance ?',
  'puis-je sous-traiter tout le marché ?',
  'sous quel montant une mairie achète des fournitures sans publicité ?',
  'je veux parler à un humain !',
];
const SUBCONTRACT = 'Puis-je sous-traiter tout le marché ?';
const OLD = 'en exécuter une partie vous-même';
const NEW = 'en garder vous-même une part réelle';

/** A message of its own: the wish for a person stands first in it, as where no reader runs. */
const about = (lot: string, said = ''): string =>
  said.endsWith('?') ? `Lot ${lot} : ${said}` : `${said.replace(' !', '')}, lot ${lot} !`;

describe('Two replicas on one PostgreSQL database', () => {
  let replicas: Replicas;

  beforeEach(async () => {
    replicas = await Replicas.prepare();
  });
  afterEach(async () => {
    const saidPassword = replicas.saidPassword;
    await replicas[Symbol.asyncDispose]();
    expect(saidPassword).toBe(false);
  });

  const startBoth = async (settings: Readonly<Record<string, string>> = {}) => {
    const programs = [replicas.start('one', settings), replicas.start('two', settings)] as const;
    const urls = await Promise.all(programs.map((program) => program.url()));
    return { programs, urls: urls as [string, string] };
  };
  const opened = async (url: string) => {
    const person = new ChatPerson();
    await person.open(url);
    return person;
  };
  const askedOf = async (url: string) => {
    const person = await opened(url);
    person.write(SUBCONTRACT);
    await person.flush(url);
    const items = await person.untilAnswered(url, 1);
    return items.map((item) => (item.author === 'company' ? '' : plainText(item.blocks))).join('');
  };
  /** Answers of each message of a person, and places of messages and answers, as kept. */
  const exchanges = () =>
    replicas.query<{ person: string; asked: number; answers: number; answered: number | null }>(
      `SELECT asked.conversation_id AS person, asked.seq AS asked, COUNT(reply.id) AS answers, MIN(reply.seq) AS answered
       FROM message AS asked LEFT JOIN message AS reply ON reply.reply_to = asked.id
       WHERE asked.author = 'company' GROUP BY asked.conversation_id, asked.id, asked.seq
       ORDER BY asked.conversation_id, asked.seq`,
    );
  const untilSent = async () => {
    for (;;) {
      const counts = await replicas.query<{ status: string; count: number }>(
        'SELECT status, COUNT(*) AS count FROM outbox GROUP BY status',
      );
      if (counts.every(({ status }) => status === 'sent')) return counts[0]?.count ?? 0;
      await sleep(200);
    }
  };
  /** Each message has one answer, and answers came in the order of messages. */
  const expectOneAnswerEach = async (total: number) => {
    const rows = await exchanges();
    expect(rows).toHaveLength(total);
    expect(rows.filter(({ answers }) => answers !== 1)).toEqual([]);
    for (const [index, row] of rows.entries()) {
      const before = rows[index - 1];
      if (before?.person === row.person)
        expect(Number(row.answered)).toBeGreaterThan(Number(before.answered));
    }
    expect(await untilSent()).toBe(total);
  };

  it('answer a hundred conversations once each and in order, whichever replica gets each message', async () => {
    const { urls, programs } = await startBoth({ LOG_LEVEL: 'info' });
    const people = await Promise.all(Array.from({ length: 100 }, () => opened(urls[0])));
    const end = new AbortController();
    await Promise.all(
      people.map(async (person, index) => {
        // The page hangs on one replica while its messages reach now one, now the other.
        void person.follow(urls[index % 2] ?? '', end.signal);
        for (let count = 0; count < 3; count += 1) {
          person.write(about(`${index}.${count}`, QUESTIONS[(count + index) % QUESTIONS.length]));
          // Some write to one replica only, which nobody else knows of them for a while.
          await person.flush(urls[(index < 20 ? index : index + count) % 2] ?? '');
        }
      }),
    );
    for (const [index, person] of people.entries()) {
      const items = await person.untilAnswered(urls[(index + 1) % 2] ?? '', 3);
      expect(items.map(({ seq }) => seq)).toEqual([1, 2, 3, 4, 5, 6]);
      while (person.shown.size < items.length) await sleep(10);
      expect(new Set(person.shown.keys())).toEqual(new Set(items.map(({ id }) => id)));
    }
    end.abort();
    await expectOneAnswerEach(300);
    expect(await replicas.query(SET_ASIDE)).toEqual([]);
    const twice = await replicas.query('SELECT id FROM outbox WHERE attempts <> 1 OR repeated <> 0');
    expect(twice).toEqual([]);
    expect(await replicas.query("SELECT name FROM lease WHERE name LIKE 'turn:%'")).toEqual([]);
    for (const program of programs) expect(await program.end('SIGTERM')).toBe(0);
    // The wish needs no search; each question was worked on by one of them only.
    const work = programs.map(({ output }) => output.split('"question answered"').length - 1);
    expect(Math.min(...work)).toBeGreaterThan(0);
    expect(work.reduce((sum, count) => sum + count)).toBe(225);
  });

  it('lose nothing when one is killed again and again while people write', async () => {
    const running = new Map<number, { program: HotlineProgram; url: string }>();
    const start = async (index: number) => {
      const program = replicas.start(`${index}`);
      running.set(index, { program, url: await program.url() });
    };
    await start(0);
    await start(1);
    const urlOf = (index: number) => running.get(index)?.url ?? '';
    const people = await Promise.all(Array.from({ length: 12 }, () => opened(urlOf(0))));
    const end = new AbortController();
    const writing = people.map(async (person, index) => {
      for (let count = 0; !end.signal.aborted && count < 24; count += 1) {
        person.write(about(`${index}.${count}`, QUESTIONS[(count + index) % QUESTIONS.length]));
        // A relay sends people to a replica that lives.
        for (let at = index + count; !(await person.flush(urlOf(at % 2))); at += 1) await sleep(50);
        await sleep(randomInt(200));
      }
    });
    for (let round = 0; round < 6; round += 1) {
      await sleep(randomInt(300, 900));
      await running.get(round % 2)?.program.end('SIGKILL');
      await start(round % 2);
    }
    end.abort();
    await Promise.all(writing);
    for (const person of people) {
      const items = await person.untilAnswered(urlOf(0), person.acknowledged.length);
      const asked = items.flatMap((item) => (item.author === 'company' ? [item.text] : []));
      expect(asked).toEqual(person.acknowledged);
    }
    await expectOneAnswerEach(people.reduce((sum, person) => sum + person.acknowledged.length, 0));
  });

  it('build the index once when they start together, and both serve a new one that a command publishes', async () => {
    const { urls } = await startBoth();
    expect(await replicas.query('SELECT id FROM generation')).toHaveLength(1);
    for (const url of urls) expect(await askedOf(url)).toContain(OLD);
    const path = 'guides/sous-traitance.md';
    const page = await readFile(join(replicas.folder.knowledgeDir, path), 'utf8');
    await replicas.folder.write(path, page.replace(OLD, NEW));
    expect(await replicas.run(['src/cli.ts', 'ingest'], 'command').exited()).toBe(0);
    for (const url of urls) while (!(await askedOf(url)).includes(NEW)) await sleep(100);
  });

  it('say that they cannot serve while the database is away, acknowledge nothing, and go on by themselves', async () => {
    const { urls, programs } = await startBoth();
    const [url] = urls;
    const person = await opened(url);
    await replicas.server.pause();
    const health = await fetch(`${url}/readyz`);
    const text = await health.text();
    expect(health.status).toBe(503);
    expect(text).toBe('indisponible\n');
    person.write(SUBCONTRACT);
    expect(await person.flush(url)).toBe(false);
    expect(person.acknowledged).toEqual([]);
    await replicas.server.resume();
    expect(await person.flush(url)).toBe(true);
    expect(await person.untilAnswered(urls[1], 1)).toHaveLength(2);
    expect((await fetch(`${url}/readyz`)).status).toBe(200);
    for (const program of programs) expect(await program.end('SIGTERM')).toBe(0);
  });

  it('say that they cannot serve while the database is read-only, acknowledge nothing, and go on by themselves', async () => {
    const { urls, programs } = await startBoth();
    const [url] = urls;
    const person = await opened(url);
    const setReadOnly = async (value: string) => {
      await replicas.server.admin(`ALTER SYSTEM SET default_transaction_read_only = ${value}`);
      await replicas.server.admin('SELECT pg_reload_conf()');
    };
    await setReadOnly('on');
    const health = () => fetch(`${url}/readyz`);
    await expect.poll(async () => (await health()).status, { timeout: 60_000 }).toBe(503);
    expect(await (await health()).text()).toBe('indisponible\n');
    person.write(SUBCONTRACT);
    expect(await person.flush(url)).toBe(false);
    await setReadOnly('off');
    await expect.poll(() => person.flush(url), { timeout: 60_000 }).toBe(true);
    expect(await person.untilAnswered(urls[1], 1)).toHaveLength(2);
    await expect.poll(async () => (await health()).status, { timeout: 60_000 }).toBe(200);
    for (const program of programs) expect(await program.end('SIGTERM')).toBe(0);
  });

  it('refuse to start, with one French sentence, on a database that does not answer', async () => {
    await replicas.server.pause();
    const program = replicas.start('one');
    expect(await program.exited()).toBe(1);
    expect(program.output.trim().split('\n')).toHaveLength(1);
    expect(program.output).toMatch(/^La base PostgreSQL 127\.0\.0\.1:\d+\/hotline_1 ne s’ouvre pas : /);
  });
});
