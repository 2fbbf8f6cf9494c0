import { describe, expect, it } from 'vitest';
import { PROCEDURE_COMPUTATIONS } from '#src/calculators/all-computations.ts';
import { standstillComputation } from '#src/calculators/appeals/standstill-reading.ts';
import { asQuestion, invoiceTold } from '#src/calculators/payment/invoice-told.ts';
import { lateInterestComputation } from '#src/calculators/payment/late-interest-reading.ts';
import { asksWhatIsKept } from '#src/features/privacy/rules/request.ts';
import { partsIn } from '#src/reader/parts.ts';
import { toldBy } from '#src/reader/told.ts';
import { askComputation, plain } from '#support/knowledge/ask-computation.ts';

const TODAY = '2026-11-29';

describe('An invoice that is some days old', () => {
  it.each([
    'Ce département me doit 18 400 € TTC, facture d’il y a 52 jours. Que puis-je réclamer ?',
    'La commune me doit 18 400 € TTC, facture d’il y a 52 jours. J’ai droit à quoi ?',
    'La commune me doit 18 400 € TTC, facture d’il y a 52 jours. Que puis-je lui demander ?',
  ])('counts from that day: « %s »', (message) => {
    const told = invoiceTold(message, undefined, TODAY, false);
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
    ['mon numéro, vous le gardez combien de temps ?', true],
    ['vous gardez mes messages combien de jours ?', true],
    ['tu gardes quelles infos sur nous', true],
    ['combien de temps dois-je garder mes factures ?', false],
    ['vous enregistrez mon entreprise ? il faut quoi comme papiers ?', false],
    ['combien de temps conservez-vous la retenue de garantie de mon marche ?', false],
    ['si vous gardez notre offre, a quel prix et combien de jours ?', false],
    ['vous conservez nos offres combien de jours, nous dit la mairie', false],
    ['tu enregistres ma date limite ? a quelle heure', false],
    ['vous gardez mon numero de marche combien de temps ?', false],
    ['combien de temps gardez-vous les echanges avec les candidats ?', false],
    ['vous allez garder mon numero combien de temps ?', true],
    ['quelles infos vous avez gardees sur moi ?', true],
    ['mes donnees sont gardees combien de temps ?', true],
    ['vous stockez mon siret combien de temps ?', true],
    ['la mairie me dit "vous gardez quoi de nous ?"', false],
    ['vous gardez ma retenue, sur nous vous faites quoi ?', false],
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
  const LETTER = 'ma lettre de rejet est arrivée il y a six jours par la plateforme';
  it.each([
    [`${LETTER} : il me reste cinq jours ?`, 'c’est bien cela'],
    [`${LETTER} : il me reste encore cinq jours avant la signature ?`, 'c’est bien cela'],
    [`${LETTER}, il me reste 8 jours ?`, 'ce n’est pas cela'],
    ['la lettre est arrivée il y a six jours, il me reste cinq jours ?', 'c’est bien cela'],
  ])('are those of the wait: « %s »: %s', (question, judged) => {
    const { headline = '' } = askComputation([ON_PAGE], question) ?? {};
    expect(plain(headline)).toContain(judged);
    expect(plain(headline)).toContain('il reste 5 jours');
  });

  it.each([
    [`${LETTER} : il me reste cinq jours pour un référé ?`, 'ce n’est pas cela'],
    [`${LETTER} : il me reste encore 5 jours pour saisir le juge ?`, 'ce n’est pas cela'],
    [`${LETTER} : il me reste 5 jours pour agir ?`, 'ce n’est pas cela'],
    [`${LETTER} : il me reste 3 jours pour agir ?`, 'c’est bien cela'],
  ])('to act are those before the last safe day: « %s »: %s', (question, judged) => {
    const { headline = '' } = askComputation([ON_PAGE], question) ?? {};
    expect(plain(headline)).toContain(judged);
    expect(plain(headline)).toContain('vendredi 27 novembre 2026, dans 3 jours');
  });

  it.each([
    'la lettre de notification du marché est arrivée il y a six jours, il me reste cinq jours ?',
    'j’ai reçu une mise en demeure il y a 6 jours, il me reste 5 jours ?',
    'la lettre d’attribution est arrivée il y a 6 jours, il me reste 5 jours ?',
    'j’ai reçu le DCE il y a 6 jours, il me reste 5 jours ?',
  ])('are those of a rejection only: « %s »', (question) => {
    expect(askComputation([ON_PAGE], question)).toBeUndefined();
  });

  it('are not those of a site', () => {
    const found = askComputation(
      [ON_PAGE],
      `${LETTER}, il reste 20 jours de chantier sur mon autre marché, quel délai pour un recours ?`,
    );
    expect(plain(found?.headline)).not.toMatch(/20 jours|pas cela/);
    expect(plain(found?.headline)).toContain('27 novembre 2026');
  });

  it('are not counted from the day a paper letter came', () => {
    const found = askComputation(
      [ON_PAGE],
      'lettre de rejet reçue par courrier recommandé il y a 4 jours, il me reste 12 jours ?',
    );
    expect(found?.steps.join(' ')).not.toContain('−');
    expect(plain(found?.headline)).toContain('part du jour d’envoi');
  });
});

it('a consumer owes neither the rate of public buyers nor the flat sum of firms', () => {
  const owed = (who: string) =>
    askComputation(
      [lateInterestComputation],
      `${who} me doit 10 000 € TTC, facture d’il y a 52 jours. Que puis-je réclamer ?`,
    );
  expect(owed('La mairie')).toBeDefined();
  expect(owed('Un particulier')).toBeUndefined();
});
