import { beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { KnowledgeBase } from '#src/retrieval/knowledge-base.ts';
import type { ChatBehaviour } from '#support/fakes/model/chat.ts';
import { type OpenAiServer, startOpenAiServer } from '#support/fakes/model/server.ts';
import { answererOver, ask, type LlmSettings, smallBase } from '#support/knowledge/answering.ts';

const AVANCE = 'Ai-je droit à une avance ?';
const GOOD =
  'Oui, si le marché dépasse 50 000 € HT et dure plus de 2 mois, face à une collectivité ou à l’État [1].';
const HALF = 'Oui, si le marché dépasse 50 000 € HT [1] et 90 000';
/** Short, so that a service that never answers does not slow the tests. */
const TIMEOUT_MS = 400;

let base: KnowledgeBase;
let server: OpenAiServer;
const answerer = (settings: Partial<LlmSettings> = {}) =>
  answererOver(base, { baseUrl: server.url, timeoutMs: TIMEOUT_MS, ...settings });

beforeAll(async () => {
  base = await smallBase();
});
beforeEach(async () => {
  server = await startOpenAiServer();
  return () => server.stop();
});

/** What goes wrong, and what the log says of it. */
const FAILURES: readonly [what: string, behaviour: ChatBehaviour, reason: string][] = [
  ['says that it does not know', { kind: 'text', text: 'JE NE SAIS PAS' }, 'ne trouve pas la réponse'],
  ['says so politely', { kind: 'text', text: '**Je ne sais pas.**' }, 'ne trouve pas la réponse'],
  ['answers nothing', { kind: 'text', text: '' }, 'réponse vide'],
  ['answers with spaces', { kind: 'text', text: ' \n\n ' }, 'réponse vide'],
  ['answers with a mark and no word', { kind: 'text', text: '[1]' }, 'réponse vide'],
  ['only thinks aloud', { kind: 'text', text: '<think>Oui, 90 000 € [1].' }, 'réponse vide'],
  ['streams something that is not JSON', { kind: 'malformed' }, 'ne répond pas'],
  ['hangs up in the middle', { kind: 'cut', text: HALF, how: 'destroy' }, 'ne répond pas'],
  ['ends its stream without saying that it is done', { kind: 'cut', text: HALF, how: 'end' }, 'coupée'],
  ['is cut by its length limit', { kind: 'text', text: HALF, finish: 'length' }, 'coupée'],
  ['is cut by a content filter', { kind: 'text', text: HALF, finish: 'content_filter' }, 'coupée'],
  ['falls silent in the middle', { kind: 'cut', text: HALF, how: 'silence' }, 'à temps'],
  ['never answers', { kind: 'silent' }, 'à temps'],
  ['speaks without end', { kind: 'endless', piece: `${GOOD} `.repeat(20), everyMs: 0 }, 'sans s’arrêter'],
  ['speaks slowly without end', { kind: 'endless', piece: 'Oui ', everyMs: 15 }, 'à temps'],
  ['streams nothing without end', { kind: 'endless', piece: '', everyMs: 15 }, 'à temps'],
  ['thinks without end', { kind: 'endless', piece: '<think>'.repeat(400), everyMs: 0 }, 'sans s’arrêter'],
  ['is overloaded', { kind: 'status', status: 429, retryAfter: '120' }, '429'],
  ['is overloaded and does not say for how long', { kind: 'status', status: 429 }, '429'],
  ['fails', { kind: 'status', status: 500 }, '500'],
  ['is behind a gateway that fails', { kind: 'status', status: 502 }, '502'],
  ['refuses the request', { kind: 'status', status: 400 }, '400'],
];

describe('when the model', () => {
  test.each(FAILURES)('%s, the person gets the answer of the pages', async (_what, behaviour, reason) => {
    const expected = await ask(answererOver(base), AVANCE);
    server.chat(behaviour);
    const answer = await ask(answerer(), AVANCE);
    expect(answer.text).toBe(expected.text);
    expect(answer.text).toContain('50 000 € HT');
    expect(answer).toMatchObject({ kind: 'answer', composer: 'extractive', verdict: 'oui' });
    expect(answer.citations).toEqual(expected.citations);
    expect(answer.fallback).toContain(reason);
  });

  test('is not there at all, the person gets the answer of the pages', async () => {
    await server.stop();
    const answer = await ask(answerer(), AVANCE);
    expect(answer).toMatchObject({ kind: 'answer', composer: 'extractive' });
    expect(answer.fallback).toContain('ne répond pas');
  });

  test('never answers, the request is given up and not left open', async () => {
    server.chat({ kind: 'silent' });
    await ask(answerer(), AVANCE);
    expect(server.requests).toHaveLength(1);
    expect(await server.requests[0]?.over).toBe(false);
  });

  test('speaks without end, the request is given up and not left open', async () => {
    server.chat({ kind: 'endless', piece: GOOD.repeat(100), everyMs: 0 });
    await ask(answerer(), AVANCE);
    expect(await server.requests[0]?.over).toBe(false);
  });

  test('fails once, it is tried again and heard', async () => {
    server.chat({ kind: 'status', status: 503 }, { kind: 'text', text: GOOD });
    expect((await ask(answerer(), AVANCE)).composer).toBe('llm');
  });

  test('hangs up once, it is tried again and heard', async () => {
    server.chat({ kind: 'cut', text: HALF, how: 'destroy' }, { kind: 'text', text: GOOD });
    const answer = await ask(answerer(), AVANCE);
    expect(answer.composer).toBe('llm');
    expect(answer.text).not.toContain('90 000');
  });
});

describe('a model that keeps failing', () => {
  test('is left alone for 30 seconds after three failures, then probed once', async () => {
    let now = 1_000_000;
    const asked = answerer({ now: () => now });
    server.chat({ kind: 'status', status: 500 });
    await ask(asked, AVANCE);
    await ask(asked, AVANCE);
    expect(server.requests).toHaveLength(3);
    now += 29_999;
    const rested = await ask(asked, AVANCE);
    expect(server.requests).toHaveLength(3);
    expect(rested).toMatchObject({ kind: 'answer', composer: 'extractive' });
    expect(rested.fallback).toContain('au repos');
    now += 1;
    await ask(asked, AVANCE);
    expect(server.requests).toHaveLength(4);
    now += 30_000;
    server.chat({ kind: 'text', text: GOOD });
    expect((await ask(asked, AVANCE)).composer).toBe('llm');
    expect((await ask(asked, AVANCE)).composer).toBe('llm');
  });

  test('gets one probe when several people ask at once', async () => {
    let now = 1_000_000;
    const asked = answerer({ now: () => now });
    server.chat({ kind: 'status', status: 500 });
    await ask(asked, AVANCE);
    await ask(asked, AVANCE);
    now += 30_000;
    server.requests.length = 0;
    await Promise.all([ask(asked, AVANCE), ask(asked, AVANCE), ask(asked, AVANCE)]);
    expect(server.requests).toHaveLength(1);
  });

  test('is not called before the time that its Retry-After asks for', async () => {
    let now = 1_000_000;
    const asked = answerer({ now: () => now });
    server.chat({ kind: 'status', status: 429, retryAfter: '120' }, { kind: 'text', text: GOOD });
    expect((await ask(asked, AVANCE)).composer).toBe('extractive');
    now += 119_999;
    expect((await ask(asked, AVANCE)).composer).toBe('extractive');
    expect(server.requests).toHaveLength(1);
    now += 1;
    expect((await ask(asked, AVANCE)).composer).toBe('llm');
  });

  test('whose answers are refused is not a model that fails', async () => {
    const asked = answerer();
    server.chat({ kind: 'text', text: 'Oui, dès 90 000 € [1].' });
    for (let turn = 0; turn < 4; turn += 1) await ask(asked, AVANCE);
    expect(server.requests).toHaveLength(8);
  });
});
