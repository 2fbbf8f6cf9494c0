import { FIGURE_MARK } from '#src/knowledge/model/figures.ts';
import { analyse, prefixToken } from '#src/platform/french/text-analysis.ts';
import { bodyText } from '#src/retrieval/passages/index-content.ts';
import type { Passage } from '#src/retrieval/passages/passage.ts';
import { articleToken, articleTokens } from './article-tokens.ts';
import { questionTypeTokens } from './question-type.ts';

/** A word of a query with its weight (1 for the person's own words, less for expansions). */
export interface QueryTerm {
  readonly token: string;
  readonly weight: number;
}

/** What a keyword search says of each passage; arrays are indexed like the passages. */
export interface KeywordScores {
  readonly scores: Float64Array;
  /** The score of a passage that would hold every term of the query: makes scores comparable between queries. */
  readonly best: number;
}

/** BM25 saturation; the usual value. */
const K1 = 1.2;
/**
 * Weight and length normalisation of each field. The heading path is the largest single gain on this corpus;
 * wordings are many short texts, so their length says nothing.
 */
const FIELDS = {
  title: { weight: 1, b: 0.4 },
  question: { weight: 2, b: 0.3 },
  wordings: { weight: 1.5, b: 0.5 },
  body: { weight: 1, b: 0.75 },
} as const;
type Field = keyof typeof FIELDS;
const FIELD_NAMES = Object.keys(FIELDS) as Field[];

/** Part of the weight that a prefix token carries beside its stem. */
const PREFIX_WEIGHT = 0.4;
const ARTICLE_WEIGHT = 8;

/**
 * Fielded BM25 (BM25F, Robertson & Zaragoza 2009) over passages, in process. Contributions are computed once at
 * build, so that a query only adds up postings.
 */
export class KeywordIndex {
  /** Folded words as written in the pages, with the number of passages that hold them: for spelling repair. */
  readonly vocabulary: ReadonlyMap<string, number>;
  readonly #postings = new Map<string, { passages: Int32Array; gains: Float64Array; idf: number }>();
  readonly #size: number;

  /** @param extraWords further words by which a passage is found (values and names of its figures) */
  constructor(passages: readonly Passage[], extraWords: (passage: Passage) => readonly string[] = () => []) {
    this.#size = passages.length;
    const vocabulary = new Map<string, number>();
    const counts = passages.map((passage) => countFields(passage, extraWords(passage), vocabulary));
    this.vocabulary = vocabulary;
    const averages = averageLengths(counts);
    const inverted = new Map<string, [number, number][]>();
    counts.forEach((fields, passage) => {
      for (const [token, frequency] of combine(fields, averages)) {
        const list = inverted.get(token);
        if (list) list.push([passage, frequency]);
        else inverted.set(token, [[passage, frequency]]);
      }
    });
    for (const [token, list] of inverted) {
      const idf = Math.log(1 + (this.#size - list.length + 0.5) / (list.length + 0.5));
      this.#postings.set(token, {
        idf,
        passages: Int32Array.from(list, ([passage]) => passage),
        gains: Float64Array.from(list, ([, frequency]) => (idf * frequency * (K1 + 1)) / (K1 + frequency)),
      });
    }
  }

  /** Whether a token stands in at least one passage. */
  has(token: string): boolean {
    return this.#postings.has(token);
  }

  /** How telling a token is: high for rare ones; that of a token seen once for unknown ones. */
  idf(token: string): number {
    return this.#postings.get(token)?.idf ?? Math.log(1 + (this.#size - 0.5) / 1.5);
  }

  /** Scores every passage for a weighted bag of terms. */
  search(terms: readonly QueryTerm[]): KeywordScores {
    const scores = new Float64Array(this.#size);
    let best = 0;
    for (const { token, weight } of terms) {
      best += weight * this.idf(token) * (K1 + 1);
      const posting = this.#postings.get(token);
      if (!posting) continue;
      for (let index = 0; index < posting.passages.length; index += 1) {
        const passage = posting.passages[index] as number;
        scores[passage] = (scores[passage] as number) + weight * (posting.gains[index] as number);
      }
    }
    return { scores, best };
  }
}

/** Terms of a text for {@link KeywordIndex.search}: stems, their prefixes, and article numbers as exact tokens. */
export function termsOf(text: string, weight = 1): QueryTerm[] {
  const terms: QueryTerm[] = articleTokens(text).map((token) => ({ token, weight: ARTICLE_WEIGHT * weight }));
  for (const { stem } of analyse(text)) terms.push(...termsOfStem(stem, weight));
  return terms;
}

/** A stem and its prefix token. */
export function termsOfStem(stem: string, weight = 1): QueryTerm[] {
  const prefix = prefixToken(stem);
  return prefix
    ? [
        { token: stem, weight },
        { token: prefix, weight: weight * PREFIX_WEIGHT },
      ]
    : [{ token: stem, weight }];
}

type FieldCounts = Record<Field, Map<string, number>>;

function countFields(
  passage: Passage,
  extra: readonly string[],
  vocabulary: Map<string, number>,
): FieldCounts {
  const seen = new Set<string>();
  const count = (texts: readonly string[]): Map<string, number> => {
    const counts = new Map<string, number>();
    const add = (token: string) => counts.set(token, (counts.get(token) ?? 0) + 1);
    for (const { word, stem } of texts.flatMap(analyse)) {
      seen.add(word);
      for (const { token } of termsOfStem(stem)) add(token);
    }
    return counts;
  };
  const body = bodyText(passage).replace(FIGURE_MARK, ' ');
  const fields = {
    title: count([passage.document.title]),
    question: count([passage.heading, passage.proposition?.statement ?? '', passage.appliesTo ?? '']),
    wordings: count(passage.wordings),
    body: count([body, ...extra]),
  };
  for (const article of passage.articles) fields.question.set(articleToken(article), 1);
  for (const token of questionTypeTokens(passage.heading)) fields.question.set(token, 1);
  for (const token of articleTokens(body)) fields.body.set(token, 1);
  for (const word of seen) vocabulary.set(word, (vocabulary.get(word) ?? 0) + 1);
  return fields;
}

const lengthOf = (counts: Map<string, number>): number =>
  [...counts.values()].reduce((sum, value) => sum + value, 0);

function averageLengths(all: readonly FieldCounts[]): Record<Field, number> {
  const total = { title: 0, question: 0, wordings: 0, body: 0 };
  for (const fields of all) for (const name of FIELD_NAMES) total[name] += lengthOf(fields[name]);
  for (const name of FIELD_NAMES) total[name] = total[name] / Math.max(1, all.length) || 1;
  return total;
}

function combine(fields: FieldCounts, averages: Record<Field, number>): Map<string, number> {
  const combined = new Map<string, number>();
  for (const name of FIELD_NAMES) {
    const { weight, b } = FIELDS[name];
    const length = 1 - b + (b * lengthOf(fields[name])) / averages[name];
    for (const [token, count] of fields[name]) {
      combined.set(token, (combined.get(token) ?? 0) + (weight * count) / length);
    }
  }
  return combined;
}
