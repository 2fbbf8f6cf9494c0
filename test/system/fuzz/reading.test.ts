import { describe, expect, it } from 'vitest';
import { route } from '#src/conversation/rules/router.ts';
import { anyMessage, fuzz, mutated } from '#support/fuzz/fuzzing.ts';
import { READING_FUNCTIONS } from '#support/fuzz/reading-functions.ts';
import { readQuestions } from '#support/knowledge/question-texts.ts';

const questions = readQuestions();
const NOW = Date.parse('2026-11-24T10:00:00Z');

describe('what reads a message', () => {
  it.each(Object.entries(READING_FUNCTIONS))('%s takes anything', (_, read) => {
    fuzz(anyMessage(), 300, (text) => void read(text));
    fuzz(mutated(questions), 200, (text) => void read(text));
  });

  it('decides who handles any message, in any mode', () => {
    fuzz(anyMessage(), 2_000, (text) => {
      for (const mode of ['bot', 'waiting', 'human'] as const) {
        const said = route(mode, { type: 'text', text }, { for: 'deadline', now: NOW });
        expect(said.to).toEqual(expect.any(String));
        expect(route(mode, { type: 'action', value: text, label: text }).to).toEqual(expect.any(String));
      }
    });
  });
});
