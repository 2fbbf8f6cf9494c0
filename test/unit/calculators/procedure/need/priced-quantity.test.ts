import { describe, expect, it } from 'vitest';
import { pricedQuantity, unsaidTimes } from '#src/calculators/procedure/need/priced-quantity.ts';
import { PROCUREMENT_PROCEDURE } from '#src/calculators/procedure/procurement-procedure-reading.ts';
import { quantitiesIn } from '#src/reader/quantities.ts';
import { understand } from '#src/reader/understand.ts';
import { figuresOn, plain, TODAY } from '#support/knowledge/ask-computation.ts';

const pricedIn = (message: string) => pricedQuantity(quantitiesIn(message, TODAY));

describe('a need that is told by its quantities', () => {
  it.each([
    ['140 repas × 4 jours × 36 semaines à 3,10 €', 62_496],
    ['140 repas par jour, 4 jours par semaine, 36 semaines par an, 3,10 € HT le repas', 62_496],
    ['12 heures par semaine pendant 46 semaines à 25 € de l’heure', 13_800],
    ['900 repas par mois à 4,20 € le repas', 45_360],
    ['900 repas par mois sur 10 mois à 4,20 € le repas', 37_800],
    ['140 repas par jour, 140 jours, 3 € le repas', 58_800],
    ['1 200 paniers par an à 12 € le panier', 14_400],
  ])('« %s » costs %d € a year', (message, yearly) => {
    expect(pricedIn(message)?.yearly).toBe(yearly);
  });

  it.each([
    '140 repas par jour, 4 jours par semaine, 3,10 € le repas',
    '3,10 € le repas, contrat de 3 ans',
    '140 repas et 20 goûters par jour, 140 jours, 3 € et 1 €',
    'un marché de 80 000 € pour 3 écoles',
    '20 000 € par école',
    '3 agents par jour sur 5 jours, 36 semaines, budget de 500 €',
    '140 repas par jour, 140 jours, 3 €',
  ])('nothing is made of « %s »', (message) => {
    expect(pricedIn(message)).toBeUndefined();
  });
});

describe('a need whose times of a year are not told', () => {
  it.each([
    ['140 repas par jour, 4 jours par semaine, 3,10 € le repas', 'semaine', 1_736],
    ['140 repas par jour à 3,10 € le repas', 'jour', 434],
    ['60 heures de ménage par semaine, 25 € de l’heure', 'semaine', 1_500],
  ])('« %s » is counted by %s', (message, per, each) => {
    expect(unsaidTimes(quantitiesIn(message, TODAY))).toMatchObject({ per, each });
  });

  it.each([
    '900 repas par mois à 4,20 € le repas',
    '140 repas par jour, 36 semaines, 3 € le repas',
    '140 repas par jour',
  ])('« %s » lacks nothing that is asked, or too much', (message) => {
    expect(unsaidTimes(quantitiesIn(message, TODAY))).toBeUndefined();
  });
});

describe('its procedure', () => {
  const ask = (message: string) => {
    const understanding = understand(message, undefined, TODAY);
    const quantities = quantitiesIn(understanding.question, TODAY);
    return PROCUREMENT_PROCEDURE.compute({ understanding, quantities, figures: figuresOn(), today: TODAY });
  };

  it('is that of all its years, and the multiplication is shown', () => {
    const answer = ask(
      'Mairie, ménage : 60 heures par semaine, 46 semaines, 25 € HT de l’heure, 4 ans : quelle procédure ?',
    );
    expect(plain(answer?.headline)).toContain('À 276 000 € HT : procédure formalisée');
    expect(plain(answer?.steps[0])).toBe('60 heures × 46 semaines × 25 € HT = 69 000 € HT par an.');
    expect(plain(answer?.steps[1])).toBe('69 000 € HT par an × 4 ans = 276 000 € HT.');
  });

  it('is asked for where the weeks of a year are not told, and a price by the hour is no need', () => {
    const answer = ask('Mairie : 60 heures par semaine de ménage, 25 € HT de l’heure, quelle procédure ?');
    expect(plain(answer?.headline)).toContain('Il me manque le nombre de semaines');
    expect(plain(answer?.steps[0])).toBe('60 heures × 25 € HT = 1 500 € HT par semaine.');
    expect(answer?.clarify?.choices.map(({ value }) => value)).toContain('36 semaines par an');
  });

  it('says once what a year is made of, where the years decide', () => {
    const need = 'Mairie : 140 repas × 4 jours × 36 semaines à 3,10 € HT, quelle procédure ?';
    const steps = ask(need)?.steps ?? [];
    expect(steps.filter((step) => plain(step)?.startsWith('140 repas'))).toHaveLength(1);
  });

  it('counts a contract told in months', () => {
    const answer = ask(
      'Mairie : 140 repas par jour, 140 jours, 3 € HT le repas, marché de 24 mois : quelle procédure ?',
    );
    expect(plain(answer?.steps[1])).toBe('58 800 € HT par an × 2 ans = 117 600 € HT.');
  });

  it('is not that of hours of insertion beside a sum', () => {
    const message = 'Mairie : 500 heures d’insertion sur un marché de 300 000 € HT, c’est obligatoire ?';
    expect(ask(message)).toBeUndefined();
  });
});

describe('what is built tells works', () => {
  const headline = (message: string) => {
    const understanding = understand(message, undefined, TODAY);
    const quantities = quantitiesIn(understanding.question, TODAY);
    const answer = PROCUREMENT_PROCEDURE.compute({
      understanding,
      quantities,
      figures: figuresOn(),
      today: TODAY,
    });
    return { says: plain(answer?.headline), caveats: plain(answer?.caveats.join(' ')) };
  };

  it.each([
    'Mairie : on refait la toiture de l’école, l’architecte estime à 180 000 € HT. Dois-je faire un appel d’offres ?',
    'Mairie : on change les fenêtres pour 180 000 € HT, dois-je faire un appel d’offres ?',
    'La commune refait la cour de l’école pour 180 000 € HT, dois-je faire un appel d’offres ?',
  ])('in « %s »', (message) => {
    const { says, caveats } = headline(message);
    expect(says).toContain('100 000 € HT pour les travaux');
    expect(caveats).not.toContain('Compté comme');
  });

  it.each([
    'Mairie : honoraires de l’architecte pour la toiture, 70 000 € HT, dois-je mettre en concurrence ?',
    'Mairie : maintenance de la chaudière pour 70 000 € HT, services, dois-je mettre en concurrence ?',
  ])('and not in « %s »', (message) => {
    expect(headline(message).says).toContain('60 000 € HT');
  });

  it('and a kind that nobody said is said to be taken', () => {
    expect(headline('Mairie, 150 000 € HT : quelle procédure ?').caveats).toContain(
      'Compté comme des fournitures ou services',
    );
  });
});
