import { describe, expect, it } from 'vitest';
import {
  cadenceAsked,
  cadencesSaid,
  nextSlot,
  slotOnceChosen,
} from '#src/features/opportunities/alerts/rules/cadence.ts';
import { pauseSaid } from '#src/features/opportunities/alerts/rules/pause.ts';
import { isLeastSaid, namedIn } from '#src/features/opportunities/alerts/rules/read-named.ts';
import { tunedBy, withTuned } from '#src/features/opportunities/alerts/rules/refusals.ts';
import { nextReminder, remindersOf } from '#src/features/opportunities/alerts/rules/reminders.ts';
import { picksOf } from '#src/features/opportunities/alerts/rules/select.ts';
import { isTimeFor, nextTimeFor, timesIn } from '#src/features/opportunities/alerts/rules/times.ts';
import {
  ALL_OF_FILE,
  alsoThese,
  onlyThese,
  profileFor,
  type Wanted,
  withoutThese,
} from '#src/features/opportunities/alerts/rules/wanted.ts';
import { wantedSentence } from '#src/features/opportunities/alerts/texts-wanted.ts';
import { profilesOfNotice } from '#src/features/opportunities/matching/profiles.ts';
import type { KeptNotice } from '#src/features/opportunities/store/notices.ts';
import { instantOf, parisTime } from '#src/platform/calendar/paris-time.ts';
import { callOf, cleaners, closingOn, eurosOf, lotOf, MORNING } from '#support/matching/calls.ts';

const at = (day: string, time = '10:00') => instantOf(day, time);
const shown = (instant: number | undefined) => {
  if (instant === undefined) return undefined;
  const { day, time } = parisTime(instant);
  return `${day} ${time}`;
};

describe('When a company is told next', () => {
  it.each([
    // 2026-11-27 is a Friday; the Monday after Easter is off.
    ['daily', '2026-11-27', '2026-11-30 09:00'],
    ['daily', '2027-03-26', '2027-03-30 09:00'],
    ['weekly', '2026-11-30', '2026-12-07 09:00'],
    ['weekly', '2026-11-29', '2026-11-30 09:00'],
    ['weekly', '2027-03-25', '2027-03-30 09:00'],
    ['at-once', '2026-11-27', '2026-11-27 10:30'],
  ] as const)('%s, told on %s: %s', (cadence, day, next) => {
    expect(shown(nextSlot(cadence, at(day)))).toBe(next);
  });

  it.each([
    // Monday 2027-01-11; the Monday after Easter is off, and so is Ascension Thursday, 2027-05-06.
    ['daily', '18:00', undefined, '2027-01-11', '2027-01-12 18:00'],
    ['weekly', '07:00', [5], '2027-01-11', '2027-01-15 07:00'],
    ['weekly', '07:00', [2, 4], '2027-01-12', '2027-01-14 07:00'],
    ['weekly', '07:00', [1], '2027-03-25', '2027-03-30 07:00'],
    ['weekly', '18:00', [4], '2027-05-04', '2027-05-07 18:00'],
    // Friday 2026-05-01 is off: of who left Mondays out, the next is Tuesday.
    ['weekly', '18:00', [2, 3, 4, 5], '2026-04-30', '2026-05-05 18:00'],
  ] as const)('%s from %s on %o, told on %s: %s', (cadence, from, days, day, next) => {
    expect(shown(nextSlot(cadence, at(day), { hours: { from, to: '21:00' }, days }))).toBe(next);
  });

  it.each([
    // It is Monday 2027-01-11, 10:00.
    ['daily', { from: '18:00', to: '21:00' }, undefined, '2027-01-11 18:00'],
    ['daily', { from: '07:00', to: '09:00' }, undefined, '2027-01-12 07:00'],
    ['daily', { from: '18:00', to: '21:00' }, '2027-01-11', '2027-01-12 18:00'],
    ['weekly', { from: '09:00', to: '12:00' }, '2027-01-04', '2027-01-11 09:00'],
    ['weekly', { from: '07:00', to: '09:00' }, '2027-01-04', '2027-01-18 07:00'],
    ['at-once', { from: '12:00', to: '14:00' }, undefined, '2027-01-11 12:00'],
  ] as const)('%s between %o, last told on %s: %s, once they chose', (cadence, hours, sent, next) => {
    const sentAt = sent && at(sent, '09:00');
    expect(shown(slotOnceChosen({ cadence, times: { hours }, sentAt }, at('2027-01-11')))).toBe(next);
  });

  it('waits for its hours, on working days alone', () => {
    const evening = { hours: { from: '18:00', to: '21:00' } };
    expect(isTimeFor(evening, at('2027-01-11', '18:00'))).toBe(true);
    expect(isTimeFor(evening, at('2027-01-11', '21:00'))).toBe(false);
    // A Saturday.
    expect(isTimeFor(evening, at('2027-01-16', '19:00'))).toBe(false);
    expect(shown(nextTimeFor(evening, at('2027-01-15', '22:00')))).toBe('2027-01-18 18:00');
    expect(shown(nextTimeFor({}, at('2027-01-15', '07:00')))).toBe('2027-01-15 09:00');
    expect(timesIn({ hours: { from: '21:00', to: '18:00' }, days: [9] })).toEqual({});
  });

  it.each([
    ['moins souvent', 'at-once', 'slower', 'daily'],
    ['moins souvent', 'weekly', 'slower', 'weekly'],
    ['une fois par semaine', 'at-once', 'slower', 'weekly'],
    ['un par jour c’est trop, un par semaine suffirait', 'daily', 'slower', 'weekly'],
    ['Passez mes alertes du quotidien à l’hebdomadaire', 'daily', 'slower', 'weekly'],
    ['alertes tous les jours plutôt qu’une fois par semaine', 'weekly', 'faster', 'daily'],
    ['plus souvent', 'daily', 'faster', 'at-once'],
    ['je les veux immédiatement', 'weekly', 'faster', 'at-once'],
  ] as const)('« %s », told %s', (text, now, way, asked) => {
    expect(cadenceAsked(text, now, way)).toBe(asked);
  });

  it('hears « dès » and no « des »', () => {
    expect(cadencesSaid('un message dès qu’un marché sort')).toEqual(['at-once']);
    expect(cadencesSaid('je veux des alertes')).toEqual([]);
  });
});

