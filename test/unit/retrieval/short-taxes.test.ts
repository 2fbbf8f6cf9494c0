import { expect, test } from 'vitest';
import { shortTaxes } from '#src/retrieval/short-taxes.ts';

test.each([
  [
    'le total passe à 97 000 euros hors taxes, faut-il publier ?',
    'le total passe à 97 000 euros HT, faut-il publier ?',
  ],
  ['48 000 € (toutes taxes comprises) de travaux', '48 000 € TTC de travaux'],
])('how a sum is counted is searched for as most people write it: %s', (question, searched) => {
  expect(shortTaxes(question)).toBe(searched);
});

test.each(['les seuils se comptent hors taxes ?', 'marché de 172000 ht sur 5 mois'])(
  'what is asked of taxes, or short already, stays: %s',
  (question) => {
    expect(shortTaxes(question)).toBe(question);
  },
);
