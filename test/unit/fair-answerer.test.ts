import { describe, expect, it } from 'vitest';
import { fairly } from '#src/conversation/fair-answerer.ts';
import type { Answer, Answerer } from '#src/conversation/ports.ts';

const answerTo = (text: string) => ({ kind: 'answer', composer: text }) as unknown as Answer;

describe('answers that are asked for at the same moment', () => {
  it('begin one after the other, with a round of the event loop between them, in their order', async () => {
    let round = 0;
    let over = false;
    const count = () => {
      round += 1;
      if (!over) setImmediate(count);
    };
    setImmediate(count);
    const began: [string, number][] = [];
    const answerer: Answerer = {
      answer: async (text) => {
        began.push([text, round]);
        return answerTo(text);
      },
    };
    const fair = fairly(answerer);
    const texts = ['a', 'b', 'c', 'd', 'e'];
    const answers = await Promise.all(texts.map((text) => fair.answer(text, undefined, '2026-11-24')));
    over = true;
    expect(answers.map(({ composer }) => composer)).toEqual(texts);
    expect(began.map(([text]) => text)).toEqual(texts);
    expect(new Set(began.map(([, at]) => at)).size).toBe(texts.length);
  });

  it('do not wait for one that takes long, and one that fails holds up none', async () => {
    const never = new Promise<Answer>(() => {});
    const fair = fairly({
      answer: (text) => {
        if (text === 'slow') return never;
        return text === 'broken' ? Promise.reject(new Error('broken')) : Promise.resolve(answerTo(text));
      },
    });
    void fair.answer('slow', undefined, '2026-11-24');
    await expect(fair.answer('broken', undefined, '2026-11-24')).rejects.toThrow('broken');
    expect((await fair.answer('quick', undefined, '2026-11-24')).composer).toBe('quick');
  });
});
