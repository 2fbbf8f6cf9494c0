import type { Amount } from './notice.ts';

/** Under it, an amount is a euro that stands for none; above, a slip of the keyboard. In euros. */
const LEAST = 100;
const MOST = 1e11;

const isLikely = (value: number): boolean => value >= LEAST && value <= MOST;

/** A number as forms and people write it: « 168000.00 », « 1 234,5 ». Undefined for zeros and what nobody would pay. */
export function likelyAmount(text: string | number | undefined): number | undefined {
  const plain = String(text ?? '')
    .replace(/[\s\u00A0\u202F']/g, '')
    .replace(/,(?=\d{1,2}$)/, '.');
  if (!/^\d{1,15}(?:\.\d{1,6})?$/.test(plain)) return undefined;
  const value = Math.round(Number(plain) * 100) / 100;
  return isLikely(value) ? value : undefined;
}

/** An amount with its bounds; undefined when neither is likely. */
export function amountOf(
  of: Amount['of'],
  bounds: { readonly low?: string | number | undefined; readonly high?: string | number | undefined },
  currency: string | undefined = 'EUR',
): Amount | undefined {
  const low = likelyAmount(bounds.low);
  const high = likelyAmount(bounds.high);
  if (low === undefined && high === undefined) return undefined;
  if (low !== undefined && high !== undefined && low > high) return { low: high, high: low, currency, of };
  return { low, high, currency, of };
}

/** One amount. */
export const oneAmount = (
  of: Amount['of'],
  value: string | number | undefined,
  currency?: string | undefined,
): Amount | undefined => amountOf(of, { low: value, high: value }, currency);

const SCALES: Readonly<Record<string, number>> = { k: 1e3, m: 1e6, md: 1e9 };
/** « 1M », « 40 k », « 20 000 » */
const SAID = /(\d{1,3}(?:[ \u00A0\u202F.]\d{3}){1,4}|\d{1,12})(?:,(\d{1,2}))? ?(md|k|m)?(?![\p{L}\d])/giu;

function saidNumbers(text: string): number[] {
  return [...text.matchAll(SAID)].map(([, whole = '', cents, scale]) => {
    const value = Number(`${whole.replace(/\D/g, '')}.${cents ?? 0}`);
    return value * (SCALES[scale?.toLowerCase() ?? ''] ?? 1);
  });
}

/**
 * A bracket in words: « 1M - 5M€ », « 40k - 100k€ », « > 5M€ », « Moins de 40k€ ». Undefined for what has no unit of
 * money.
 */
export function bracketSaid(text: string | undefined): Amount | undefined {
  const said = (text ?? '').slice(0, 200);
  if (!/€|\beuros?\b|\d ?(?:k|m)(?![\p{L}\d])/iu.test(said)) return undefined;
  // « 1 - 5 M€ »: the scale is said once, for both.
  const [first, second] = saidNumbers(
    said.replace(/(\d)(?= ?(?:-|à|et|–) ?\d{1,6} ?(md|k|m)(?![\p{L}\d]))/giu, '$1$2'),
  );
  if (first === undefined) return undefined;
  if (second !== undefined) return amountOf('bracket', { low: first, high: second });
  if (/>|≥|plus de|sup[ée]rieur|au[- ]?del[àa]|à partir|minimum/i.test(said))
    return amountOf('bracket', { low: first });
  if (/<|≤|moins de|inf[ée]rieur|jusqu|maximum/i.test(said)) return amountOf('bracket', { high: first });
  return oneAmount('said', first);
}
