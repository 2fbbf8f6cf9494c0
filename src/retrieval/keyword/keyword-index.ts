import { FIGURE_MARK } from '#src/knowledge/model/figures.ts';
import { analyse, prefixToken, type Token } from '#src/platform/french/text-analysis.ts';
import { bodyText } from '#src/retrieval/passages/index-content.ts';
import type { Passage } from '#src/retrieval/passages/passage.ts';
import { articleToken, articleTokens } from './article-tokens.ts';
import { analysed, keepWordings } from './fidelity.ts';
import { Numbering, TOKENS } from './numbering.ts';
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
const WEIGHTS = FIELD_NAMES.map((name) => FIELDS[name].weight);

/** Part of the weight that a prefix token carries beside its stem. */
const PREFIX_WEIGHT = 0.4;
const ARTICLE_WEIGHT = 8;

/**
 * Fielded BM25 (BM25F, Robertson & Zaragoza 2009) over passages, in process. Contributions are computed once at
 * build, so that a query only adds up postings. A passage is counted once for as long as it lives: an index of ten
 * thousand of which one changed is made of numbers that are there already.
 */
export class KeywordIndex {
  /** Folded words as written in the pages, with the number of passages that hold them: for spelling repair. */
  readonly vocabulary: ReadonlyMap<string, number>;
  readonly #size: number;
  /** Where the postings of each token begin, by its number; the last one ends them all. */
  readonly #starts: Int32Array;
  readonly #passages: Int32Array;
  readonly #gains: Float64Array;

  /** @param extraWords further words by which a passage is found (values and names of its figures) */
  constructor(passages: readonly Passage[], extraWords: (passage: Passage) => readonly string[] = () => []) {
    this.#size = passages.length;
    const counted = passages.map((passage) => countedOf(passage, extraWords(passage)));
    this.vocabulary = vocabularyOf(counted);
    const averages = averageLengths(counted);
    this.#starts = startsOf(counted);
    const total = this.#starts.at(-1) ?? 0;
    this.#passages = new Int32Array(total);
    this.#gains = new Float64Array(total);
    const next = this.#starts.slice();
    const telling = this.#tellingOf(counted);
    for (const [passage, fields] of counted.entries()) {
      const lengths = FIELD_NAMES.map((name, field) => {
        const { b } = FIELDS[name];
        return 1 - b + (b * (fields.lengths[field] as number)) / (averages[field] as number);
      });
      for (let place = 0; place < fields.size; place += 1) {
        const token = fields.data[place] as number;
        const at = next[token] as number;
        next[token] = at + 1;
        this.#passages[at] = passage;
        const frequency = frequencyAt(fields, place, lengths);
        this.#gains[at] = ((telling[token] as number) * frequency * (K1 + 1)) / (K1 + frequency);
      }
    }
  }

  /** How telling each token is that stands in a passage, by its number: told once, and not for each of its postings. */
  #tellingOf(counted: readonly Counted[]): Float64Array {
    const telling = new Float64Array(this.#starts.length - 1);
    for (const { size, data } of counted)
      for (let place = 0; place < size; place += 1) {
        const token = data[place] as number;
        if (telling[token] === 0)
          telling[token] = this.#idfOf((this.#starts[token + 1] as number) - (this.#starts[token] as number));
      }
    return telling;
  }

  /** Whether a token stands in at least one passage. */
  has(token: string): boolean {
    const [from, to] = this.#postings(token);
    return from < to;
  }

  /** How telling a token is: high for rare ones; that of a token seen once for unknown ones. */
  idf(token: string): number {
    const [from, to] = this.#postings(token);
    return this.#idfOf(Math.max(1, to - from));
  }

