import { describe, expect, it } from 'vitest';
import { answerAtHead } from '#src/reader/answer/yes-at-head.ts';
import { saidToQuestion } from '#src/reader/said-to-question.ts';

describe('A yes at the head of a message', () => {
  it.each([
    ['oui effacez tout, mais pourquoi 7 jours et qui peut lire d’ici là', 'oui effacez tout'],
    ['je confirme, et combien de temps ça prend ?', 'je confirme'],
    ['oui. Est-ce que mon dossier part aussi ?', 'oui'],
    ['Oui, supprimez mes données. Qui le saura ?', 'Oui, supprimez mes données'],
    ['non merci, c’est quoi une avance ?', 'non merci'],
  ])('answers, and what is asked beside it is asked: « %s »', (text, answer) => {
    const head = answerAtHead(text);
    if (head) expect(head.isHeldBack).toBe(false);
    expect(answer.startsWith(head?.answer ?? '?')).toBe(true);
  });

  it.each([
    'oui mais non',
    'oui enfin attendez',
    'oui, enfin non',
    'oui je comprends mais est-ce que je perds tout ?',
    'oui, mais est-ce que je perds mon dossier ?',
    'oui, attendez',
    'ok mais d’abord, qui lit ça ?',
    'oui, mais pas maintenant',
    'oui, sauf mon dossier',
  ])('is none where it is held back: « %s »', async (text) => {
    const head = answerAtHead(text);
    expect(head === undefined || head.isHeldBack).toBe(true);
    // Nor is its « oui » taken for the whole, however its clauses read.
    const asWish = (words: string) => (/^(?:oui|ok)\W*$/.test(words) ? 'small-answer' : 'question');
    const said = await saidToQuestion(text, async (words) => [{ wish: asWish(words), probability: 0.95 }]);
    expect(said.text).toBe(text);
    expect(said.beside).toEqual([]);
  });

  it.each(['oui', 'oui effacez tout', 'oui la mairie de Lyon, qui paie en 30 jours', 'on est trois'])(
    'is not looked for where nothing is asked beside it: « %s »',
    (text) => {
      expect(answerAtHead(text)).toBeUndefined();
    },
  );
});
