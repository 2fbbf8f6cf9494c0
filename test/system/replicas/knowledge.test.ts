import { cp, mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { plainText } from '#src/channel/blocks.ts';
import type { Database } from '#src/platform/database/database.ts';
import { connectDatabase } from '#src/platform/database/open.ts';
import { sha256 } from '#src/retrieval/passages/index-content.ts';
import { DeskPerson } from '#support/world/desk/person.ts';
import { ChatPerson } from '#support/world/people/chat-person.ts';
import { Replicas } from '#support/world/processes/replicas.ts';

const PATH = 'guides/avance.md';
const QUESTION = 'Ai-je droit à une avance ?';

let replicas: Replicas;
let other: string;
let db: Database | undefined;

beforeEach(async () => {
  replicas = await Replicas.prepare();
  other = await mkdtemp(join(tmpdir(), 'hotline-other-'));
  await cp(replicas.folder.knowledgeDir, other, { recursive: true });
});
afterEach(async () => {
  await db?.close();
  await replicas[Symbol.asyncDispose]();
  await rm(other, { recursive: true, force: true });
});

it('a page that is published through one server is in the folder of the other, and in what both answer', async () => {
  const programs = [replicas.start('one'), replicas.start('two', { HOTLINE_KNOWLEDGE_DIR: other })];
  const [one, two] = (await Promise.all(programs.map((program) => program.url()))) as [string, string];
  db = await connectDatabase('', replicas.databaseUrl);
  const lea = await DeskPerson.signIn(db, one, 'Léa Martin');
  const before = await readFile(join(replicas.folder.knowledgeDir, PATH), 'utf8');
  const text = before.replace('Oui, si le marché', 'Oui, dès que le marché');
  const { body } = await lea.post('/staff/api/knowledge/publish', {
    path: PATH,
    text,
    basis: sha256(before),
  });
  expect(body.said).toContain('en service');
  await expect.poll(() => readFile(join(other, PATH), 'utf8'), { timeout: 30_000 }).toBe(text);

  const answers = async (url: string): Promise<string> => {
    const company = new ChatPerson();
    await company.open(url);
    company.write(QUESTION);
    await company.flush(url);
    await company.untilAnswered(url, 1);
    return (await company.history(url))
      .map((item) => (item.author === 'company' ? '' : plainText(item.blocks)))
      .join('\n');
  };
  for (const url of [one, two])
    await expect
      .poll(() => answers(url), { timeout: 60_000, interval: 1_000 })
      .toContain('dès que le marché');

  // Who has the page open at the second server is told that it was changed through the first.
  const paul = await DeskPerson.signIn(db, two, 'Paul Roux');
  const late = await paul.post('/staff/api/knowledge/publish', {
    path: PATH,
    text: before,
    basis: sha256(before),
  });
  expect(late.body.changed).toContain('Léa Martin a changé ce fichier');
});
