import { describe, expect, it } from 'vitest';
import { COMPUTATIONS } from '#src/calculators/all-computations.ts';
import { askComputation, plain } from '#support/knowledge/ask-computation.ts';

const ask = (...turns: string[]) => askComputation(COMPUTATIONS, ...turns);

describe('penalties of so much a day, as the contract writes them', () => {
  it('are counted, and counted again without the days that would not be', () => {
    const found = ask(
      'travaux, 84 000 € HT, le CCAP dit 200 € par jour de retard : 21 jours de retard ça fait combien, et si on enlève les 8 jours de pluie ?',
    );
    expect(found?.id).toBe('late-penalties');
    const steps = plain(found?.steps.join(' '));
    expect(steps).toContain('21 × 200 € = 4 200 €');
    expect(steps).toContain('13 × 200 € = 2 600 €');
    expect(steps).toContain('= 8 400 €');
    expect(found?.articles).toEqual(['CCAG Travaux 19.2']);
  });

  it('have no second count where no day is taken away', () => {
    const found = ask('le CCAP dit 150 € par retard de livraison, 6 retards ce mois-ci, combien ?');
    expect(plain(found?.headline)).toContain('900 €');
    expect(plain(found?.steps.join(' '))).not.toContain('Sans ces');
    expect(found?.articles[0]).toBe('CCAG FCS 14.1.3');
  });
});
