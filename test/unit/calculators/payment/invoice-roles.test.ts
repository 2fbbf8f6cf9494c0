import { describe, expect, it } from 'vitest';
import { lateInterestComputation } from '#src/calculators/payment/late-interest-reading.ts';
import { askComputation, plain } from '#support/knowledge/ask-computation.ts';

// Asked on 24 November 2026.
const asked = (message: string) => askComputation([lateInterestComputation], message);
const said = (message: string) => plain(asked(message)?.headline) ?? '';
/** A sum that is announced: what is owed in all. */
const TOTAL = /\d € d’intérêts de retard et/;

const LATE = 'la mairie me doit une facture de 5 000 € TTC, 60 jours de retard, combien d’intérêts ?';

describe('The bank’s rate', () => {
  it.each([
    `${LATE} taux BCE 2,15 %`,
    `${LATE} le taux BCE du 1er janvier 2026 était 2,15 %`,
    `${LATE} taux BCE au 1er juillet 2026 : 2,15 %`,
    `${LATE} le taux BCE du 1er juillet 2026 est 2,15 %`,
    `${LATE} taux bce du 1er janvier 2,15 %`,
    `${LATE} taux BCE 2,15 % au 1er juillet`,
    `${LATE} la bce au premier juillet c’est 2,15`,
    `${LATE} bce + 8 = 10,15 %`,
    `${LATE} taux BCE du 1er semestre 2026 2,15 %`,
    `${LATE} la BCE est à 2.15`,
    `${LATE} le taux de la BCE, c’est 2,15 %`,
    `${LATE} taux BCE 2,40 %, enfin non, 2,15 %`,
    `${LATE} ma banque me prend 7 % de découvert, taux BCE 2,15 %`,
    `${LATE} le taux de refinancement était de 2,15 %, TVA 20 % comprise`,
  ])('is read past its date, and past other rates: « %s »', (message) => {
    expect(said(message)).toMatch(/^123,42 €/);
  });

  it.each([
    `${LATE} ma banque me prend 7,5 % et la BCE je ne sais pas`,
    `${LATE} TVA 20 %`,
    `${LATE} le taux BCE était 4,5 % en 2023 puis 2,15 %, je prends lequel ?`,
    `${LATE} avec 5 % de retenue`,
    `${LATE} le contrat dit 1 % par mois`,
    `${LATE} taux BCE 10,15 %`,
    `${LATE} c’est pas 2,15 le taux BCE`,
  ])('is asked where no clause says it: « %s »', (message) => {
    expect(said(message)).not.toMatch(TOTAL);
    expect(asked(message)?.clarify?.question).toContain('taux de la BCE');
  });
});

describe('A payment in time', () => {
  it.each([
    'facture de 8 000 € TTC payée 20 jours après réception par la mairie, BCE 2 %, combien d’intérêts de retard ?',
    'la commune m’a payé 25 jours après le dépôt sur Chorus ma facture de 8 000 € TTC, BCE 2 %, combien d’intérêts de retard ?',
    'l’hôpital a réglé ma facture de 8 000 € TTC 45 jours après réception, BCE 2 %, combien d’intérêts de retard ?',
    'la mairie a payé ma facture de 8 000 € TTC 30 jours après réception, combien d’intérêts de retard ?',
    'la mairie a réglé 28 jours après réception ma facture de 8 000 €, combien d’intérêts de retard ?',
  ])('owes nothing: « %s »', (message) => {
    expect(said(message)).toMatch(/^Rien n’est dû/);
    expect(said(message)).not.toContain('40 €');
  });
});

