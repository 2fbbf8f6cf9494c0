import { describe, expect, it } from 'vitest';
import { KeywordIndex, termsOf, termsOfStem } from '#src/retrieval/keyword/keyword-index.ts';
import { passagesFrom } from '#support/knowledge/passages.ts';

const passages = passagesFrom(
  `## Ai-je droit à une avance ?

Une somme est versée tôt.

Références : R2191-3
On demande aussi : toucher de l'argent au démarrage`,
  `## Quel est le délai de paiement ?

Le paiement suit la facture. Il n'y a pas d'avance ici, voir R2192-10.`,
  `## Puis-je sous-traiter ?

Le sous-traitant est déclaré. Sa facture suit celle du titulaire ; facture, facture et encore facture.`,
);
const index = new KeywordIndex(passages, (passage) =>
  passage.heading.includes('avance') ? ['50 000 € HT'] : [],
);
/** Places of the passages that a question finds, best first. */
const ranking = (question: string) => {
  const { scores } = index.search(termsOf(question));
  return [...scores.keys()]
    .filter((at) => Number(scores[at]) > 0)
    .sort((a, b) => Number(scores[b]) - Number(scores[a]));
};

describe('a keyword search', () => {
  it('puts the page whose question holds the word before the one that merely mentions it', () => {
    expect(ranking('avance')).toEqual([0, 1]);
  });

  it('finds a page by a wording that it never shows', () => {
    expect(ranking('argent démarrage')).toEqual([0]);
  });

  it('finds an article however it is typed: where it is a reference, and where the text names it', () => {
    expect(ranking('art. R 2191-3')[0]).toBe(0);
    expect(ranking('que dit l’article 2192-10 ?')[0]).toBe(1);
  });

  it('finds a page by the values of its figures', () => {
    expect(ranking('50000 euros')[0]).toBe(0);
    expect(ranking('50 k€')[0]).toBe(0);
  });

  it('finds another form of a word, and an ending typed wrong by its first letters', () => {
    expect(ranking('sous-traitants')[0]).toBe(2);
    expect(ranking('titulairement')).toEqual([2]);
  });

  it('gives nothing for words that no page holds', () => {
    expect(ranking('tarte aux pommes')).toEqual([]);
    expect(index.search([])).toEqual({ scores: new Float64Array(3), best: 0 });
  });

  it('does not let a word repeated many times outweigh two words that match', () => {
    expect(ranking('facture paiement')[0]).toBe(1);
  });

  it('adds up to no more than the best possible score of the question, so that questions compare', () => {
    for (const question of ['avance', 'délai de paiement facture', 'avance et sous-traitance au démarrage']) {
      const { scores, best } = index.search(termsOf(question));
      expect(Math.max(...scores)).toBeGreaterThan(0);
      expect(Math.max(...scores)).toBeLessThan(best);
    }
  });
});

describe('what the index knows of words', () => {
  it('holds the folded words as written, with the number of pages that hold them', () => {
    expect(index.vocabulary.get('avance')).toBe(2);
    expect(index.vocabulary.get('demarrage')).toBe(1);
    expect(index.vocabulary.has('quel')).toBe(false);
  });

  it('finds a rare word more telling than a common one, and an unknown one at least as much', () => {
    const token = (word: string) => termsOf(word)[0]?.token ?? '';
    expect(index.idf(token('facture'))).toBeLessThan(index.idf(token('titulaire')));
    expect(index.idf('inconnu')).toBe(index.idf(token('titulaire')));
    expect(index.has(token('facture'))).toBe(true);
    expect(index.has('inconnu')).toBe(false);
  });

  it('weighs the first letters of a word less than the word', () => {
    expect(termsOfStem('allotissement', 0.5)).toEqual([
      { token: 'allotissement', weight: 0.5 },
      { token: 'allot*', weight: 0.2 },
    ]);
  });

  it('stands empty', () => {
    expect(new KeywordIndex([]).search(termsOf('avance')).scores).toHaveLength(0);
  });
});
