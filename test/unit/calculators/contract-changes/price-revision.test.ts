import { describe, expect, it } from 'vitest';
import { DEADLINE_AND_MONEY_COMPUTATIONS } from '#src/calculators/all-computations.ts';
import { askComputation, plain } from '#support/knowledge/ask-computation.ts';

const ask = (question: string) => askComputation(DEADLINE_AND_MONEY_COMPUTATIONS, question);

describe('a price by its revision formula', () => {
  it.each([
    [
      'Mon contrat dit P = P0 × (0,15 + 0,85 × I/I0). Mon prix de départ est 1 000 €, l’indice est passé de 110 à 121. Quel est mon nouveau prix ?',
      '1 085 €',
    ],
    ['formule 0.20 + 0.80 (In/Io), indice de 105,2 à 112,4, de combien monte mon prix ?', '1,0548'],
    ['de 2023 à 2025 l’indice passe de 110 à 121, formule 0,15 + 0,85 × I/I0, prix 50 000 € ?', '54 250 €'],
    [
      'forfait annuel de 24 000 €, formule 0,20 + 0,80 × I/Io, CCAG fournitures et services. L’indice était à 110, il est à 116. Ça fait combien ?',
      '25 056 €',
    ],
    [
      'formule 0,20 + 0,80 × I/Io, prix 24 000 €, aujourd’hui l’indice est à 116, au départ il était de 110, CCAG travaux, quel est mon nouveau prix ?',
      '25 056 €',
    ],
    [
      'Ma formule c’est 0,15 + 0,85 x I/Io, l’indice est passé de 110 à 121, mon prix de 20 000 devient combien ?',
      '21 700 €',
    ],
    ['révision 0,125 + 0,875 x S/S0 avec S0 = 100 et S = 104, prix 8 000 € HT', '8 280 €'],
  ])('« %s »', (question, said) => {
    const answer = ask(question);
    expect(plain(answer?.headline ?? '')).toContain(said);
    expect(answer?.steps[0]).toContain('Coefficient');
  });

  it.each([
    ['prix 10 000 €, avec I = 121 et I0 = 110', '10 850 €'],
    ['prix 10 000 €, l’indice est à 121 aujourd’hui, il était à 110 à la signature', '10 850 €'],
    ['prix 10 000 €, l’indice du mois de mars est 121, celui de l’offre est 110', '10 850 €'],
    ['prix 10 000 €, indice 98 maintenant et 110 au depart', '9 080 €'],
    ['prix 10 000 €, indice passé de 1 250 à 1 310', '10 410 €'],
  ])('reads which index is the first by its own words: « %s »', (said, price) => {
    expect(plain(ask(`formule 0,15 + 0,85 × I/I0, ${said}, mon nouveau prix ?`)?.headline ?? '')).toContain(
      price,
    );
  });
  it.each(['indice BT01 à 131,2 aujourd’hui', 'l’indice en mars 25 il est à 121,4', 'indices 121 et 110'])(
    'counts nothing where they are not said: « %s »',
    (said) => {
      expect(
        plain(ask(`formule 0,15 + 0,85 × I/I0, prix 10 000 €, ${said}, mon nouveau prix ?`)?.headline ?? ''),
      ).not.toContain('nouveau prix');
    },
  );

  it('says both roundings where no CCAG is named', () => {
    const { headline = '', steps = [] } =
      ask('formule 0,15 + 0,85 × I/I0, indice de 120 à 126, prix 10 000 €, mon nouveau prix ?') ?? {};
    expect(plain(headline)).toContain('10 430 €');
    expect(plain(headline)).toContain('10 425 €');
    expect(steps.map(plain).join(' ')).toContain('1,043 au millième supérieur');
  });

  it.each([
    'P = P0 × (0,15 + 0,70 × I/I0), indice de 110 à 121, prix 1 000 €',
    'comment calculer la révision de mon prix ?',
  ])('« %s » is left to the page', (question) => {
    expect(plain(ask(question)?.headline ?? '')).not.toContain('nouveau prix');
  });
});
