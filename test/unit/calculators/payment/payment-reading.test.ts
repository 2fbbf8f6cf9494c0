import { describe, expect, it } from 'vitest';
import { ask, registerWith } from '#support/knowledge/deadline-and-money.ts';

describe('the day on which an invoice is due', () => {
  it.each([
    ['facture déposée sur chorus le 3 novembre, la mairie doit payer quand ?', '3 décembre 2026'],
    ['l’hopital me paie quand ma facture déposée le 1er novembre 2026 ?', '21 décembre 2026'],
    [
      'j’ai fini le ménage le 12 novembre et envoyé la facture le 2 novembre, l’hôpital doit payer avant quelle date ?',
      '1er janvier 2027',
    ],
    ['facture reçue par la SEM le 2 novembre 2026, paiement au plus tard quel jour ?', '1er janvier 2027'],
    ['facture envoyée le 5 octobre à la mairie, toujours pas payée, c’est en retard ?', '4 novembre 2026'],
    ['mon client privé doit me payer quand, facture du 5 novembre 2026 ?', '5 décembre 2026'],
  ])('%s', (question, date) => {
    const answer = ask(question);
    expect(answer?.id).toBe('payment-due');
    expect(answer?.headline).toContain(date);
  });

  it('supposes an ordinary buyer and asks which one', () => {
    const question = 'facture déposée le 3 novembre, paiement quand ?';
    expect(ask(question)?.headline).toContain('avec le délai ordinaire de 30 jours');
    expect(ask(question)?.clarify?.choices.length).toBeGreaterThan(2);
    expect(ask([question, 'pour un hôpital'])?.headline).toContain('23 décembre 2026');
  });

  it('tells whether a payment came late', () => {
    const late = ask('facture du 15 septembre 2026 payée le 20 novembre par l’hôpital, c’est en retard ?');
    expect(late).toMatchObject({ verdict: 'oui' });
    expect(late?.headline).toMatch(/^Oui, le paiement du 20 novembre 2026 est en retard de 16 jours/);
    const inTime = ask('facture du 15 octobre 2026 payée le 13 novembre par la mairie, c’est en retard ?');
    expect(inTime).toMatchObject({ verdict: 'non' });
  });

  it('counts the days from a reception told as so long ago', () => {
    expect(ask('ma facture a été reçue par la ville il y a 35 jours, elle est en retard ?')).toMatchObject({
      verdict: 'oui',
    });
    expect(ask('ma facture a été reçue par la ville il y a 12 jours, elle est en retard ?')).toMatchObject({
      verdict: 'non',
    });
  });

  it('does not start from the work alone: the invoice may have come later', () => {
    expect(ask('j’ai livré les repas le 10 novembre, la région doit me payer quand ?')).toBeUndefined();
    // The day of the invoice may be said without its month.
    expect(
      ask('j’ai livré les repas le 10 novembre et déposé la facture le 12, la région doit me payer quand ?')
        ?.headline,
    ).toContain('12 décembre 2026');
  });
});

describe('a time to pay that someone sets', () => {
  it.each([
    ['la mairie peut me payer à 60 jours ?', 'non'],
    ['une SEM peut payer à 60 jours ?', 'oui'],
    ['un hôpital peut payer à 50 jours ?', 'oui'],
    ['c’est interdit pour une commune de payer à 45 jours ?', 'oui'],
    ['un client privé peut me payer à 90 jours ?', 'non'],
    ['paiement à 75 jours dans un marché public, c’est légal ?', 'non'],
    ['la commune me dit 45 jours pour payer, c’est vrai ?', 'non'],
    ['l’hôpital annonce un paiement à 50 jours, c’est vrai ?', 'oui'],
  ] as const)('%s', (question, verdict) => {
    expect(ask(question)).toMatchObject({ id: 'payment-due', verdict });
  });

  it('depends on the buyer between 30 and 60 days', () => {
    const question = 'payer à 45 jours c’est légal ?';
    expect(ask(question)?.headline).toContain('cela dépend de l’acheteur');
    expect(ask([question, 'pour une mairie'])).toMatchObject({ verdict: 'non' });
    expect(ask([question, 'pour un hôpital'])).toMatchObject({ verdict: 'oui' });
  });
});

