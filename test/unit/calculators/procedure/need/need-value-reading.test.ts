import { describe, expect, it } from 'vitest';
import { PROCEDURE_COMPUTATIONS } from '#src/calculators/all-computations.ts';
import { askComputation, plain } from '#support/knowledge/ask-computation.ts';

const ask = (...turns: string[]) => askComputation(PROCEDURE_COMPUTATIONS, ...turns);
const text = (question: string) =>
  plain([ask(question)?.headline, ...(ask(question)?.steps ?? [])].join(' '));

describe('works of one operation', () => {
  it.each([
    [
      'rénovation d’une salle, une seule opération : 60 000 de maçonnerie, 50 000 d’élec, 40 000 de peinture, la commune peut prendre les trois artisans sans consultation ?',
      'non',
      '150 000 € HT',
    ],
    [
      'rénovation de l’école : 55 000 € de maçonnerie + 30 000 € d’électricité + 25 000 € de peinture, la mairie peut prendre chacun en direct ?',
      'non',
      '110 000 € HT',
    ],
    [
      'même chantier, 40 000 de plomberie, 40 000 de peinture, gré à gré possible pour la commune ?',
      'oui',
      '80 000 € HT',
    ],
    [
      'vu que chacun est sous 100 000, même opération, 70 000 de plomberie et 60 000 de charpente, c’est interdit en direct ?',
      'oui',
      '130 000 € HT',
    ],
    [
      '62 000 € de toiture, plus 28 000 de charpente, plus 14 000 de gouttières, cela fait 104 000 € HT de travaux, la commune peut-elle se passer d’une annonce ?',
      'non',
      '104 000 € HT',
    ],
  ] as const)('are added: %s', (question, verdict, words) => {
    expect(ask(question)?.id).toBe('procurement-procedure');
    expect(ask(question)?.verdict).toBe(verdict);
    expect(text(question)).toContain(words);
    expect(ask(question)?.articles).toContain('R2121-5');
  });
});

describe('renewals and contracts cut from one need', () => {
  it.each([
    [
      'marché de 48 000 HT par an reconductible deux fois avec la ville : pour comparer au seuil de 60 000, ils prennent 48 000 ou les trois ans ?',
      undefined,
      '144 000 € HT',
    ],
    ['45 000 € par an pendant 4 ans, le montant à comparer au seuil c’est quoi ?', undefined, '180 000 € HT'],
    ['30 000 € HT par an reconductible 3 fois, le seuil se regarde sur combien ?', undefined, '120 000 € HT'],
    [
      'la mairie peut ne compter qu’un an pour le seuil, 30 000 € HT par an reconductible 3 fois ?',
      'non',
      '120 000 € HT',
    ],
    [
      'ils ont découpé le nettoyage en 4 contrats de 50 000 pour pas faire d’appel d’offres, autorisé ?',
      'non',
      '200 000 € HT',
    ],
    ['ils ont découpé le nettoyage en 4 contrats de 50 000, interdit ?', 'oui', '200 000 € HT'],
    ['la commune a saucissonné la toiture en 3 marchés de 60 000 €, c’est légal ?', 'non', '180 000 € HT'],
  ] as const)('%s', (question, verdict, words) => {
    expect(ask(question)?.id).toBe('need-value');
    expect(ask(question)?.verdict).toBe(verdict);
    expect(text(question)).toContain(words);
  });

  it('counts the renewals once when the whole duration is said', () => {
    const question =
      'ménage à 20 000 € HT par an reconductible deux fois, trois ans en tout, la mairie peut me prendre en direct ?';
    expect(text(question)).toContain('20 000 € HT par an × 3 ans = 60 000 € HT');
  });

  it.each([
    'à partir de combien additionne-t-on les travaux ?',
    'marché de 1 an reconductible 3 fois : pour le seuil l’acheteur doit compter les reconductions ?',
    'offre à 60 000 + 50 000 + 40 000 selon les lots, c’est bon ?',
    'ma facture de 48 000 € par an, ils prennent quel taux de TVA ?',
    'la mairie commande 3 fois 15 000 € de fournitures par an, elle additionne ?',
    'le nettoyage est coupé en 2 contrats de 10 000 €, autorisé ?',
    'avance sur 30 000 € par an reconductible, on prend quel montant ?',
  ])('leaves %s', (question) => expect(ask(question)).toBeUndefined());
});

describe('the room that low-value changes leave', () => {
  it.each([
    ['marché de services de 45 000 HT, plafond en euros pour une rallonge de faible montant ?', '4 500 € HT'],
    [
      'chantier à 320 000 € HT pour la commune, avenant de faible montant : jusqu’à combien en euros ?',
      '48 000 € HT',
    ],
    [
      'services 80 000 HT, déjà un avenant de 5 000, il reste combien pour une autre modification de faible montant ?',
      '3 000 € HT',
    ],
    [
      'marché de 60 000 €, combien max pour un avenant sans remise en concurrence ?',
      '6 000 € en fournitures et services (10 %), de 9 000 € en travaux (15 %)',
    ],
    [
      'marché de services de 300 000 € HT, de combien au maximum peut-on l’augmenter sans nouvelle procédure, en euros ?',
      '30 000 € HT',
    ],
  ])('%s', (question, words) => {
    expect([ask(question)?.id, ask(question)?.verdict]).toEqual(['change-cap', undefined]);
    expect(text(question)).toContain(words);
    expect(ask(question)?.articles).toEqual(['R2194-8', 'R2194-9']);
  });

  it.each([
    'avenant : de combien on peut augmenter un marché de travaux sans le relancer ?',
    'combien coûte un avenant de 5 000 € ?',
    // The European threshold would decide before the share.
    'marché de services de 3 millions pour une mairie, plafond en euros d’un avenant de faible montant ?',
    'facture de 7 500 € en retard, combien de points ajouter pour les intérêts ?',
    'combien d’heures supplémentaires pour 45 000 € ?',
  ])('leaves %s', (question) => expect(ask(question)).toBeUndefined());
});

describe('several small lots', () => {
  it.each([
    [
      '2 petits lots à 30 000 chacun sur un marché de services de 250 000, en mapa possible ?',
      'non',
      '60 000 € HT',
    ],
    [
      '2 petits lots à 20 000 chacun sur un marché de services de 250 000, en mapa possible ?',
      undefined,
      '50 000 € HT',
    ],
  ] as const)('%s', (question, verdict, words) => {
    expect(ask(question)?.id).toBe('small-lot');
    expect(ask(question)?.verdict).toBe(verdict);
    expect(text(question)).toContain(words);
  });
});