describe('Who owes', () => {
  // Each sum × (2 % + 10 points) × days ÷ 365, and 40 €.
  it.each([
    [
      'Une SARL me doit 5 000 € TTC, facture en retard de 60 jours, combien d’intérêts de retard ? taux BCE 2 %',
      '138,63 €',
    ],
    [
      'un restaurant me doit 3 000 € TTC, 60 jours de retard de paiement, taux BCE 2 %, combien d’intérêts ?',
      '99,18 €',
    ],
    [
      'le titulaire du marché me doit 5 000 € TTC, facture payée avec 60 jours de retard, taux BCE 2 %, combien d’intérêts ?',
      '138,63 €',
    ],
    [
      'un promoteur me paie avec 45 jours de retard une facture de 10 000 € TTC, taux BCE 2 %, intérêts combien ?',
      '187,95 €',
    ],
    [
      'ma facture de 4 000 € TTC payée par une société avec 45 jours de retard, taux BCE 2 %, intérêts combien ?',
      '99,18 €',
    ],
    [
      'l’entreprise générale du chantier de la mairie me doit 4 000 € TTC, 45 jours de retard de paiement, taux BCE 2 %, intérêts ?',
      '99,18 €',
    ],
    [
      'la collectivité ne me doit rien, c’est la boîte qui me doit 5 000 € TTC, 60 jours de retard de paiement, taux BCE 2 %, combien d’intérêts ?',
      '138,63 €',
    ],
  ])(
    'a company owes by the code of commerce, never by the rules of public buyers: « %s »',
    (message, total) => {
      expect(said(message).startsWith(total)).toBe(true);
      expect(asked(message)?.caveats.join(' ')).toContain('code de commerce');
      expect(plain(asked(message)?.steps.join(' '))).toContain('10 points');
      expect(asked(message)?.articles[0]).toBe('C. com. L441-10');
    },
  );

  it.each([
    'je suis sous-traitant, la boîte me doit 21 400 € HT, 65 jours de retard de paiement, taux BCE 2 %, combien d’intérêts ?',
    'je suis sous-traitant, il me doit 21 400 €, autoliquidation de la TVA, 65 jours de retard de paiement, BCE 2 %, intérêts ?',
    'je suis sous-traitant d’un gros du bâtiment, pas de TVA sur ma facture de 21 400 € HT impayée, 65 jours de retard, BCE 2 %, combien d’intérêts ?',
  ])('the sum of who works for the holder is due as it is given: « %s »', (message) => {
    // 21 400 × 12 % × 65 ÷ 365 = 457,32.
    expect(said(message)).toMatch(/^497,32 €/);
    expect(asked(message)?.clarify).toBeUndefined();
  });

  it('a sum without tax that a buyer owes still waits for its tax, unless none is on it', () => {
    const owed =
      'la mairie me doit 5 000 € HT, 60 jours de retard de paiement, taux BCE 2 %, combien d’intérêts ?';
    expect(asked(owed)?.clarify?.question).toContain('TTC');
    expect(said(`${owed} je suis en franchise de TVA`)).toMatch(/^122,19 €/);
  });

  it.each([
    'Bouygues me doit 8 000 € TTC, 30 jours de retard de paiement, combien d’intérêts, bce 2 % ?',
    'mon client me doit 8 000 € TTC, 30 jours de retard de paiement, combien d’intérêts, bce 2 % ?',
    'un syndic me doit 3 000 € TTC, 40 jours de retard de paiement, combien d’intérêts ? bce 2 %',
    'l’association du village me doit 800 € TTC, 30 jours de retard de paiement, combien d’intérêts, bce 2 % ?',
    'Mme Durand, ma cliente, n’a pas payé sa facture de 1 200 € TTC, 50 jours de retard, combien d’intérêts, BCE 2 % ?',
  ])('is asked of a name that does not say it: « %s »', (message) => {
    expect(said(message)).toContain('est-il un acheteur public');
    expect(said(message)).not.toMatch(/\d,\d\d €/);
    expect(asked(message)?.clarify?.choices.length).toBeGreaterThan(2);
  });

  it.each([
    'un particulier me doit 5 000 € TTC, facture en retard de 60 jours, combien d’intérêts ? taux BCE 2 %',
    'facture de 5 000 € TTC à une particulière, 60 jours de retard, combien d’intérêts ? taux BCE 2 %',
    'mon voisin me doit 5 000 € TTC, facture en retard de 60 jours, combien d’intérêts ? taux BCE 2 %',
  ])('is left to the page where it is somebody: « %s »', (message) => {
    expect(asked(message)).toBeUndefined();
  });

  it.each([
    'ce n’est PAS un particulier c’est la mairie : 3 000 € TTC, 20 jours de retard de paiement, combien d’intérêts, BCE 2 % ?',
    'j’ai facturé la mairie et un particulier, la mairie me doit 3 000 € TTC, 20 jours de retard, BCE 2 %, intérêts ?',
    'je suis une SARL de nettoyage, la préfecture me doit 3 000 € TTC, 20 jours de retard de paiement, intérêts, bce 2 % ?',
    'ma société a facturé 3 000 € TTC à la préfecture, 20 jours de retard de paiement, combien d’intérêts, bce 2 % ?',
    'le bailleur social me doit 3 000 € TTC, 20 jours de retard de paiement, combien d’intérêts, bce 2 % ?',
    'notre association attend que la région paie sa facture de 3 000 € TTC, 20 jours de retard, BCE 2 %, intérêts ?',
  ])('a public buyer is counted, whoever else is named: « %s »', (message) => {
    expect(said(message)).toMatch(/^56,44 €/);
  });

  it('holds only for a public buyer, where nobody is named', () => {
    const message = 'ils me paient avec 30 jours de retard, 8 000 € TTC, combien d’intérêts, bce 2 % ?';
    expect(said(message)).toMatch(/^Si votre débiteur est un acheteur public : 105,75 €/);
    expect(asked(message)?.clarify?.question).toBe('Qui vous paie en retard ?');
  });
});

