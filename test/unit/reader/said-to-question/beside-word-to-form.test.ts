import { describe, expect, it } from 'vitest';
import { saidToQuestion } from '#src/reader/said-to-question.ts';
import type { ReadAlone } from '#src/reader/wanted-parts.ts';

const KINDS: readonly (readonly [RegExp, string])[] = [
  [/^(?:Plus tard|Laissez le formulaire|Il est dans le classeur)/, 'form.later'],
  [/^Je préfère pas dire/, 'form.skip'],
  [/^(?:La boîte s’appelle Lumen|Lumen)/, 'form.name'],
  [/alertes/, 'alerts.start'],
];
const read: ReadAlone = async (text) => {
  const wish = KINDS.find(([pattern]) => pattern.test(text))?.[1] ?? 'question';
  return [{ wish, probability: 0.9 }];
};
const said = async (message: string) => {
  const { text, beside } = await saidToQuestion(message, read);
  return { text, beside: beside.map((one) => one.text) };
};

describe('A word to the form, and what is asked before it goes on', () => {
  it.each([
    [
      'Plus tard pour le SIRET, je l’ai pas sous la main. Il est dans le classeur. Dites-moi d’abord est-ce que j’aurai les alertes, et est-ce que vous avez une formation, parce que moi et Moussa on est volontaires',
      'Plus tard pour le SIRET, je l’ai pas sous la main. Il est dans le classeur.',
      'Dites-moi d’abord est-ce que j’aurai les alertes, et est-ce que vous avez une formation, parce que moi et Moussa on est volontaires',
    ],
    [
      'Laissez le formulaire. Je voudrais des alertes sur le nettoyage',
      'Laissez le formulaire.',
      'Je voudrais des alertes sur le nettoyage',
    ],
    ['Je préfère pas dire. c’est quoi un DC4 ?', 'Je préfère pas dire.', 'c’est quoi un DC4 ?'],
  ])('are two things, each whole: %s', async (message, text, beside) => {
    expect(await said(message)).toEqual({ text, beside: [beside] });
  });

  it('are not where an answer follows', async () => {
    const message = 'Plus tard pour le SIRET. La boîte s’appelle Lumen.';
    expect((await said(message)).beside).toEqual([]);
  });
});
