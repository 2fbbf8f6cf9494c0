import { describe, expect, it } from 'vitest';
import { COMPUTATIONS } from '#src/calculators/all-computations.ts';
import { askComputation, plain } from '#support/knowledge/ask-computation.ts';

const ask = (...turns: string[]) => askComputation(COMPUTATIONS, ...turns);
const all = (question: string) => {
  const answer = ask(question);
  return plain([answer?.headline, ...(answer?.steps ?? []), ...(answer?.caveats ?? [])].join(' '));
};

describe('the share of a reserved contract', () => {
  it.each([
    [
      'notre EA a 22 travailleurs handicapés sur 40 salariés, on peut répondre à un lot réservé handicap ?',
      'oui',
      '55 %',
    ],
    [
      'structure d’insertion avec 18 personnes défavorisées sur 45 salariés, le taux suffit pour un lot réservé insertion ?',
      'non',
      '40 %',
    ],
    ['on est 40 salariés dont 22 en situation de handicap, ESAT, lot réservé possible ?', 'oui', '55 %'],
    [
      '45 % de salariés en insertion dans notre chantier d’insertion, on peut répondre au marché réservé ?',
      'non',
      '45 %',
    ],
    [
      'SIAE avec trente salariés dont quatorze en insertion, marché réservé insertion possible ?',
      'non',
      '46,67 %',
    ],
    ['atelier en prison, 12 détenus sur 20, lot réservé ok ?', 'oui', '60 %'],
    [
      'c’est interdit de répondre à un lot réservé handicap avec 12 handicapés sur 30 ? on est une entreprise adaptée',
      'oui',
      '40 %',
    ],
    // The rate is enough, the structure is not one that the code names.
    [
      'ma sarl emploie 60 % de travailleurs handicapés, accès aux lots réservés handicap ?',
      undefined,
      '60 %',
    ],
  ] as const)('%s', (question, verdict, words) => {
    expect(ask(question)?.id).toBe('reserved-share');
    expect(ask(question)?.verdict).toBe(verdict);
    expect(all(question)).toContain(words);
    expect(ask(question)?.articles).toContain('R2113-7');
  });

  it('says the own share of an adapted company that is under it', () => {
    const question =
      'notre entreprise adaptée a 26 travailleurs handicapés sur 50, lot réservé handicap possible ?';
    expect(all(question)).toContain('55 % de travailleurs handicapés');
  });
});

describe('the SPASER', () => {
  it.each([
    ['notre ville achète pour 35 millions HT par an, elle doit avoir un spaser ?', 'non'],
    ['un département avec 120 M€ d’achats annuels peut se passer de spaser ?', 'non'],
    ['une commune avec 12 M€ d’achats par an peut se passer d’un spaser ?', 'oui'],
    ['métropole, 50 millions d’euros d’achats par an, SPASER obligatoire ?', 'non'],
    ['région, 51 millions d’achats par an, spaser obligatoire ?', 'oui'],
    ['le SPASER, en avons-nous besoin ? nous achetons 2,5 M€ par an', 'non'],
    ['notre commune achète pour 800 000 € par an, faut-il un SPASER ?', 'non'],
  ] as const)('%s', (question, verdict) => {
    expect(ask(question)?.id).toBe('spaser');
    expect(ask(question)?.verdict).toBe(verdict);
    expect(all(question)).toContain('50 millions d’euros HT');
  });
});

describe('public catering', () => {
  it('gives both shares in euros', () => {
    const words = all(
      'cantine d’une ville, 180 000 € HT d’achats par an, combien de durable et de bio au moins ?',
    );
    expect(words).toContain('90 000 € HT (50 %)');
    expect(words).toContain('36 000 € HT (20 %)');
  });

  it.each([
    ['cantine avec 45 % de durable et 22 % de bio, on est dans les clous egalim ?', 'non', '45 %'],
    ['cantine avec 55 % de durable et 22 % de bio, on est dans les clous egalim ?', 'oui', '55 %'],
    ['restauration scolaire, 200 000 € par an, 30 000 € de bio, ça suffit ?', 'non', '40 000 €'],
    ['cantine à 18 % de bio, c’est légal ?', 'non', '20 %'],
    // Enough organic food says nothing of the rest.
    ['cantine à 25 % de bio, c’est légal ?', undefined, '20 %'],
    [
      'cantine d’un ministère, 50 000 € de viande par an, combien de durable au minimum ?',
      undefined,
      '50 000 €',
    ],
    [
      'cantine d’une mairie, 50 000 € de viande par an, combien de durable au minimum ?',
      undefined,
      '30 000 €',
    ],
  ] as const)('%s', (question, verdict, words) => {
    expect(ask(question)?.id).toBe('egalim-share');
    expect(ask(question)?.verdict).toBe(verdict);
    expect(all(question)).toContain(words);
  });
});

