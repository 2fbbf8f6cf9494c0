import { describe, expect, it } from 'vitest';
import { anyMessage, fuzz, mutated } from '#support/fuzz/fuzzing.ts';
import { READING_FUNCTIONS } from '#support/fuzz/reading-functions.ts';
import { readQuestions } from '#support/knowledge/question-texts.ts';
import { taker } from '#support/store/read-here.ts';

const questions = readQuestions();
const NOW = Date.parse('2026-11-24T10:00:00Z');

describe('what reads a message', () => {
  it.each(Object.entries(READING_FUNCTIONS))('%s takes anything', (_, read) => {
    fuzz(anyMessage(), 300, (text) => void read(text));
    fuzz(mutated(questions), 200, (text) => void read(text));
  });

  it('decides who handles any message, in any mode', async () => {
    const texts: string[] = [];
    fuzz(anyMessage(), 2_000, (text) => void texts.push(text));
    for (const text of texts) {
      for (const mode of ['bot', 'waiting', 'human'] as const) {
        const setting = { mode, state: { asking: 'deadline' }, now: NOW };
        const said = [
          await taker({ type: 'text', text }, setting),
          await taker({ type: 'action', value: text, label: text }, setting),
        ];
        for (const one of mode === 'human' ? [] : said) expect(one?.feature).toEqual(expect.any(String));
      }
    }
  });
});
