import { frenchTime } from '#src/platform/french/moments.ts';
import { frenchDate, type IsoDate, WEEKDAYS } from './iso-date.ts';

interface Range {
  readonly from: string;
  readonly to: string;
}

const range = ({ from, to }: Range): string => `${frenchTime(from)} – ${frenchTime(to)}`;
const rank = (index: string | number | undefined): string =>
  index === undefined ? '' : `, ligne ${Number(index) + 1}`;

function place([part, key, index]: readonly (string | number)[]): string {
  if (part === 'week' && key !== undefined) return `${WEEKDAYS[Number(key) % 7]}${rank(index)} : `;
  if (part === 'closingDays') return `jours de fermeture${rank(key)} : `;
  return '';
}

const sentence = (text: string): string => `${text.charAt(0).toUpperCase()}${text.slice(1)}`;

/** What staff read when the hours of the desk that they give have a mistake. */
export const workingHoursTexts = {
  /** A mistake with its place: « Lundi, ligne 1 : … ». */
  at: (path: readonly (string | number)[], mistake: string): string => sentence(`${place(path)}${mistake}`),
  badShape: 'ces horaires ne sont pas dans la forme attendue.',
  missing: 'il manque une valeur.',
  tooMany: 'il y a trop de lignes.',
  badTime: 'écrivez l’heure comme « 09:30 », de 00:00 à 23:59 (24:00 pour une fin à minuit).',
  reversed: (from: string, to: string): string =>
    `la fin (${frenchTime(to)}) doit venir après le début (${frenchTime(from)}).`,
  overlap: (first: Range, second: Range): string =>
    `les plages ${range(first)} et ${range(second)} se chevauchent.`,
  noSuchDay: 'ce jour n’existe pas : écrivez une date comme « 2026-12-24 ».',
  reversedDays: (from: IsoDate, to: IsoDate): string =>
    `le dernier jour (${frenchDate(to)}) vient avant le premier (${frenchDate(from)}).`,
  noLabel: 'donnez un nom à cette fermeture, par exemple « Congés de fin d’année ».',
  longLabel: (max: number): string => `ce nom est trop long : ${max} caractères au plus.`,
  badTarget: 'le délai de réponse est un nombre entier de minutes de travail, de 1 à 10 000.',
  emptyWeek:
    'Ouvrez au moins une plage dans la semaine. Pour fermer un temps, ajoutez plutôt des jours de fermeture.',
  damaged: 'Les horaires gardés dans la base ne se lisent pas. Enregistrez-les de nouveau.',
};
