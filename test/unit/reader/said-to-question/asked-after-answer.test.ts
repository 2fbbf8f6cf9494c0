import { describe, expect, it } from 'vitest';
import { saidToQuestion } from '#src/reader/said-to-question.ts';
import type { ReadAlone } from '#src/reader/wanted-parts.ts';

/** Reads words as if it had learnt what they are. */
const KINDS: readonly (readonly [RegExp, string])[] = [
  [/^(?:12 salariés|SARL|roubaix|lens et environs)$/, 'small-answer'],
  [/^(?:non pas de siret encore|je ne sais pas)$/, 'form.skip'],
  [/^(?:c’est grave|c’est obligatoire) \?$/, 'answer-yes-no'],
  [/que vous demandez \?$|vous voulez dire quoi/, 'form.why'],
];
const read: ReadAlone = async (text) => {
  const wish = KINDS.find(([pattern]) => pattern.test(text))?.[1] ?? 'question';
  return [{ wish, probability: 0.9 }];
};
const said = async (message: string) => {
  const { text, beside, asks } = await saidToQuestion(message, read);
  return { text, beside: beside.map((one) => one.text), asks };
};

describe('A question in the same breath as an answer', () => {
  it.each([
    ['SARL, d’ailleurs c’est quoi un lot ?', 'SARL', 'c’est quoi un lot ?'],
    ['roubaix et je peux me mettre avec une collègue ?', 'roubaix', 'je peux me mettre avec une collègue ?'],
    ['lens et environs. c’est gratuit ?', 'lens et environs', 'c’est gratuit ?'],
    ['SARL mais est-ce que ça change les papiers ?', 'SARL', 'est-ce que ça change les papiers ?'],
  ])('is asked beside it: %s', async (message, text, asked) => {
    expect(await said(message)).toEqual({ text, beside: [asked], asks: undefined });
  });

  it.each([
    [
      '12 salariés, d’ailleurs c’est quoi le chiffre d’affaires que vous demandez ?',
      '12 salariés',
      'c’est quoi le chiffre d’affaires que vous demandez ?',
    ],
    ['non pas de siret encore, c’est grave ?', 'non pas de siret encore', 'c’est grave ?'],
    ['je ne sais pas, vous voulez dire quoi ?', 'je ne sais pas', 'vous voulez dire quoi ?'],
  ])('is for who asked, where it is about that: %s', async (message, text, asks) => {
    expect(await said(message)).toEqual({ text, beside: [], asks });
  });

  it.each(['Pourquoi Pas ?', 'Et si on jardinait ?', '12 salariés'])(
    'is not looked for in what says one thing: %s',
    async (message) => {
      expect(await said(message)).toEqual({ text: message, beside: [], asks: undefined });
    },
  );

  it('is found in a time that grows as the message does', async () => {
    const started = performance.now();
    for (const piece of [', et ', 'a, ', ' est-ce qu', '. ? '])
      await saidToQuestion(piece.repeat(20_000 / piece.length), read);
    expect(performance.now() - started).toBeLessThan(2_000);
  });
});

describe('What was learnt to be asked', () => {
  const readCall: ReadAlone = async (text) => [
    { wish: text.includes('?') ? 'question' : 'expert.call-back', probability: 0.9 },
  ];
  const beside = async (...acts: readonly (readonly ['tell' | 'want' | 'talk' | 'ask', string])[]) => {
    const message = acts.map(([, text]) => text).join(' ');
    const said = await saidToQuestion(message, readCall, async () =>
      acts.map(([act, text]) => ({ act, text })),
    );
    return { text: said.text, beside: said.beside.map((one) => one.text) };
  };

  it('is asked beside the number that was asked for', async () => {
    expect(
      await beside(
        ['want', 'Au 02 43 00 00 00, demandez Odile.'],
        ['ask', 'le marché peut-il passer à 72 000 euros ?'],
      ),
    ).toEqual({
      text: 'Au 02 43 00 00 00, demandez Odile.',
      beside: ['le marché peut-il passer à 72 000 euros ?'],
    });
  });

  it('is the whole message, where nothing is told before it', async () => {
    const asked = 'le marché peut-il passer à 72 000 euros ?';
    expect(await beside(['ask', asked])).toEqual({ text: asked, beside: [] });
  });

  it('stands where « et » alone is said before it', async () => {
    const message = 'et est-ce que je peux arrêter le chantier ?';
    expect((await beside(['talk', 'et'], ['ask', 'est-ce que je peux arrêter le chantier ?'])).text).toBe(
      message,
    );
  });
});
