import type { IsoDate } from '#src/platform/calendar/iso-date.ts';
import { holdsOn } from '#src/platform/calendar/iso-date.ts';
import { KeywordIndex } from '#src/retrieval/keyword/keyword-index.ts';
import { SpellingRepair } from '#src/retrieval/keyword/spelling.ts';
import { bodyText, type ReaderText, type VectorText } from '#src/retrieval/passages/index-content.ts';
import type { Passage } from '#src/retrieval/passages/passage.ts';
import type { VectorIndex } from '#src/retrieval/vectors/vector-index.ts';

/**
 * The articles of the imported codes, searched beside the pages and never mixed with them: with or without the law,
 * the same pages are found, in the same order, with the same scores.
 */
export interface LawIndex {
  readonly passages: readonly Passage[];
  readonly keywords: KeywordIndex;
  readonly spelling: SpellingRepair;
  readonly vectors?:
    | { readonly index: VectorIndex; readonly owners: Int32Array; readonly keys: readonly string[] }
    | undefined;
  /** Every wording of an article, by its canonical reference. */
  readonly byArticle: ReadonlyMap<string, readonly Passage[]>;
}

/** Headings that say what an article is about: the last ones; two to four do as well on this code. */
const NEAR_HEADINGS = 3;
/** Longest text of one vector, and how many stand for one article, in characters and in number. */
const WINDOW = 900;
const WINDOWS = 4;

/** Builds the keyword index of the law; its vectors come from the generation. */
export function makeLawIndex(passages: readonly Passage[], vectors?: LawIndex['vectors']): LawIndex {
  const keywords = new KeywordIndex(passages.map(asIndexed));
  const byArticle = new Map<string, Passage[]>();
  for (const passage of passages) {
    const [article] = passage.articles;
    if (!article) continue;
    const known = byArticle.get(article);
    if (known) known.push(passage);
    else byArticle.set(article, [passage]);
  }
  return { passages, keywords, spelling: new SpellingRepair(keywords.vocabulary), vectors, byArticle };
}

/** The wording of an article that is the law on a day; undefined when the import has none. */
export function articleOn(law: LawIndex | undefined, article: string, date: IsoDate): Passage | undefined {
  return law?.byArticle
    .get(article)
    ?.find(({ validFrom, validUntil }) => holdsOn({ from: validFrom, until: validUntil }, date));
}

/**
 * An article as it is indexed: its nearest headings stand for the question that a page would ask. The same for as long
 * as the article lives.
 */
function asIndexed(passage: Passage): Passage {
  const heading = [...nearHeadings(passage), passage.heading].join('. ');
  const kept = indexed.get(passage) ?? { ...passage, heading };
  indexed.set(passage, kept);
  return kept;
}

const indexed = new WeakMap<Passage, Passage>();

const nearHeadings = ({ law }: Passage): readonly string[] => (law?.path ?? []).slice(-NEAR_HEADINGS);

/** The texts that stand for each article in the vector index: its headings before each stretch of its text. */
export function lawVectorTexts(passages: readonly Passage[]): VectorText[] {
  return passages.flatMap((passage, index) => {
    const headings = nearHeadings(passage).join('. ');
    return windowsOf(bodyText(passage)).map((text) => ({ passage: index, text: `${headings}. ${text}` }));
  });
}

/** The same texts, as the reader reads them. */
export const lawReaderTexts = (passages: readonly Passage[]): ReaderText[] =>
  lawVectorTexts(passages).map((text) => ({ ...text, as: 'passage' }));

/** A text in stretches of whole lines, as far as the first few go. */
function windowsOf(text: string): string[] {
  const windows: string[] = [];
  for (const line of text.split('\n')) {
    const last = windows.at(-1);
    if (last !== undefined && last.length + line.length < WINDOW)
      windows[windows.length - 1] = `${last}\n${line}`;
    else windows.push(line.slice(0, WINDOW));
  }
  return windows.slice(0, WINDOWS);
}
