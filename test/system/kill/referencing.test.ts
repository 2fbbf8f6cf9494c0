import { afterAll, beforeAll, expect, it } from 'vitest';
import type { KnowledgeFolder } from '#support/knowledge/answering-knowledge.ts';
import { MailVisitor } from '#support/world/mail-hotline.ts';
import { answerAll, siretFrom } from '#support/world/people/sign-up.ts';
import { indexedFolder } from '#support/world/prepared/indexes.ts';
import { HotlineProgram } from '#support/world/processes/killable-hotline.ts';

let folder: KnowledgeFolder;
const programs: HotlineProgram[] = [];
const run = () => {
  const program = new HotlineProgram(['src/main.ts'], folder);
  programs.push(program);
  return program;
};

beforeAll(async () => {
  folder = await indexedFolder();
});
afterAll(async () => {
  for (const program of programs) await program.end('SIGKILL');
  await folder?.[Symbol.asyncDispose]();
});

it('A sign-up survives a kill of the hotline after each answer', async () => {
  const answers = [
    'inscription.',
    `${siretFrom('732829320000')}.`,
    'Éco Prop.',
    'association.',
    '2015.',
    '93100 Montreuil.',
    'aucun.',
  ];
  let cookie = '';
  let last = '';
  for (const answer of answers) {
    const server = run();
    const visitor = new MailVisitor(await server.url());
    visitor.cookie = cookie;
    last = await answerAll(visitor, [answer]);
    cookie = visitor.cookie;
    await server.end('SIGKILL');
  }
  expect(last).toContain('Effectif : Aucun');
  const visitor = new MailVisitor(await run().url());
  visitor.cookie = cookie;
  const summary = await visitor.tell('résumé.');
  for (const kept of ['Éco Prop', 'Association', '2015', 'Montreuil (93)', 'Aucun'])
    expect(summary).toContain(kept);
});
