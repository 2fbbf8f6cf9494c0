import { describe, expect, it } from 'vitest';
import { lateInterestComputation } from '#src/calculators/payment/late-interest-reading.ts';
import { quantitiesIn } from '#src/reader/quantities.ts';
import { understand } from '#src/reader/understand.ts';
import { figuresOn, TODAY } from '#support/knowledge/ask-computation.ts';

const onPage = (text: string) =>
  lateInterestComputation.onPages?.compute({
    understanding: understand(text, undefined, TODAY),
    quantities: quantitiesIn(text, TODAY),
    figures: figuresOn(),
    today: TODAY,
  });

describe('What late payment is worth, asked by its meaning', () => {
  it('asks for the sum of the invoice, where only the days are told', () => {
    const given = onPage('ils ont payé avec 25 jours de retard, ça me fait combien ?');
    expect(given?.headline).toContain('montant TTC de la facture');
    expect(given?.headline).toMatch(/40\s€/);
    expect(given?.clarify?.question).toContain('TTC');
  });

  it('counts, once all is told', () => {
    const given = onPage('payé avec 25 jours de retard, ça me fait combien ? 12 000 € ttc taux BCE 2,15 %');
    expect(given?.headline.replace(/\s/g, ' ')).toContain('123,42 €');
  });

  it('says what it takes the days for, where nothing tells', () => {
    const days = /envoyé la facture/;
    const told = onPage('facture de 12 000 € TTC, ça fait 71 jours, ça me fait combien ? taux BCE 2 %');
    expect(told?.caveats.join(' ')).toMatch(days);
    const late = onPage('12 000 € TTC payés avec 71 jours de retard, ça me fait combien ? taux BCE 2 %');
    expect(late?.caveats.join(' ')).not.toMatch(days);
  });

  it.each([
    'quand un acheteur public doit-il me verser les intérêts ?',
    'ils ont payé avec 25 jours de retard',
    'combien pour mes intérêts ?',
  ])('leaves « %s » to the page', (text) => {
    expect(onPage(text)).toBeUndefined();
  });
});
