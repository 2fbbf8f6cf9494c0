import { describe, expect, test } from 'vitest';
import { verify } from '#src/features/answers/verify/verify.ts';
import { evidencesOf, understood } from '#support/knowledge/evidence.ts';
import { draftFromText } from '../../../../evaluation/corruption/text.ts';

const PAGE = `
## Quels sont les seuils ?

Une mairie achète directement à moins de {{seuil}} pour des fournitures, avec un taux de {{taux}}. Elle paie sous {{delai}} au plus.

Références : R2122-8

## Quand la règle a-t-elle changé ?

La règle des variantes a changé le 28 mai 2026. Le décret des seuils est du 29 décembre 2025.

Depuis : 2025-12-30
Références : R2151-8

## Comment demander l'avance ?

Écrivez à la mairie : « Notre marché vaut … € HT et dure … mois. »

Références : R2191-3
`;
const EVIDENCES = evidencesOf(PAGE);
const found = (text: string, question = 'seuil', proved: readonly string[] = []) =>
  verify(draftFromText(text), EVIDENCES, understood(question), proved).map(({ rule }) => rule);

describe('figures as the page says them', () => {
  test.each([
    'Une mairie achète directement à moins de 60 000 € HT pour des fournitures, avec un taux de 20 % [1].',
    'Sous 60 000 € hors taxes, une mairie achète directement pour des fournitures, avec un taux de vingt pour cent [1].',
    'Elle paie dans les trente jours au maximum [1].',
    'La règle des variantes a changé le 28/05/2026 [2].',
    'La règle des variantes a changé en mai 2026 [2].',
    'Écrivez à la mairie : « Notre marché vaut … € HT et dure … mois. » [3].',
  ])('%s', (text) => {
    expect(found(text)).toEqual([]);
  });
});

describe('a figure that is true of something else', () => {
  test.each([
    [
      'the contrary of its taxes',
      'Une mairie achète à moins de 60 000 € TTC pour des fournitures [1].',
      'figure',
    ],
    [
      'the other side of its limit',
      'Une mairie achète directement à plus de 60 000 € HT pour des fournitures, avec un taux de 20 % [1].',
      'figure',
    ],
    ['the contrary limit', 'Elle paie sous 30 jours au moins [1].', 'figure'],
    ['another date of the page', 'La règle des variantes a changé le 29 décembre 2025 [2].', 'figure'],
    [
      'the contrary of the taxes of an amount to fill in',
      'Écrivez à la mairie : « Notre marché vaut … € TTC et dure … mois. » [3].',
      'figure',
    ],
    ['a date of another page', 'Elle paie sous 30 jours depuis le 28 mai 2026 [1].', 'figure'],
  ])('%s', (_, text, rule) => {
    expect(found(text)).toContain(rule);
  });

  test('the first day of a figure is its own, not that of another', () => {
    expect(found('Chiffres en vigueur : 60 000 € HT depuis le 1er avril 2026 [1].')).not.toContain('date');
    expect(found('Chiffres en vigueur : 60 000 € HT depuis le 1er avril 2019 [1].')).toContain('date');
  });
});

describe('passages of another time or regime', () => {
  test('figures of 2025 do not answer a question of today', () => {
    const then = evidencesOf(PAGE, { date: '2025-06-01' });
    const text =
      'Une mairie achète directement à moins de 40 000 € HT pour des fournitures, avec un taux de 20 % [1].';
    const rules = (question: string) =>
      verify(draftFromText(text), then, understood(question)).map(({ rule }) => rule);
    expect(rules('seuil d’une consultation lancée en juin 2025')).toEqual([]);
    expect(rules('seuil')).toEqual(['date']);
  });

  test('a passage of the ordinary rules does not answer a question on defence, nor a defence word an ordinary one', () => {
    const text = 'Elle paie sous 30 jours au plus [1].';
    expect(found(text, 'seuil d’un marché de défense')).toEqual(['regime']);
    expect(found('Le service de la défense paie sous 30 jours au plus [1].')).toContain('regime');
    expect(
      found(
        'Un hôpital achète directement à moins de 60 000 € HT pour des fournitures, avec un taux de 20 % [1].',
      ),
    ).toContain('regime');
    expect(
      found(
        'Une mairie achète directement à moins de 60 000 € HT pour des travaux, avec un taux de 20 % [1].',
      ),
    ).toContain('regime');
  });

  test('a sentence cites the passage that holds it', () => {
    expect(found('Elle paie sous 30 jours au plus, une mairie [1].')).not.toContain('citation');
    expect(found('Le décret des seuils est du 29 décembre 2025 [1].')).toContain('citation');
  });

  test('a sentence may not say the contrary of the page’s', () => {
    expect(found('La règle des variantes n’a pas changé le 28 mai 2026 [2].')).toContain('verdict');
    expect(found('Elle ne paie pas sous 30 jours au plus [1].')).toContain('verdict');
  });
});

describe('a computed draft', () => {
  const WORKING = ['20 % × 120 000 € TTC = 24 000 € TTC (article R2191-7)', 'Payée le 12 mars 2027'];

  test('may say the figures, the dates and the articles of its working, and cite nothing', () => {
    const text = 'Votre avance est de 24 000 € TTC, payée le 12 mars 2027 (article R2191-7).';
    expect(found(text, 'avance de 120 000 €', WORKING)).toEqual([]);
    expect(found(text, 'avance de 120 000 €')).toEqual(
      expect.arrayContaining(['citation', 'figure', 'article']),
    );
  });

  test('may say no other', () => {
    expect(found('Votre avance est de 25 000 € TTC.', 'avance', WORKING)).toEqual(['figure']);
    expect(found('C’est l’article R2191-8.', 'avance', WORKING)).toEqual(['article']);
    expect(found('Voir avance-calcul.fr.', 'avance', WORKING)).toEqual(['contact']);
  });
});
