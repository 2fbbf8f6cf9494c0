import { describe, expect, it } from 'vitest';
import { lateInterestComputation } from '#src/calculators/payment/late-interest-reading.ts';
import { quantitiesIn } from '#src/reader/quantities.ts';
import { understand } from '#src/reader/understand.ts';
import { figuresOn, plain, TODAY } from '#support/knowledge/ask-computation.ts';

const onPage = (text: string) =>
  lateInterestComputation.onPages?.compute({
    understanding: understand(text, undefined, TODAY),
    quantities: quantitiesIn(text, TODAY),
    figures: figuresOn(),
    today: TODAY,
  });

describe('A buyer that paid late', () => {
  it.each([
    [
      'Je suis secrétaire de mairie. On a payé une facture de 12 000 euros avec 20 jours de retard et l’entreprise nous réclame des intérêts. On peut dire non ?',
      '52,60 €',
    ],
    [
      'Je travaille à la mairie. On a réglé une facture de 5 400 € avec 12 jours de retard, le fournisseur nous demande des intérêts. Peut-on refuser ?',
      '14,20 €',
    ],
    [
      'nous sommes un syndicat intercommunal, on paye toujours 10 jours trop tard, une entreprise reclame 40 euros plus les interets sur 3 000 euros, on est obligé ?',
      '6,58 €',
    ],
  ])('is told what it owes: « %s »', (text, points) => {
    const given = onPage(text);
    expect(given?.headline).toContain('l’acheteur ne peut pas les refuser');
    expect(plain(given?.headline)).toContain(points);
    expect(given?.clarify?.question).toContain('BCE');
  });

  it('counts to the cent, once the rate is told', () => {
    const given = onPage(
      'Nous sommes une commune. On a payé 12 000 € TTC avec 20 jours de retard, taux BCE 2,15 %, combien on doit ?',
    );
    expect(plain(given?.headline)).toContain('106,74 €');
  });
});
