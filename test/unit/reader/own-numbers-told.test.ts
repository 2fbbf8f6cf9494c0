import { describe, expect, it } from 'vitest';
import { invoiceTold } from '#src/calculators/payment/invoice-told.ts';
import { onPurchase } from '#src/reader/purchases/several.ts';
import { quantitiesIn } from '#src/reader/quantities.ts';
import { type Told, toldBy } from '#src/reader/told.ts';

const TODAY = '2026-12-01';

describe('what a contract is worth, its renewals included', () => {
  it.each([
    ['marché de blanchisserie, 95 000 euros HT par an, 3 ans plus une année reconductible', 380_000, 4],
    ['le marché est de 80 000 € HT par an sur 2 ans, plus un an de reconduction', 240_000, 3],
  ])('%s', (message, value, years) => {
    expect(toldBy(message, undefined, TODAY)).toMatchObject({
      worth: { value, tax: 'HT' },
      duration: { value: years, unit: 'ans' },
    });
  });

  it('is not told where it is not said how many times it may be renewed', () => {
    expect(
      toldBy('le marché est de 80 000 € HT par an, reconductible', undefined, TODAY)?.worth,
    ).toBeUndefined();
  });

  it('comes back each year, whatever is counted next', () => {
    expect(quantitiesIn('130 000 par an 1 an renouvelable 3 fois', TODAY).amounts[0]?.per).toBe('an');
  });
});

describe('a time that is only asked of', () => {
  it('is no time that the contract lasts', () => {
    expect(toldBy('En gros, 3 semaines ou un mois ?', undefined, TODAY)?.duration).toBeUndefined();
  });
});

describe('two purchases, the first told without its name', () => {
  const told = (...messages: string[]): Told | undefined =>
    messages.reduce<Told | undefined>(
      (before, message) => onPurchase(message, before, TODAY)?.told ?? toldBy(message, before, TODAY),
      undefined,
    );
  const WORKS = 'Marché de travaux de 240 000 € pour une commune, MAPA ou appel d’offres ?';
  const CLEANING = 'le ménage c’est 28 000 € par an sur 3 ans';

  it('keeps the sum of each, and gives the first its name', () => {
    const both = told(WORKS, CLEANING);
    expect(both).toMatchObject({ object: { said: 'le ménage' }, worth: { value: 84_000 } });
    expect(told(WORKS, CLEANING, 'Et pour la toiture, je dois verser une avance ?')).toMatchObject({
      object: { said: 'la toiture' },
      worth: { value: 240_000 },
    });
  });

  it('goes back to the works where the site is named', () => {
    expect(told(WORKS, CLEANING, 'combien de jours de retard sur le chantier ?')).toMatchObject({
      worth: { value: 240_000 },
    });
  });

  it.each([
    'et l’autre, son attestation manque dans le dossier, je lui redemande ?',
    'elle veut un sous-traitant pour l’isolation, j’accepte quoi ?',
  ])('is not another one: « %s »', (message) => {
    const roof = 'Et pour la toiture, je dois verser une avance ?';
    const after = told(WORKS, CLEANING, roof, message);
    expect(after?.worth?.value ?? 240_000).toBe(240_000);
    expect(onPurchase(message, told(WORKS, CLEANING, roof), TODAY)?.told.object.said ?? 'la toiture').toBe(
      'la toiture',
    );
  });

  it('is no contract of years ago', () => {
    const before = toldBy('L’hôpital cherche un prestataire de blanchisserie', undefined, TODAY);
    const message =
      'il y a trois ans, sur un marché d’espaces verts, j’ai écrit 1,20 au lieu de 12. Comment faire ?';
    expect(onPurchase(message, before, TODAY)).toBeUndefined();
  });
});

describe('an invoice that waits', () => {
  it.each([
    'j’ai une facture de 8400 qui traine depuis 47 jours sur chorus, c’est légal ça ??',
    'ma facture de 8 400 € est en attente depuis 47 jours, c’est normal ?',
    'une facture de 8 400 € dort sur Chorus depuis 47 jours',
  ])('counts from its reception: « %s »', (message) => {
    expect(invoiceTold(message, undefined, TODAY, false)).toMatchObject({
      amount: { value: 8_400 },
      days: 47,
      isSinceReceived: true,
    });
  });
});
