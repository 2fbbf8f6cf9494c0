import { describe, expect, it } from 'vitest';
import { type Told, toldBy, withTold } from '#src/reader/told.ts';

const TODAY = '2026-11-24';
const toldAfter = (...messages: string[]): Told | undefined =>
  messages.reduce<Told | undefined>((told, message) => toldBy(message, told, TODAY), undefined);

describe('A buyer that is denied', () => {
  it('is no longer the one that was told', () => {
    const told = toldBy('je vends à l’État', undefined, TODAY);
    expect(toldBy('j’ai jamais parlé de l’État', told, TODAY)?.buyer).toBeUndefined();
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
