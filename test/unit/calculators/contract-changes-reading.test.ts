import { describe, expect, it } from 'vitest';
import { PROCEDURE_COMPUTATIONS } from '#src/calculators/all-computations.ts';
import { LOW_VALUE_CHANGE } from '#src/calculators/contract-changes/low-value-change-reading.ts';
import { quantitiesIn } from '#src/reader/quantities.ts';
import type { Bought } from '#src/reader/told.ts';
import { understand } from '#src/reader/understand.ts';
import { askComputation, figuresOn, plain, TODAY } from '#support/knowledge/ask-computation.ts';

const ask = (...turns: string[]) => askComputation(PROCEDURE_COMPUTATIONS, ...turns);

describe('a question on a change of low value', () => {
  it.each([
    ['avenant de 8 000 € sur un marché de 100 000 €, ils doivent remettre en concurrence ?', 'non', '8 %'],
    ['avenant de 8 000 € sur un marché de 100 000 €, possible sans relancer ?', 'oui', '8 %'],
    ['avenant de 12 000 € sur un marché de travaux de 100 000 €, c’est légal ?', 'oui', '15 000 €'],
    ['avenant de 18 000 € sur un marché de travaux de 100 000 €, c’est légal ?', undefined, '15 000 €'],
    [
      'avenant de 10 000 € sur un marché de nettoyage de 100 000 €, possible ?',
      undefined,
      'exactement à la limite',
    ],
    [
      'on a déjà signé un avenant de 5 000 € et ils veulent encore 8 000 € en plus sur un marché de ménage de 100 000 €, possible ?',
      undefined,
      '13 %',
    ],
    [
      'services 80 000 HT : un premier avenant de 5 000, puis un de 4 500. On reste dans les modifications de faible montant ?',
      'non',
      '9 500 € HT',
    ],
    ['mon marché de nettoyage de 100 000 € passe à 109 000 € par avenant, ils ont le droit ?', 'oui', '9 %'],
    [
      'marché initial 80 000 €, 5 000 € de travaux supplémentaires, faut refaire un appel d’offres ?',
      'non',
      '6,25 %',
    ],
    ['avenant de 11 000 € sur un marché de travaux de 84 000 €, ça dépasse les 15 % ?', 'non', '13,1 %'],
    ['avenant de 14 000 € sur un marché de travaux de 84 000 €, ça dépasse les 15 % ?', 'oui', '16,67 %'],
    ['avenant de 8 000 € sur un marché de travaux de 84 000 €, possible sans dépasser ?', 'oui', '9,52 %'],
    [
      'avenant de 11 000 € sur un marché de travaux de 84 000 €, au-dessus ou en dessous de 15 % ?',
      undefined,
      '13,1 %',
    ],
    ['11 000 € sur 84 000 €, ça passe les 15 % ou pas ?', undefined, '13,1 %'],
    [
      'des travaux en plus, 3 400 € sur un contrat de 26 000 €, c’est combien de pour cent ?',
      undefined,
      '10 %',
    ],
    ['avenant de 8 % sur un marché de fournitures, ok ?', undefined, 'seuil européen'],
    [
      'avenant n°2 de 5 000 € sur un marché de nettoyage de 80 000 €, possible ?',
      undefined,
      'avenants précédents',
    ],
    [
      'la préfecture veut un avenant de 200 000 € sur un marché de services de 3 millions, possible ?',
      undefined,
      '140 000 € HT',
    ],
  ] as const)('%s', (question, verdict, words) => {
    const answer = ask(question);
    expect(answer?.id).toBe('low-value-change');
    expect(answer?.verdict).toBe(verdict);
    expect(plain(answer?.headline)).toContain(words);
    expect(answer?.articles[0]).toBe('R2194-8');
  });

  it('asks works or services between the two limits, and takes the answer', () => {
    const open = 'avenant de 12 000 sur un marché de 100 000, possible sans relancer ?';
    expect(plain(ask(open)?.headline)).toMatch(/10 %.*15 %/);
    expect(ask(open)?.clarify?.choices).toHaveLength(2);
    expect(ask(open, 'pour des travaux')?.verdict).toBe('oui');
    expect(plain(ask(open, 'pour des fournitures ou services')?.headline)).toContain('dépassent');
  });

  it('asks the buyer when only the European threshold decides', () => {
    const answer = ask(
      'avenant de 200 000 € sur un marché de services de 3 millions, possible sans relancer ?',
    );
    expect(answer?.clarify?.question).toContain('acheteur');
  });

  it.each([
    'avenant : de combien on peut augmenter un marché de travaux sans le relancer (faible montant)',
    'Le bailleur me fait signer un avenant de 2 000 euros tous les mois, est-ce que ça s’ajoute pour la limite ?',
    "l'avenant de 5 000 € sur mon marché de 50 000 € n'est pas payé",
    "qui doit signer l'avenant de 12 000 € ?",
    'avenant de révision de prix de 3 % sur 80 000 €',
    'mon avenant de 5 000 € est refusé, quel recours',
    'mon assurance auto augmente de 30 %, je peux changer ?',
    'le smic augmente de 2 %, mon marché de 50 000 € aussi ?',
    'marché de défense de 100 000 €, avenant de 8 000 €, possible ?',
    'concession de 2 millions, avenant de 100 000 €, possible ?',
    'avenant de 12 000 € TTC sur un marché de 100 000 € HT, possible ?',
  ])('a near miss: %s', (question) => {
    expect(ask(question)?.id).not.toBe('low-value-change');
  });
});

