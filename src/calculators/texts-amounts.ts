import { frenchNumber } from '#src/knowledge/model/figures.ts';

const NBSP = '\u00A0';
const CENTS = new Intl.NumberFormat('fr-FR', { minimumFractionDigits: 2, maximumFractionDigits: 2 });

/** An amount in euros as French writes it: « 18 000 € TTC », « 123,50 € ». */
export function euros(value: number, tax?: 'HT' | 'TTC' | undefined): string {
  const number = Number.isInteger(value)
    ? frenchNumber(value)
    : CENTS.format(value).replace(/[\u202F\u00A0]/g, NBSP);
  return `${number}${NBSP}€${tax ? `${NBSP}${tax}` : ''}`;
}

/** A rate: « 10,15 % ». */
export const percent = (value: number): string => `${frenchNumber(value)}${NBSP}%`;

/** A count of days: « 1 jour », « 30 jours ». */
export const dayCount = (value: number): string => `${frenchNumber(value)}${NBSP}jour${value < 2 ? '' : 's'}`;
/** A count of months: « 24 mois ». */
export const monthCount = (value: number): string =>
  `${frenchNumber(Math.round(value * 10) / 10)}${NBSP}mois`;

/** « Oui, … » or « Non, … » before a sentence, or the sentence alone with its capital. */
export function opened(verdict: 'oui' | 'non' | undefined, sentence: string): string {
  const first = sentence.charAt(0);
  if (!verdict) return first.toUpperCase() + sentence.slice(1);
  return `${verdict === 'oui' ? 'Oui' : 'Non'}, ${first.toLowerCase()}${sentence.slice(1)}`;
}

/** « si A, si B et si C » */
export const listed = (parts: readonly string[]): string =>
  parts.length < 2 ? (parts[0] ?? '') : `${parts.slice(0, -1).join(', ')} et ${parts.at(-1)}`;