describe('A pause', () => {
  const now = at('2026-12-18');
  it.each([
    ['en pause jusqu’au 5 janvier', '2026-12-18 10:00', '2027-01-05 09:00'],
    ['en pause jusqu’à lundi', '2026-12-18 10:00', '2026-12-21 09:00'],
    ['suspendez du 20 juillet au 15 août', '2027-07-20 09:00', '2027-08-15 09:00'],
    ['coupez tout pendant deux semaines', '2026-12-18 10:00', '2027-01-01 09:00'],
    ['mettez en pause', '2026-12-18 10:00', undefined],
  ])('« %s »', (text, from, until) => {
    const pause = pauseSaid(text, now);
    expect([shown(pause.from), shown(pause.until)]).toEqual([from, until]);
  });
});

describe('Reminders', () => {
  it('come seven and two days before the closing, on working mornings', () => {
    // Tuesday 22 December: two days before is a Sunday.
    expect(remindersOf(at('2026-12-22', '12:00')).map(shown)).toEqual([
      '2026-12-15 09:00',
      '2026-12-18 09:00',
    ]);
  });
  it('that are past, or without a closing, are none', () => {
    const closing = at('2026-12-22', '12:00');
    expect(shown(nextReminder(closing, at('2026-12-16')))).toBe('2026-12-18 09:00');
    expect(nextReminder(closing, at('2026-12-19'))).toBeUndefined();
    expect(nextReminder(undefined, at('2026-12-19'))).toBeUndefined();
    const early = { hours: { from: '07:00', to: '09:00' } };
    expect(shown(nextReminder(closing, at('2026-12-16'), early))).toBe('2026-12-18 07:00');
  });
});

describe('What words name', () => {
  it.each([
    ['que le nettoyage dans le 13 svp', ['nettoyage-locaux'], ['13'], undefined],
    ['prévenez moi des marchés de menage à Marseille', ['nettoyage-locaux'], ['13'], undefined],
    ['ajoutez le Morbihan', [], ['56'], undefined],
    ['dès kil y a un truc pour les plombiers sur nice', ['plomberie'], ['06'], undefined],
    ['Lancez la surveillance des annonces', [], [], undefined],
    ['tenez-nous au courant des consultations de peinture', ['peinture'], [], undefined],
    ['que les marchés de moins de 90 000 euros', [], [], 90_000],
    ['met moi que les petit marché moin de 40000', [], [], 40_000],
    ['que les gros lots', [], [], undefined],
    ['douze par jour', [], [], undefined],
  ])('« %s »', (text, trades, departments, most) => {
    expect(namedIn(text, MORNING)).toEqual({ trades, departments, most });
  });
  it('an amount that is the least bounds nothing', () => {
    expect(isLeastSaid('montez le montant minimum à 25 000 €', false)).toBe(true);
    expect(isLeastSaid('moins de 90 000 €', false)).toBe(false);
    expect(isLeastSaid('rien au-dessus de 90 000 €', true)).toBe(false);
    expect(isLeastSaid('enlevez ce qui est en dessous de 10 000 €', true)).toBe(true);
  });
});

