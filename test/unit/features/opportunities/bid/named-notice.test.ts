import { describe, expect, it } from 'vitest';
import {
  namesSomething,
  namingIn,
  noticesNamed,
  referencesIn,
} from '#src/features/opportunities/bid/rules/named-notice.ts';
import { callOf, lotOf } from '#support/matching/calls.ts';

const call = (title: string, buyer: string, more = {}) => ({
  notice: callOf([lotOf({ title })], { title, buyer: { name: buyer }, ...more }),
});
const CALLS = [
  call('Nettoyage des écoles', 'Mairie de Lille'),
  call('Nettoyage des bureaux', 'Mairie de Roubaix'),
  call('Entretien des espaces verts', 'Métropole de Lille', { buyerReference: '2026-NET-04' }),
];
const found = (text: string) => noticesNamed(namingIn(text), CALLS).map((one) => CALLS.indexOf(one));

describe('A call that somebody speaks of', () => {
  it.each([
    ['est-ce que je peux répondre à celui de la mairie de Lille ?', [0]],
    ['puis-je y aller pour les espaces verts ?', [2]],
    ['on peut tenter le nettoyage des bureaux de Roubaix ?', [1]],
    ['et celui de Lille ?', [0, 2]],
    ['je peux répondre au 2026-NET-04 ?', [2]],
    ['est-ce que je peux répondre à celui de Marseille ?', []],
  ])('« %s »', (text, places) => {
    expect(found(text)).toEqual(places);
  });

  it('is not named by the words in which one asks', () => {
    for (const text of ['est-ce que je peux y répondre ?', 'je réponds à ce marché', 'celui-là, j’y vais ?'])
      expect(namesSomething(namingIn(text)), text).toBe(false);
  });

  it('is found by the number that was copied, or in its address', () => {
    expect(referencesIn('le 26-88099 c’est pour moi ?')).toEqual([
      { source: 'boamp', reference: '26-88099' },
    ]);
    expect(referencesIn('https://www.boamp.fr/pages/avis/?q=idweb:26-88099')).toHaveLength(1);
    expect(referencesIn('https://ted.europa.eu/fr/notice/-/detail/634805-2026')).toEqual([
      { source: 'ted', reference: '634805-2026' },
    ]);
    for (const text of ['le 12-12-2026', 'au 06 12 34 56 78', '2026-12-15'])
      expect(referencesIn(text), text).toEqual([]);
  });
});