  #idfOf(passages: number): number {
    return Math.log(1 + (this.#size - passages + 0.5) / (passages + 0.5));
  }

  /** Where the postings of a token stand; as far as each other, where it has none. */
  #postings(token: string): readonly [from: number, to: number] {
    const number = TOKENS.numbers.get(token);
    // One that was first seen since this was made is in none of its passages.
    if (number === undefined || number + 1 >= this.#starts.length) return [0, 0];
    return [this.#starts[number] as number, this.#starts[number + 1] as number];
  }

  /** Scores every passage for a weighted bag of terms. */
  search(terms: readonly QueryTerm[]): KeywordScores {
    const scores = new Float64Array(this.#size);
    let best = 0;
    for (const { token, weight } of terms) {
      best += weight * this.idf(token) * (K1 + 1);
      const [from, to] = this.#postings(token);
      for (let at = from; at < to; at += 1) {
        const passage = this.#passages[at] as number;
        scores[passage] = (scores[passage] as number) + weight * (this.#gains[at] as number);
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

/** The words of all that was indexed in this thread: each stands once in memory. */
const WORDS = new Numbering();

/**
 * A passage, counted: in one stretch of memory, for a stretch takes a quarter of a kilobyte beside what stands in it, and
 * there are tens of thousands.
 */
interface Counted {
  /** How many tokens it has. */
  readonly size: number;
  /** The numbers of its tokens, each once; how often each stands in each field, two fields a number; those of its words. */
  readonly data: Int32Array;
  /** Of each field. */
  readonly lengths: readonly number[];
}

/** Fields that are counted in one number, and the bits of each. */
const TOGETHER = 2;
const BITS = 16;
const MOST = 2 ** BITS - 1;
/** Numbers in which a token is counted. */
const WIDTH = FIELD_NAMES.length / TOGETHER;

/** The numbers of the words of a passage, in the order in which they are met. */
const wordsIn = ({ size, data }: Counted): Int32Array => data.subarray(size * (1 + WIDTH));

/** How often a token stands in a field. */
const countAt = ({ size, data }: Counted, place: number, field: number): number =>
  ((data[size + place * WIDTH + (field >> 1)] as number) >>> (BITS * (field & 1))) & MOST;

/** What was counted of each passage, with the further words by which it was to be found. */
const counted = new WeakMap<Passage, { readonly extra: string; readonly fields: Counted }>();

function countedOf(passage: Passage, extra: readonly string[]): Counted {
  const key = extra.join('\n');
  const known = counted.get(passage);
  if (known?.extra === key) return known.fields;
  const { fields: counts, words } = countFields(passage, extra);
  const fields = packed(counts, words);
  counted.set(passage, { extra: key, fields });
  return fields;
}

function packed(fields: FieldCounts, words: ReadonlySet<string>): Counted {
  const tokens = [...new Set(FIELD_NAMES.flatMap((name) => [...fields[name].keys()]))];
  const size = tokens.length;
  const data = new Int32Array(size * (1 + WIDTH) + words.size);
  for (const [place, token] of tokens.entries()) {
    data[place] = TOKENS.of(token);
    for (const [field, name] of FIELD_NAMES.entries()) {
      const at = size + place * WIDTH + (field >> 1);
      const count = (fields[name].get(token) ?? 0) & MOST;
      data[at] = (data[at] as number) | (count << (BITS * (field & 1)));
    }
  }
  data.set(
    [...words].map((word) => WORDS.of(word)),
    size * (1 + WIDTH),
  );
  return { size, data, lengths: FIELD_NAMES.map((name) => lengthOf(fields[name])) };
}

function countFields(
  passage: Passage,
  extra: readonly string[],
): { readonly fields: FieldCounts; readonly words: ReadonlySet<string> } {
  const words = new Set<string>();
  const own = analysed(passage);
  keepWordings(passage, own);
  const count = (read: readonly (readonly Token[])[], more: readonly string[] = []): Map<string, number> => {
    const counts = new Map<string, number>();
    const add = (token: string) => counts.set(token, (counts.get(token) ?? 0) + 1);
    for (const { word, stem } of [...read, ...more.map(analyse)].flat()) {
      words.add(word);
      for (const { token } of termsOfStem(stem)) add(token);
    }
    return counts;
  };
  const fields = {
    title: count([own.title]),
    question: count([own.heading], [passage.proposition?.statement ?? '', passage.appliesTo ?? '']),
    wordings: count(own.wordings),
    body: count([own.body], extra),
  };
  for (const article of passage.articles) fields.question.set(articleToken(article), 1);
  for (const token of questionTypeTokens(passage.heading)) fields.question.set(token, 1);
  for (const token of articleTokens(bodyText(passage).replace(FIGURE_MARK, ' '))) fields.body.set(token, 1);
  return { fields, words };
}

const lengthOf = (counts: Map<string, number>): number =>
  [...counts.values()].reduce((sum, value) => sum + value, 0);

/** The mean length of each field. */
function averageLengths(all: readonly Counted[]): number[] {
  return FIELD_NAMES.map((_, field) => {
    const total = all.reduce((sum, { lengths }) => sum + (lengths[field] as number), 0);
    return total / Math.max(1, all.length) || 1;
  });
}

/** How often a token of a passage stands in it, each field by its weight and length. */
function frequencyAt(counted: Counted, place: number, lengths: readonly number[]): number {
  let sum = 0;
  for (let field = 0; field < FIELD_NAMES.length; field += 1) {
    const count = countAt(counted, place, field);
    if (count > 0) sum += ((WEIGHTS[field] as number) * count) / (lengths[field] as number);
  }
  return sum;
}

/** Where the postings of each token begin. */
function startsOf(all: readonly Counted[]): Int32Array {
  const starts = new Int32Array(TOKENS.texts.length + 1);
  for (const { size, data } of all)
    for (let place = 0; place < size; place += 1) {
      const token = data[place] as number;
      starts[token + 1] = (starts[token + 1] as number) + 1;
    }
  for (let token = 1; token < starts.length; token += 1)
    starts[token] = (starts[token] as number) + (starts[token - 1] as number);
  return starts;
}

/** The words of all passages, in the order in which they are met, with how many hold each. */
function vocabularyOf(all: readonly Counted[]): Map<string, number> {
  const holding = new Int32Array(WORDS.texts.length);
  const met: number[] = [];
  for (const one of all)
    for (const word of wordsIn(one)) {
      if (holding[word] === 0) met.push(word);
      holding[word] = (holding[word] as number) + 1;
    }
  return new Map(met.map((word) => [WORDS.texts[word] as string, holding[word] as number]));
}
