import { describe, expect, it } from 'vitest';
import { ask } from '#support/knowledge/deadline-and-money.ts';

describe('the retention', () => {
  it.each([
    ['retenue de garantie sur un marché de 80 000 € TTC avec une mairie, combien au max ?', '4 000 €'],
    ['retenue de garantie de 5% sur 40 000 € HT ça fait combien ?', '2 000 €'],
    [
      'combien l’État peut garder en retenue de garantie sur un marché de 100 000 €, je suis une PME ?',
      '3 000 €',
    ],
    ['fin de la garantie le 12 mars 2026, quand on me rend la retenue de garantie ?', '11 avril 2026'],
    ['réserves levées le 3 novembre 2026, quand la retenue de garantie est rendue ?', '3 décembre 2026'],
  ])('%s', (question, words) => {
    expect(ask(question)?.id).toBe('retention');
    expect(ask(question)?.headline).toContain(words);
  });

  it.each([
    ['la mairie me retient 8 % de retenue de garantie, c’est légal ?', 'non'],
    ['l’État me garde 5 % de retenue de garantie, je suis une PME, il a le droit ?', 'non'],
    ['une petite commune peut me prendre 5 % de retenue de garantie ? je suis une pme', 'oui'],
    ['la ville me retient 7 % de garantie, c’est légal ?', 'non'],
    ['c’est abusif une retenue de garantie de 10 % ?', 'oui'],
    ['la ville garde 6 000 € de retenue de garantie sur un marché de 80 000 €, c’est légal ?', 'non'],
    ['retenue de garantie de 5 % à l’hôpital, c’est légal pour une pme ?', 'oui'],
  ] as const)('%s', (question, verdict) => expect(ask(question)?.verdict).toBe(verdict));

  it('depends on the company and the buyer between the two ceilings', () => {
    const question = 'la région peut me prendre 5 % de retenue de garantie ?';
    expect(ask(question)?.verdict).toBeUndefined();
    expect(ask(question)?.headline).toContain('cela dépend');
    expect(ask([question, 'je suis une PME', 'un grand acheteur'])).toMatchObject({ verdict: 'non' });
    expect(ask([question, 'je ne suis pas une PME'])).toMatchObject({ verdict: 'oui' });
  });
});

describe('the retention in euros', () => {
  it.each([
    [
      'pme, marché de 100 000 € avec un hôpital public, la retenue peut monter à combien d’euros ?',
      '5 000 €',
    ],
    [
      'petite commune, budget 2 millions, marché de 64 000 €, plafond de la retenue de garantie en euros, je suis artisan',
      '3 200 €',
    ],
    [
      'région avec 200 M€ de fonctionnement, je suis une pme, marché de 80 000 €, retenue de garantie max ?',
      '2 400 €',
    ],
    ['pme, marché de 200 000 € avec un hôpital, on peut me retenir combien en garantie ?', '10 000 €'],
    ['pme, marché de 150 000 € avec un ministère, retenue de garantie maximum ?', '4 500 €'],
  ])('%s', (question, words) => {
    expect(ask(question)?.headline).toContain(words);
    expect(ask(question)?.headline).not.toMatch(/100 000 €|10 000 000/);
  });

  it('gives both ceilings when the size of a large town is unsaid', () => {
    const answer = ask('marché de 90 000 € avec une grande ville, pme, retenue de garantie combien max ?');
    expect(answer?.headline).toMatch(/4 500 €.*3 %/);
  });

  it.each([
    [
      'délai de garantie fini le 15 octobre 2026, zéro réserve, la mairie devait rendre la retenue au plus tard quand ?',
      undefined,
      '14 novembre 2026',
    ],
    [
      'la dernière réserve a été levée le 20 octobre 2026, ils me rendent la retenue quand au plus tard ?',
      undefined,
      '19 novembre 2026',
    ],
    [
      'réception le 15 octobre 2025, garantie d’un an, aucune réserve, la retenue n’est pas rendue, ils sont en retard ?',
      'oui',
      '14 novembre 2026',
    ],
  ] as const)('%s', (question, verdict, words) => {
    expect(ask(question)).toMatchObject({ id: 'retention', verdict });
    expect(ask(question)?.headline).toContain(words);
  });

  it.each([
    ['le ministère garde 5 % de retenue et je suis une tpe, normal ?', 'non'],
    ['ils m’ont pris 4 000 € de retenue de garantie sur 60 000 €, le plafond est dépassé ?', 'oui'],
    ['pme, l’État peut me garder 4 % de retenue de garantie ?', 'non'],
    ['pme, c’est interdit à l’État de me garder 4 % de retenue de garantie ?', 'oui'],
    // « elle ne peut pas, si ? » has no clear word.
    [
      'plafonnée à 3 % pour les PME, ma petite commune (budget 2 M€) ne peut pas me retenir 5 % de retenue de garantie, si ?',
      undefined,
    ],
  ] as const)('%s', (question, verdict) => expect(ask(question)).toMatchObject({ id: 'retention', verdict }));
});

