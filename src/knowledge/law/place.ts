import type { Regime } from '#src/knowledge/model/regime.ts';
import { CCP } from './codes.ts';

/** Lower case without accents: extracts write the headings in many ways. */
const plain = (text: string): string =>
  text
    .normalize('NFD')
    .replace(/\p{M}|['’]/gu, '')
    .toLowerCase();

const NETWORK = /\bentites? adjudicatrices?\b/;
const AUTHORITY = /\bpouvoirs? adjudicateurs?\b/;

/**
 * The body of rules to which an article belongs, from the place it has in the code: in the code de la commande
 * publique, the first part and the preliminary title hold for all, the third part is concessions, the third book of
 * the second part is defence or security, and what is headed « entités adjudicatrices » alone is theirs. Where the
 * headings don't say, the number does: it is made of part, book, title and chapter.
 * @param path headings above the article, from the widest
 */
export function regimeOf(code: string, num: string, path: readonly string[]): Regime {
  if (code !== CCP) return 'any';
  const headings = path.map(plain);
  const part = partOf(headings) ?? /^[lrd](\d)\d{3}\b/i.exec(num)?.[1] ?? '';
  if (part === '3') return 'concession';
  if (part !== '2') return 'any';
  const book = headings.find((heading) => /^livre\b/.test(heading));
  const defence = book ? /^livre iii\b/.test(book) : /^[lrd]23\d\d\b/i.test(num);
  if (defence) return 'defence';
  return headings.some((heading) => NETWORK.test(heading) && !AUTHORITY.test(heading))
    ? 'utilities'
    : 'ordinary';
}

function partOf(headings: readonly string[]): string | undefined {
  if (headings.some((heading) => /^titre preliminaire\b/.test(heading))) return '1';
  const parts = ['premiere partie', 'deuxieme partie', 'troisieme partie'];
  const found = parts.findIndex((name) => headings.some((heading) => heading.startsWith(name)));
  return found === -1 ? undefined : String(found + 1);
}

/** Whether an article only adapts others to a territory overseas. */
export const isOverseas = (path: readonly string[]): boolean =>
  path.some((heading) => /outre.?mer\b/.test(plain(heading)));
