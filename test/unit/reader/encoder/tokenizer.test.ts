import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { continuationText, partsOfContinuation } from '#src/reader/encoder/continuation.ts';
import { readMetadata, TOKENIZER_FILE, WEIGHTS } from '#src/reader/encoder/metadata.ts';
import { openTokenizer } from '#src/reader/encoder/tokenizer.ts';

const tokenize = openTokenizer(JSON.parse(readFileSync(new URL(TOKENIZER_FILE, WEIGHTS), 'utf8')));
/** As `src/reader/training/golden.py` writes them: with the tokenizer that the model was trained with. */
const golden = <Line>(name: string): readonly Line[] =>
  readFileSync(new URL(name, import.meta.url), 'utf8')
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line));
const GOLDEN = golden<{ readonly text: string; readonly ids: readonly number[] }>('./golden-tokens.jsonl');
const TURNS = golden<{ readonly parts: readonly [string, string, string]; readonly ids: readonly number[] }>(
  './golden-turns.jsonl',
);

test('500 texts, as people write them and as nobody should, give the tokens of Python', () => {
  expect(GOLDEN).toHaveLength(500);
  const wrong = GOLDEN.filter(({ text, ids }) => tokenize.text(text, 96).join(' ') !== ids.join(' '));
  expect(wrong.map(({ text }) => text)).toEqual([]);
});

test('50 messages after an answer give the tokens of Python, each part within its limit', () => {
  expect(TURNS).toHaveLength(50);
  const { context } = readMetadata();
  const wrong = TURNS.filter(({ parts: [message, question, heading], ids }) => {
    const parts = partsOfContinuation(continuationText({ message, after: { question, heading } }));
    return tokenize.together(parts, context).join(' ') !== ids.join(' ');
  });
  expect(wrong.map(({ parts }) => parts[0])).toEqual([]);
});

test('a text ends with its mark, however long it is', () => {
  const ids = tokenize.text('marché '.repeat(2_000), 16);
  expect(ids).toHaveLength(16);
  expect([ids.at(0), ids.at(-1)]).toEqual([0, 2]);
});

test('an empty text is its two marks', () => {
  for (const text of ['', '   ', '\n\t', '\u00a0']) expect(tokenize.text(text, 96)).toEqual([0, 2]);
});

test('20,000 letters, spaces or accents without an end are read in no time', () => {
  for (const text of ['a', ' ', 'e\u0301', '\ufdfa', '😀', '▁', 'a ', '-', '\u0301']) {
    const start = performance.now();
    tokenize.text(text.repeat(20_000), 128);
    expect(performance.now() - start).toBeLessThan(150);
  }
});
