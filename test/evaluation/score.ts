import { articlesIn, normalizeArticle } from '#src/reference/article-number.ts';
import numbersByCode from '#src/reference/article-numbers.json' with { type: 'json' };
import { saysFigure } from './figure-match.ts';
import type { Expectation, Question } from './question-sets.ts';

/** A reply as its reader gets it: the fields of the command line's JSON that are judged. */
export interface Said {
  readonly kind: string;
  readonly text: string;
  /** Articles of all its citations. */
  readonly cited: readonly string[];
  readonly verdict: 'oui' | 'non' | null;
}

/** A reply judged. What makes no sense for a question is undefined: a question without verdict, without article… */
export interface Score {
  /** Must be refused or handed over. */
  readonly mustRefuse: boolean;
  /** Kind, figures and verdict are those expected. */
  readonly right: boolean;
  readonly cited: boolean | undefined;
  readonly overRefused: boolean | undefined;
  readonly verdict: 'right' | 'contrary' | 'unsaid' | undefined;
  /** A figure that it must not say is said. */
  readonly wrongFigure: boolean | undefined;
  /** Every expected figure is said. */
  readonly figures: boolean | undefined;
  /** Names an article that stands in no citation and does not exist. */
  readonly invented: boolean;
  /** What is wrong, in French, for a person to read. */
  readonly faults: readonly string[];
}

/** Judges a reply to a question. Pure. */
export function score({ turns, expect }: Pick<Question, 'turns' | 'expect'>, said: Said): Score {
  const kindRight = expect.kinds.includes(said.kind);
  const missing = expect.figures.filter((figure) => !saysFigure(said.text, figure));
  const wrong = expect.not.filter((figure) => saysFigure(said.text, figure));
  const verdict = judgeVerdict(expect.verdict, said);
  const cited = expectsArticle(expect) ? citesOneOf(said.cited, expect.articles) : undefined;
  const invented = inventedArticles(said, turns);
  const verdictRight = verdict === undefined || verdict === 'right';
  return {
    mustRefuse: expect.kinds.includes('refusal') && !expect.kinds.includes('answer'),
    right: kindRight && missing.length === 0 && wrong.length === 0 && verdictRight,
    cited,
    overRefused: expect.kinds.includes('refusal') ? undefined : said.kind === 'refusal',
    verdict,
    wrongFigure: expect.not.length > 0 ? wrong.length > 0 : undefined,
    figures: expect.figures.length > 0 ? missing.length === 0 : undefined,
    invented: invented.length > 0,
    faults: [
      ...(kindRight ? [] : [`${said.kind} au lieu de ${expect.kinds.join(' ou ')}`]),
      ...missing.map((figure) => `manque « ${figure} »`),
      ...wrong.map((figure) => `dit « ${figure} »`),
      ...(verdictRight ? [] : [`verdict ${said.verdict ?? 'aucun'} au lieu de ${expect.verdict}`]),
      ...(cited === false
        ? [`cite ${said.cited.join(', ') || 'rien'} au lieu de ${expect.articles.join(' ou ')}`]
        : []),
      ...invented.map((article) => `invente l’article ${article}`),
    ],
  };
}

/** Whether an article is expected in the citations: one is named, and an answer is a right reply. */
export const expectsArticle = ({ kinds, articles }: Expectation): boolean =>
  kinds.includes('answer') && articles.length > 0;

/** Whether one of the expected articles is among those cited, however each is written. */
export function citesOneOf(cited: readonly string[], expected: readonly string[]): boolean {
  const known = new Set(cited.map(canonical));
  return expected.some((article) => known.has(canonical(article)));
}

const canonical = (article: string): string => normalizeArticle(article) ?? article;

/** The « oui » or « non » of a reply: its field, or the word that opens its text. */
export function verdictOf({ verdict, text }: Pick<Said, 'verdict' | 'text'>): 'oui' | 'non' | undefined {
  const opening = /^[^\p{L}]*(oui|non)(?![\p{L}-])/iu.exec(text)?.[1]?.toLowerCase();
  return verdict ?? (opening === 'oui' || opening === 'non' ? opening : undefined);
}

/** A right verdict stands in its field, where programs read it; a contrary one is a fault wherever it stands. */
function judgeVerdict(expected: Expectation['verdict'], said: Said): Score['verdict'] {
  if (!expected) return undefined;
  const found = verdictOf(said);
  if (found && found !== expected) return 'contrary';
  return said.verdict === expected ? 'right' : 'unsaid';
}

/** Every article number of every code that we know of. */
const EXISTING = new Set(Object.values(numbersByCode).flat());
/** « CRPA R311-12 » → « R311-12 »: a text may name the code after the number, or in the sentence before. */
const numberOf = (article: string): string => article.replace(/^.*\s(?=[LRD]\d)/, '');

/** Articles of a text that no citation holds and that do not exist; those that the person named are theirs. */
function inventedArticles({ text, cited }: Said, turns: readonly string[]): string[] {
  const known = new Set([...cited.map(canonical), ...articlesIn(turns.join('\n'))].map(numberOf));
  return articlesIn(text).filter(
    (article) => !known.has(numberOf(article)) && !EXISTING.has(numberOf(article)),
  );
}