describe('a question on the part of SMEs in a large contract', () => {
  it.each([
    ['marché global de 2 millions, combien pour les PME ?', undefined, '400 000 €'],
    ['consultation de 2024, marché global de 2 millions, combien aux PME ?', undefined, '200 000 €'],
    ['conception-réalisation à 5 M€, il confie 800 000 € à des pme, c’est assez ?', 'non', '1 000 000 €'],
    ['conception-réalisation à 5 M€, il confie 1,2 million à des pme, c’est assez ?', 'oui', '1 000 000 €'],
    ['marché global de performance : 15 % confiés aux PME c’est autorisé ?', 'non', '20 %'],
    [
      'marché de partenariat de 10 millions d’euros, quelle part aux artisans et pme ?',
      undefined,
      '2 000 000 €',
    ],
  ] as const)('%s', (question, verdict, figure) => {
    const answer = ask(question);
    expect(answer?.id).toBe('sme-share');
    expect(answer?.verdict).toBe(verdict);
    expect(plain(answer?.headline)).toContain(figure);
  });

  it.each([
    "c'est quoi un marché global ?",
    "le titulaire d'un marché global doit-il confier une part à des PME ?",
    'je suis une pme, marché de 2 millions, avance de combien ?',
    'je suis une PME et titulaire d’un marché global, je dois quand même confier 20 % à d’autres PME ?',
    'marché global de défense de 5 millions, combien aux PME ?',
  ])('a near miss: %s', (question) => {
    expect(ask(question)).toBeUndefined();
  });
});

describe('a question on a contract reserved to the social economy', () => {
  it.each([
    ['lot réservé ESS sur 4 ans, c’est légal ?', 'non', '3 ans'],
    ['marché réservé ess de 36 mois, ils ont le droit ?', 'oui', '3 ans'],
    ['un lot réservé à l’ESS peut-il durer plus de 3 ans ?', 'non', '3 ans'],
    ['un contrat réservé à l’ESS pour cinq ans, c’est pas trop long ?', 'oui', '3 ans'],
    ['marché réservé à l’économie sociale de 1 an reconductible 3 fois, possible ?', undefined, '4 ans'],
    [
      'notre marché réservé ESS finit le 31 décembre 2026, quand peut-on regagner le suivant ?',
      undefined,
      '1er janvier 2030',
    ],
    [
      'notre marché réservé ess se termine en juin 2027, carence jusqu’à quand pour le prochain ?',
      undefined,
      '1er juillet 2030',
    ],
    [
      'notre lot réservé ESS s’est terminé le 30 juin 2023, on peut à nouveau répondre à un lot réservé ess ?',
      'oui',
      '1er juillet 2026',
    ],
    [
      'on a gagné un lot réservé ESS en juin 2025. on peut en gagner un autre au même titre cette année ?',
      'non',
      '1er juin 2028',
    ],
  ] as const)('%s', (question, verdict, words) => {
    const answer = ask(question);
    expect(answer?.id).toMatch(/^ess-reserved-/);
    expect(answer?.verdict).toBe(verdict);
    expect(plain(answer?.headline)).toContain(words);
  });

  it.each([
    'lot reservé ess combien de temps max et on peut le regagner juste après ?',
    'lot réservé aux ESAT sur 4 ans, c’est légal ?',
    'notre marché réservé ESS finit le 31 décembre 2026, on peut répondre aux marchés ordinaires ?',
    'on est une entreprise de l’ess, marché de 4 ans, ok ?',
    'quels marchés peuvent être réservés à l’ESS ?',
    'accord-cadre de 4 ans c’est le max ?',
  ])('a near miss: %s', (question) => {
    expect(ask(question)).toBeUndefined();
  });
});

