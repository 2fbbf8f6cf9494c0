import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { plainText } from '#src/channel/blocks.ts';
import type { Database } from '#src/platform/database/database.ts';
import { connectDatabase } from '#src/platform/database/open.ts';
import { DeskPerson } from '#support/world/desk/person.ts';
import { ChatPerson } from '#support/world/people/chat-person.ts';
import { Replicas } from '#support/world/processes/replicas.ts';

describe('The desk of two replicas on one PostgreSQL database', () => {
  let replicas: Replicas;
  let db: Database;

  beforeEach(async () => {
    replicas = await Replicas.prepare();
  });
  afterEach(async () => {
    await db?.close();
    await replicas[Symbol.asyncDispose]();
  });

  /** Two servers, an expert signed in at each, and a company that asked for a person on the first. */
  const begin = async () => {
    const programs = [replicas.start('one'), replicas.start('two')] as const;
    const [one, two] = (await Promise.all(programs.map((program) => program.url()))) as [string, string];
    db = await connectDatabase('', replicas.databaseUrl);
    const nadia = await DeskPerson.signIn(db, one, 'Nadia');
    const paul = await DeskPerson.signIn(db, two, 'Paul');
    const company = new ChatPerson();
    await company.open(one);
    company.write('je veux parler à un humain');
    await company.flush(one);
    await company.untilAnswered(one, 1);
    const [opened] = await replicas.query<{ id: string }>('SELECT id FROM expert_case');
    return { programs, one, two, nadia, paul, company, caseId: opened?.id ?? '' };
  };
  /** What the company reads, as one text. */
  const shownTo = async (company: ChatPerson, url: string) =>
    (await company.history(url))
      .map((item) => (item.author === 'company' ? item.text : plainText(item.blocks)))
      .join('\n');
  const untilShown = async (company: ChatPerson, url: string, text: string) => {
    for (;;) {
      const shown = await shownTo(company, url);
      if (shown.includes(text)) return shown;
      await sleep(50);
    }
  };
  const post = (who: DeskPerson, caseId: string, verb: string, body?: unknown) =>
    who.post(`/desk/api/cases/${caseId}/${verb}`, body);

  it('gives a case to one of two who press at once, one on each, and carries what is said to both screens', async () => {
    const { one, nadia, paul, company, caseId } = await begin();
    using atPaul = await paul.listen();
    const answers = await Promise.all([post(nadia, caseId, 'claim'), post(paul, caseId, 'claim')]);
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 409]);
    company.write('Faut-il un DC1 ?');
    await company.flush(one);
    // Said to the first replica, it shows at the desk of the second.
    await atPaul.until(({ data }) => JSON.stringify(data).includes('Faut-il un DC1'));
    const owner = answers[0].status === 200 ? nadia : paul;
    const colleague = owner === nadia ? paul : nadia;
    await post(owner, caseId, 'reply', { id: randomUUID(), text: 'Non, sauf demande.' });
    await post(colleague, caseId, 'reply', { id: randomUUID(), text: 'Je confirme.' });
    await untilShown(company, one, 'Non, sauf demande.');
    const shown = await untilShown(company, one, 'Je confirme.');
    expect(shown.match(/a pris votre dossier/g)).toHaveLength(1);
    expect(shown.match(/Non, sauf demande\./g)).toHaveLength(1);
  });

  it('loses and doubles nothing when a replica is killed in the middle of an exchange', async () => {
    const { programs, one, nadia, paul, company, caseId } = await begin();
    await post(paul, caseId, 'claim');
    const said: string[] = [];
    for (let turn = 0; turn < 12; turn += 1) {
      const words = `question ${turn} de l’entreprise`;
      company.write(words);
      await company.flush(one);
      said.push(words);
      const id = randomUUID();
      const body = { id, text: `réponse ${turn} de l’expert` };
      // The replica of Paul dies while he answers: what was not acknowledged is sent again, by a colleague's server.
      const sent = post(paul, caseId, 'reply', body).catch(() => undefined);
      if (turn === 5) await programs[1].end('SIGKILL');
      const answer = await sent;
      if (answer?.status !== 200) await post(nadia, caseId, 'reply', body);
      said.push(body.text);
    }
    const shown = await untilShown(company, one, 'réponse 11 de l’expert');
    for (const words of said) expect(shown.split(words), words).toHaveLength(2);
    const page = await nadia.get(`/desk/api/cases/${caseId}`);
    expect(page.body.row).toMatchObject({ state: 'waiting_company', owner: { key: paul.key } });
    const kept = JSON.stringify(page.body);
    for (const words of said) expect(kept).toContain(words);
    // All of it left: nothing waits for the dead replica.
    for (;;) {
      const open = await replicas.query("SELECT id FROM outbox WHERE status = 'open'");
      if (open.length === 0) break;
      await sleep(100);
    }
  });
});