describe('The days of the calendar', () => {
  it.each([
    // 84 days to 24 November.
    ['facture de 8 000 € TTC de la mairie échue le 1er septembre 2026, toujours pas payée', '224,11 €'],
    ['facture de 6 000 € TTC due le 10 octobre, la mairie a payé le 20 novembre', '107,40 €'],
    ['facture de 8 000 € TTC de la mairie payable au 30 septembre, pas payée', '160,55 €'],
    ['facture de 8 000 € TTC, échéance au 30 septembre, la mairie n’a pas payé', '160,55 €'],
    [
      'la mairie devait payer au 30 septembre ma facture de 8 000 € TTC, reçu l’argent le 15 novembre',
      '140,82 €',
    ],
    [
      'ma facture de 8 000 € TTC arrivait à échéance le 30 septembre, payée le 15 novembre par la mairie',
      '140,82 €',
    ],
    [
      'ma facture de 8 000 € TTC devait être payée le 1er septembre par la commune, elle a été payée le 15 octobre',
      '136,44 €',
    ],
    [
      'la ville m’a réglé 4 800 € TTC le 15 novembre, ça devait être payé au plus tard le 1er octobre',
      '99,18 €',
    ],
    [
      'facture du 20 août de 8 000 € TTC à la mairie, déposée sur Chorus le 1er septembre, pas payée',
      '158,36 €',
    ],
    // Received on 1 September: due on 1 October, 54 days to 24 November.
    [
      'facture de 8 000 € TTC déposée le 1er septembre à la mairie, relancée le 15 octobre, pas payée',
      '158,36 €',
    ],
    [
      'facture de 8 000 € TTC déposée le 1er septembre à la mairie, on m’avait promis d’être payé le 15 octobre, rien reçu',
      '158,36 €',
    ],
    [
      'facture de 8 000 € TTC déposée le 1er septembre, la mairie dit qu’elle paiera le 15 décembre',
      '158,36 €',
    ],
    ['facture de 8 000 € TTC déposée le 1er septembre, la mairie paie le 15 décembre', '158,36 €'],
    [
      'facture de 4 800 € TTC reçue par la mairie le 1er septembre, mise en demeure le 20 octobre, payée le 10 novembre',
      '92,60 €',
    ],
    [
      'facture de 4 800 € TTC reçue par la mairie le 1er septembre, j’ai appelé le 20 octobre, payée le 10 novembre',
      '92,60 €',
    ],
  ])('count from what each is: « %s »', (message, total) => {
    expect(said(`${message}, BCE 2 %, combien d’intérêts de retard ?`)).toMatch(new RegExp(`^${total}`));
  });

  it.each([
    'facture de 4 800 € TTC, mail envoyé le 15 octobre à la mairie qui ne paie pas',
    'j’ai envoyé ma facture de 2 400 € TTC à la commune le 15 août, perdue, je l’ai renvoyée le 20 septembre, pas payée',
    'facture de 4 800 € TTC, relance envoyée le 15 octobre à la mairie qui ne paie pas',
    'la mairie a payé ma facture de 8 000 € TTC au bout de 75 jours',
    'ça fait 75 jours que j’attends le paiement de ma facture de 8 000 € TTC par la mairie',
    'facture de 8 000 € TTC suspendue 15 jours, payée par la mairie 60 jours après réception',
    'facture de 4 800 € TTC reçue le 1er septembre par la mairie, payée en retard',
    'la mairie me doit 8 000 € TTC depuis 52 jours et ne paie pas ma facture',
  ])('are asked where nothing says from when it is late: « %s »', (message) => {
    const given = asked(`${message}, BCE 2 %, combien d’intérêts de retard ?`);
    expect(given?.headline).not.toMatch(TOTAL);
    expect(given?.clarify?.question).toContain('jours de retard');
  });

  it.each([
    ['facture de 8 000 € TTC à la mairie envoyée il y a 52 jours, pas payée', '22 jours'],
    ['facture de 8 000 € TTC reçue par la mairie il y a 2 mois, pas payée', '30 jours'],
    ['facture de 8 000 € TTC de la mairie, 45 jours de retard après le délai de 30 jours', '45 jours'],
  ])('may be counted back: « %s »', (message, days) => {
    const given = asked(`${message}, BCE 2 %, combien d’intérêts de retard ?`);
    expect(plain(given?.steps.join(' '))).toContain(`10 % × ${days}`);
  });
});