describe('changes said in percent', () => {
  it.each([
    [
      'marché de services, un avenant de 7 % puis un second de 5 %, ça reste dans le faible montant ?',
      'non',
      '12 %',
    ],
    [
      'marché de travaux, premier avenant de 9 % et un deuxième de 8 %, ça passe en faible montant ?',
      'non',
      '17 %',
    ],
    [
      'marché de travaux, premier avenant de 6 % et un deuxième de 8 %, ça passe en faible montant ?',
      undefined,
      '14 %',
    ],
    ['marché de nettoyage, trois petits avenants de 5 % chacun, faible montant, c’est bon ?', 'non', '15 %'],
    ['marché de travaux, 2 avenants de 8 % chacun, ça passe en faible montant ?', 'non', '16 %'],
  ] as const)('are added: %s', (question, verdict, total) => {
    const answer = ask(question);
    expect(answer).toMatchObject({ id: 'low-value-change', verdict });
    expect(plain(answer?.headline ?? '')).toContain(total);
  });
});

it('names the other cases of change where this one may not do, with what they may add', () => {
  const over = ask('avenant de 18 000 € sur un marché de travaux de 100 000 €, c’est légal ?');
  expect(plain((over?.caveats ?? []).join(' '))).toMatch(/imprévu.* jusqu’à 50 %/);
  const within = ask('avenant de 12 000 € sur un marché de travaux de 100 000 €, c’est légal ?');
  expect(plain((within?.caveats ?? []).join(' '))).not.toContain('50 %');
});

describe('a change of a contract of which was told before what it is', () => {
  const change = (object: Bought, message: string) => {
    const thread = { question: 'c’est quoi un avenant ?', told: { object } };
    const understanding = understand(message, thread, TODAY);
    const quantities = quantitiesIn(understanding.question, TODAY);
    return LOW_VALUE_CHANGE.compute({ understanding, quantities, figures: figuresOn(), today: TODAY });
  };

  it('has the limit of works, where they are', () => {
    const said = change(
      { id: 'plumbing', said: 'la plomberie', kind: 'works' },
      'un avenant de 5 800 € sur un marché de 62 000 €, c’est pas trop ?',
    );
    expect(plain(said?.headline)).toContain('15 % en travaux, soit 9 300 €');
  });

  it('has that of services, where work is only added to them', () => {
    const said = change(
      { id: 'cleaning', said: 'le ménage', kind: 'services' },
      'un avenant de 5 800 € de travaux supplémentaires sur un marché de 62 000 €, possible ?',
    );
    expect(plain(said?.headline)).toContain('10 % en fournitures et services, soit 6 200 €');
  });
});

describe('« 5 800 sur 62 000 »', () => {
  it.each([
    '5 800 € sur 62 000 €, avenant de plomberie, c’est trop ?',
    'lot de plomberie avec la ville, 62 000 € HT. 5 800 € sur 62 000 € c’est pas trop pour un avenant ?',
  ])('is the change, then the contract: « %s »', (message) => {
    const said = ask(message);
    expect(plain(said?.headline) ?? '').not.toMatch(/1\s068|1\s069/);
  });

  it.each([
    'marché de ménage de 80 000 € sur 3 ans, avenant de 5 000 €, possible ?',
    'avenant de 5 000 € à mon marché de ménage de 80 000 € HT sur 36 mois, possible ?',
  ])('and a time after « sur » is none: « %s »', (message) => {
    expect(plain(ask(message)?.headline)).toContain('6,25 %');
  });

  it('a change of many times its contract is not read', () => {
    expect(ask('avenant de 62 000 € sur un marché de 5 800 €, possible ?')).toBeUndefined();
  });
});
