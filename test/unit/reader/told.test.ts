import { describe, expect, it } from 'vitest';
import { type Told, toldBy, withEuros, withTold } from '#src/reader/told.ts';

const TODAY = '2026-11-24';
const toldAfter = (...messages: string[]): Told | undefined =>
  messages.reduce<Told | undefined>((told, message) => toldBy(message, told, TODAY), undefined);

describe('A buyer that is denied', () => {
  it('is no longer the one that was told', () => {
    const told = toldBy('je vends à l’État', undefined, TODAY);
    expect(toldBy('j’ai jamais parlé de l’État', told, TODAY)?.buyer).toBeUndefined();
  });

  it('is none of what who writes says that they are not, for any of their purchases', () => {
    const told = { buyer: 'local', others: [{ buyer: 'local' }] } as const;
    const after = toldBy('on est une association, pas une commune', told, TODAY);
    expect(after?.buyer).toBeUndefined();
    expect(after?.others).toEqual([{ buyer: undefined }]);
    expect(toldBy('pourquoi pas une commune ?', told, TODAY)?.buyer).toBe('local');
  });
});

describe('A contract that lasts some weeks', () => {
  it.each([
    ['Les travaux durent 6 semaines pendant l’été.', { value: 6, unit: 'semaines' }],
    ['58 000 HT, chantier de cinq semaines en juillet', { value: 5, unit: 'semaines' }],
    ['La durée ? 6 semaines, donc moins de 2 mois.', { value: 6, unit: 'semaines' }],
    ['il reste 2 semaines pour répondre', undefined],
    ['facture impayée depuis 3 semaines', undefined],
  ])('« %s »', (message, duration) => {
    expect(toldBy(message, undefined, TODAY)?.duration).toEqual(duration);
  });

  it('replaces what was guessed before', () => {
    expect(toldAfter('un marché sur 2 mois', 'non, le chantier dure 6 semaines')?.duration?.unit).toBe(
      'semaines',
    );
  });
});

describe('A number without its sign', () => {
  it.each([
    ['finalement la cantine c’est 80 000', 'finalement la cantine c’est 80 000 €'],
    ['c’est 80000 HT', 'c’est 80000 € HT'],
    ['plutôt 800', 'plutôt 800 €'],
  ])('is a sum in « %s »', (message, read) => {
    expect(withEuros(message)).toBe(read);
  });

  it.each([
    'c’est à Lille, 59000',
    'finalement c’est 12 000 habitants',
    'c’est 2026',
    'plutôt 70 000 €',
    'c’est 450 m2',
  ])('is none in « %s »', (message) => {
    expect(withEuros(message)).toBe(message);
  });

  it.each([
    'bailleur social, ils disent rc pro, moi jai une RC exploitation de base a 1 million',
    'la mairie veut notre responsabilité civile à 2 000 000 €',
    'je suis assuré pour 500 000 €, la commune demande plus',
  ])('that what an insurance covers is not what a contract is worth: « %s »', (message) => {
    expect(toldBy(message, undefined, TODAY)?.worth).toBeUndefined();
  });

  it('that one of many costs is not what a contract is worth', () => {
    expect(
      toldBy('des ordinateurs pour la mairie à 700 € le poste', undefined, TODAY)?.worth,
    ).toBeUndefined();
  });
});

describe('On which side of the contract who writes stands', () => {
  it.each([
    'je suis l’acheteur, pas l’entreprise',
    'je suis secrétaire de mairie d’une commune de 2 800 habitants',
    'nous devons refaire notre marché : nous relançons la consultation, dois-je allotir ?',
    'nous sommes une communauté de communes, combien de jours pour payer ?',
    'c’est moi qui achète, pour la mairie',
    'comment dois-je prévenir les entreprises perdantes ?',
    'sous quel délai notre commune doit-elle régler les factures ?',
  ])('is that of the buyer: « %s »', (message) => {
    expect(toldAfter(message)?.side).toBe('buyer');
  });

  it.each([
    'notre offre n’est pas retenue',
    'j’ai perdu le marché de la commune',
    'la commune doit-elle régler mes factures ?',
    'mon entreprise répond seule, l’acheteur doit-il allotir ?',
  ])('is not that of the buyer: « %s »', (message) => {
    expect(toldAfter(message)?.side).not.toBe('buyer');
  });
});

