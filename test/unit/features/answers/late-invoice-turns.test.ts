import { describe, expect, it } from 'vitest';
import { invoiceTold } from '#src/calculators/payment/invoice-told.ts';
import { LATE_INTEREST } from '#src/calculators/payment/late-interest-reading.ts';
import type { Answer } from '#src/features/answers/answer.ts';
import { computedBy, toComputedAnswer } from '#src/features/answers/compute.ts';
import { countedInvoice } from '#src/features/answers/counted-invoice.ts';
import { EMPTY_GLOSSARY } from '#src/knowledge/model/glossary.ts';
import { toldBy } from '#src/reader/told.ts';
import { type ThreadContext, understand } from '#src/reader/understand.ts';
import { makeKnowledgeBase } from '#src/retrieval/knowledge-base.ts';
import { REGISTER } from '#support/knowledge/ask-computation.ts';
import { passagesFrom } from '#support/knowledge/passages.ts';

const today = '2026-11-29';
const base = makeKnowledgeBase(
  {
    passages: passagesFrom('## Que se passe-t-il en cas de retard ?\n\nDes intérêts sont dus.'),
    figures: [...REGISTER.values()],
    glossary: EMPTY_GLOSSARY,
  },
  { generation: 'test', createdAt: 0, meaning: undefined },
);

/** What the last of some messages gets from what is counted of a late invoice; empty where it is left to the pages. */
function chat(...turns: readonly string[]): string {
  let thread: ThreadContext | undefined;
  let said = '';
  for (const turn of turns) {
    const counted = countedInvoice(turn, { thread, base, today })?.answer;
    const answer: Answer | undefined = counted ?? (thread ? undefined : firstOf(turn));
    const before = thread?.told;
    const own = toldBy(turn, before, today);
    const invoice = invoiceTold(turn, before?.invoice, today, true, own?.role);
    const told = { ...own, ...(invoice && { invoice }) };
    thread = { ...(answer?.thread ?? thread ?? { question: turn }), computed: LATE_INTEREST, told };
    said = answer ? JSON.stringify(answer.blocks).replace(/\s/g, ' ') : '';
  }
  return said;
}

function firstOf(turn: string): Answer | undefined {
  const understanding = understand(turn, undefined, today);
  const counted = computedBy(LATE_INTEREST, understanding, base.figures, today);
  return counted && toComputedAnswer(counted, understanding, [], base.figures);
}

const LATE = 'La mairie me doit 5 000 € TTC, 60 jours de retard, combien d’intérêts ?';
const RATE = 'taux BCE 2,15 %';
const SUM = /\d,\d\d € : \d/;

describe('The rate, once it is asked', () => {
  it.each([
    'le taux BCE du 1er janvier 2026 était 2,15 %',
    'taux BCE au 1er juillet 2026 : 2,15 %',
    'le taux BCE du 1er juillet 2026 est 2,15 %',
    'bce + 8 = 10,15 %',
    '2,15 + 8 = 10,15 %',
    'le comptable dit 10,15 % en tout',
    '2,15',
    '2,15 %',
    'c’est 2,15',
    'ma femme a trouvé 2,15',
    'euh je crois que c’est 2,15 pour cent',
    'taux 2,15, ça fait combien ?',
    'j’ai regardé sur internet, le taux c’est 2,15 %',
  ])('is what answers: « %s »', (rate) => {
    expect(chat(LATE, rate)).toContain('123,42 €');
  });

  it.each([
    'le taux c’est 10,15 %',
    'ils proposent 3 %, je dois accepter ?',
    'mon découvert 9 %, je peux le réclamer ?',
    'et si je demande 15 % ?',
    'le contrat dit 1 % par mois',
    'ma banque me prend 4 %',
    'mon banquier me fait 4 %',
    'le taux légal c’est 4,5 %',
    'mon livret rapporte 2,4 %',
    'la TVA est à 5,5 %',
    'la tva est à 20 % donc 12 000 TTC',
    '6 000 TTC (TVA 20 %)',
    'ma banque me prend 7,5 %… le taux BCE je le trouve où ?',
    'je crois 2 et quelques',
  ])('is none other: « %s »', (message) => {
    expect(chat(LATE, message)).not.toMatch(SUM);
    // And what was told still holds.
    expect(chat(LATE, message, RATE)).toContain('123,42 €');
  });

  it('is not a retention that was told before', () => {
    const withRetention = 'La mairie me doit 5 000 € TTC avec 5 % de retenue, 60 jours de retard, intérêts ?';
    expect(chat(withRetention, 'taux 2,15')).toContain('123,42 €');
  });
});

