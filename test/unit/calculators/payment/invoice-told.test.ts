import { describe, expect, it } from 'vitest';
import { asQuestion, invoiceTold } from '#src/calculators/payment/invoice-told.ts';
import type { InvoiceTold } from '#src/reader/told.ts';
import { TODAY } from '#support/knowledge/ask-computation.ts';

/** What is told, message after message, once the first is about the invoice. */
const told = (...messages: readonly string[]) =>
  messages.reduce<InvoiceTold | undefined>(
    (before, message, at) => invoiceTold(message, before, TODAY, at > 0),
    undefined,
  );

describe('What is told of a late invoice', () => {
  it('comes in any order, in several messages, and the last word of each number holds', () => {
    const invoice = told(
      'une agglo m’a toujours pas payé une facture de 11 400 €, 71 jours de retard',
      'non pardon c 12 400 ttc pas 11',
      'il me dit 2,15 % le taux',
      'en fait 41 jours de retard',
    );
    expect(invoice).toMatchObject({
      amount: { value: 12_400, tax: 'TTC' },
      days: 41,
      isSinceReceived: false,
      bankRate: '2,15',
    });
  });

  it.each([
    'et là je viens de recevoir une facture de la boite de gros oeuvre 1 240 euros compte prorata',
    'le loueur d’échafaudage, j’ai reçu sa facture de 1 240 € impayée',
    'on m’a envoyé une facture de 1 240 € que je n’ai pas payée',
  ])('is not one that was sent to who writes: « %s »', (message) => {
    expect(invoiceTold(message, undefined, TODAY, false)).toBeUndefined();
    const own = told(message, 'ma situation de 18 400 € n’est pas payée par la mairie, 31 jours de retard');
    expect(own?.amount?.value).toBe(18_400);
  });

  it('is told by who asks what they are owed, too', () => {
    const first =
      'une agglo ma toujour pas payer une facture de 11 400 € sa fait 71 jour!! j’ai droit a conbien d’interet ?';
    expect(invoiceTold(first, undefined, TODAY, true)).toMatchObject({ amount: { value: 11_400 }, days: 71 });
  });

  it.each([
    'dans le CCAP c’est marqué 50 € par quart d’heure de retard à la livraison, c’est légal ?',
    'la facture c’est fini ! je parle des pénalités si moi je livre en retard, 50 euros le quart d’heure',
    'et eux ils peuvent me retirer 100 €/jour de retard ?',
  ])('is not told by a penalty of the contract: « %s »', (message) => {
    const first = 'une mairie me doit une facture de 2 300 € TTC depuis 70 jours';
    expect(told(first, message)).toEqual(told(first));
  });

  it('tells the days since the invoice from those of the delay', () => {
    const invoice = told(
      'facture de 12 400 € TTC impayée, taux BCE 2,15 %',
      'les 71 jours c depuis que j’ai déposé la facture sur chorus, donc le retard c moins ?',
    );
    expect(invoice).toMatchObject({ days: 71, isSinceReceived: true });
    expect(asQuestion(invoice as InvoiceTold)).toContain('reçue il y a 71 jours');
  });

  it('counts another number of days as the one before', () => {
    const first = 'La commune me doit 18 400 € TTC, facture d’il y a 52 jours. J’ai droit à quoi ?';
    expect(told(first, 'et pour 60 jours ça fait combien ?')).toMatchObject({
      days: 60,
      isSinceReceived: true,
    });
    expect(told(first, 'en fait 41 jours de retard')).toMatchObject({ days: 41, isSinceReceived: false });
  });

  it('takes the rate that is said last in one breath', () => {
    expect(told('facture de 900 € TTC impayée', 'taux BCE 2,15 %, enfin non, 2,40 %')?.bankRate).toBe('2,4');
  });

  it.each([
    'et le prochain marché fait 60 000 € HT sur 1 an, quelle avance ?',
    'et la TVA à 10 % ?',
    'j’enlève 30 jours',
    'on est 4 en 2026',
  ])('« %s » changes nothing of it', (message) => {
    const first = 'facture de 12 400 € TTC, 41 jours de retard, taux BCE 2,15 %';
    expect(told(first, message)).toMatchObject({
      amount: { value: 12_400 },
      days: 41,
      bankRate: '2,15',
    });
  });
});

describe('What is asked or told of something else', () => {
  const WHOLE = 'facture de 12 400 € TTC, 41 jours de retard, taux BCE 2,15 %';

  it.each([
    'le délai de paiement c’est bien 30 jours ?',
    'et pour un hôpital c’est 50 jours ?',
    'ils ont 30 jours pour payer, non ?',
    'c’est bien BCE + 8 % ?',
    'j’ai payé 1 500 € d’agios, je peux les réclamer ?',
  ])('« %s » changes nothing', (message) => {
    expect(told(WHOLE, message)).toEqual(told(WHOLE));
  });

  it('another invoice keeps none of the days of the first', () => {
    expect(
      told(WHOLE, 'ma facture de 8 000 € TTC reçue le 3 janvier n’est toujours pas payée'),
    ).toMatchObject({
      amount: { value: 8_000 },
      days: undefined,
    });
    expect(told(WHOLE, 'une autre facture de 5 000 €, 2 mois de retard')).toMatchObject({
      days: 60,
      months: 2,
    });
  });

  it('what was paid at last is not counted to this day', () => {
    const paid = told('facture de 900 € TTC payée 70 jours après réception, taux BCE 2 %');
    expect(asQuestion(paid as InvoiceTold)).toContain('payée 70 jours après réception');
  });
});
