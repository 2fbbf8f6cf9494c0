import { describe, expect, it } from 'vitest';
import { checkHours, DEFAULT_HOURS } from '#src/platform/calendar/check-hours.ts';

const withMonday = (ranges: unknown) => ({ ...DEFAULT_HOURS, week: { ...DEFAULT_HOURS.week, 1: ranges } });
const closed = (...closingDays: unknown[]) => ({ ...DEFAULT_HOURS, closingDays });
const mistakesOf = (given: unknown) => {
  const checked = checkHours(given);
  return 'mistakes' in checked ? checked.mistakes.map(({ message }) => message) : [];
};

describe('hours that staff give', () => {
  it('are accepted as they are by default', () => {
    expect(checkHours(DEFAULT_HOURS)).toEqual({ hours: DEFAULT_HOURS });
  });

  it('come back in order', () => {
    const checked = checkHours({
      ...withMonday([
        { from: '14:00', to: '24:00' },
        { from: '08:00', to: '14:00' },
      ]),
      closingDays: [
        { from: '2026-12-24', to: '2026-12-31', label: ' Noël ' },
        { from: '2026-05-15', to: '2026-05-15', label: 'Pont' },
      ],
    });
    expect(checked).toMatchObject({
      hours: {
        week: { 1: [{ from: '08:00' }, { from: '14:00', to: '24:00' }] },
        closingDays: [{ label: 'Pont' }, { label: 'Noël' }],
      },
    });
  });

  it.each([
    [
      withMonday([{ from: '12:30', to: '09:00' }]),
      'Lundi, ligne 1 : la fin (9 h) doit venir après le début (12 h 30).',
    ],
    [
      withMonday([{ from: '09:00', to: '09:00' }]),
      'Lundi, ligne 1 : la fin (9 h) doit venir après le début (9 h).',
    ],
    [
      withMonday([
        { from: '09:00', to: '12:30' },
        { from: '12:00', to: '17:00' },
      ]),
      'Lundi : les plages 9 h – 12 h 30 et 12 h – 17 h se chevauchent.',
    ],
    [
      withMonday([{ from: '9h', to: '12:30' }]),
      'Lundi, ligne 1 : écrivez l’heure comme « 09:30 », de 00:00 à 23:59 (24:00 pour une fin à minuit).',
    ],
    [
      withMonday([{ from: '24:00', to: '24:00' }]),
      'Lundi, ligne 1 : écrivez l’heure comme « 09:30 », de 00:00 à 23:59 (24:00 pour une fin à minuit).',
    ],
    [withMonday(undefined), 'Lundi : ces horaires ne sont pas dans la forme attendue.'],
    [
      closed({ from: '2026-02-30', to: '2026-03-01', label: 'Pont' }),
      'Jours de fermeture, ligne 1 : ce jour n’existe pas : écrivez une date comme « 2026-12-24 ».',
    ],
    [
      closed({ from: '2026-12-31', to: '2026-12-24', label: 'Noël' }),
      'Jours de fermeture, ligne 1 : le dernier jour (24 décembre 2026) vient avant le premier (31 décembre 2026).',
    ],
    [
      closed({ from: '2026-12-24', to: '2026-12-24', label: ' ' }),
      'Jours de fermeture, ligne 1 : donnez un nom à cette fermeture, par exemple « Congés de fin d’année ».',
    ],
    [
      { ...DEFAULT_HOURS, targetMinutes: 2.5 },
      'Le délai de réponse est un nombre entier de minutes de travail, de 1 à 10 000.',
    ],
    [
      { ...DEFAULT_HOURS, targetMinutes: 0 },
      'Le délai de réponse est un nombre entier de minutes de travail, de 1 à 10 000.',
    ],
    [
      { ...DEFAULT_HOURS, week: { 1: [], 2: [], 3: [], 4: [], 5: [], 6: [], 7: [] } },
      'Ouvrez au moins une plage dans la semaine. Pour fermer un temps, ajoutez plutôt des jours de fermeture.',
    ],
    [undefined, 'Ces horaires ne sont pas dans la forme attendue.'],
    ['horaires', 'Ces horaires ne sont pas dans la forme attendue.'],
  ])('are refused with the mistake and its place (%#)', (given, message) => {
    expect(mistakesOf(given)).toEqual([message]);
  });

  it('are refused with all their mistakes at once, each with its place', () => {
    const checked = checkHours({
      ...withMonday([{ from: '09:00', to: '08:00' }]),
      closingDays: [{ from: '2026-12-31', to: '2026-12-24', label: 'Noël' }],
    });
    expect('mistakes' in checked && checked.mistakes.map(({ path }) => path)).toEqual([
      ['week', '1', 0],
      ['closingDays', 0],
    ]);
  });
});
