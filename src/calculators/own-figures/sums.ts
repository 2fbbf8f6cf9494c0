/** What somebody's own numbers come to: arithmetic alone, to the cent or to the hundredth. */
import { roundToCents } from '#src/calculators/rounding.ts';

/** What a part is of a whole, in percent. */
export const shareOf = (part: number, whole: number): number => roundToCents((part / whole) * 100);

/** So many per cent of a sum. */
export const percentOf = (base: number, rate: number): number => roundToCents((base * rate) / 100);

/** A sum without its tax. */
export const withoutTax = (inclTax: number, rate: number): number => roundToCents(inclTax / (1 + rate / 100));

/** From one value to another, in percent: below zero where it falls. */
export const changeOf = (from: number, to: number): number => roundToCents(((to - from) / from) * 100);

/** People who work so many hours each, at so much an hour. */
export interface Crew {
  readonly people: number;
  readonly wage: number;
  readonly hours: number;
}
export const crewCost = ({ people, wage, hours }: Crew): number => roundToCents(people * wage * hours);

/** Notes by their weights in percent, out of what the notes are out of. */
export const weighted = (notes: readonly { readonly grade: number; readonly weight: number }[]): number =>
  roundToCents(notes.reduce((sum, { grade, weight }) => sum + (grade * weight) / 100, 0));

/** How many periods a delay has, whole, and begun. */
export const periodsOf = (
  delay: number,
  period: number,
): { readonly whole: number; readonly begun: number } => ({
  whole: Math.floor(delay / period),
  begun: Math.ceil(delay / period),
});

/** What a thing that lasts some years costs each year. */
export const yearlyWear = (bought: number, years: number): number => roundToCents(bought / years);
