import { frenchDate, type IsoDate } from '#src/platform/calendar/iso-date.ts';

const FIXED: Readonly<Record<string, string>> = {
  '01-01': 'Jour de l’an',
  '05-01': 'Fête du travail',
  '05-08': 'Victoire de 1945',
  '07-14': 'Fête nationale',
  '08-15': 'Assomption',
  '11-01': 'Toussaint',
  '11-11': 'Armistice de 1918',
  '12-25': 'Noël',
};
const MOVING: Readonly<Record<number, string>> = {
  1: 'Lundi de Pâques',
  39: 'Ascension',
  50: 'Lundi de Pentecôte',
};

/** The name of a public holiday; `afterEaster` in days. Two may fall on one day. */
export const holidayName = (day: IsoDate, afterEaster: number): string =>
  [FIXED[day.slice(5)], MOVING[afterEaster]].filter((name) => name !== undefined).join(', ');

/** What staff read around the hours of the team. */
export const hoursTexts = {
  title: 'Horaires de l’équipe',
  intro:
    'Quand un expert peut répondre. Les délais annoncés aux entreprises en dépendent. Les jours fériés sont toujours fermés.',
  byDefault: 'Ce sont les horaires de départ : personne ne les a encore changés.',
  changes: 'Dernières modifications',
  change: (by: string, moment: string): string => `${by}, ${moment}`,
  holidays: (year: number): string => `Jours fériés ${year}`,
  holiday: (day: IsoDate, name: string): string => `${frenchDate(day)} : ${name}`,
  changedMeanwhile: (by: string, moment: string): string =>
    `${by} a changé les horaires ${moment}, pendant que vous écriviez : rien n’a été remplacé. Notez vos changements, rechargez la page et refaites-les.`,
  changedUnknown:
    'Les horaires ont changé pendant que vous écriviez : rien n’a été remplacé. Notez vos changements, rechargez la page et refaites-les.',
} as const;
