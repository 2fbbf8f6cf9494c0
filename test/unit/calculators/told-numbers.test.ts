import { describe, expect, it } from 'vitest';
import { PROCEDURE_COMPUTATIONS } from '#src/calculators/all-computations.ts';
import { standstillComputation } from '#src/calculators/appeals/standstill-reading.ts';
import { asQuestion, invoiceTold } from '#src/calculators/payment/invoice-told.ts';
import { asksWhatIsKept } from '#src/features/privacy/rules/request.ts';
import { partsIn } from '#src/reader/parts.ts';
import { toldBy } from '#src/reader/told.ts';
import { askComputation, plain } from '#support/knowledge/ask-computation.ts';

const TODAY = '2026-11-29';

describe('An invoice that is some days old', () => {
  it('counts from that day', () => {
    const told = invoiceTold(
      'Ce département me doit 18 400 € TTC, facture d’il y a 52 jours. Que puis-je réclamer ?',
      undefined,
      TODAY,
      false,
    );
    expect(told).toMatchObject({ amount: { value: 18_400, tax: 'TTC' }, days: 52, isSinceReceived: true });
    expect(asQuestion(told ?? {})).not.toContain('taux');
  });
});

describe('An amount by the year', () => {
  it('is told over the years that the contract lasts', () => {
    expect(toldBy('le marché fait 75 000 € HT par an pendant 3 ans', undefined, TODAY)?.worth).toEqual({
      value: 225_000,
      tax: 'HT',
    });
  });
});

describe('Two questions of one message', () => {
  it('may be a question and a bare noun', () => {
    expect(partsIn('je peux répondre à un seul lot ? et l’avance ?').map(({ asked }) => asked)).toEqual([
      'je peux répondre à un seul lot ?',
      'L’avance ?',
    ]);
    expect(partsIn('Ai-je droit à une avance pour des travaux ? et les fournitures ?')).toHaveLength(1);
  });
});

describe('What is kept of somebody', () => {
  it.each([
    ['dernier truc vous garder koi sur moi au juste ?', true],
    ['mon num mon chiffre cette discution vous les garder combien de tps ?', true],
    ['combien de temps dois-je garder mes factures ?', false],
  ])('is asked: « %s » (%s)', (text, asked) => {
    expect(asksWhatIsKept(text)).toBe(asked);
  });
});

describe('A turnover that is told', () => {
  const FIRST = 'mon chiffre c 210 000 euro par an le lot 2 c 90 000 ca sufit ?';
  const ask = (...turns: string[]) => askComputation(PROCEDURE_COMPUTATIONS, ...turns);

  it('is compared with the most that may be asked of a lot', () => {
    expect(ask(FIRST)?.verdict).toBe('oui');
    expect(plain(ask(FIRST)?.headline)).toContain('135 000 €');
  });

  it('is that of the correction', () => {
    const mended = ask(`${FIRST} pardon je me sui trompé mon chiffre c 120 000 pas 210 000`);
    expect(mended?.verdict).toBeUndefined();
    expect(plain(mended?.headline)).toContain('Avec 120 000 €');
  });
});

describe('A procedure that is not known', () => {
  it('is told by the amount over all the years', () => {
    const found = askComputation(
      PROCEDURE_COMPUTATIONS,
      'C’est le département du Nord, je ne sais pas si c’est adapté ou formalisé. Comment le savoir ? Le marché faisait environ 150 000 € HT par an sur quatre ans.',
    );
    expect(plain(found?.headline)).toContain('À 600 000 € HT');
    expect(plain(found?.headline)).toContain('procédure formalisée');
  });
});

/** The computation, as the page on that wait asks for it. */
const ON_PAGE = {
  ...standstillComputation,
  compute: standstillComputation.onPages?.compute ?? standstillComputation.compute,
};

describe('The days that are left after a rejection', () => {
  it.each([
    [
      'ma lettre de rejet est arrivée il y a six jours par la plateforme : il me reste cinq jours pour un référé ?',
      'c’est bien cela',
    ],
    [
      'ma lettre de rejet est arrivée il y a six jours par mail, il me reste 8 jours pour un référé ?',
      'ce n’est pas cela',
    ],
  ])('« %s »: %s', (question, judged) => {
    const { headline = '' } = askComputation([ON_PAGE], question) ?? {};
    expect(plain(headline)).toContain(judged);
    expect(plain(headline)).toContain('il reste 5 jours');
  });
});
