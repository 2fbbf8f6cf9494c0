import { describe, expect, it } from 'vitest';
import { bareFiguresIn } from '#src/knowledge/model/bare-figures.ts';

describe('figures written in a page instead of quoted from the register', () => {
  it.each([
    ['Le seuil est de 60 000 € HT.', ['60 000 €']],
    ['Un taux de 5 % ou de 8,65 pour cent.', ['5 %', '8,65 pour cent']],
    ['Plus de 5,4 millions, soit 40 k€.', ['5,4 millions', '40 k€']],
    ['Payez sous 30 jours, avant 2\u00A0mois.', ['30 jours', '2\u00A0mois']],
    ['Payez sous trente jours, en Deux fois.', ['trente jours', 'Deux fois']],
    ['Au moins la moitié, ou un tiers.', ['la moitié', 'un tiers']],
  ])('are found in « %s »', (text, expected) => {
    expect(bareFiguresIn(text)).toEqual(expected);
  });

  it.each([
    'Sous {{dispense}}, dans {{delai-paiement}} après la facture.',
    'Depuis le 1er avril 2026, d’après l’article R2122-8.',
    'Les deux enveloppes et les trois étapes.',
    'La procédure de 2019-2024 et la loi 2023-973.',
    'Une fois le marché signé, chaque jour compte.',
    'Exemple : un marché de 80 000 € HT sur 12 mois.',
    '**Exemple chiffré :** 3 % de 50 000 €.',
  ])('are not seen in « %s »', (text) => {
    expect(bareFiguresIn(text)).toEqual([]);
  });

  it('are found beside a mark', () => {
    expect(bareFiguresIn('Entre {{seuil-bas}} et 90 000 €.')).toEqual(['90 000 €']);
  });
});