describe('What is told after the sum', () => {
  it.each([
    'mon loyer c’est 900 €',
    'l’huissier me demande 400 €',
    'j’emploie 2 salariés à 1 800 €',
    'il me reste 700 €',
    'j’ai emprunté 10 000 € à ma sœur',
    'mon assurance me coûte 1 200 € par an',
    'j’ai dû payer 350 € de frais de banque',
    'et le HT c’est 4 167 €',
    'ils m’ont promis de payer dans 15 jours',
    'pour la lettre je leur laisse 8 jours',
    'on a attendu 20 jours la réponse',
    'je les ai relancés il y a 10 jours',
    'ils disent qu’ils paieront le 15 janvier',
    'je pars en congé 15 jours',
    'ma banque prend 6 % sur le découvert',
    'le taux légal c’est 4,5 %',
    'ils ont 30 jours pour payer non ?',
  ])('of another thing replaces no number: « %s »', (message) => {
    expect(chat(LATE, RATE, message)).not.toMatch(SUM);
    expect(chat(LATE, RATE, message, 'et pour 80 jours ça fait combien ?')).toContain('151,23 €');
  });

  it.each([
    ['en fait la facture c’est 6 000 € TTC', '140,11 €'],
    ['non pardon c’est 6 000 € TTC', '140,11 €'],
    ['et pour 80 jours ça fait combien ?', '151,23 €'],
    ['80 jours de retard', '151,23 €'],
    ['pardon c’était 80 jours', '151,23 €'],
    ['je me suis trompé, 80 jours', '151,23 €'],
    ['non le taux BCE c’est 2 %', '122,19 €'],
    ['j’ai dû payer 350 € de frais de banque, taux bce 2', '122,19 €'],
  ])('of the invoice counts again: « %s »', (message, total) => {
    expect(chat(LATE, RATE, message)).toContain(total);
  });

  it.each([
    'ils m’ont déjà versé 2 000 €',
    'ils ont payé 3 000 € la semaine dernière',
    'ils ont payé la moitié',
  ])('a part that is paid is no sum to count on: « %s »', (message) => {
    expect(chat(LATE, RATE, message)).not.toMatch(SUM);
    expect(chat(LATE, RATE, message)).toContain('reste en retard');
    expect(chat(LATE, RATE, message, 'TTC 3 000 €')).toContain('90,05 €');
  });
});

describe('Who owes stays through the messages', () => {
  it.each([
    'un particulier me doit 5 000 € TTC depuis 60 jours, combien d’intérêts de retard ?',
    'facture de 5 000 € TTC à un particulier, 60 jours de retard, combien d’intérêts de retard ?',
    'Mme Petit, une particulière, me doit 5 000 € TTC, 60 jours de retard, combien d’intérêts ?',
    'mon client est un particulier, il me doit 5 000 € TTC, 60 jours de retard, combien d’intérêts ?',
  ])('somebody: « %s »', (first) => {
    expect(chat(first, RATE)).toContain('particulier suit d’autres règles');
    expect(chat(first, RATE)).not.toMatch(/\d €/);
    expect(chat(first, RATE, 'et pour 80 jours ça fait combien ?')).not.toMatch(SUM);
  });

  // 5 000 × 12,15 % × 80 ÷ 365 = 133,15: by the code of commerce.
  it.each([
    'je suis sous-traitant, le titulaire me doit 5 000 € TTC, 60 jours de retard, combien d’intérêts de retard ?',
    'une SARL me doit 5 000 € TTC, 60 jours de retard de paiement, combien d’intérêts ?',
    'un promoteur me doit 5 000 € TTC, facture en retard de 60 jours, combien d’intérêts ?',
  ])('a company: « %s »', (first) => {
    expect(chat(first, RATE)).toContain('code de commerce');
    expect(chat(first, RATE, 'et pour 80 jours ça fait combien ?')).toContain('173,15 €');
  });

  it('the firm that a sub-contractor works for, whoever it says it waits for, without VAT', () => {
    const first =
      'je suis sous-traitant, la boîte me doit 21 400 € HT, facture du 28 août 2026, combien de pénalités ?';
    const talk = [first, 'il me dit j’attends que la mairie me paye d’abord, il doit combien d’intérêts ?'];
    // 21 400 × 10 % × 63 ÷ 365 = 369,37 on 29 November.
    expect(chat(first)).toContain('369,37 €');
    expect(chat(first)).not.toContain('8 points');
    expect(chat(...talk, 'y a pas de TVA, autoliquidation', RATE)).toContain('448,78 €');
  });

  it('a private client, by its own rate', () => {
    const first = 'Un client privé me doit 5 000 € TTC, 60 jours de retard, combien d’intérêts ?';
    expect(chat(first, RATE)).toContain('139,86 €');
    expect(chat(first, 'merci', RATE, 'et pour 80 jours ça fait combien ?')).toContain('173,15 €');
  });

  it('another debtor is another invoice', () => {
    expect(chat(LATE, RATE, 'et un promoteur me doit 3 000 €, 20 jours, ça fait combien ?')).toContain(
      'code de commerce',
    );
    // 2 000 × 12,15 % × 30 ÷ 365 = 19,97: its own sum, by its own rate.
    expect(chat(LATE, RATE, 'et la SARL Dupont me doit aussi 2 000 €, 30 jours de retard')).toContain(
      '59,97 €',
    );
  });

  it('is counted once it is said to be public', () => {
    const first =
      'mon client me doit 8 000 € TTC, 30 jours de retard de paiement, combien d’intérêts, bce 2 % ?';
    expect(chat(first)).toContain('acheteur public ?');
    expect(chat(first, 'c’est une mairie')).toContain('105,75 €');
    expect(chat(first, 'pour une mairie')).toContain('105,75 €');
    // 8 000 × 12 % × 40 ÷ 365 = 105,21.
    expect(chat(first, 'c’est une SARL', 'et pour 40 jours ça fait combien ?')).toContain('145,21 €');
  });
});

