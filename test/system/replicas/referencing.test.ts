import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { plainText } from '#src/channel/blocks.ts';
import type { Database } from '#src/platform/database/database.ts';
import { connectDatabase } from '#src/platform/database/open.ts';
import { companyList, madeSiret } from '#support/store/seeds/company-lists.ts';
import { DeskPerson } from '#support/world/desk/person.ts';
import { ChatPerson } from '#support/world/people/chat-person.ts';
import { REST, siretFrom } from '#support/world/people/sign-up.ts';
import type { HotlineProgram } from '#support/world/processes/killable-hotline.ts';
import { Replicas } from '#support/world/processes/replicas.ts';

/** Answers to the whole form, and what the question of each contains. */
const answersOf = (siret: string, email: string): string[] => [
  'je veux m’inscrire.',
  `SAS à Montreuil, 12 salariés, ${siret}.`,
  'Éco Prop.',
  '2015.',
  ...REST,
  `${email}.`,
  'oui.',
  'oui.',
  'non.',
];

describe('Companies on two replicas of one PostgreSQL database', () => {
  let replicas: Replicas;
  let db: Database;
  const running: { program: HotlineProgram; url: string }[] = [];

  const start = async (index: number) => {
    const program = replicas.start(`${index}`);
    running[index] = { program, url: await program.url() };
  };
  const urlOf = (index: number) => running[index % 2]?.url ?? '';

  beforeEach(async () => {
    replicas = await Replicas.prepare();
    await start(0);
    await start(1);
    db = await connectDatabase('', replicas.databaseUrl);
  });
  afterEach(async () => {
    await db?.close();
    await replicas[Symbol.asyncDispose]();
  });

  const botSays = async (person: ChatPerson, url: string): Promise<string[]> =>
    (await person.history(url)).flatMap((item) =>
      item.author === 'company' ? [] : [plainText(item.blocks)],
    );
  /** Answers through one replica and reads the reply at the other. */
  const answer = async (person: ChatPerson, text: string, by: number, count: number): Promise<string> => {
    person.write(text);
    for (let at = by; !(await person.flush(urlOf(at))); at += 1) await sleep(20);
    await person.untilAnswered(urlOf(by + 1), count);
    return (await botSays(person, urlOf(by + 1)))[count - 1] ?? '';
  };

  it('sign up through both in turn, while each is killed in the middle of an answer', async () => {
    const siret = siretFrom('552100554000');
    const person = new ChatPerson();
    await person.open(urlOf(0));
    const said: string[] = [];
    const answers = [...answersOf(siret, 'eco@exemple.fr'), 'je confirme.'];
    for (const [index, text] of answers.entries()) {
      person.write(text);
      const by = index % 2;
      for (let at = by; !(await person.flush(urlOf(at))); at += 1) await sleep(20);
      // The replica that took it dies at once: what it had not said is said by the other.
      if ([1, 6, 11, answers.length - 1].includes(index)) {
        await running[by]?.program.end('SIGKILL');
        await person.untilAnswered(urlOf(by + 1), index + 1);
        await start(by);
      }
      await person.untilAnswered(urlOf(by + 1), index + 1);
      said.push((await botSays(person, urlOf(by + 1)))[index] ?? '');
    }
    // One reply an answer, each question once and in order, whichever replica asked it.
    expect(await botSays(person, urlOf(0))).toHaveLength(answers.length);
    expect(new Set(said).size).toBe(answers.length);
    expect(said[1]).toContain('Quel est le nom');
    expect(said.at(-2)).toContain('Voici votre fiche');
    expect(said.at(-1)).toContain('Éco Prop est référencée');
    expect(await replicas.query('SELECT siren FROM company')).toEqual([{ siren: siret.slice(0, 9) }]);
    expect(await replicas.query('SELECT purpose FROM consent')).toHaveLength(3);
    expect(await replicas.query('SELECT person_id FROM referencing_draft')).toEqual([]);
    const name = "SELECT shown FROM company_field WHERE field = 'name' AND replaced_at IS NULL";
    expect(await replicas.query(name)).toEqual([{ shown: 'Éco Prop' }]);
  });

  it('are one company when two people confirm it at the same moment, one on each', async () => {
    const siret = siretFrom('552081317000');
    const people = [new ChatPerson(), new ChatPerson()];
    const answers = answersOf(siret, 'a@exemple.fr');
    for (const [index, person] of people.entries()) {
      await person.open(urlOf(index));
      for (const [count, text] of answers.entries()) await answer(person, text, index, count + 1);
    }
    const confirmed = await Promise.all(
      people.map((person, index) => answer(person, 'je confirme.', index, answers.length + 1)),
    );
    const [first, second] = confirmed.toSorted((a) => (a.includes('est référencée') ? -1 : 1));
    expect(first).toContain('Éco Prop est référencée');
    expect(second).toContain('Une fiche existe déjà');
    expect(await replicas.query('SELECT id FROM company')).toHaveLength(1);
    expect(await replicas.query("SELECT person_id FROM company_member WHERE status = 'member'")).toHaveLength(
      1,
    );
  });

  it('come from a list whole or not at all, whenever the replica that writes it is killed', async () => {
    const count = 600;
    let whole = 0;
    for (const [round, wait] of [0, 40, 120, 250, 400, 3_000].entries()) {
      const awa = await DeskPerson.signIn(db, urlOf(0), `Awa ${round}`);
      const list = companyList(count, round * 10_000);
      const body = { data: Buffer.from(list).toString('base64'), name: `liste ${round}.csv` };
      const { body: looked } = await awa.post('/staff/api/companies/import/preview', body);
      const sent = awa
        .post('/staff/api/companies/import', { ...body, seal: looked.seal })
        .catch(() => undefined);
      await sleep(wait);
      await running[0]?.program.end('SIGKILL');
      const answered = await sent;
      const from = (index: number) => madeSiret(index * 10_000).slice(0, 9);
      // Counted at one moment: what the killed one had sent may still be on its way into the database.
      const [found] = await replicas.query<{ made: number; noted: number }>(
        `SELECT
           (SELECT COUNT(*) FROM company WHERE siren >= '${from(round)}' AND siren < '${from(round + 1)}') AS made,
           (SELECT COUNT(*) FROM company_import WHERE file_name = 'liste ${round}.csv') AS noted`,
      );
      const made = Number(found?.made);
      const noted = Number(found?.noted);
      expect([
        [0, 0],
        [count, 1],
      ]).toContainEqual([made, noted]);
      if (answered?.status === 200) expect(made).toBe(count);
      whole += noted;
      await start(0);
    }
    // The last one had time enough, the first one had not.
    expect(whole).toBeGreaterThan(0);
    expect(whole).toBeLessThan(6);
    const loose = await replicas.query(
      'SELECT id FROM company_field WHERE company_id NOT IN (SELECT id FROM company)',
    );
    expect(loose).toEqual([]);
  });
});