describe('the disability contribution of a private client', () => {
  it.each([
    [
      'grosse boîte privée qui achète à notre ESAT pour 20 000 HT dont 5 000 de matières, combien elle déduit de sa contribution handicap ?',
      '4 500 €',
    ],
    [
      'un client privé me prend 10 000 € HT de prestation (je suis TIH), il déduit combien de son OETH ?',
      '3 000 €',
    ],
    [
      'entreprise adaptée, contrat de 30 000 HT avec 6 000 d’achats, contribution agefiph du client 8 000 €, quelle déduction ?',
      '4 000 € (50 %',
    ],
  ])('%s', (question, words) => {
    expect(ask(question)?.id).toBe('oeth-deduction');
    expect(all(question)).toContain(words);
  });
});

describe('the pay ceilings of an ESUS', () => {
  it.each([
    [
      'si le smic annuel brut était à 22 000 €, la plus haute rémunération pour un agrément ESUS ?',
      undefined,
      '220 000 €',
    ],
    ['smic à 21 600 € par an, plafond moyen des 5 plus hautes rémunérations esus ?', undefined, '151 200 €'],
    [
      'salaire du directeur 250 000 € par an avec un smic à 22 000 € par an, compatible ESUS ?',
      'non',
      '10 fois le SMIC',
    ],
    ['directeur payé 6 fois le smic au maximum, ça passe pour l’agrément ESUS ?', 'oui', '7 fois le SMIC'],
    ['directeur payé 8 fois le smic, ça passe pour l’agrément ESUS ?', undefined, '7 fois le SMIC'],
    ['le patron gagne 12 fois le smic, ça dépasse le plafond ESUS ?', 'oui', '10 fois le SMIC'],
    ['notre directrice gagne 150 000 € par an, on peut avoir l’agrément ESUS ?', undefined, '15 000 €'],
  ] as const)('%s', (question, verdict, words) => {
    expect(ask(question)?.id).toBe('esus-pay');
    expect(ask(question)?.verdict).toBe(verdict);
    expect(all(question)).toContain(words);
  });

  it('never says a minimum wage by itself', () => {
    expect(
      ask('notre directrice gagne 150 000 € par an, agrément ESUS possible ?')?.clarify?.question,
    ).toContain('SMIC');
  });
});

describe('public shareholders and the quality of SME', () => {
  it.each([
    ['la mairie a 10 % de notre capital, on perd le statut pme ?', 'non', '25 %'],
    [
      'la commune détient 30 % du capital de notre SCIC, on est encore une pme ?',
      undefined,
      'définition européenne',
    ],
    [
      'la ville a 15 % et la région 12 % de nos parts, ça nous fait perdre la qualité de PME ?',
      undefined,
      '27 %',
    ],
  ] as const)('%s', (question, verdict, words) => {
    expect(ask(question)?.id).toBe('sme-capital');
    expect(ask(question)?.verdict).toBe(verdict);
    expect(all(question)).toContain(words);
  });
});

describe('the lots of young innovative companies', () => {
  it.each([
    [
      'marché alloti innovant de 120 000 € HT, la part de lots réservable aux JEI ça fait combien d’euros ?',
      undefined,
      '18 000 € HT',
    ],
    [
      'le besoin innovant de la ville est à 200 000 HT, elle peut réserver des lots aux jeunes entreprises innovantes ?',
      'non',
      '140 000 € HT',
    ],
    [
      'marché innovant alloti de 90 000 € HT, la mairie peut réserver des lots aux JEI ?',
      'oui',
      '13 500 € HT',
    ],
    ['marché alloti de 90 000 € HT, la mairie peut réserver des lots aux JEI ?', undefined, '13 500 € HT'],
  ] as const)('%s', (question, verdict, words) => {
    expect(ask(question)?.id).toBe('jei-lots');
    expect(ask(question)?.verdict).toBe(verdict);
    expect(all(question)).toContain(words);
  });
});

describe('other questions', () => {
  it.each([
    'combien de travailleurs handicapés faut-il pour un lot réservé ?',
    'on a 12 salariés, on peut répondre à un lot réservé ?',
    'le lot réservé fait 50 % du marché, c’est normal ?',
    'notre entreprise est détenue à 100 % par une holding, on a les avantages réservés aux PME ?',
    'entreprise adaptée avec 55 % de travailleurs handicapés, on peut être agréée ?',
    'notre ville a un budget de 70 millions, spaser obligatoire ?',
    'le SPASER de la métropole vise 25 % d’achats responsables, c’est obligatoire ?',
    'en 2021 la ville achetait pour 80 millions par an, elle devait avoir un spaser ?',
    'cantine scolaire egalim quel % de durable et de bio',
    'repas bio à 4,50 € pièce pour la cantine, trop cher ?',
    'un ESAT m’a facturé 5 000 €, je paie quand ?',
    'la contribution Agefiph c’est combien par salarié manquant ?',
    'le smic est à combien en ce moment pour l’agrément esus ?',
    'plafond de salaires pour avoir l’agrément esus ?',
    'salaire le plus bas chez nous 1 900 par mois, combien max pour le dirigeant esus ?',
    'la commune a 30 % de parts de marché chez nous',
    'jei : quel avantage fiscal si mon CA est de 100 000 € ?',
    'jeune entreprise innovante, y a des lots réservés pour nous ? quelle part',
    'marché de défense innovant de 90 000 € en lots, JEI possibles ?',
  ])('%s', (question) => expect(ask(question)).toBeUndefined());
});
