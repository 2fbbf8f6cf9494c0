import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import type { Proposition } from '#src/knowledge/model/document.ts';
import { withoutAccents, withTypos } from '../../evaluation/noise.ts';
import { otherPolarity } from '../../evaluation/polarity/other-polarity.ts';
import { agreementOf, pairOf } from '../../evaluation/polarity/proposition-pairs.ts';

describe('a question typed in a hurry', () => {
  const QUESTION =
    'L’acheteur peut-il exiger 60 000 € de garantie après le 1er avril 2026 (article R2191-3) ?';

  it('loses its accents and nothing else', () => {
    expect(withoutAccents(QUESTION)).toBe(QUESTION.replace('à', 'a').replace('è', 'e').replace('é', 'e'));
  });

  it('gets one typo in three long words, always the same', () => {
    const typed = withTypos(QUESTION);
    expect(typed).toBe(withTypos(QUESTION));
    const words = (text: string) => text.split(/[\s’()-]+/);
    const changed = words(QUESTION).filter((word, index) => words(typed)[index] !== word);
    // acheteur, exiger, garantie, après, avril, article
    expect(changed).toEqual(['garantie', 'article']);
  });

  it('keeps every figure, article number and short word, whatever the text', () => {
    const piece = fc.oneof(
      fc.constantFrom('marché', 'sous-traitant', 'R2122-8', '60 000 €', '12mois', 'le', 'C. trav. D8222-5'),
      fc.string({ unit: 'grapheme', maxLength: 12 }),
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 12 }), (pieces) => {
        const text = pieces.join(' ');
        const kept = (changed: string) => changed.match(/\p{N}/gu)?.join('') ?? '';
        expect(kept(withTypos(text))).toBe(kept(text));
        const short = (some: string) => some.split(' ').filter((word) => word.length < 5 || /\d/.test(word));
        expect(short(withTypos(text))).toEqual(expect.arrayContaining(short(text)));
      }),
    );
  });
});

describe('a yes/no question asked the other way round', () => {
  test.each([
    ['Puis-je sous-traiter une partie ?', 'est-ce interdit de sous-traiter une partie ?'],
    ['2 lots, on peut exclure le second ?', "2 lots, est-ce interdit d'exclure le second ?"],
    [
      'La mairie peut-elle me payer plus tard ?',
      'La mairie est-ce que ça lui est interdit de me payer plus tard ?',
    ],
    ['La ville coupe tout en 4 lots. Elle peut ?', 'La ville coupe tout en 4 lots. ça lui est interdit ?'],
    ['La variante est-elle autorisée ?', 'La variante est-elle interdite ?'],
    ['Est-il interdit de négocier ?', 'Est-il permis de négocier ?'],
    ['DC1 obligatoire ?', "DC1, peut-on s'en passer ?"],
    ['La visite est-elle obligatoire ?', "La visite, peut-on s'en passer ?"],
    ['Dois-je signer le DC1 ?', 'suis-je dispensé de signer le DC1 ?'],
    ['L’acheteur est-il obligé de me répondre ?', "L'acheteur peut-il se dispenser de me répondre ?"],
  ])('« %s »', (question, other) => {
    expect(otherPolarity(question)).toBe(other);
  });

  test.each([
    ['a denial', 'Puis-je ne pas répondre ?'],
    ['two questions', 'Peut-on répondre ? Et peut-on négocier ?'],
    ['a figure asked for', 'Combien puis-je facturer ?'],
    ['« all », which has two contraries', 'Faut-il signer tous les documents ?'],
    ['getting, whose contrary is not a ban', 'Puis-je avoir le rapport ?'],
    ['a noun', 'faut-il un certificat ?'],
    ['no yes or no', 'Quel est le seuil ?'],
  ])('is left when it holds %s', (_, question) => {
    expect(otherPolarity(question)).toBeUndefined();
  });
});

describe('the two questions of a page', () => {
  const pair = (modality: Proposition['modality'], statement: string) => {
    const made = pairOf({ modality, statement, verdict: 'oui' });
    return made && [made.first, made.second].map(({ question, verdict }) => `${question} ${verdict}`);
  };

  it('ask what it states and the contrary, each with its verdict', () => {
    expect(pair('permis', 'obtenir une avance')).toEqual([
      'Peut-on obtenir une avance ? oui',
      'Est-ce interdit d’obtenir une avance ? non',
    ]);
    expect(pair('obligatoire', 'répondre par voie électronique')).toEqual([
      'répondre par voie électronique, c’est obligatoire ? oui',
      'Peut-on se dispenser de répondre par voie électronique ? non',
    ]);
    expect(pair('interdit', 'signer seul')?.[1]).toBe('Peut-on signer seul ? non');
  });

  it('ask of a thing as of an action', () => {
    expect(pair('obligatoire', 'le dépôt en ligne')?.[1]).toBe(
      'Peut-on se dispenser du dépôt en ligne ? non',
    );
    expect(pair('obligatoire', 'la demande de trois devis')?.[1]).toContain('de la demande de trois devis');
    expect(pair('permis', 'le titulaire seul')?.[0]).toBe('le titulaire seul, c’est permis ? oui');
  });

  it('are none for a plain fact', () => {
    expect(pair('vrai', 'Maximilien est gratuit')).toBeUndefined();
  });

  it('agree when their answers are contrary', () => {
    expect(agreementOf('oui', 'non')).toBe('agree');
    expect(agreementOf('oui', 'oui')).toBe('contradict');
    expect(agreementOf(undefined, 'non')).toBe('one unsaid');
    expect(agreementOf(undefined, undefined)).toBe('unsaid');
  });
});
