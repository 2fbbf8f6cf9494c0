import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { type OpenAiServer, startOpenAiServer } from '#support/fakes/model/server.ts';
import type { KnowledgeFolder } from '#support/knowledge/answering-knowledge.ts';
import { WebClient } from '#support/world/people/web-client.ts';
import { indexedFolder } from '#support/world/prepared/indexes.ts';
import { runHere } from '#support/world/processes/command-here.ts';
import { runCli, startHotline } from '#support/world/processes/run-hotline.ts';

const AVANCE = 'Ai-je droit à une avance ?';
const GOOD =
  'Oui, si le marché dépasse 50 000 € HT et dure plus de 2 mois, face à une collectivité ou à l’État [1].';

let folder: KnowledgeFolder;
let model: OpenAiServer;
const settings = (baseUrl = model.url, more: Record<string, string> = {}) => ({
  HOTLINE_DATA_DIR: folder.dataDir,
  HOTLINE_KNOWLEDGE_DIR: folder.knowledgeDir,
  LLM_BASE_URL: baseUrl,
  LLM_MODEL: 'test-model',
  ...more,
});
const ASK = ['ask', AVANCE, '--json', '--date', '2026-11-24'];
const read = ({ stdout, code }: { stdout: string; code: number | null }) => ({ code, ...JSON.parse(stdout) });
const askCli = async (env: Record<string, string>) => read(await runHere(ASK, { env }));

beforeAll(async () => {
  folder = await indexedFolder();
});
beforeEach(async () => {
  model = await startOpenAiServer();
  return () => model.stop();
});
afterAll(() => folder[Symbol.asyncDispose]());

describe('the command line', () => {
  test('answers with the configured model, once verified', async () => {
    model.chat({ kind: 'text', text: GOOD });
    const answer = await askCli(settings());
    expect(answer).toMatchObject({ code: 0, kind: 'answer', composer: 'llm', verdict: 'oui' });
    expect(answer.text).toBe(
      'Oui, si le marché dépasse 50 000 € HT et dure plus de 2 mois, face à une collectivité ou à l’État.',
    );
    expect(answer.citations).toMatchObject([{ n: 1, articles: ['R2191-3', 'L2191-1'] }]);
  });

  test('answers from the pages when the model invents', async () => {
    model.chat({ kind: 'text', text: 'Oui, dès 90 000 € [1].' });
    const answer = await askCli(settings());
    expect(answer).toMatchObject({ code: 0, kind: 'answer', composer: 'extractive', verdict: 'oui' });
    expect(answer.text).not.toContain('90 000');
  });

  test('answers from the pages when the model never answers, and ends', async () => {
    model.chat({ kind: 'silent' });
    const answer = read(await runCli(ASK, settings(model.url, { LLM_TIMEOUT_MS: '1000' })));
    expect(answer).toMatchObject({ code: 0, kind: 'answer', composer: 'extractive' });
    expect(await model.requests[0]?.over).toBe(false);
  });

  test('answers from the pages when nothing listens at the address', async () => {
    await model.stop();
    expect(await askCli(settings())).toMatchObject({ code: 0, kind: 'answer', composer: 'extractive' });
  });
});

describe('the web chat', () => {
  test('shows only a typing sign until the whole answer is verified', async () => {
    const { promise: hold, resolve: release } = Promise.withResolvers<void>();
    model.chat({ kind: 'text', text: GOOD, hold });
    await using hotline = await startHotline(settings());
    using page = await WebClient.open(hotline.url);
    await page.send(AVANCE);
    await page.until(
      () => model.requests.length === 1 && page.events.some(({ event }) => event === 'typing'),
    );
    // The model has begun to speak and is held there: whatever could leak has left by the next two exchanges.
    expect(await page.history()).toMatchObject([{ author: 'company' }]);
    expect(await page.history()).toHaveLength(1);
    const before = page.events.map(({ event, data }) => `${event} ${data.author ?? ''}`.trim());
    expect(before).toEqual(['ready', 'message company', 'typing']);
    release();
    await page.until(() => page.events.some(({ data }) => data.author === 'bot'));
    const answer = page.events.at(-1)?.data.blocks?.[0];
    expect(answer).toMatchObject({ type: 'paragraph' });
    expect(answer?.text?.map(({ text }) => text).join('')).toContain('50 000 € HT');
  });

  test('never shows what a model wrongly said, and says in the log why it was set aside', async () => {
    model.chat({ kind: 'text', text: 'Oui, dès 90 000 € [1].' });
    await using hotline = await startHotline(settings());
    using page = await WebClient.open(hotline.url);
    await page.send(AVANCE);
    await page.until(() => page.events.some(({ data }) => data.author === 'bot'));
    const everything = JSON.stringify([page.events, await page.history()]);
    expect(everything).not.toContain('90 000');
    expect(everything).toMatch(/50.000.€.HT/);
    await page.until(() => hotline.log().includes('question answered'));
    expect(hotline.log()).toContain('réponse du modèle refusée');
  });
});
