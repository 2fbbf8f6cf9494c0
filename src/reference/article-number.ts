import numbersByCode from './article-numbers.json' with { type: 'json' };

const VALID = new Map<string, ReadonlySet<string>>(
  Object.entries(numbersByCode).map(([code, numbers]) => [code, new Set(numbers)]),
);

/** Ways of naming a code, longest first, and the short name that our citations use. */
const CODE_NAMES: [RegExp, string][] = [
  [/^(?:code du travail|c\. ?trav\.?)/i, 'C. trav.'],
  [/^(?:code des relations entre le public et l['’]administration|crpa)/i, 'CRPA'],
  [/^(?:code de justice administrative|cja)/i, 'CJA'],
  [/^(?:code de commerce|c\. ?com\.?)/i, 'C. com.'],
  [/^(?:code général des collectivités territoriales|cgct)/i, 'CGCT'],
  [/^(?:code de l['’]environnement|c\. ?env\.?)/i, 'C. env.'],
  [/^(?:code rural(?: et de la pêche maritime)?|c\. ?rural)/i, 'C. rural'],
  [/^(?:code de l['’]action sociale et des familles|casf)/i, 'CASF'],
  [/^(?:code de la sécurité sociale|css)/i, 'CSS'],
  [/^(?:code de la commande publique|ccp)/i, 'CCP'],
];

/** A number as typed: « R. 2122-8 », « R*311-12 », « l 2113 - 10 ». */
const NUMBER = /^([lrd])\s?\.?\s?\*?\s?(\d{1,4}(?:\s?-\s?\d{1,3}){0,3})$/i;

/**
 * The canonical form of one reference: « R. 2122-8 » → `R2122-8`, « code du travail, art. D. 8222-5 » →
 * `C. trav. D8222-5`, « annexe 2 » → `annexe 2`. Undefined when it is not an article (a ruling, a decree).
 */
export function normalizeArticle(reference: string): string | undefined {
  let text = reference.trim().replace(/\s+/g, ' ');
  let code = 'CCP';
  for (const [pattern, name] of CODE_NAMES) {
    if (!pattern.test(text)) continue;
    code = name;
    text = text.replace(pattern, '');
    break;
  }
  text = text.replace(/^[,;:\s]*(?:art(?:icle)?s?\.?\s*)?/i, '');
  const annex = /^annexe (\d{1,2})$/i.exec(text);
  if (annex) return `annexe ${annex[1]}`;
  const match = NUMBER.exec(text);
  if (!match) return undefined;
  const number = `${match[1]?.toUpperCase()}${match[2]?.replace(/\s/g, '')}`;
  return code === 'CCP' ? number : `${code} ${number}`;
}

/** Whether a canonical reference exists in its code, as listed in `src/reference/article-numbers.json`. */
export function articleExists(article: string): boolean {
  const match = /^(.*?)\s?([LRD]\d[\d-]*|annexe \d+)$/.exec(article);
  if (!match) return false;
  return VALID.get(match[1] || 'CCP')?.has(match[2] ?? '') ?? false;
}

/** Articles named in free text, canonical, in order, without repetition. A bare « 2122-8 » after « article » counts. */
export function articlesIn(text: string): string[] {
  const found: string[] = [];
  const pattern =
    /(?:\b(c\. ?trav\.|code du travail|crpa|cja|c\. ?com\.|code de commerce|cgct|c\. ?env\.|c\. ?rural|casf|css)[, ]*(?:art(?:icle|\.)?s? ?)?)?(?<![\p{L}\d])([lrd]\s?\.?\s?\*?\s?\d{2,4}(?:\s?-\s?\d{1,3}){1,3}|[lr]\s?\.?\s?[1-6](?![\d-]))(?![\p{L}\d])/giu;
  for (const match of text.matchAll(pattern)) {
    const article = normalizeArticle(`${match[1] ?? ''} ${match[2]}`);
    if (article && !found.includes(article)) found.push(article);
  }
  for (const match of text.matchAll(/\barticles? (\d{4}-\d{1,3}(?:-\d{1,3})*)\b/giu)) {
    for (const letter of ['R', 'L', 'D']) {
      const article = `${letter}${match[1]}`;
      if (articleExists(article) && !found.includes(article)) found.push(article);
    }
  }
  return found;
}
