import { describe, expect, test } from 'vitest';
import { believed, believedWhileAsked } from '#src/reader/courtesies.ts';

const learnt = (act: string) => [{ wish: 'help', act, probability: 0.9 }];

test.each([
  ['thanks', 'merci mais sous combien de temps la mairie doit payer ?'],
  ['complaint', 'vous répondez à côté, combien de jours pour contester le rejet ?'],
  ['greeting', 'bonjour à tous, peut-on sous-traiter tout le marché ?'],
])('a courtesy (%s) is not believed of a question: %s', (act, text) => {
  expect(believed(learnt(act), text)).toEqual([]);
});

test.each([
  ['thanks', 'merci beaucoup pour votre réponse !'],
  ['complaint', 'mais qu’est-ce que vous comprenez, rien ?'],
  ['referencing.start', 'comment référencer mon entreprise chez vous ?'],
])('a wish (%s) stays: %s', (act, text) => {
  expect(believed(learnt(act), text)).toEqual(learnt(act));
});

test('while a question waits, an address that looks like a greeting is its answer, and a sure wish stays', () => {
  const meant = (wish: string, act: string, probability: number) => [{ wish, act, probability }];
  expect(believedWhileAsked(meant('help', 'greeting', 0.97))).toEqual([]);
  expect(believedWhileAsked(meant('help', 'complaint', 0.9))).toEqual([]);
  expect(believedWhileAsked(meant('help', 'complaint', 0.99))).toHaveLength(1);
  expect(believedWhileAsked(meant('referencing', 'referencing.start', 0.78))).toEqual([]);
  const sure = meant('privacy', 'privacy.erase', 0.95);
  expect(believedWhileAsked(sure)).toEqual(sure);
});

describe('A wish for a person', () => {
  const handoff = [{ wish: 'handoff', act: 'expert.ask', probability: 0.9 }];

  test.each([
    'jpeu me mettre avec une collègue qui fait le ménage ?',
    'et je peux répondre avec une copine ?',
    'est-ce qu’on peut se mettre à deux avec un confrère ?',
  ])('is none where one asks what one may do oneself: %s', (text) => {
    expect(believed(handoff, text)).toEqual([]);
  });

  test.each([
    'je peux parler à une collègue à vous ?',
    'est-ce que je peux voir un expert ?',
    'on peut se rappeler demain ?',
    'mettez-moi avec un collègue',
  ])('is one where it is for somebody of ours: %s', (text) => {
    expect(believed(handoff, text)).toEqual(handoff);
  });
});