describe('What a conversation tells of its contract', () => {
  it('is the buyer, what is bought, what it is worth and how long it lasts, said once', () => {
    const first = toldAfter('la mairie de Lens nous prend pour du nettoyage, 62 000 euros HT sur 8 mois');
    expect(first).toEqual({
      buyer: 'local',
      category: 'supplies-services',
      worth: { value: 62_000, tax: 'HT' },
      duration: { value: 8, unit: 'mois' },
    });
    expect(toldAfter('la mairie nous prend pour 62 000 €', 'quel délai de paiement ?')).toMatchObject({
      buyer: 'local',
      worth: { value: 62_000 },
    });
  });

  it('is the procedure, said or concluded to, as long as the sum is the same', () => {
    expect(toldAfter('je suis en MAPA, quel délai ?')).toMatchObject({ procedure: 'adapted' });
    expect(toldAfter('procédure adaptée ou appel d’offres ?')?.procedure).toBeUndefined();
    const concluded = toldBy('quelle procédure pour 150 000 € HT ?', undefined, TODAY, 'adapted');
    expect(toldBy('et la publicité ?', concluded, TODAY)).toMatchObject({ procedure: 'adapted' });
    expect(toldBy('en fait c’est 300 000 € HT', concluded, TODAY)?.procedure).toBeUndefined();
  });

  it('is not the procedure that it denies, nor one that it doubts', () => {
    expect(toldAfter('c’est pas un mapa')).toMatchObject({ procedure: 'formal' });
    expect(toldAfter('je suis en MAPA', 'en fait on n’est plus en procédure adaptée')).toMatchObject({
      procedure: 'formal',
    });
    for (const message of ['je ne sais pas si c’est un mapa', 'c’est un mapa ou quoi ?', 'c’est un MAPA ?'])
      expect(toldAfter(message)?.procedure).toBeUndefined();
    expect(toldAfter('c’est un mapa, pas un appel d’offres')).toMatchObject({ procedure: 'adapted' });
  });

  it('is what was said last', () => {
    const told = toldAfter(
      'la mairie nous prend pour 62 000 €',
      'non, 45 000 € en fait',
      'et c’est des travaux',
    );
    expect(told).toMatchObject({ buyer: 'local', worth: { value: 45_000 }, category: 'works' });
  });

  it('is of another contract, once another buyer is told with another sum', () => {
    const told = toldAfter('mairie, 62 000 €, sur 8 mois', 'l’hôpital, lui, c’est 20 000 €');
    expect(told).toEqual({ buyer: 'hospital', worth: { value: 20_000, tax: undefined } });
  });

  it.each([
    'ma facture de 12 000 € n’est pas payée',
    'on veut laisser 12 000 € à un sous-traitant',
    'la retenue fait 3 100 €',
    'ils veulent ajouter 8 000 € aux 210 000 €',
    'notre chiffre d’affaires est de 300 000 €',
    '2 000 € par mois',
    'le seuil de 60 000 €',
  ])('is not worth what « %s » counts', (message) => {
    expect(toldAfter(message)?.worth).toBeUndefined();
  });

  it.each(['ça fait 2 mois qu’ils ne paient pas', 'la boîte existe depuis 3 ans', 'il reste 2 mois'])(
    'does not last as long as « %s » says',
    (message) => {
      expect(toldAfter(message)?.duration).toBeUndefined();
    },
  );

  it('is nothing, where nothing was told, and of no private client, whose rules are others', () => {
    expect(toldAfter('bonjour')).toBeUndefined();
    expect(toldAfter('un client privé me doit de l’argent')).toBeUndefined();
  });
});

describe('A question completed with what was told', () => {
  const told = toldAfter('la mairie de Lens nous prend pour du nettoyage, 62 000 euros HT sur 8 mois');

  it('says what it does not say by itself', () => {
    expect(told && withTold('j’ai droit à une avance ?', told, TODAY)).toBe(
      'j’ai droit à une avance, pour une collectivité, fournitures ou services, marché de 62000 € HT, sur 8 mois ?',
    );
  });

  it('keeps its own buyer and sum', () => {
    expect(told && withTold('et à 90 000 € avec l’État, j’y ai droit ?', told, TODAY)).not.toMatch(
      /collectivité|62000/,
    );
  });
});

