import { describe, expect, it } from 'vitest';
import { ask } from '#support/knowledge/deadline-and-money.ts';

describe('the rate of late-payment interest', () => {
  it.each([
    [
      'si le taux BCE est de 2 %, mes intérêts moratoires face à une ville seraient à quel taux ?',
      '10 % par an',
      'R2192-31',
    ],
    [
      'si le taux de refinancement BCE au 1er jour du semestre était de 2,15 %, le taux de mes intérêts de retard ?',
      '10,15 % par an',
      'R2192-31',
    ],
    [
      'si la bce est à 2,5 % quel taux d’intérêts de retard contre mon client privé ?',
      '12,5 % par an',
      'C. com. L441-10',
    ],
    [
      'taux BCE 3 %, mes intérêts moratoires c’est quel pourcentage avec l’hôpital ?',
      '11 % par an',
      'R2192-31',
    ],
  ])('%s', (question, words, article) => {
    expect(ask(question)?.id).toBe('interest-rate');
    expect(ask(question)?.headline).toContain(words);
    expect(ask(question)?.articles[0]).toBe(article);
  });

  it.each([
    [
      '4 factures payées en retard par le département, l’indemnité forfaitaire (les 40 balles) ça fait combien ?',
      '160 €',
    ],
    ['indemnité forfaitaire pour 3 factures en retard d’une commune, combien au total ?', '120 €'],
  ])('%s', (question, words) => {
    expect(ask(question)?.id).toBe('late-compensation');
    expect(ask(question)?.headline).toContain(words);
  });

  it.each([
    'c’est combien le taux de la BCE aujourd’hui pour mes intérêts moratoires ?',
    'taux BCE à 2 %, mon prêt va baisser ?',
    'les intérêts de retard, c’est quel taux ?',
    'mon crédit à 4 % avec des intérêts, la BCE baisse à 2 %',
    '3 factures à envoyer sur chorus, comment ?',
    'indemnité forfaitaire de 40 €, c’est quoi ?',
  ])('leaves %s', (question) => expect(ask(question)).toBeUndefined());
});

describe('a sum owed since a while', () => {
  it.each([
    'la région me doit 18 000 € depuis 70 jours, j’ai droit à quoi ?',
    'depuis 3 mois la mairie nous doit 4 200 €, on peut réclamer combien ?',
  ])('%s', (question) => {
    expect(ask(question)?.id).toBe('late-interest');
    expect(ask(question)?.headline).toContain('40 €');
  });

  it.each([
    'la mairie me doit 2 réponses depuis 15 jours, que faire ?',
    'la ville me doit 10 000 € au titre de l’avance depuis un mois, j’ai droit à combien ?',
  ])('leaves %s', (question) => expect(ask(question)?.id).not.toBe('late-interest'));
});

describe('a firm price brought up to date', () => {
  it.each([
    [
      'prix ferme fixé le 10 juin 2026, le chantier a démarré le 25 août 2026, l’actualisation est due ?',
      'non',
      'plus de 3 mois',
    ],
    [
      'prix ferme remis en janvier, travaux qui démarrent en juin, j’ai droit à une actualisation ?',
      'oui',
      'est due',
    ],
    [
      'offre remise le 2 février 2026, travaux commencés le 15 juin 2026, prix ferme, actualisation obligatoire ?',
      'oui',
      'est due',
    ],
    // Three months to the day is not more.
    [
      'devis remis le 12 mai 2026 et démarrage le 12 août 2026, chantier, actualisation due ?',
      'non',
      'plus de 3 mois',
    ],
    [
      'le chantier démarre 5 mois après la remise de mon offre, l’actualisation du prix est due ?',
      'oui',
      'est due',
    ],
    [
      'prix fixé en mars 2026, ménage courant démarré en septembre 2026, l’acheteur doit actualiser ?',
      'non',
      'pas tenu',
    ],
    ['prix ferme de mars, début des travaux en juin, actualisation due ?', undefined, 'jours exacts'],
    [
      'prix fixé en mars 2026, début d’exécution en septembre 2026, actualisation due ?',
      undefined,
      'en travaux',
    ],
    [
      'prix remis le 2 février 2026, travaux commencés le 15 juin 2026, peut-on se passer d’actualisation ?',
      'non',
      'est due',
    ],
  ] as const)('%s', (question, verdict, words) => {
    expect(ask(question)).toMatchObject({ id: 'price-update', verdict });
    expect(ask(question)?.headline).toContain(words);
    expect(ask(question)?.articles).toEqual(['R2112-11', 'R2112-10']);
  });

  it.each([
    'c’est quoi l’actualisation d’un prix ?',
    'le prix est révisable, travaux démarrés 5 mois après l’offre, actualisation ?',
    'si les travaux démarrent un mois plus tard que prévu, l’indice d’actualisation change-t-il ?',
    'actualisation obligatoire pour des services courants ?',
    'l’acheteur peut-il refuser l’actualisation d’un prix de janvier pour un chantier de juin ?',
  ])('leaves %s', (question) => expect(ask(question)).toBeUndefined());
});

describe('deadlines that one event starts', () => {
  it.each([
    [
      'marché notifié le 3 novembre 2026, données essentielles à publier avant quelle date ?',
      'data-publication',
      undefined,
      '3 janvier 2027',
    ],
    [
      'agrément ESUS, dossier complet reçu le 20 octobre 2026, pas de réponse, il est acquis ?',
      'esus-silence',
      'non',
      '20 décembre 2026',
    ],
    [
      'dossier esus complet déposé le 1er septembre 2026, aucune réponse, agrément acquis ?',
      'esus-silence',
      'oui',
      '1er novembre 2026',
    ],
    [
      'le préfet n’a pas répondu à mon dossier ESUS complet depuis deux mois et demi, c’est un accord ?',
      'esus-silence',
      'oui',
      'acquis depuis',
    ],
    [
      'j’ai envoyé ma demande de paiement direct au titulaire le 12 novembre, il a jusqu’à quand ?',
      'holder-consent',
      undefined,
      '27 novembre 2026',
    ],
    [
      'facture payée le 2 novembre par la mairie, les intérêts moratoires doivent être versés avant quelle date ?',
      'interest-payment',
      undefined,
      '17 décembre 2026',
    ],
  ] as const)('%s', (question, id, verdict, words) => {
    expect(ask(question)).toMatchObject({ id, verdict });
    expect(ask(question)?.headline).toContain(words);
  });

  it.each([
    'données essentielles publiées à partir de quel montant ?',
    'agrément ESUS valable combien d’années, obtenu le 3 mars 2026 ?',
    'le titulaire a combien de jours pour dire oui à ma demande de paiement direct ?',
    'les intérêts moratoires sont versés quand ?',
    'on a l’agrément ESUS depuis trois mois, est-ce qu’il ouvre les lots réservés ?',
    'notre demande d’agrément ESUS date de six mois, faut-il être une association ?',
  ])('leaves %s', (question) => expect(ask(question)).toBeUndefined());
});
