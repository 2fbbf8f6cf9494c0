import { describe, expect, it } from 'vitest';
import { closingIn, closingSaid } from '#src/features/opportunities/notice/closing.ts';

describe('the end of a call, from its form', () => {
  it.each([
    // Without a zone, an hour is the one of Paris, in summer and in winter.
    ['2026-09-22T16:00:00', undefined, '2026-09-22', '16:00', '2026-09-22T14:00:00Z'],
    ['2026-12-15T12:00:00', undefined, '2026-12-15', '12:00', '2026-12-15T11:00:00Z'],
    ['2017-03-27', '17:00', '2017-03-27', '17:00', '2017-03-27T15:00:00Z'],
    ['20170327 17:00', undefined, '2017-03-27', '17:00', '2017-03-27T15:00:00Z'],
    // With the zone of Paris.
    ['2026-09-30+02:00', '11:00:00+02:00', '2026-09-30', '11:00', '2026-09-30T09:00:00Z'],
    ['2026-09-30+02:00', '13:00:00.000+02:00', '2026-09-30', '13:00', '2026-09-30T11:00:00Z'],
    ['2024-02-02T18:00:00+01:00', undefined, '2024-02-02', '18:00', '2024-02-02T17:00:00Z'],
  ])('« %s » « %s »', (date, time, day, clock, instant) => {
    const closing = closingIn(date, time);
    expect(closing).toEqual({ day, time: clock, at: Date.parse(instant), stage: 'offers' });
  });

  it('keeps both readings of an offset that is not the one of Paris on that day', () => {
    const utc = closingIn('2019-06-24Z', '16:00:00Z');
    expect(utc).toMatchObject({ day: '2019-06-24', time: '18:00', at: Date.parse('2019-06-24T16:00:00Z') });
    expect(utc?.orAt).toBe(Date.parse('2019-06-24T14:00:00Z'));
    const summerInWinter = closingIn('2024-03-04+02:00', '12:00:00+02:00');
    expect(summerInWinter).toMatchObject({ day: '2024-03-04', time: '11:00' });
    expect(summerInWinter?.orAt).toBe(Date.parse('2024-03-04T11:00:00Z'));
  });

  it('tells no hour where none is told, or where it is none', () => {
    expect(closingIn('2026-09-22')).toEqual({
      day: '2026-09-22',
      at: Date.parse('2026-09-22T21:59:00Z'),
      stage: 'offers',
    });
    expect(closingIn('2026-09-22', '25:00')?.time).toBeUndefined();
  });

  it.each([['2026-02-30T12:00:00'], ['bientôt'], [''], [undefined]])('« %s » is no date', (text) => {
    expect(closingIn(text)).toBeUndefined();
  });
});

describe('the date to which a correction moves a call, in its words', () => {
  it.each([
    [
      'La date limite de réception des offres prévue le mardi 15 septembre 2026 avant 12h00, est reportée au mardi 22 septembre 2026 avant 12h00.',
      '2026-09-22 12:00',
    ],
    [
      'La date limite de réception des offres est fixée au lundi 05 octobre 2026 - 12 h 00 et non au jeudi 1er octobre 2026 - 12 h 00.',
      '2026-10-05 12:00',
    ],
    ['Date limite : au lieu de 15/09/2026 à 12:00, lire 22/09/2026 à 16:30.', '2026-09-22 16:30'],
    ['La remise des offres est prolongée jusqu’au 3 novembre 2026 à midi.', '2026-11-03 12:00'],
    ['Report de la date de remise des plis : 2026-12-01 17h', '2026-12-01 17:00'],
    ['Nouvelle date limite de réception des candidatures : 1er décembre 2026', '2026-12-01 -'],
    [
      'La date limite de remise des offres initialement fixée au 12.10.2026 est repoussée au 19.10.2026 à 9h.',
      '2026-10-19 09:00',
    ],
    ['Les offres sont à remettre avant le 20 octobre 2026, 12 h.', '2026-10-20 12:00'],
  ])('« %s »', (words, expected) => {
    const closing = closingSaid(words);
    expect(`${closing?.day} ${closing?.time ?? '-'}`).toBe(expected);
  });

  it.each([
    ['La visite du site est reportée au 22 septembre 2026 à 10h.'],
    ['Le critère du prix est porté à 60 %.'],
    ['Les offres du lot 1 sont reportées au 3 mars 2027, celles du lot 2 sont reportées au 10 mars 2027.'],
    ['La date limite de remise des offres est reportée au 31 février 2027.'],
    [''],
    [undefined],
  ])('« %s » tells none that is sure', (words) => {
    expect(closingSaid(words)).toBeUndefined();
  });

  it('tells the day alone where two hours are told for it', () => {
    const closing = closingSaid(
      'Remise des offres reportée au 3 mars 2027 à 12h. Réception des plis : lire 3 mars 2027 à 16h.',
    );
    expect(closing).toMatchObject({ day: '2027-03-03' });
    expect(closing?.time).toBeUndefined();
  });
});
