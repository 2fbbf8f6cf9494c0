import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readDate } from '#src/company/form/readers/date.ts';
import { readHeadcount, readTurnover } from '#src/company/form/readers/number.ts';
import { readPhone } from '#src/company/form/readers/phone.ts';
import { readPlaces, readTown } from '#src/company/form/readers/places.ts';
import { readPlain } from '#src/company/form/readers/plain.ts';
import { readSiret } from '#src/company/form/readers/siret.ts';
import { readYesNo } from '#src/company/form/readers/yes-no.ts';
import { sectorsIn } from '#src/reference/sectors.ts';
import { siretFrom } from '#support/world/people/sign-up.ts';

const TODAY = '2026-11-25';
const digits = (length: number) =>
  fc
    .array(fc.integer({ min: 0, max: 9 }), { minLength: length, maxLength: length })
    .map((all) => all.join(''));
const got = (read: { ok: boolean; value?: unknown }) => (read.ok ? read.value : undefined);

describe('A SIRET', () => {
  it('is read with any spaces, and refused with any one digit changed', () => {
    fc.assert(
      fc.property(
        digits(12),
        fc.integer({ min: 0, max: 13 }),
        fc.integer({ min: 1, max: 9 }),
        (start, at, by) => {
          const siret = siretFrom(`1${start.slice(1)}`);
          expect(got(readSiret(siret))).toBe(siret);
          const spaced = siret.replace(/^(...)(...)(...)(.*)$/, '$1 $2\u00a0$3.$4');
          expect(got(readSiret(`Notre SIRET est ${spaced}, merci`))).toBe(siret);
          const changed = [...siret]
            .map((digit, index) => (index === at ? (Number(digit) + by) % 10 : digit))
            .join('');
          if (!changed.startsWith('356000000')) expect(readSiret(changed).ok).toBe(false);
        },
      ),
    );
  });

  it('of an office of La Poste follows its own rule', () => {
    // 3+5+6 = 14, and 1 more makes a multiple of five.
    expect(readSiret('35600000000048').ok).toBe(true);
    expect(readSiret('35600000000001').ok).toBe(true);
    expect(readSiret('35600000000002').ok).toBe(false);
    expect(readSiret('73282932000001').ok).toBe(false);
  });

  it.each([
    ['732829320', 'SIREN'],
    ['FR 40 732 829 320', 'TVA'],
    ['732 829 320 0007', '13'],
    ['7328293200O074', 'zéro'],
    ['732 829 320 00075', 'faute de frappe'],
    ['732 829 320 00074 ou 404 833 048 00022', 'plusieurs'],
    ['je ne l’ai pas sous la main', 'pas lu de SIRET'],
    ['00000000000000', 'faute de frappe'],
  ])('« %s » is refused with its reason', (text, reason) => {
    const read = readSiret(text);
    expect(read.ok ? '' : read.error).toContain(reason);
  });
});

describe('A phone number', () => {
  it.each([
    ['06 12 34 56 78', '+33612345678'],
    ['06.12.34.56.78', '+33612345678'],
    ['+33 (0)6 12 34 56 78', '+33612345678'],
    ['0033 6 12 34 56 78', '+33612345678'],
    ['c’est le 01 43 00 00 00', '+33143000000'],
    ['+32 470 12 34 56', '+32470123456'],
  ])('« %s » is read', (text, value) => expect(got(readPhone(text))).toBe(value));

  it.each(['06 12 34 56 7a', '06 12 34', 'zéro six', '00', '16 12 34 56 78', '🙂', '+33 6 12'])(
    '« %s » is refused',
    (text) => expect(readPhone(text).ok).toBe(false),
  );
});

describe('Numbers and dates', () => {
  it.each([
    ['12 salariés', 12],
    ['une quinzaine ? plutôt quinze', 15],
    ['aucun', 0],
    ['je suis seule', 0],
    ['1 200 personnes', 1200],
  ])('« %s » people', (text, value) => expect(got(readHeadcount(text))).toBe(value));

  it.each([
    ['150 k€', 150_000],
    ['1,2 M€', 1_200_000],
    ['80 000 euros', 80_000],
    ['2 millions', 2_000_000],
    ['50 mille', 50_000],
  ])('« %s » of turnover', (text, value) => expect(got(readTurnover(text))).toBe(value));

  it.each([
    ['2015', '2015'],
    ['créée en mars 2015', '2015-03'],
    ['12/03/2015', '2015-03-12'],
    ['le 1er avril 2019', '2019-04-01'],
    ['il y a 3 ans', '2023'],
  ])('« %s » is a date', (text, value) => expect(got(readDate(text, TODAY))).toBe(value));

  it.each(['2027', '31/02/2015', '1200', 'bientôt', '12/2026'])('« %s » is none', (text) =>
    expect(readDate(text, TODAY).ok).toBe(false),
  );
});

describe('Places', () => {
  it.each([
    ['le 93 et Paris', { departments: ['75', '93'], regions: [] }],
    ['Île-de-France', { departments: [], regions: ['Île-de-France'] }],
    ['région PACA et le Gard', { departments: ['30'], regions: ["Provence-Alpes-Côte d'Azur"] }],
    ['toute la France', { departments: [], regions: [], everywhere: true }],
    [
      '30 km autour de Montreuil',
      { departments: ['93'], regions: [], radius: { km: 30, around: 'Montreuil', department: '93' } },
    ],
    ['seine-saint-denis, val de marne', { departments: ['93', '94'], regions: [] }],
  ])('« %s »', (text, value) => expect(got(readPlaces(text))).toEqual(value));

  it.each([
    ['93100 Montreuil', 'Montreuil (93)'],
    ['on est à Saint-Denis', 'Saint-Denis (93)'],
    ['Trifouillis 77120', 'Trifouillis (77)'],
    ['20200 Bastia', 'Bastia (2B)'],
  ])('the seat « %s »', (text, value) => expect(got(readTown(text))).toBe(value));

  it('that nobody knows are asked for again', () => {
    for (const text of ['la lune', '🙂', '800 km autour de Paris', '30 km autour de Trifouillis'])
      expect(readPlaces(text).ok, text).toBe(false);
    for (const text of ['Trifouillis', '00000 Nulle-Part', '12', 'on est 12', 'nous sommes 35 en tout'])
      expect(readTown(text).ok, text).toBe(false);
  });
});

describe('A trade', () => {
  it.each([
    ['on fait du nettoyage de bureaux', ['90910000']],
    ['traiteur bio et livraison à vélo', ['55520000', '60160000', '34430000']],
    ['peintures et plomberies', ['45440000', '45330000']],
    ['développement de sites web', ['72200000', '72413000']],
    ['on répare des vélos', ['50800000', '34430000']],
  ])('« %s »', (text, codes) => {
    const found = sectorsIn(text).map(({ cpv }) => cpv);
    for (const code of codes) expect(found).toContain(code);
  });
});

describe('Any text', () => {
  it('is read or refused with a reason, never a failure', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 400 }), (text) => {
        for (const read of [
          readSiret(text),
          readPhone(text),
          readHeadcount(text),
          readTurnover(text),
          readDate(text, TODAY),
          readPlaces(text),
          readTown(text),
          readPlain(text, 100),
          readYesNo(text),
        ])
          if (!read.ok) expect(read.error.length).toBeGreaterThan(10);
      }),
    );
  });
});
