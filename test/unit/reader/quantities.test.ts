import { describe, expect, it } from 'vitest';
import { quantitiesIn } from '#src/reader/quantities.ts';

const read = (question: string) => quantitiesIn(question, '2026-11-24');

describe('durations', () => {
  it('counts « un an », not « un jour » of a story', () => {
    expect(read('un ménage de 80 000 € sur un an').durations).toMatchObject([{ value: 1, unit: 'ans' }]);
    expect(read('laissé une semaine pour répondre').durations).toMatchObject([
      { value: 1, unit: 'semaines' },
    ]);
    expect(read('un jour la mairie m’a appelé').durations).toEqual([]);
  });

  it('reads numbers in words and in digits', () => {
    expect(read('quatre mois puis 45 jours').durations).toMatchObject([
      { value: 4, unit: 'mois' },
      { value: 45, unit: 'jours' },
    ]);
  });
});

describe('halves', () => {
  it('counts « et demi » in the unit below', () => {
    expect(read('depuis deux mois et demi').durations).toMatchObject([{ value: 76, unit: 'jours' }]);
    expect(read('une semaine et demie').durations).toMatchObject([{ value: 11, unit: 'jours' }]);
    expect(read('un an et demi de contrat').durations).toMatchObject([{ value: 18, unit: 'mois' }]);
  });
});

describe('amounts and days', () => {
  it('tells amounts, their tax, rates and days apart', () => {
    const found = read('facture de 5 000 € TTC du 3 novembre, TVA 20 %');
    expect(found.amounts).toMatchObject([{ value: 5_000, tax: 'TTC', money: true }]);
    expect(found.shares).toMatchObject([{ value: 20 }]);
    expect(found.days).toMatchObject([{ date: '2026-11-03' }]);
  });
});

describe('numbers in words', () => {
  it('are a million, and the half of the labour', () => {
    const found = read('chantier d’un million, moitié de main d’oeuvre, 5% d’insertion');
    expect(found.amounts).toMatchObject([{ value: 1_000_000 }]);
    expect(found.shares).toMatchObject([{ value: 50 }, { value: 5 }]);
  });
});

describe('what a message denies', () => {
  it('counts for nothing: « 26 €, pas 24 »', () => {
    expect(read('je rectifie : 26 € de l’heure, pas 24 €').amounts).toMatchObject([{ value: 26 }]);
    expect(read('48 mois au lieu de 36 mois').durations).toMatchObject([{ value: 48, unit: 'mois' }]);
    expect(read('8 % et non 10 %').shares).toMatchObject([{ value: 8 }]);
  });

  it('is what somebody corrects in the same breath', () => {
    expect(read('le marché c’est 92 000 HT enfin non pardon 96 000 HT, retenue 5 %').amounts).toMatchObject([
      { value: 96_000, tax: 'HT' },
    ]);
    expect(read('et c’est pas 18 000 c’est 18 450 TTC').amounts).toMatchObject([{ value: 18_450 }]);
    expect(read('12 000 ou plutôt 15 000 euros').amounts).toMatchObject([{ value: 15_000 }]);
    expect(read('20 jours, pardon, 25 jours de retard').durations).toMatchObject([{ value: 25 }]);
    expect(read('60 000 €, non ?').amounts).toMatchObject([{ value: 60_000 }]);
    expect(read('92 000 HT, pardon, non 96 000 HT').amounts).toMatchObject([{ value: 96_000 }]);
    expect(read('une facture de 8 000 euros euh 45 jours de retard').amounts).toMatchObject([
      { value: 8_000 },
    ]);
    expect(read('lot 2 : 30 000 €, enfin 20 000 € pour le lot 3').amounts).toHaveLength(2);
    expect(read('c’est pas 90 000 € HT mais TTC').amounts).toMatchObject([{ value: 90_000 }]);
  });

  it('is told from what somebody does not have', () => {
    expect(read('je n’ai pas 200 000 € de chiffre d’affaires').amounts).toMatchObject([{ value: 200_000 }]);
  });

  it('« pour cent » is a share, in words or with a figure', () => {
    expect(read('elle dit 2,15 pour cent').shares).toMatchObject([{ value: 2.15 }]);
  });
});

describe('days of a story', () => {
  const days = (question: string) => read(question).days.map(({ date }) => date);

  it('reads a weekday before its number as one day', () => {
    expect(days('rejets envoyés le lundi 9 novembre')).toEqual(['2026-11-09']);
    expect(days('ça ferme lundi 9h')).toEqual(['2026-11-30']);
  });

  it('gives a bare day the month of the day beside it', () => {
    expect(days('rejets envoyés le 9 novembre, contrat signé le vendredi 13.')).toEqual([
      '2026-11-09',
      '2026-11-13',
    ]);
    expect(days('lettres parties le 28 octobre, signature le 5')).toEqual(['2026-10-28', '2026-11-05']);
    expect(days('ouvert du 3 au 12 novembre')).toEqual(['2026-11-03', '2026-11-12']);
  });

  it('leaves numbers that are no day', () => {
    expect(days('chantier dans le 13, prix fixé le 10 juin 2026')).toEqual(['2026-06-10']);
    expect(days('le 2e lot, avis du 3 novembre, le 20 % restant')).toEqual(['2026-11-03']);
    expect(days('on est dans le 93, le 12')).toEqual([]);
  });
});

describe('An amount that comes back', () => {
  const perOf = (text: string) => quantitiesIn(text, '2026-11-24').amounts.map(({ per }) => per);
  it.each([
    ['à 1 500 € la semaine pendant 2 ans', 'semaine'],
    ['1 500 € la semaine sur un an', 'semaine'],
    ['400 € la journée', 'jour'],
    ['400 € HT la journée', 'jour'],
    ['3 000 € le mois', 'mois'],
    ['marché de 120 000 € HT au jour de la signature', undefined],
    ['120 000 € HT au jour du dépôt', undefined],
    ['payé 1 500 € la semaine dernière', undefined],
  ])('is told by the words after it: « %s »', (text, per) => {
    expect(perOf(text)).toEqual([per]);
  });
});

describe('« e » for euros', () => {
  const money = (text: string) => read(text).amounts.flatMap(({ value, money }) => (money ? [value] : []));
  it('is read behind a sum, and not behind a rank', () => {
    expect(money('38000e sur l’année')).toEqual([38_000]);
    expect(money('ça coûte 90 e')).toEqual([90]);
    expect(money('classée 2e avec 74 points')).toEqual([]);
    expect(money('la 12e édition')).toEqual([]);
  });
});
