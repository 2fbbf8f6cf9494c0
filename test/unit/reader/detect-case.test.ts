import { describe, expect, test } from 'vitest';
import { deniedCategories, detectCase, namesPrivateClient, withoutSlots } from '#src/reader/detect-case.ts';

describe('the regime of a question', () => {
  test.each([
    ['un marché de défense ou de sécurité', 'defence'],
    ['un marché du ministère des Armées', 'defence'],
    ['une concession de plage', 'concession'],
    ['une délégation de service public', 'concession'],
    ['la SNCF me doit une avance ?', 'utilities'],
    ['une entité adjudicatrice', 'utilities'],
    ['mon client privé ne paie pas', 'private'],
    ['un donneur d’ordres privé', 'private'],
    ['la clinique ou on fait le menage me doit 3 mois, c prive je crois', 'private'],
    ['cest PAS une mairie je tai dit cest privé, une polyclinique', 'private'],
    ['une clinique privée nous doit 3 factures', 'private'],
    ['la délégation de la piscine est à un grand groupe', 'concession'],
    ['je vends des pièces à une régie de transport', 'utilities'],
  ])('« %s » is %s', (question, regime) => {
    expect(detectCase(question)).toMatchObject({ regime, regimeSaid: true });
  });

  test.each([
    'une mairie',
    'je conteste pour la défense de mes droits',
    'Ai-je droit à une avance ?',
    'le cachet de la poste fait foi ?',
    'qui a signé sans délégation de signature ?',
    'la délégation du maire suffit pour signer ?',
    'je suis une entreprise privée, la mairie me paie quand ?',
    'une société privée de HLM',
    'une fondation c’est privé ou public ?',
    'l’école Sainte-Anne c’est privé ?',
    'mes références viennent de clients privés : comptent-elles pour un marché public ?',
    'mes clients privés paient à 60 jours, et la mairie ?',
    'je parlais de la MAIRIE pas client privé, 30 jours ou 60 jours ?',
  ])('« %s » is ordinary', (question) => {
    expect(detectCase(question)).toMatchObject({ regime: 'ordinary', regimeSaid: false });
  });
});

test('a private client named beside a public buyer hides none of them; one that is denied is none', () => {
  expect(detectCase('mes clients privés paient à 60 jours, et la mairie ?').buyer).toBe('local');
  expect(detectCase('je parlais de la MAIRIE pas client privé').buyer).toBe('local');
  expect(detectCase('pas un client privé').regime).toBe('ordinary');
  expect(namesPrivateClient('mes clients privés paient à 60 jours, et la mairie ?')).toBe(true);
  expect(namesPrivateClient('je parlais de la MAIRIE pas client privé')).toBe(false);
});

describe('a buyer that is denied', () => {
  test.each([
    ['jamais parlé de l’État moi, c’est une communauté d’agglomération', 'local'],
    ['c’est pas l’État, c’est un hôpital', 'hospital'],
    ['je suis pas payé par la mairie depuis 70 jours', 'local'],
    ['on m’a jamais dit que la mairie devait payer à 30 jours, c’est vrai ?', 'local'],
    ['c’est pas à la mairie de payer ?', 'local'],
    ['je dois contacter qui, quel tribunal ?', undefined],
    ['je fais le ménage pour le tribunal', 'state'],
  ])('« %s » is %s', (question, buyer) => {
    expect(detectCase(question).buyer).toBe(buyer);
  });
});

describe('the buyer and the category of a question', () => {
  test.each([
    ['une mairie', 'local'],
    ['je suis maire d’un village', 'local'],
    ['le conseil départemental', 'local'],
    ['la communauté de communes', 'local'],
    ['l’hôpital de Lyon', 'hospital'],
    ['un EHPAD', 'local'],
    ['l’État', 'state'],
    ['la préfecture', 'state'],
    ['un bailleur social', 'social-housing'],
    ['un office HLM', 'social-housing'],
    ['une SPL', 'public-company'],
  ])('« %s » is a buyer of the kind %s', (question, buyer) => {
    expect(detectCase(`Quel délai pour ${question} ?`).buyer).toBe(buyer);
  });

  test.each([
    ['des travaux', 'works'],
    ['un chantier de rénovation', 'works'],
    ['des fournitures', 'supplies-services'],
    ['le nettoyage des locaux', 'supplies-services'],
    ['un traiteur', 'supplies-services'],
  ])('« %s » is of the category %s', (question, category) => {
    expect(detectCase(question).category).toBe(category);
  });

  test('are left open when the question does not say', () => {
    const { buyer, category } = detectCase('Ai-je droit à une avance ?');
    expect([buyer, category]).toEqual([undefined, undefined]);
  });

  test('are not seen in the middle of other words', () => {
    expect(detectCase('un semestre de vacances').buyer).toBeUndefined();
    expect(detectCase('la communication du spleen').buyer).toBeUndefined();
  });
});

describe('what a follow-up replaces', () => {
  test('is the slot that it fills anew, and nothing else', () => {
    const question = 'quel seuil pour les fournitures d’une mairie ?';
    const works = withoutSlots(question, 'et pour les travaux ?');
    expect(works).not.toContain('fournitures');
    expect(works).toContain('mairie');
    const hospital = withoutSlots(question, 'et pour un hôpital ?');
    expect(hospital).toContain('fournitures');
    expect(hospital).not.toContain('mairie');
  });

  test('is nothing when it fills none', () => {
    expect(withoutSlots('quel seuil pour une mairie ?', 'et si on est deux ?')).toBe(
      'quel seuil pour une mairie ?',
    );
  });
});

test('what is sent by post is no purchase of La Poste; a private company is under the rules between companies', () => {
  expect(detectCase('j’envoie mon pli par la poste à la commune').buyer).toBe('local');
  expect(detectCase('un marché de nettoyage pour la poste').buyer).toBe('network');
  expect(detectCase('une société privée nous paie en retard').regime).toBe('private');
  expect(detectCase('la réforme de la facture électronique entre entreprises').regime).toBe('ordinary');
});

describe('a category that is denied', () => {
  test.each([
    ['ce n’est pas un marché de travaux, c’est un service', 'supplies-services'],
    ['c’est pas des travaux', undefined],
    ['c’est des travaux, pas des services', 'works'],
    ['c’est des services pas des travaux', 'supplies-services'],
    ['on a pas des travaux tous les mois', 'works'],
    ['un contrat de nettoyage et non un marché de travaux', 'supplies-services'],
  ])('« %s »', (question, category) => {
    expect(detectCase(question).category).toBe(category);
  });

  test('is known to be denied', () => {
    expect(deniedCategories('c’est pas des travaux !')).toEqual(['works']);
    expect(deniedCategories('c’est pas des travaux mais un peu de travaux quand même')).toEqual([]);
  });
});

describe('the State, where it only helps or is said not to be meant', () => {
  test.each([
    ['on peut m’écarter parce que je suis aidée par l’État ?', undefined],
    ['j’ai une subvention de l’État, puis-je répondre ?', undefined],
    ['un bailleur social, pas celui de l’État', 'social-housing'],
    ['je travaille pour l’État', 'state'],
  ])('« %s » → %s', (question, buyer) => {
    expect(detectCase(question).buyer).toBe(buyer);
  });

  test.each(['viande 120 000', 'du pain et des légumes', 'des draps pour l’hôpital'])(
    '« %s » names goods',
    (question) => {
      expect(detectCase(question).category).toBe('supplies-services');
    },
  );
});
