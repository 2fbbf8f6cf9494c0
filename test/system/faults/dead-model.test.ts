import { expect, it } from 'vitest';
import { startOpenAiServer } from '#support/fakes/model/server.ts';
import { FaultyServer } from '#support/world/processes/faulty-server.ts';

const QUESTIONS = ['Ai-je droit à une avance ?', 'Puis-je sous-traiter ?', 'Qu’est-ce que le DCE ?'];

it('a model that dies is said once in the log and to whoever looks; people are answered from the pages', async () => {
  await using model = await startOpenAiServer();
  model.chat({ kind: 'status', status: 500 });
  await using server = await FaultyServer.start({ LLM_BASE_URL: model.url, LLM_MODEL: 'test' });
  for (const [index, question] of QUESTIONS.entries()) {
    await server.send(question);
    await server.untilSaid(2 * (index + 1));
  }
  const { body } = await server.untilReady(({ body }) => body.model !== undefined);
  expect(body).toMatchObject({ ready: true, model: expect.stringContaining('ne répond plus depuis') });
  await server.program.printed(/Le modèle de langage ne répond plus/);
  await server.send('Ai-je droit à une avance ?');
  const said = await server.untilSaid(8);
  expect(said[1]?.words).toContain('50');
  const lines = server.log.filter(({ msg }) => msg.includes('Le modèle de langage ne répond plus'));
  expect(lines.map(({ level }) => level)).toEqual([40]);
});
