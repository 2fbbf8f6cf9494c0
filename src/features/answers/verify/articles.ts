import { fold } from '#src/platform/french/text-analysis.ts';
import { articleExists, articlesIn, normalizeArticle } from '#src/reference/article-number.ts';
import type { Evidence } from '#src/retrieval/passages/evidence.ts';
import type { Finding } from './finding.ts';
import { sourceText } from './source.ts';

/** A text named by its number alone: « article 42 », « annexe 3 », « article 41.7 ». */
const BARE_ARTICLE =
  /\b(?:articles?|art\.|annexes?)\s+(?:n°\s?)?((?:[lrd]\.?\s?\*?\s?)?\d+(?:\s?[-.]\s?\d+)*)/giu;
/** A decree, a law, a ruling: « 2025-1386 », « n° 358994 », « 2014/24 ». */
const REFERENCE = /\bn°\s?(\d[\d-]*)|(?<![\d/-])((?:19|20)\d{2}[-/]\d{2,5})(?![\d-]|\/\d)/giu;
/** « loi du 22 août 2021 »: a text named by its day. */
const DAY_OF_TEXT =
  /\b(lois?|decrets?|arretes?|ordonnances?|directives?|circulaires?|decisions?)(?: \p{L}+){0,2} du (\d{1,2}(?:er)? \p{L}+ \d{4})/gu;
/** « du code du travail », « du code civil ». */
const CODE =
  /\bcode (?:(?:de la |de l'|du |des? )(?!articles?\b)\p{L}+(?: (?:publique|sociale?|publics?|territoriales|rural|administrative))?|general \p{L}+|civil|penal|rural|monetaire|electoral)/gu;
const OWN_CODE = 'code de la commande publique';

/** The articles and other texts that a text names. */
interface Names {
  readonly articles: readonly string[];
  /** « article 42 », « annexe 3 »: numbers without a letter. */
  readonly bare: readonly string[];
  readonly references: readonly string[];
  readonly days: readonly string[];
  readonly codes: readonly string[];
}

function namesIn(text: string): Names {
  const folded = fold(text);
  const all = (pattern: RegExp) => [...folded.matchAll(pattern)];
  return {
    articles: articlesIn(text),
    bare: all(BARE_ARTICLE).map((match) => bareNumber(match[1] ?? '')),
    references: all(REFERENCE).map((match) => (match[1] ?? match[2] ?? '').replace('/', '-')),
    days: all(DAY_OF_TEXT).map((match) => `${match[1]?.replace(/s$/, '')} du ${match[2]}`),
    codes: all(CODE).map(([code]) => code),
  };
}

const names = new WeakMap<Evidence, Names>();

/** What a passage names, in its words, its references and its figures' sources. */
function namesOf(evidence: Evidence): Names {
  const known = names.get(evidence);
  if (known) return known;
  const own = namesIn(plainMarks(sourceText(evidence)));
  const { passage, figures } = evidence;
  const found = {
    ...own,
    articles: [...passage.articles, ...own.articles, ...figures.flatMap(({ value }) => value.article ?? [])],
  };
  names.set(evidence, found);
  return found;
}

/**
 * Each article and each text that a draft names exists and stands in a passage that it cites, under its own code.
 * @param text a sentence of the draft, or all of it
 * @param proved working of computations, which may name articles too
 */
export function checkArticles(text: string, cited: readonly Evidence[], proved: string): Finding[] {
  const plain = plainMarks(text);
  const said = namesIn(plain);
  const sources = [...cited.map(namesOf), ...(proved ? [namesIn(plainMarks(proved))] : [])];
  const all = (kind: keyof Names) => new Set(sources.flatMap((source) => source[kind]));
  const known = all('articles');
  const numbers = new Set([...[...known].map(bareNumber), ...all('bare'), ...all('references')]);
  // « l'article L230-5-1 du code rural » is read without its code, which the page's reference gives.
  const existing = new Set([...known].filter(articleExists).map(bareNumber));
  const days = all('days');
  const codes = all('codes');
  const coded = withCodes(plain);
  const underItsCode = (number: string) =>
    coded.some((one) => one.number === number && known.has(one.article));
  const articles = articlesIn(plain.replace(/\barticles? \d[\d-]*/giu, ' ')).filter(
    (article) =>
      (!known.has(article) || !existing.has(bareNumber(article))) && !underItsCode(bareNumber(article)),
  );
  const found = new Set(articles.map(bareNumber));
  const unknown = [
    ...articles,
    ...[...said.bare, ...said.references].filter((number) => !numbers.has(number) && !found.has(number)),
    ...said.days.filter((day) => !days.has(day)),
    ...coded.filter((one) => numbers.has(one.number) && !known.has(one.article)).map((one) => one.said),
    ...said.codes.filter((code) => !codes.has(code) && !isCodeOf(code, known)),
  ];
  return [...new Set(unknown)].map((article) => ({
    rule: 'article',
    detail: `l’article ou le texte ${article} n’est pas dans les sources`,
  }));
}

/** Every hyphen alike, and no space around it in a number: « R2122‑8 », « R2122 – 8 ». */
const plainMarks = (text: string): string =>
  text.replace(/[\u2010-\u2015\u2212\uFE63\uFF0D]/g, '-').replace(/(?<=\d)\s?-\s?(?=\d)/g, '-');

const bareNumber = (article: string): string => article.replace(/^.*?(?=\d)/, '').replace(/\s/g, '');
/** « article R2122-8 du code du travail »: numbers said with their code after them. */
function withCodes(text: string): { number: string; article: string; said: string }[] {
  const pattern = /([LRD]\.?\s?\*?\s?\d[\d-]*),? (?:du|au|dans le) (code [^,;.()]{3,60})/giu;
  return [...text.matchAll(pattern)].flatMap(([, number = '', after = '']) => {
    // The name of a code ends where its words do: « code du travail quand… ».
    const code = namesIn(after).codes[0] ?? after;
    const own = normalizeArticle(number);
    const article = code === OWN_CODE ? own : normalizeArticle(`${code} ${number}`);
    return own ? [{ number: bareNumber(own), article: article ?? '', said: `${number} du ${code}` }] : [];
  });
}

/** Whether a code is our own, or the one of an article that the passages hold. */
function isCodeOf(code: string, known: ReadonlySet<string>): boolean {
  if (OWN_CODE.startsWith(code)) return true;
  const named = normalizeArticle(`${code} L1-1`)?.replace('L1-1', '').trim();
  return named ? [...known].some((article) => article.startsWith(named)) : false;
}
