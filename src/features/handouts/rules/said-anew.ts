import { withInsertionNamed } from './insertion-told.ts';

const NUMBER = '\\d[\\d\\u00A0\\u202F .]{0,20}(?:,\\d{1,9})?';
const HOURLY = "(?:€|euros?)?[ \\u00A0]?(?:de l['’]heure|par heure|l['’]heure|/ ?h(?:eure)?(?!\\p{L}))";
/** What a message may say anew, by what tells it from the rest. */
const KINDS: readonly RegExp[] = [
  new RegExp(`${NUMBER}[ \\u00A0]?%[ \\u00A0]?(?:d['’]insertion|insertion)`, 'giu'),
  new RegExp(`${NUMBER}[ \\u00A0]?%[ \\u00A0]?(?:de )?(?:main[- ]d['’](?:œ|oe)uvre|mo(?!\\p{L}))`, 'giu'),
  new RegExp(`${NUMBER}[ \\u00A0]?${HOURLY}`, 'giu'),
  new RegExp(
    `${NUMBER}[ \\u00A0]?(?:(?:k€|M€|k(?!\\p{L})|€|euros?(?!\\p{L}))(?!\\p{L})(?![ \\u00A0]?(?:de l['’]heure|par heure|l['’]heure|/ ?h))(?:[ \\u00A0]?(?:HT|TTC)(?!\\p{L}))?|(?:HT|TTC)(?!\\p{L}))`,
    'giu',
  ),
  new RegExp(`(?:taux )?BCE(?: (?:à|de))?[ \\u00A0]?${NUMBER}[ \\u00A0]?%`, 'giu'),
  new RegExp(`${NUMBER}[ \\u00A0]?jours? de retard`, 'giu'),
];

/**
 * What was said before, and what is said now, a line each. A value that is said anew takes the place of the earlier one:
 * « en fait 250 k€ ».
 */
export function saidWith(earlier: string, said: string): string {
  const [before, now] = [withInsertionNamed(earlier), withInsertionNamed(said)];
  const kept = KINDS.reduce((text, kind) => (now.search(kind) >= 0 ? text.replace(kind, ' ') : text), before);
  return `${kept}\n${now}`;
}

/** The words for an amount of money, as they are replaced by another one. */
const MONEY = KINDS[3] as RegExp;

/** What was said, its amount of money being another one; its tax is the same, where the new one says none. */
export function withAmount(said: string, amount: string): string {
  const [old] = said.match(MONEY) ?? [];
  if (old === undefined) return `${said}\nmontant de ${amount}`;
  const tax = /HT|TTC/i.exec(old)?.[0];
  const own = /HT|TTC/i.test(amount) || !tax ? amount : `${amount} ${tax}`;
  let isFirst = true;
  return said.replace(MONEY, () => {
    const now = isFirst ? own : ' ';
    isFirst = false;
    return now;
  });
}

/** What was said, without the sums that are said to be without tax. */
export const withoutHt = (said: string): string =>
  said.replace(MONEY, (sum) => (/HT$/i.test(sum.trim()) ? ' ' : sum));

/** Lines from the last one said to the first: what was said last is what holds. */
export const lastFirst = (said: string): readonly string[] => said.split('\n').reverse();