describe('What is owed', () => {
  it.each([
    ['La mairie a 3 factures de 2 000 € TTC en retard de 40 jours de paiement', '185,75 €'],
    ['la commune me paie en retard 5 factures de 1 000 € TTC, 40 jours de retard', '254,79 €'],
    ['la commune me paie en retard deux factures de 3 000 € TTC chacune, 40 jours de retard', '145,75 €'],
    ['la commune me paie en retard 4 factures à 500 € TTC, 40 jours de retard', '181,92 €'],
    ['la commune me paie en retard 3 factures pour un total de 6 000 € TTC, 40 jours de retard', '185,75 €'],
    [
      'j’ai acheté pour 3 000 € de matériel, la mairie me doit 6 000 € TTC, paiement en retard de 40 jours',
      '105,75 €',
    ],
    [
      'la mairie me doit 6 000 € TTC et moi je dois 2 500 € à l’Urssaf, paiement en retard de 40 jours',
      '105,75 €',
    ],
    ['mon loyer c’est 900 €, la mairie me doit 6 000 € TTC, paiement en retard de 40 jours', '105,75 €'],
    ['facture n° 12 pour le ménage du gymnase, 6 000 € TTC, la mairie a 40 jours de retard', '105,75 €'],
  ])('is the invoice’s, or that of all: « %s »', (message, total) => {
    expect(said(`${message}, taux BCE 2 %, combien d’intérêts ?`)).toMatch(new RegExp(`^${total}`));
  });

  it.each([
    'la mairie a payé 5 000 € sur 12 000 € TTC, le reste a 40 jours de retard',
    'la mairie a payé la moitié de 10 000 € TTC, 40 jours de retard pour le reste',
    'facture de 12 000 € TTC, la mairie en a payé 7 000, 40 jours de retard',
    'la mairie me doit encore 3 000 € sur 10 000 € TTC, 40 jours de retard de paiement',
    'la mairie m’a versé un acompte de 2 000 € sur 10 000 € TTC, 40 jours de retard de paiement',
    'trois factures d’un montant de 9 000 € TTC, la mairie paie avec 20 jours de retard',
    'plusieurs factures de 2 000 € TTC impayées par la mairie, 30 jours de retard',
    'mes factures de mai 4 000 € et de juin 6 000 €, la mairie paie avec 30 jours de retard',
    'j’ai deux factures en retard à la mairie, une de 4 000 € et l’autre de 6 000 €, 30 jours de retard',
  ])('is asked where a part is paid, or several sums are told: « %s »', (message) => {
    const given = asked(`${message}, taux BCE 2 %, combien d’intérêts ?`);
    expect(given?.headline).not.toMatch(/\d,\d\d €/);
    expect(given?.clarify?.question).toContain('TTC');
  });
});

describe('Several invoices, each with its sum', () => {
  const LATE_ALL = 'taux BCE 2,15 %, 40 jours de retard, combien d’intérêts de retard ?';
  it.each([
    `la métropole n’a pas payé 2 factures, 14 200 € et 9 650 € TTC, ${LATE_ALL}`,
    `la mairie me doit 2 factures : 14 200 € TTC + 9 650 € TTC, ${LATE_ALL}`,
    `2 factures impayées par la commune, 14 200 et 9 650 € TTC, donc 23 850 € TTC en tout, ${LATE_ALL}`,
    `la ville nous doit 3 factures, 14 200 €, 9 000 € et 650 € TTC, ${LATE_ALL}`,
  ])('are added: « %s »', (message) => {
    expect(asked(message)?.steps.map(plain).join(' ')).toContain('23 850 € TTC ×');
  });
  it.each([
    `la mairie me doit 2 factures, 14 200 € et 9 650 € TTC, soit 30 000 € TTC, ${LATE_ALL}`,
    `la mairie me doit 3 factures, 14 200 € et 9 650 € TTC, ${LATE_ALL}`,
    'la mairie me doit 2 factures : 3 000 € et 4 000 € TTC, la premiere a 30 jours de retard la deuxieme 60 jours, taux BCE 2 %, combien d’intérêts de retard ?',
    '2 factures de la ville, 3 000 € et 4 000 € TTC payées avec 30 et 60 jours de retard, taux BCE 2 %, combien d’intérêts de retard ?',
  ])('are asked where they do not make what is said: « %s »', (message) => {
    expect(said(message)).not.toMatch(TOTAL);
  });
});
