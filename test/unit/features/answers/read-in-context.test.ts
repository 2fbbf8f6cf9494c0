import { beforeEach, expect, test } from 'vitest';
import { plainText } from '#src/channel/blocks.ts';
import { createAnswerer } from '#src/features/answers/answerer.ts';
import { replyToQuestion } from '#src/features/answers/chat/reply-to-question.ts';
import { EMPTY_GLOSSARY } from '#src/knowledge/model/glossary.ts';
import { type Continuation, continuationText } from '#src/reader/encoder/continuation.ts';
import { makeKnowledgeBase } from '#src/retrieval/knowledge-base.ts';
import { HybridRetriever } from '#src/retrieval/retriever.ts';
import { REGISTER } from '#support/knowledge/ask-computation.ts';
import { passagesFrom } from '#support/knowledge/passages.ts';

const TODAY = '2026-11-24';
const ADVANCE = 'Quand l’avance est-elle versée ?';
const passages = passagesFrom(
  `## ${ADVANCE}

L’avance est versée sans que vous la demandiez, au début du marché.

Références : R2191-3
On demande aussi : délai de versement de l’avance ; avance versée quand`,
  `## Que se passe-t-il si l’acheteur paie en retard ?

L’acheteur vous doit des intérêts, sans que vous les demandiez.

Références : R2192-31
On demande aussi : acheteur en retard de paiement ; intérêts de retard`,
);

/** What the reader was given to find pages by, and as what; then to hear wishes in. */
let read: (readonly [text: string, as: string])[];
let listened: (Continuation | string)[];
beforeEach(() => {
  read = [];
  listened = [];
});
/** A reader for whom every text means the same: pages are found by their words, and what it is given is seen. */
const base = makeKnowledgeBase(
  { passages, figures: [...REGISTER.values()], glossary: EMPTY_GLOSSARY },
  {
    generation: 'test',
    createdAt: 0,
    meaning: {
      index: { size: 2, scores: () => new Float64Array(passages.length).fill(1) },
      reader: {
        id: 'reader:test',
        dimension: 2,
        runtime: async () => 'native',
        embed: async (text, as) => {
          read.push([text, as]);
          return Float32Array.of(1, 0);
        },
      },
      readActs: async () => [],
      readReasons: async () => [],
      readWishes: async (message, after) => {
        listened.push(after ? { message, after } : message);
        return [{ wish: message === 'quel article ?' ? 'answer-source' : 'question', probability: 1 }];
      },
    },
  },
);
const answerer = createAnswerer({ base, retriever: new HybridRetriever(base) });
/** Without a reader, who could doubt. */
const plain = { ...base, meaning: undefined };
const withoutReader = createAnswerer({ base: plain, retriever: new HybridRetriever(plain) });

const FIRST = 'l’avance est versée quand ?';
const AFTER = { question: FIRST, heading: ADVANCE };
const answered = () => answerer.answer(FIRST, undefined, TODAY);

test('a first message is read alone, and the next one after the question and what answered it', async () => {
  const first = await answered();
  expect(first.citations.map(({ section }) => section)).toContain(ADVANCE);
  expect(new Set(read.map(([, as]) => as))).toEqual(new Set(['question']));
  expect(first.thread.lastAnswered).toEqual(AFTER);

  [read, listened] = [[], []];
  const message = 'et si l’acheteur paie en retard ?';
  await answerer.answer(message, first.thread, TODAY);
  const continuation = { message, after: AFTER };
  expect(read).toContainEqual([continuationText(continuation), 'continuation']);
  expect(listened).toContainEqual(continuation);
});

test('what leaves the subject is read alone, and so is what follows it when it has no answer', async () => {
  const first = await answered();
  read = [];
  const left = await answerer.answer('autre chose : combien coûte un avocat à Brest ?', first.thread, TODAY);
  expect(left.kind).toBe('refusal');
  await answerer.answer('et à Nantes ?', left.thread, TODAY);
  expect(read.length).toBeGreaterThan(1);
  expect(read.filter(([, as]) => as === 'continuation')).toEqual([]);
});

test('a message without an answer does not hide the last one that had one', async () => {
  const first = await answered();
  const refused = await answerer.answer('???', first.thread, TODAY);
  expect(refused.kind).toBe('refusal');
  expect(refused.thread.lastAnswered).toEqual(AFTER);
});

test('what is asked of an answer is no question, and finds that answer again', async () => {
  const first = await answered();
  const second = await answerer.answer('et si l’acheteur paie en retard ?', first.thread, TODAY);
  read = [];
  // Another one, which keeps nothing of what was read before.
  const other = createAnswerer({ base, retriever: new HybridRetriever(base) });
  const about = await other.answer('quel article ?', second.thread, TODAY);
  expect(about.thread).toEqual(second.thread);
  expect(read.map(([, as]) => as)).toContain('continuation');
});

test('an answer that takes the buyer or the purchase from earlier messages says so', async () => {
  const asked = 'l’avance est versée quand pour un marché de travaux avec l’État ?';
  const first = await withoutReader.answer(asked, undefined, TODAY);
  expect(first.carried).toBeUndefined();
  const next = await withoutReader.answer('et pour une mairie ?', first.thread, TODAY);
  expect(next.carried).toBe('Je tiens compte de ce que vous avez dit : travaux. Dites-moi si cela a changé.');
  const third = await replyToQuestion(withoutReader, 'et si c’est urgent ?', next.thread, TODAY);
  expect(plainText(third.blocks)).toContain(
    'Je tiens compte de ce que vous avez dit : une collectivité, travaux.',
  );
});

test('what completes a question that we asked is not said back', async () => {
  const first = await answered();
  const open = { ...first.thread, question: 'Quelle avance pour des travaux ?', open: true };
  const completed = await withoutReader.answer('une mairie', open, TODAY);
  expect(completed.carried).toBeUndefined();
});

/** Without the spaces that do not break. */
const plainly = (text: string | undefined): string => (text ?? '').replace(/[\u00A0\u202F]/g, ' ');

test('what is told of a contract is noted, and serves a later question that does not say it', async () => {
  const noted = await withoutReader.answer(
    'on a signé à 62 000 € HT avec la mairie, ménage, sur 8 mois',
    undefined,
    TODAY,
  );
  expect(plainly(plainText(noted.blocks))).toContain(
    'une collectivité, fournitures ou services, 62 000 € HT, 8 mois',
  );
  const other = await withoutReader.answer(
    'que dit la loi si l’acheteur paie en retard ?',
    noted.thread,
    TODAY,
  );
  const asked = await withoutReader.answer('ai-je droit à une avance ?', other.thread, TODAY);
  expect(plainly(plainText(asked.blocks))).toMatch(/62 000 € HT/);
  expect(plainly(asked.carried)).toContain('62 000 € HT, 8 mois');
  const corrected = await withoutReader.answer(
    'et si c’était 40 000 € HT, j’ai droit à une avance ?',
    asked.thread,
    TODAY,
  );
  expect(plainly(plainText(corrected.blocks))).toContain('40 000 €');
});
