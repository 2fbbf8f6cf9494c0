import { describe, expect, it } from 'vitest';
import { PROCEDURE_COMPUTATIONS } from '#src/calculators/all-computations.ts';
import { quantitiesIn } from '#src/reader/quantities.ts';
import { toldBy } from '#src/reader/told.ts';
import { askComputation, plain, TODAY } from '#support/knowledge/ask-computation.ts';
import { ask as askMoney } from '#support/knowledge/deadline-and-money.ts';

const perOf = (text: string) => quantitiesIn(text, TODAY).amounts.map(({ per }) => per);

describe('how often an amount comes back', () => {
  it.each([
    ['3 000 euros le mois', 'mois'],
    ['3 000 € du mois', 'mois'],
    ['3 000 €/mois', 'mois'],
    ['3 000 € HT par mois', 'mois'],
    ['3 000 € mensuels', 'mois'],
    ['3 000 balles chaque mois', 'mois'],
    ['un loyer mensuel de 3 000 €', 'mois'],
    ['40 000 l’année', 'an'],
    ['40 000 € à l’année', 'an'],
    ['40 000 € l’an', 'an'],
    ['40 000 € de ménage par an', 'an'],
    ['40 000 euros tous les ans', 'an'],
    ['10 000 € par trimestre', 'trimestre'],
    ['800 € la semaine', undefined],
    ['800 € par semaine', 'semaine'],
    ['40 000 € l’année dernière', undefined],
    ['3 000 € le mois prochain', undefined],
    ['3 000 € du mois de mai', undefined],
    ['40 000 € sur 3 ans', undefined],
    ['40 000 € pour un an', undefined],
  ])('« %s »: %s', (text, per) => expect(perOf(text)).toEqual([per]));
});

describe('the advance on an amount that comes back', () => {
  it.each([
    [
      'le contrat de ménage pour la mairie c’est 3 000 euros le mois pendant 24 mois, j’ai droit à une avance ?',
      '72 000 €',
    ],
    ['contrat avec la mairie, 4 000 euros du mois sur 2 ans, j’ai droit à une avance ?', '96 000 €'],
    ['marché de la mairie 40 000 l’année sur 3 ans, j’ai droit à une avance ?', '120 000 €'],
    ['ménage pour la mairie 35 000 € à l’année sur 2 ans, j’ai droit à une avance ?', '70 000 €'],
    [
      'marché de nettoyage avec la région, 2 500 € par mois, durée 36 mois, j’ai droit à une avance ?',
      '90 000 €',
    ],
  ])('counts the whole time: « %s »', (question, total) => {
    const answer = askMoney(question);
    expect(answer?.id).toBe('advance');
    expect(answer?.verdict).not.toBe('non');
    expect(`${answer?.headline} ${answer?.steps.join(' ')} ${answer?.caveats.join(' ')}`).toContain(total);
  });

  it.each([
    'j’ai acheté un camion de 25 000 € pour un marché de nettoyage de 1 an avec la mairie, j’ai droit à une avance ?',
    'j’ai emprunté 30 000 € à la banque pour un marché d’un an avec la mairie, j’ai droit à une avance ?',
    'il me manque 20 000 € pour acheter le matériel du marché de la région, j’ai droit à une avance ?',
    'on a emprunté 60 000 € pour démarrer le marché de la ville sur 1 an, j’ai droit à une avance ?',
    'mon beau-frère a eu un marché de 300 000 € avec la ville, j’ai droit à une avance ?',
    'le marché avec la mairie fait pas 90 000 € HT, avance obligatoire ?',
    'on a investi 18 000 € dans une machine pour le marché de la commune, j’ai droit à une avance ?',
    'marché de la mairie, 3 000 euros le mois, j’ai droit à une avance ?',
    'marché de la mairie à 800 € par semaine pendant 2 ans, j’ai droit à une avance ?',
  ])('says neither yes nor no on another sum: « %s »', (question) => {
    const answer = askMoney(question);
    expect(answer?.verdict).toBeUndefined();
    expect(answer?.headline ?? '').not.toMatch(
      /vous n’avez pas de droit|vous avez droit|Au moins|l’acheteur doit/,
    );
  });

  it('is still read where the contract is named after what was bought', () => {
    const answer = askMoney(
      'j’ai acheté du matériel pour un marché de 80 000 € HT sur un an avec la mairie, j’ai droit à une avance ?',
    );
    expect(answer?.verdict).toBe('oui');
  });
});

