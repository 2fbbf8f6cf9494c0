import { z } from 'zod';
import { frenchDate, holdsOn, type IsoDate, isIsoDate } from '#src/platform/calendar/iso-date.ts';
import { optionalDay } from '#src/platform/calendar/optional-day.ts';
import { frenchIssue, issuePath, readYaml } from '#src/platform/yaml.ts';
import type { Problem } from './document.ts';
import { REGIMES, type Regime } from './regime.ts';

/** One value of a figure and the consultations for which it holds (days, inclusive). */
export interface FigureValue {
  readonly from?: IsoDate | undefined;
  readonly until?: IsoDate | undefined;
  /** A number in the figure's unit, or a day when the unit is `date`. */
  readonly value: number | IsoDate;
  readonly article?: string | undefined;
  readonly source?: string | undefined;
}

/** An amount, rate, delay or date that answers quote, with all its known values. */
export interface Figure {
  readonly id: string;
  readonly label: string;
  readonly unit: string;
  readonly regime: Regime;
  readonly aliases: readonly string[];
  readonly values: readonly FigureValue[];
}

/** The register `figures.yaml`: the only source of figures in answers. */
export type FigureRegister = ReadonlyMap<string, Figure>;

const valueSchema = z.strictObject({
  from: optionalDay,
  until: optionalDay,
  value: z.union([z.number(), z.string()]),
  article: z.string().nullish(),
  source: z.string().nullish(),
});
const figureSchema = z.strictObject({
  id: z.string().regex(/^[a-z0-9]+(-[a-z0-9]+)*$/),
  label: z.string().min(3),
  unit: z.string().min(1),
  regime: z.enum(REGIMES).default('any'),
  aliases: z.array(z.string()).default([]),
  values: z.array(valueSchema).min(1),
});

/** Reads the register; entries with problems are left out and named. */
export function readFigures(text: string, path: string): { figures: FigureRegister; problems: Problem[] } {
  const problems: Problem[] = [];
  const figures = new Map<string, Figure>();
  const report = (line: number, message: string) => problems.push({ path, line, message, severity: 'error' });
  const read = readYaml(text);
  if (!read.ok) {
    report(read.line, read.message);
    return { figures, problems };
  }
  if (!Array.isArray(read.value)) {
    report(1, 'le registre doit être une liste de chiffres (« - id: … »)');
    return { figures, problems };
  }
  read.value.forEach((entry, index) => {
    const parsed = figureSchema.safeParse(entry, { reportInput: true });
    if (!parsed.success) {
      for (const issue of parsed.error.issues)
        report(read.lineOf([index, ...issuePath(issue)]), frenchIssue(issue));
      return;
    }
    const figure: Figure = {
      ...parsed.data,
      values: parsed.data.values.map((value) => ({
        ...value,
        article: value.article ?? undefined,
        source: value.source ?? undefined,
      })),
    };
    const line = read.lineOf([index]);
    if (figures.has(figure.id)) report(line, `le chiffre « ${figure.id} » est défini deux fois`);
    else if (figure.values.some(({ from, until }) => from && until && until < from)) {
      report(line, `« ${figure.id} » : « until » est avant « from »`);
    } else if (overlaps(figure)) report(line, `« ${figure.id} » : deux valeurs se chevauchent dans le temps`);
    else if (!figure.values.every(({ value }) => fitsUnit(figure.unit, value))) {
      report(line, `« ${figure.id} » : une valeur ne correspond pas à l’unité « ${figure.unit} »`);
    } else figures.set(figure.id, figure);
  });
  return { figures, problems };
}

/** Whether a value is what its unit asks for: an existing day for `date`, a number for any other. */
const fitsUnit = (unit: string, value: number | string): boolean =>
  unit === 'date' ? typeof value === 'string' && isIsoDate(value) : typeof value === 'number';

function overlaps(figure: Figure): boolean {
  const sorted = [...figure.values].sort((a, b) => (a.from ?? '').localeCompare(b.from ?? ''));
  return sorted.some((value, index) => {
    const next = sorted[index + 1];
    return next !== undefined && (!value.until || value.until >= (next.from ?? ''));
  });
}

/** The value that holds for a consultation launched on `date`, or undefined: then it is unknown, never guessed. */
export function valueOn(figure: Figure, date: IsoDate): FigureValue | undefined {
  return figure.values.find((value) => holdsOn(value, date));
}

const NUMBER_FORMAT = new Intl.NumberFormat('fr-FR', { maximumFractionDigits: 4 });
const SINGULAR: Record<string, string> = {
  jours: 'jour',
  'jours ouvrés': 'jour ouvré',
  ans: 'an',
  semaines: 'semaine',
  heures: 'heure',
  points: 'point',
  personnes: 'personne',
  candidats: 'candidat',
  entreprises: 'entreprise',
  prestataires: 'prestataire',
  "millions d'euros": "million d'euros",
  "millions d'euros HT": "million d'euros HT",
  "milliards d'euros": "milliard d'euros",
};

/** A number as French writes it, with plain no-break spaces: 5404000 → « 5 404 000 ». */
export function frenchNumber(value: number): string {
  return NUMBER_FORMAT.format(value).replace(/[\u202F\u00A0]/g, '\u00A0');
}

/** A value with its unit: « 60 000 € HT », « 1 mois », « 1er septembre 2026 ». No-break spaces bind them. */
export function formatValue(unit: string, value: number | IsoDate): string {
  if (typeof value === 'string') return frenchDate(value);
  const singular = Math.abs(value) < 2 ? SINGULAR[unit] : undefined;
  return `${frenchNumber(value)}\u00A0${(singular ?? unit).replace('€ ', '€\u00A0')}`;
}

/** A mark `{{id}}` in a page's text. */
export const FIGURE_MARK = /\{\{\s*([a-z0-9-]+)\s*\}\}/g;

/** Ids of the figures that a text quotes. */
export function figureIdsIn(text: string): string[] {
  return [...text.matchAll(FIGURE_MARK)].map((match) => match[1] ?? '');
}

/**
 * Replaces each `{{id}}` by its value on `date`.
 * @returns undefined when one of them has no known value then: the text must not be served
 */
export function fillFigures(text: string, register: FigureRegister, date: IsoDate): string | undefined {
  let known = true;
  const filled = text.replace(FIGURE_MARK, (_, id: string) => {
    const figure = register.get(id);
    const value = figure && valueOn(figure, date);
    if (!figure || !value) {
      known = false;
      return '';
    }
    return formatValue(figure.unit, value.value);
  });
  return known ? filled : undefined;
}