describe('late-payment interest', () => {
  const question = 'facture de 5 000 € TTC payée par la mairie avec 45 jours de retard, combien d’intérêts ?';

  it('asks the bank’s rate with everything else filled, then computes', () => {
    const first = ask(question);
    expect(first?.steps[0]).toBe('Intérêts : 5 000 € TTC × (taux BCE + 8 points) × 45 jours ÷ 365 jours.');
    expect(first?.headline).toContain('40 € d’indemnité forfaitaire');
    expect(first?.clarify?.question).toContain('taux de la BCE');
    const second = ask([question, 'taux BCE 2,15 %']);
    expect(second?.headline).toBe('102,57 € : 62,57 € d’intérêts de retard et 40 € d’indemnité forfaitaire.');
  });

  it('takes the rate that staff have entered', () => {
    const entered = registerWith(
      '- id: taux-bce\n  label: "Taux BCE"\n  unit: "%"\n  values:\n    - { from: "2026-01-01", value: 2 }\n',
    );
    const answer = ask(
      'facture de 10 000 € TTC reçue par la commune le 3 mars 2026 et payée le 20 mai 2026, intérêts de retard ?',
      entered,
    );
    // Due on 2 April: 48 days at 10 %.
    expect(answer?.headline).toContain('131,51 € d’intérêts de retard');
    expect(answer?.figures.map(({ figure }) => figure.id)).toContain('taux-bce');
  });

  it.each([
    [
      'la mairie a payé 3 factures avec 20 jours de retard pour 9 000 € TTC, quelles indemnités et intérêts ? taux bce 2 %',
      '169,32 €',
    ],
    [
      'client privé en retard de 30 jours sur une facture de 2 000 € TTC, combien de pénalités ? taux BCE 2 %',
      '59,73 €',
    ],
    [
      'la région a réglé ma facture de 7 500 € avec 3 semaines de retard, intérêts moratoires au taux bce de 2 % ?',
      '83,15 €',
    ],
  ])('%s', (asked, total) => expect(ask(asked)?.headline).toMatch(new RegExp(`^${total}`)));

  it('never turns a HT amount into a TTC one', () => {
    const excl = 'facture de 5 000 € HT payée par la mairie avec 45 jours de retard, combien d’intérêts ?';
    expect(ask(excl)?.headline).toContain('pas sur 5 000 € HT');
    expect(ask([excl, 'TTC 6 000 €', 'taux BCE 2 %'])?.headline).toMatch(/^113,97 €/);
  });

  it('asks how late the payment was', () => {
    const unsaid = 'facture de 5 000 € TTC payée en retard par la mairie, combien d’intérêts ?';
    expect(ask(unsaid)?.clarify?.question).toContain('Combien de jours de retard');
    expect(ask([unsaid, '20 jours', 'taux bce 2 %'])?.headline).toMatch(/^67,40 €/);
  });

  it('owes nothing for a payment in time', () => {
    const answer = ask(
      'facture de 5 000 € TTC reçue par la mairie le 3 novembre et payée le 20 novembre, combien d’intérêts ?',
    );
    expect(answer?.headline).toContain('Aucun intérêt de retard');
  });
});

describe('other questions', () => {
  it.each([
    'délai de paiement mairie ?',
    'en combien de jours un hôpital doit payer ?',
    'quel est le taux des intérêts de retard ?',
    'ma facture de 5 000 € est rejetée sur chorus, que faire ?',
    'la mairie me réclame 500 € de pénalités de retard pour 10 jours de retard de livraison, c’est légal ?',
    'la mairie annonce 900 euros de pénalités parce que nos repas sont arrivés en retard, on peut se défendre ?',
    'mon client m’a payé 3 000 € le 4 novembre',
    'ministère des armées, facture déposée le 3 novembre, payée quand ?',
    'mon sous-traitant a été payé le 3 novembre, c’est normal ?',
    'mise en demeure envoyée le 3 novembre, la mairie doit répondre quand ?',
    'je dois déposer mon offre avant vendredi à l’hôpital, c’est payant ?',
    'facture du solde reçue le 3 novembre après le décompte général, payée quand ?',
  ])('%s', (question) => expect(ask(question)).toBeUndefined());
});

describe('days elapsed before the payment', () => {
  it.each([
    ['la région a payé 47 jours après réception de la facture, elle est en retard ?', 'oui', '17 jours'],
    ['l’hôpital a réglé 44 jours après avoir reçu la facture, il est hors délai ?', 'non', '50 jours'],
    [
      'la SEM nous a payés 58 jours après le dépôt de la facture, elle est dans les délais ?',
      'oui',
      '60 jours',
    ],
    [
      'facture déposée sur chorus le 1er septembre, rien au 20 novembre, la ville est en retard ?',
      'oui',
      '1er octobre',
    ],
  ] as const)('%s', (question, verdict, words) => {
    const answer = ask(question);
    expect(answer).toMatchObject({ id: 'payment-due', verdict });
    expect(`${answer?.headline} ${answer?.steps.join(' ')}`).toContain(words);
  });
});

describe('a time to pay that is asked about', () => {
  it.each([
    ['le délai de paiement c’est 30 jours ? et s’ils paient en retard ?', 'oui', '30 jours'],
    [
      'je parle du délai de paiement des factures : c’est 30 jours ? et s’ils paient en retard on a droit à quoi ?',
      'oui',
      '30 jours',
    ],
    ['la mairie a 45 jours pour nous payer ? et si elle dépasse on réclame quoi ?', 'non', '45 jours'],
    ['donc 50 jours pour l’hôpital ? et en cas de retard de paiement ?', 'oui', '50 jours'],
  ] as const)('« %s » is no time that is late', (question, verdict, days) => {
    const answer = ask(question);
    expect(answer).toMatchObject({ id: 'payment-due', verdict });
    expect(answer?.headline).toContain(days);
    expect(answer?.steps.join(' ')).toMatch(/En cas de retard : intérêts au taux BCE \+ 8 points, et 40 €/);
  });

  it('leaves days that are late to the interest', () => {
    const late = 'la ville a 30 jours de retard sur ma facture de 12 000 € TTC, combien d’intérêts ?';
    expect(ask(late)?.id).toBe('late-interest');
  });
});
