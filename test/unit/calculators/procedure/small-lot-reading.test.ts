import { describe, expect, it } from 'vitest';
import { PROCEDURE_COMPUTATIONS } from '#src/calculators/all-computations.ts';
import { askComputation, plain } from '#support/knowledge/ask-computation.ts';

const ask = (...turns: string[]) => askComputation(PROCEDURE_COMPUTATIONS, ...turns);

describe('a question on a small lot', () => {
  it.each([
    [
      'un lot de 45 000 € dans un marché de 400 000 € de fournitures, il peut être passé sans mise en concurrence ?',
      undefined,
      '80 000 € HT',
    ],
    [
      'un lot de 50 000 € dans un marché de 200 000 € de services, gré à gré possible ?',
      'non',
      '40 000 € HT',
    ],
    ['lot de 65 000 € de nettoyage, la mairie peut me le donner sans publicité ?', 'non', '60 000 € HT'],
    ['lot de 45 000 € de nettoyage, la mairie peut me le donner sans publicité ?', undefined, '20 %'],
    [
      'mon lot fait 70 000 €, marché total 500 000 € de services, ça peut être un mapa ?',
      undefined,
      '100 000 € HT',
    ],
    [
      'lot peinture à 900 000 € dans un chantier de travaux de 8 millions, mapa possible ?',
      undefined,
      '1 600 000 € HT',
    ],
    ['lot à 1 200 000 € dans un chantier de travaux de 8 millions, mapa possible ?', 'non', '1 000 000 € HT'],
    [
      'lot innovant de 85 000 € de services dans un marché de 600 000, sans concurrence possible ?',
      'non',
      '80 000 € HT',
    ],
    [
      'marché de défense alloti à 600 000 €, notre lot fait 85 000, possible sans mise en concurrence ?',
      'non',
      '80 000 € HT',
    ],
    [
      'services à 100 000 € HT pour une commune, un seul petit lot à 18 000. On peut nous le donner sans concurrence, ce lot ?',
      'oui',
      '20 000 € HT',
    ],
    [
      'marché de services de 350 000 € HT, les petits lots donnés en direct peuvent monter à combien en tout ?',
      undefined,
      '70 000 € HT',
    ],
    [
      'appel d’offres de services à 450 000 € HT, les petits lots en mapa, combien au total max ?',
      undefined,
      '90 000 € HT',
    ],
  ] as const)('%s', (question, verdict, figure) => {
    const answer = ask(question);
    expect(answer?.id).toBe('small-lot');
    expect(answer?.verdict).toBe(verdict);
    expect(plain(answer?.headline)).toContain(figure);
  });

  it('asks works or services when only they decide', () => {
    const answer = ask('un lot de 70 000 € dans un marché de 900 000, direct possible ?');
    expect(answer?.verdict).toBeUndefined();
    expect(answer?.clarify?.choices).toHaveLength(2);
  });

  it.each([
    "petits lots : jusqu'à quel montant on peut passer un lot peinture en procédure adaptée",
    'le lot 3 à 20 000 € est réservé aux esat, possible sans concurrence ?',
    'marché de 500 000 € en 4 lots, combien de jours pour répondre ?',
    'je réponds à 2 lots de 30 000 €, je peux faire un rabais ?',
    'un petit lot peut-il être passé en procédure adaptée dans un marché formalisé ?',
    'puis-je répondre à plusieurs lots de 20 000 € ?',
    'lot de 40 000 € TTC dans un marché de 300 000 € TTC de services, direct possible ?',
    'marché de défense, lot de 50 000 € dans un marché de 600 000 €, direct possible ?',
    'mon lot de 20 000 € n’est pas payé',
    'l’acheteur doit-il faire des lots pour 300 000 € de travaux ?',
  ])('a near miss: %s', (question) => {
    expect(ask(question)).toBeUndefined();
  });
});