describe('Several invoices', () => {
  const END = '20 jours de retard, combien d’intérêts de retard ? bce 2,15 %';
  it.each([
    // 27 000 × 10,15 % × 20 ÷ 365 = 150,16; and 40 € for each.
    [`trois factures d’un montant de 9 000 € TTC, la mairie a ${END}`, 'TTC 27 000 €', '270,16 €'],
    [
      `une facture de 12 000 € et une autre de 15 000 €, la mairie a ${END}`,
      '2 factures pour un total de 27 000 € TTC',
      '230,16 €',
    ],
    [`la mairie me doit 3 factures de 2 000 € TTC, ${END}`, '3 factures de 9 000 € TTC', '270,16 €'],
  ])('are counted once their sum is told: « %s » « %s »', (first, then, total) => {
    expect(chat(first, then)).toContain(total);
  });

  it.each([
    [`une facture de 12 000 € et une autre de 15 000 €, la mairie a ${END}`, 'TTC 27 000 €'],
    [`la mairie me doit 3 factures de 2 000 € TTC, ${END}`, 'non pardon c’est 2 500 € TTC'],
  ])('are asked how many they are, and what they are together: « %s » « %s »', (first, then) => {
    expect(chat(first, then)).not.toMatch(SUM);
    expect(chat(first, then)).toContain('Combien de factures');
  });
});

it('days of the calendar are told in several messages', () => {
  const first =
    'facture de 8 000 € TTC déposée le 1er septembre à la mairie, pas payée, combien d’intérêts de retard ?';
  expect(chat(first, 'taux BCE 2 %')).toContain('169,32 €');
  expect(chat(first, 'taux BCE 2 %', 'en fait elle a été payée le 15 octobre')).toContain('70,68 €');
});

it.each([
  'Refaites simplement le calcul des intérêts avec 4 600 euros',
  'calculez les intérêts pour 4 600 euros',
])('another sum takes the place of the first, where they are to be counted again: %s', (then) => {
  const first =
    'la ville nous doit une facture de 6 400 euros TTC déposée il y a 52 jours, pas payée. Combien d’intérêts ?';
  expect(chat(first, then)).toContain('22,18 €');
  expect(chat(first, then)).not.toContain('6 400');
});

it('a day that another one takes the place of is counted no more', () => {
  const first =
    'facture de 8 000 € TTC déposée le 12 septembre à la mairie, pas payée, combien d’intérêts de retard ?';
  const said = chat(first, 'ah non attend c le 22 septembre que jai deposé pas le 12. combien dinteret ?');
  expect(said).toContain('22 octobre 2026');
  expect(said).not.toContain('12 octobre');
});
