import { describe, expect, it } from 'vitest';
import { NEED_VALUE } from '#src/calculators/procedure/need/need-value-reading.ts';
import { PROCUREMENT_PROCEDURE } from '#src/calculators/procedure/procurement-procedure-reading.ts';
import { withObject } from '#src/reader/purchases/several.ts';
import { quantitiesIn } from '#src/reader/quantities.ts';
import { toldBy } from '#src/reader/told.ts';
import { understand } from '#src/reader/understand.ts';
import { figuresOn, plain, TODAY } from '#support/knowledge/ask-computation.ts';

/** What a computation gives to a message, where its page is asked, after what was told. */
function countedAfter(told: string, message: string, { onPages }: Pick<typeof NEED_VALUE, 'onPages'>) {
  const known = withObject(toldBy(told, undefined, TODAY), told);
  const understanding = understand(message, { question: 'merci', told: known }, TODAY);
  const quantities = quantitiesIn(understanding.question, TODAY);
  return onPages?.compute({ understanding, quantities, figures: figuresOn(), today: TODAY });
}

const MEALS = 'nous sommes une commune, on refait le marché des repas de la cantine';
const CLEANING = 'nous sommes une commune, on refait le marché de nettoyage des écoles';

describe('a need told by the year over several, after what is bought', () => {
  it.each([
    'environ 75 000 € HT par an, sur trois ans. Cela change-t-il quelque chose pour la publicité ?',
    'c’est 75 000 € par an sur 3 ans',
  ])('« %s » of meals leaves annex 3 open', (message) => {
    const answer = countedAfter(MEALS, message, PROCUREMENT_PROCEDURE);
    expect(plain(answer?.headline)).toMatch(/^À 225 000 € HT, cela dépend de la liste de l’annexe 3/);
    expect(plain(answer?.steps.join(' '))).toContain('par an × 3 ans = 225 000 € HT');
    expect(answer?.clarify).toBeDefined();
  });

  it('of cleaning is decided by the sum', () => {
    const answer = countedAfter(CLEANING, 'c’est 75 000 € HT par an sur trois ans', PROCUREMENT_PROCEDURE);
    expect(plain(answer?.headline)).toContain('À 225 000 € HT : procédure formalisée');
  });

  it('says yes to who adds the years, and still leaves annex 3 open for meals', () => {
    const message =
      'Trois fois 75 000 €, cela fait 225 000 € HT : on additionne bien les trois années ? Il me semble que cela dépasse 216 000 €.';
    const answer = countedAfter(MEALS, message, NEED_VALUE);
    expect(answer?.verdict).toBe('oui');
    expect(plain(answer?.headline)).toMatch(/^Oui, c’est le total.*225 000 € HT sur 3 ans/);
    expect(answer?.caveats.join(' ')).toContain('annexe 3');
    expect(countedAfter(CLEANING, message, NEED_VALUE)?.caveats.join(' ')).not.toContain('annexe 3');
  });

  it('counts nothing where another sum stands beside', () => {
    const message = 'trois fois 75 000 € et 40 000 €, on additionne bien les trois années ?';
    expect(countedAfter(MEALS, message, NEED_VALUE)).toBeUndefined();
  });
});