describe('the Urssaf certificate', () => {
  it.each([
    [
      'mon attestation date du 3 mai 2026, elle est bonne pour un marché signé le 20 novembre ?',
      'non',
      '2 novembre 2026',
    ],
    ['mon attestation de vigilance du 2 septembre est encore valable ?', 'oui', '1er mars 2027'],
    [
      'mon attestation urssaf date du 12 juin, je dépose l’offre le 8 décembre, ça passe ?',
      'oui',
      '11 décembre 2026',
    ],
    [
      'attestation de vigilance datée du 1er juin 2026 valable jusqu’à quand ?',
      undefined,
      '30 novembre 2026',
    ],
    // « périmée » asks the contrary.
    ['attestation urssaf du 10 mai 2026, périmée ?', 'oui', 'trop ancienne'],
    ['attestation urssaf du 10 septembre 2026, périmée ?', 'non', 'convient'],
    ['attestation urssaf du 10 mai 2026, encore valable ou périmée ?', undefined, 'trop ancienne'],
    ['mon attestation de vigilance date d’il y a 7 mois, encore valable ?', 'non', 'trop ancienne'],
  ] as const)('%s', (question, verdict, words) => {
    const answer = ask(question);
    expect(answer?.id).toBe('urssaf-certificate');
    expect(answer?.verdict).toBe(verdict);
    expect(answer?.headline).toContain(words);
  });
});

describe('partners', () => {
  it('lets a subcontractor begin the day after the silence of 21 days', () => {
    const answer = ask(
      'DC4 envoyé le 10 novembre, pas de réponse, à partir de quand mon sous-traitant est accepté ?',
    );
    expect(answer?.headline).toContain('Attendez le 2 décembre 2026');
    expect(answer?.articles[0]).toBe('R2193-4');
  });

  it('gives the worked day before a Sunday to replace an excluded partner', () => {
    const answer = ask(
      'l’acheteur nous demande le 5 mars 2026 de remplacer un membre du groupement exclu, jusqu’à quand ?',
    );
    expect(answer?.headline).toContain('vendredi 13 mars 2026');
    const other = ask('on m’a demandé hier de remplacer mon sous-traitant exclu, combien de jours j’ai ?');
    expect(other?.articles).toContain('L2141-14');
  });
});

describe('the silence on a subcontractor', () => {
  it.each([
    [
      'la mairie a reçu mon DC4 complet le 12 novembre, toujours rien, son silence vaut déjà acceptation ?',
      'non',
      '3 décembre 2026',
    ],
    [
      'DC4 envoyé ya 1 mois et la mairie répond pas, mon sous-traitant est accepté ?',
      'oui',
      '14 novembre 2026',
    ],
    [
      'DC4 déposé il y a 15 jours sans réponse, mon sous-traitant peut commencer ?',
      'non',
      '30 novembre 2026',
    ],
    [
      'dc4 reçu le 20 octobre 2026, aucune réponse, c’est interdit de faire intervenir mon sous-traitant ?',
      'non',
      '10 novembre 2026',
    ],
    ['DC4 reçu par la ville il y a 23 jours, pas un mot, il est accepté ?', 'oui', '22 novembre 2026'],
    // Sent two days too late to be sure of its reception.
    [
      'dc4 transmis le 1er novembre, pas de réponse, mon sous-traitant est accepté ?',
      undefined,
      '22 novembre 2026',
    ],
    [
      'dc4 déposé le 10 novembre, à partir de quand mon sous-traitant est accepté ?',
      undefined,
      '2 décembre 2026',
    ],
  ] as const)('%s', (question, verdict, words) => {
    expect(ask(question)).toMatchObject({ id: 'subcontractor-silence', verdict });
    expect(ask(question)?.headline).toContain(words);
  });
});

describe('other questions', () => {
  it.each([
    'l’acheteur peut retenir 5 % de mon offre comme garantie de candidature ?',
    'mon offre n’a pas été retenue, marché de 80 000 €, combien de temps pour contester ?',
    'retenue à la source de 5 % sur ma facture ?',
    'on avait jusqu’à vendredi pour envoyer l’Urssaf, on l’a fait lundi, est-ce fichu ?',
    'c’est quoi la retenue de garantie ?',
    'la retenue de garantie est-elle obligatoire ?',
    'puis-je remplacer la retenue de garantie de 3 000 € par une caution ?',
    'quel pourcentage de retenue de garantie ?',
    'mon attestation d’assurance date du 3 mai 2026, elle est bonne ?',
    'attestation fiscale du 2 janvier 2026 encore valable ?',
    'l’attestation urssaf est valable combien de temps ?',
    'où trouver l’attestation urssaf ?',
    'combien de temps pour accepter un sous-traitant ?',
    'je livre le 3 décembre, est-ce que je peux sous-traiter ?',
    'durée du marché 24 mois pour 120 000 €, peut-on reconduire ?',
    'combien de temps pour remplacer un membre exclu du groupement ?',
  ])('%s', (question) => expect(ask(question)).toBeUndefined());
});