describe('Who speaks of a buyer', () => {
  it.each([
    'La secrétaire de mairie m’a dit que c’est trop bas',
    'Je fais partie des entreprises non retenues',
    'Notre commune doit-elle nous payer sous 30 jours ?',
    'On passe un marché avec la mairie',
    'Un agent de mairie m’a dit d’attendre',
    'Ils n’envoient rien aux perdants ?',
    'Notre mairie lance un marché, je peux répondre ?',
    'Notre commune veut nous appliquer des pénalités',
    'je renouvelle mon marché avec la mairie',
    'c’est moi qui achète les fournitures du chantier',
    'l’acheteur demande aux candidats un chiffre d’affaires énorme',
    'une employée de mairie nous a dit de passer',
    'une acheteuse m’a appelé',
    'Notre commune lance un marché public, comment je fais une offre ?',
    'je prépare un appel d’offres de la mairie',
    'Ils doivent prévenir les perdants ?',
    'je passe un marché avec mon sous-traitant',
    'dois-je allotir mon offre ?',
    'je suis acheteur pour une boîte privée',
    'je suis responsable des achats chez Dupont SARL',
    'on est une entreprise, on lance un appel d’offres pour trouver un sous-traitant',
  ])('is no buyer for that: « %s »', (message) => {
    expect(toldAfter(message)?.side).not.toBe('buyer');
  });

  it.each([
    'je suis secrétaire de mairie, et les entreprises doivent répondre sous 20 jours',
    'en tant qu’acheteur, je fais quoi ?',
    'acheteur ici : notre titulaire nous doit des pénalités',
    'je suis au service achat de l’hôpital, que vérifier chez le gagnant ?',
    'je prépare un marché de nettoyage',
    'nous sommes une commune',
    'dois-je allotir ?',
  ])('is one, who says so: « %s »', (message) => {
    expect(toldAfter(message)?.side).toBe('buyer');
  });
});

describe('An amount by the year', () => {
  it.each([
    ['Le marché faisait environ 150 000 € HT par an sur quatre ans', 600_000],
    ['repas livrés, environ 75 000 € HT par an, 3 ans', 225_000],
    ['contrat de nettoyage à 40 000 € HT par an, durée 4 ans', 160_000],
    ['cantine : 80 000 € HT/an, 2 ans', 160_000],
    ['marché de 240 000 € HT soit 60 000 € HT par an sur 4 ans', 240_000],
  ])('is told over all the years: « %s »', (message, value) => {
    expect(toldAfter(message)?.worth).toMatchObject({ value });
  });

  it.each([
    'Ma boîte fait 500 000 € par an et on vise un marché de 4 ans, quel DUME ?',
    'Marché d’un an à 60 000 € HT par an, reconductible 3 fois',
    'Marché de ménage, 40 000 € HT par an, 1 an renouvelable 3 fois',
    'Marché de 4 ans, 60 000 € HT par an et 20 000 € HT d’options',
    'Le loyer est de 12 000 € par an, marché de 3 ans',
    'On fait 200 000 € par an, marché de nettoyage de 3 ans',
    'notre salarié nous coûte 30 000 € par an, contrat de 3 ans',
    'marché de 4 ans, notre chiffre est de 300 000 € par an',
    'Marché d’un an à 60 000 € HT par an, pendant 3 ans',
  ])('gives no worth where it may be another one: « %s »', (message) => {
    expect(toldAfter(message)?.worth).toBeUndefined();
  });
});

describe('A buyer who speaks of companies', () => {
  it.each([
    'je suis acheteur, dois-je attendre pour signer ? une SARL m’a écrit',
    'je suis acheteur, une SARL candidate demande un délai',
    'nous sommes une mairie, une SAS nous a écrit',
    'nous sommes une société publique locale, nous lançons un marché',
    'nous sommes une société d’économie mixte, nous lançons un marché',
    'je prépare un marché pour un groupe scolaire',
    'je suis acheteur, faut-il un DC4 pour un sous-traitant ?',
  ])('is still one: « %s »', (message) => {
    expect(toldAfter(message)?.side).toBe('buyer');
  });

  it.each([
    'je suis acheteur chez Dupont SARL',
    'je suis acheteur, nous sommes une SAS',
    'je suis acheteur pour une SARL',
    'je suis acheteuse dans une société privée',
    'je prépare un marché pour des sous-traitants',
    'ma SARL lance un marché, je suis acheteur',
  ])('is none, where a company buys: « %s »', (message) => {
    expect(toldAfter(message)?.side).not.toBe('buyer');
  });
});

describe('The sum of a contract, beside that of somebody else', () => {
  it.each([
    'non non 84000 c est mon marché a moi. lui c est 9500€',
    'mais non 9500 c’est l’échafaudeur, mon marché c’est 84000 ht',
    'Mon marché, c’est 84 000 € ; elle, c’est 9 500 €.',
  ])('« %s »', (message) => {
    expect(toldBy(withEuros(message), undefined, TODAY)?.worth?.value).toBe(84_000);
  });

  it('stays what was told, whatever another one has', () => {
    expect(toldAfter('un marché de 84 000 € HT', 'et lui c’est 9 500 €')?.worth?.value).toBe(84_000);
  });
});