describe('the need of an amount that comes back', () => {
  const ask = (...turns: string[]) => askComputation(PROCEDURE_COMPUTATIONS, ...turns);

  it.each([
    [
      'la mairie achète pour 3 000 euros le mois de ménage pendant 2 ans, faut-il un appel d’offres ?',
      '72 000 €',
    ],
    ['le ménage de la mairie coûte 2 500 € le mois sur 3 ans, c’est possible sans publicité ?', '90 000 €'],
    ['la commune a un contrat de ménage à 40 000 € l’année pendant 3 ans, quelle procédure ?', '120 000 €'],
    ['on facture 20 000 € par an à la mairie pendant 4 ans, de ménage, quelle procédure ?', '80 000 €'],
    [
      'la société de nettoyage facture 30 000 € HT par an à la commune pendant 3 ans, quelle procédure ?',
      '90 000 €',
    ],
    [
      'notre association fait pour 30 000 € par an de repas à la commune pendant 3 ans, quelle procédure ?',
      '90 000 €',
    ],
    [
      'le loyer de la photocopieuse c’est 20 000 € par an, la mairie la loue 4 ans, quelle procédure ?',
      '80 000 €',
    ],
  ])('is that of all the years: « %s »', (question, total) => {
    const answer = ask(question);
    expect(plain([answer?.headline, ...(answer?.steps ?? [])].join(' '))).toContain(total);
    expect(plain(answer?.headline) ?? '').not.toMatch(/(?:à|À) (?:3 000|2 500|40 000|20 000|30 000) €/);
  });

  it.each([
    'Ma boîte fait 500 000 € par an et on vise un marché de 4 ans de la mairie, quelle procédure ?',
    'on gagne 90 000 € par an, le marché de la commune dure 4 ans, c’est un MAPA ?',
    'le loyer de mon local est de 12 000 € par an, la mairie lance un marché de 3 ans, quelle procédure ?',
    'ma société facture 500 000 € par an, la mairie veut un marché de 2 ans, quelle procédure ?',
  ])('is not the company’s own money: « %s »', (question) => {
    expect(ask(question)?.headline ?? '').not.toMatch(/^À \d/);
  });
});

describe('what a conversation keeps of a sum', () => {
  it.each([
    ['le contrat de ménage pour la mairie c’est 3 000 euros le mois pendant 24 mois', 72_000],
    ['marché de nettoyage à 40 000 € l’année sur 3 ans', 120_000],
    ['contrat de ménage à 2 500 € du mois sur 2 ans', 60_000],
  ])('over the whole time: « %s »', (message, value) => {
    expect(toldBy(message, undefined, TODAY)?.worth?.value).toBe(value);
  });

  it.each([
    'le contrat de ménage c’est 3 000 euros le mois',
    'j’ai acheté un camion de 25 000 € pour un marché de nettoyage',
    'j’ai emprunté 30 000 € à la banque pour un marché',
    'mon beau-frère a eu un marché de 300 000 €',
    'il me manque 20 000 € pour le marché',
    'le marché fait pas 90 000 € HT',
    '35 000 € à l’année',
  ])('is nothing, where it is none of the contract: « %s »', (message) => {
    expect(toldBy(message, undefined, TODAY)?.worth).toBeUndefined();
  });
});

describe('an amount by the week or by the day', () => {
  it.each([
    'quelle procédure pour du ménage à 1 500 € la semaine pendant 2 ans pour la mairie ?',
    'quelle procédure pour un consultant à 400 € la journée pour la mairie ?',
  ])('is no whole need: « %s »', (question) => {
    expect(plain(askComputation(PROCEDURE_COMPUTATIONS, question)?.headline) ?? '').not.toMatch(
      /1 500 €|400 €|sans publicité/,
    );
  });
});
