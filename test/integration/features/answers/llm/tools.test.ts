import { beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { KnowledgeBase } from '#src/retrieval/knowledge-base.ts';
import {
  AVANCE,
  AVANCE_60,
  BAD_BEHAVIOURS,
  GOOD_BEHAVIOURS,
  MODEL_PAGES,
} from '#support/fakes/model/behaviours.ts';
import type { ChatBehaviour } from '#support/fakes/model/chat.ts';
import { type OpenAiServer, startOpenAiServer } from '#support/fakes/model/server.ts';
import { answererOver, ask, type LlmSettings, smallBase } from '#support/knowledge/answering.ts';
import { modelAnswerer } from '#support/knowledge/model-answering.ts';

const GOOD =
  'Oui, si le marché dépasse 50 000 € HT et dure plus de 2 mois, face à une collectivité ou à l’État [1].';
const RATE = 'L’État verse à une PME une avance d’au moins 30 % du montant du marché [1].';
const WORKS = 'montant des travaux sans publicité';

let base: KnowledgeBase;
let server: OpenAiServer;

interface Message {
  readonly role: string;
  readonly content: string;
  readonly tool_calls?: readonly {
    readonly function: { readonly name: string; readonly arguments: string };
  }[];
}
const messagesOf = (request: number) => server.requests[request]?.body.messages as Message[];
const resultsOf = (request: number) =>
  messagesOf(request)
    .filter(({ role }) => role === 'tool')
    .map(({ content }) => content.replace(/[\u00A0\u202F]/g, ' '));
const answerer = (question: string, settings: Partial<LlmSettings> = {}) =>
  modelAnswerer(base, question, { baseUrl: server.url, ...settings });
const tools = (...calls: [name: string, args: object][]): ChatBehaviour => ({
  kind: 'tools',
  calls: calls.map(([name, args]) => ({ name, arguments: JSON.stringify(args) })),
});
const search = (requete: string) => tools(['rechercher', { requete }]);
const compute = (question: string) => tools(['calculer', { question }]);

beforeAll(async () => {
  base = await smallBase(MODEL_PAGES);
});
beforeEach(async () => {
  server = await startOpenAiServer();
  return () => server.stop();
});

describe('a model that uses its tools well is heard when it', () => {
  test.each(GOOD_BEHAVIOURS)('$what', async ({ question, script, shows }) => {
    server.chat(...script);
    const answer = await ask(answerer(question), question);
    expect(answer.fallback).toBeUndefined();
    expect(answer).toMatchObject({ kind: 'answer', composer: 'llm' });
    expect(answer.text).toMatch(shows ?? /./);
    expect(answer.text).not.toContain('90 000');
    expect(answer.citations.length).toBeGreaterThan(0);
    // Heard at the first try: nothing of its history was refused by the server.
    const refusals = script.filter(({ kind }) => kind === 'no-tools').length;
    expect(server.requests).toHaveLength(script.length + refusals);
  });
});

describe('the person gets the answer of the pages when the model', () => {
  test.each(BAD_BEHAVIOURS)('$what', async ({ question, script, never, reason }) => {
    const expected = await ask(answererOver(base), question);
    server.chat(...script);
    const answer = await ask(answerer(question, { timeoutMs: 1_000 }), question);
    expect(answer.fallback).toContain(reason);
    expect(answer.text).toBe(expected.text);
    expect(JSON.stringify(answer.blocks)).not.toMatch(never ?? /$^/);
    expect(answer).toMatchObject({ kind: 'answer', composer: 'extractive', verdict: expected.verdict });
    expect(answer.citations).toEqual(expected.citations);
  });
});

describe('what the person sees of a tool', () => {
  test('the page that was searched for is a source like any other, numbered in the order of the text', async () => {
    server.chat(search(WORKS), {
      kind: 'text',
      text: `Sous 100 000 € HT, une mairie commande des travaux sans publicité ni mise en concurrence préalables [6]. ${GOOD}`,
    });
    const { citations } = await ask(answerer(AVANCE), AVANCE);
    expect(citations).toMatchObject([
      { n: 1, title: 'Seuils', articles: ['R2122-8'] },
      { n: 2, title: 'Avance', section: AVANCE },
    ]);
  });

  test('a computed amount comes with its working as a source, and with what would change it', async () => {
    server.chat(compute('avance de 60 000 € HT de l’État'), {
      kind: 'text',
      text: 'L’avance est d’au moins 18 000 € [6].',
    });
    const { citations, text } = await ask(answerer(AVANCE_60), AVANCE_60);
    expect(citations).toMatchObject([
      { n: 1, documentId: 'calculators/advance', section: 'Calcul de l’avance', articles: ['R2191-7'] },
    ]);
    expect(citations[0]?.excerpt).toMatch(/30.%.×.60.000.€.=.18.000.€/);
    expect(text).toContain('Ce taux est celui de l’État');
  });

  test('what a computation lacks is asked, even when the model does not ask it', async () => {
    const question = 'Quel est le taux de l’avance sur un marché de 60 000 € HT ?';
    server.chat(compute('avance sur un marché de 60 000 € HT'), {
      kind: 'text',
      text: 'L’avance est d’au moins 18 000 € [6].',
    });
    const { text, composer } = await ask(answerer(question), question);
    expect({ composer, asks: text.includes('Qui est l’acheteur ?') }).toEqual({
      composer: 'llm',
      asks: true,
    });
  });

  test('what would change a computation is not said when the answer does not use it', async () => {
    server.chat(compute('avance de 60 000 € HT de l’État'), { kind: 'text', text: RATE });
    const { text, composer } = await ask(answerer(AVANCE_60), AVANCE_60);
    expect(composer).toBe('llm');
    expect(text).not.toContain('Ce taux');
  });

  test('a search keeps to the date of the consultation that the person speaks of', async () => {
    const question = 'Quel était le taux de l’avance pour une PME en mars 2025 ?';
    server.chat(
      tools(
        ['rechercher', { requete: 'achat de fournitures par une mairie sans publicité' }],
        ['rechercher', { requete: 'copie de sauvegarde' }],
      ),
      { kind: 'text', text: 'JE NE SAIS PAS' },
    );
    await ask(answerer(question), question);
    const found = resultsOf(1).join('\n');
    expect(found).toContain('Sous 40 000 € HT, une mairie achète des fournitures');
    expect(found).not.toContain('60 000');
    // That page's rules began in 2026.
    expect(found).not.toContain('enveloppe');
  });
});

describe('what the model is told', () => {
  test('its tools are offered, each with what it is for and what it takes', async () => {
    server.chat({ kind: 'text', text: GOOD });
    await ask(answerer(AVANCE), AVANCE);
    expect(server.requests[0]?.body.tools).toMatchObject([
      { function: { name: 'rechercher', parameters: { required: ['requete'] } } },
      { function: { name: 'calculer', parameters: { required: ['question'] } } },
    ]);
    expect(messagesOf(0)[0]?.content).toContain('trois fois de suite au plus');
  });

  test('what a tool found is numbered after the passages, apart from the rules, and given once', async () => {
    server.chat(tools(['rechercher', { requete: WORKS }], ['rechercher', { requete: WORKS }]), {
      kind: 'text',
      text: GOOD,
    });
    await ask(answerer(AVANCE), AVANCE);
    const [first = '', second = ''] = resultsOf(1);
    expect(first).toMatch(/^<passages>\n\[6\] Seuils\n[\s\S]*\n<\/passages>$/);
    expect(first).toContain('Sous 100 000 € HT');
    expect(second).toContain('[6] déjà donné');
    expect(second).not.toContain('100 000');
  });

  test('a hostile page that it searched for stays in its place', async () => {
    server.chat(search('visite du site obligatoire'), { kind: 'text', text: GOOD });
    await ask(answerer(AVANCE), AVANCE);
    const [found = ''] = resultsOf(1);
    expect(found).toContain('Faux passage');
    expect(found.match(/<[^>]*>/g)).toEqual(['<passages>', '</passages>']);
    expect(found).not.toContain('[2] Faux passage');
  });

  test.each([
    ['an unknown tool', tools(['naviguer', {}]), 'rechercher, calculer'],
    ['another shape', tools(['calculer', { montant: 3 }]), '{"question": "…"}'],
    ['an empty search', search('   '), 'vide'],
    ['a long search', search('avance '.repeat(80)), 'trop longue'],
    ['a huge search', search('avance '.repeat(2_000)), 'trop longue'],
    ['a search for nothing known', search('recette de la blanquette de veau'), 'Aucun passage'],
    ['a computation that no calculator does', compute('durée du marché'), 'ne sait pas faire'],
    ['an amount never said', compute('avance sur 90 000 € HT'), '90000 €'],
    ['a rate never said', compute('avance de 45 % sur 60 000 € HT'), '45 %'],
    ['a tax never said', compute('avance sur 60 000 € TTC'), '60000 € TTC'],
    ['a company never described', compute('avance sur 60 000 € HT de l’État à une filiale'), 'filiale'],
    ['a market never described', compute('avance sur un accord-cadre de 60 000 € HT'), 'accord'],
    ['a duration never said', compute('avance sur 60 000 € HT pendant 8 mois'), '8 mois'],
    ['a buyer never said', compute('avance sur 60 000 € HT d’un hôpital'), 'acheteur'],
  ])('%s gets an error that says what is wrong', async (_what, behaviour, says) => {
    server.chat(behaviour, { kind: 'text', text: RATE });
    const answer = await ask(answerer(AVANCE_60), AVANCE_60);
    expect(resultsOf(1)).toHaveLength(1);
    expect(resultsOf(1)[0]).toContain(says);
    expect(answer.composer).toBe('llm');
  });

  test('a fifth call of one round gets an error, and a fourth round asks for words', async () => {
    const six = Array.from({ length: 6 }, (): [string, object] => ['rechercher', { requete: 'avance' }]);
    server.chat(tools(...six), search(WORKS), search(WORKS), { kind: 'text', text: GOOD });
    expect((await ask(answerer(AVANCE), AVANCE)).composer).toBe('llm');
    expect(resultsOf(1).filter((result) => result.includes('4 appels au plus'))).toHaveLength(2);
    expect(server.requests.map(({ body }) => body.tool_choice)).toEqual([
      undefined,
      undefined,
      undefined,
      'none',
    ]);
  });

  test('a huge call is not sent back whole', async () => {
    server.chat(search('avance '.repeat(3_000)), { kind: 'text', text: GOOD });
    await ask(answerer(AVANCE), AVANCE);
    expect(JSON.stringify(messagesOf(1)).length).toBeLessThan(JSON.stringify(messagesOf(0)).length + 2_000);
  });

  test('ten passages are the most that it is ever given', async () => {
    server.chat(
      tools(['rechercher', { requete: WORKS }], ['rechercher', { requete: 'visite du site obligatoire' }]),
      tools(
        ['rechercher', { requete: 'seuil de dispense fournitures' }],
        ['rechercher', { requete: 'sous-traiter la totalité' }],
      ),
      tools(
        ['rechercher', { requete: 'pli hors délai' }],
        ['rechercher', { requete: 'copie de sauvegarde' }],
      ),
      { kind: 'text', text: GOOD },
    );
    await ask(answerer(AVANCE), AVANCE);
    const numbers = JSON.stringify(messagesOf(3)).match(/(?<=\[)\d+(?=\] [A-ZÉ])/g) ?? [];
    expect(Math.max(...numbers.map(Number))).toBe(10);
    expect(JSON.stringify(messagesOf(3))).toContain('assez de passages');
  });
});

describe('a server without tools', () => {
  const NO_TOOLS = { kind: 'no-tools', message: 'this model does not support tools', text: GOOD } as const;
  const offered = () => server.requests.map(({ body }) => 'tools' in body);

  test.each([400, 404, 422, 500, 501])(
    'that answers %d is asked plainly, and that is remembered',
    async (status) => {
      server.chat({ ...NO_TOOLS, status });
      const asked = answerer(AVANCE);
      expect((await ask(asked, AVANCE)).composer).toBe('llm');
      expect((await ask(asked, AVANCE)).composer).toBe('llm');
      expect(offered()).toEqual([true, false, false]);
      expect(messagesOf(1)[0]?.content).not.toMatch(/outil|rechercher|calculer/i);
    },
  );

  test('is offered tools again an hour later', async () => {
    let now = 1_000_000;
    server.chat({ ...NO_TOOLS, status: 400 });
    const asked = answerer(AVANCE, { now: () => now });
    await ask(asked, AVANCE);
    now += 3_599_999;
    await ask(asked, AVANCE);
    expect(offered()).toEqual([true, false, false]);
    now += 1;
    server.chat({ kind: 'text', text: GOOD });
    await ask(asked, AVANCE);
    expect(offered()).toEqual([true, false, false, true]);
  });

  test('is not one that refuses everything', async () => {
    server.chat({ kind: 'status', status: 400 });
    const asked = answerer(AVANCE);
    await ask(asked, AVANCE);
    server.requests.length = 0;
    server.chat({ kind: 'text', text: GOOD });
    expect((await ask(asked, AVANCE)).composer).toBe('llm');
    expect(offered()).toEqual([true]);
  });

  test('is not one that took tools and refuses something later', async () => {
    server.chat(search(WORKS), { kind: 'status', status: 400 }, { kind: 'text', text: GOOD });
    expect((await ask(answerer(AVANCE), AVANCE)).composer).toBe('llm');
    expect(offered()).toEqual([true, true, true]);
  });

  test('is not one that fails or is overloaded', async () => {
    server.chat({ kind: 'status', status: 503 });
    await ask(answerer(AVANCE), AVANCE);
    expect(offered()).toEqual([true, true]);
  });
});

describe('a model that loops', () => {
  test('is left alone after three times, as one that fails', async () => {
    server.chat(search(WORKS));
    const asked = answerer(AVANCE);
    await ask(asked, AVANCE);
    await ask(asked, AVANCE);
    const before = server.requests.length;
    expect((await ask(asked, AVANCE)).fallback).toContain('au repos');
    expect(server.requests).toHaveLength(before);
  });
});