describe('What is wanted', () => {
  const gardeners = cleaners({
    activities: ['nettoyage de bureaux', 'espaces verts'],
    departments: ['13', '83'],
  });
  const said = (wanted: Wanted) =>
    wantedSentence({ cadence: 'daily' }, wanted, profileFor(gardeners, wanted));

  it('is said in one sentence', () => {
    expect(said(ALL_OF_FILE)).toBe(
      'Chaque matin, le nettoyage de locaux et l’entretien d’espaces verts, dans vos territoires (13 et 83).',
    );
    const only = onlyThese(ALL_OF_FILE, { trades: ['nettoyage-locaux'], departments: ['13'] });
    expect(said(only)).toBe('Chaque matin, le nettoyage de locaux, dans le 13 et ses voisins.');
    expect(said({ ...only, withNeighbours: false, most: 90_000 }).replace(/\s/g, ' ')).toBe(
      'Chaque matin, le nettoyage de locaux, dans le 13, jusqu’à 90 000 €.',
    );
  });

  it('takes the place of the file, is added to it, or is left out of it', () => {
    const only = profileFor(gardeners, onlyThese(ALL_OF_FILE, { trades: ['peinture'], departments: ['75'] }));
    expect(only.own.map(({ id }) => id)).toEqual(['peinture']);
    expect(only.bidder.departments).toEqual(['75', '92', '93', '94']);
    const also = profileFor(gardeners, alsoThese(ALL_OF_FILE, { trades: ['peinture'], departments: ['75'] }));
    expect(also.own.map(({ id }) => id)).toEqual(['nettoyage-locaux', 'espaces-verts', 'peinture']);
    expect(also.bidder.departments).toEqual(['13', '83', '75']);
    const left = withoutThese(ALL_OF_FILE, { trades: ['espaces-verts'], departments: ['83'] });
    const without = profileFor(gardeners, left);
    expect(without.own.map(({ id }) => id)).toEqual(['nettoyage-locaux']);
    expect(without.bidder.departments).toEqual(['13']);
    // What is added again is left out no more.
    const back = profileFor(gardeners, alsoThese(left, { trades: ['espaces-verts'], departments: ['83'] }));
    expect(back.own.map(({ id }) => id)).toContain('espaces-verts');
    expect(back.bidder.departments).toEqual(['13', '83']);
  });
});

describe('What a company is told of', () => {
  const kept = (
    id: string,
    lot: Parameters<typeof lotOf>[0],
    call: Parameters<typeof callOf>[1] = {},
  ): KeptNotice => ({
    id,
    notice: callOf([lotOf(lot)], call),
    version: 1,
    firstSeenAt: MORNING,
    changedAt: MORNING,
    openUntil: 0,
  });
  const told = (wanted: Wanted, ...notices: KeptNotice[]) =>
    picksOf(notices, { profile: profileFor(cleaners(), wanted), wanted }, MORNING).map((one) => one.kept.id);

  it('is what fits, the best first, without what is closed, too large or left out', () => {
    const fits = kept('fits', {});
    const untold = kept('untold', { amount: undefined });
    const closed = kept('closed', {}, { closing: closingOn('2026-11-29', '12:00') });
    const other = kept('other', { title: 'Peinture des classes', cpv: ['45442100'] }, { title: 'Travaux' });
    expect(told(ALL_OF_FILE, other, closed, untold, fits)).toEqual(['fits', 'untold']);
    expect(told({ most: 50_000 }, fits, untold)).toEqual(['untold']);
    expect(told({ withoutDepartments: ['93'] }, fits)).toEqual([]);
  });

  it.each([
    ['big', { left: 'size', most: 59_000 }],
    ['far', { left: 'nothing', why: 'all' }],
    ['trade', { left: 'nothing', why: 'all' }],
    ['time', { left: 'nothing', why: 'no-rule' }],
  ] as const)('is tuned by a refusal, « %s », unless nothing would be left', (refusal, tuned) => {
    const [lot] = profilesOfNotice(callOf([lotOf({ amount: eurosOf(60_000) })]));
    if (!lot) throw new Error('no lot');
    expect(tunedBy(refusal, profileFor(cleaners(), ALL_OF_FILE), lot)).toEqual(tuned);
  });

  it('is tuned by a place or a trade where others are left', () => {
    const wide = cleaners({ departments: ['93', '75'], activities: ['nettoyage de bureaux', 'peinture'] });
    const [lot] = profilesOfNotice(callOf([lotOf()]));
    if (!lot) throw new Error('no lot');
    const profile = profileFor(wide, ALL_OF_FILE);
    const far = tunedBy('far', profile, lot);
    expect(withTuned(ALL_OF_FILE, far).withoutDepartments).toEqual(['93']);
    const trade = tunedBy('trade', profile, lot);
    expect(withTuned(ALL_OF_FILE, trade).withoutTrades).toEqual(['nettoyage-locaux']);
  });
});
