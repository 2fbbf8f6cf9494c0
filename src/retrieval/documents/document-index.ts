import type { Glossary } from '#src/knowledge/model/glossary.ts';
import { stem } from '#src/platform/french/text-analysis.ts';
import { isGeneralFrench } from '#src/retrieval/general-french/general-french.ts';
import { QueryExpander } from '#src/retrieval/keyword/expand.ts';
import { KeywordIndex } from '#src/retrieval/keyword/keyword-index.ts';
import { SpellingRepair } from '#src/retrieval/keyword/spelling.ts';
import { ownHeading, type Passage } from '#src/retrieval/passages/passage.ts';
import { ByteRows, comparedVector } from '#src/retrieval/vectors/byte-rows.ts';
import type { ReaderEmbedder } from '#src/retrieval/vectors/reader-embedder.ts';
import { type KeptVectors, keptRows } from '#src/retrieval/vectors/shipped-vectors.ts';
import { type MadeVectors, sentenceVectors } from './kept-vectors.ts';

/**
 * The documents that staff drop, searched beside the pages and never mixed with them: with thousands of them or none, the
 * same pages are found, in the same order, with the same scores.
 */
export interface DocumentIndex {
  readonly passages: readonly Passage[];
  readonly keywords: KeywordIndex;
  readonly spelling: SpellingRepair;
  /** Sets typed mistakes right by the documents' own words. */
  readonly expander: QueryExpander;
  /** The places of the passages of each document, by its id. */
  readonly byDocument: ReadonlyMap<string, readonly number[]>;
  /** What the reader made of them; absent where it does not run. */
  readonly vectors?: DocumentVectors | undefined;
}

/** The reader's vectors of the parts of documents. */
export interface DocumentVectors {
  readonly reader: ReaderEmbedder;
  /** Texts that have a vector: a part without one is found by its words. */
  readonly size: number;
  /** Whether no text is without. */
  readonly isWhole: boolean;
  /** The cosine of each part and a question, the nearest of its texts counting; 0 for a part without a vector. */
  cosines(query: Float32Array): Float64Array;
  /** The vectors of sentences, those that were made ahead and those that are made now; nothing for one that can't be. */
  embedSentences(texts: readonly string[]): Promise<readonly (Float32Array | undefined)[]>;
  /** The vectors by the keys of their texts: the next index takes them over. */
  held(): KeptVectors;
}

/** Builds the index of some passages of documents. */
export function makeDocumentIndex(
  passages: readonly Passage[],
  glossary: Glossary,
  vectors: DocumentVectors | undefined,
): DocumentIndex {
  const keywords = new KeywordIndex(passages.map(asIndexed));
  const byDocument = new Map<string, number[]>();
  for (const [at, { documentId }] of passages.entries()) {
    const known = byDocument.get(documentId);
    if (known) known.push(at);
    else byDocument.set(documentId, [at]);
  }
  const spelling = new DocumentSpelling(keywords.vocabulary);
  const expander = new QueryExpander(keywords, spelling, glossary);
  return { passages, keywords, spelling, expander, byDocument, vectors };
}

/**
 * Documents hold few words: one of everyday French that none of them has was meant as it is (« salaire » is no « salarié »).
 */
class DocumentSpelling extends SpellingRepair {
  override repair(word: string): string | undefined {
    return isGeneralFrench(stem(word)) ? undefined : super.repair(word);
  }
}

/** « Page 12 » says where a part stands, not what it is about. The same for as long as the part lives. */
function asIndexed(passage: Passage): Passage {
  const heading = ownHeading(passage);
  if (heading === passage.heading) return passage;
  const kept = indexed.get(passage) ?? { ...passage, heading };
  indexed.set(passage, kept);
  return kept;
}

const indexed = new WeakMap<Passage, Passage>();

/**
 * Keeps the vectors of documents in one stretch of memory.
 * @param read writes the vector of the text at a place where it is wanted; false when it was not made yet
 */
export function documentVectors(
  texts: { readonly keys: readonly string[]; readonly owners: Int32Array },
  read: (at: number, into: Float32Array) => boolean,
  {
    passages,
    reader,
    made = async () => new Map(),
  }: {
    readonly passages: number;
    readonly reader: ReaderEmbedder;
    /** Vectors of sentences that were made ahead, by the keys of their texts. */
    readonly made?: MadeVectors;
  },
): DocumentVectors {
  const { dimension } = reader;
  const rows = new ByteRows(texts.keys.length, dimension);
  const vector = new Float32Array(dimension);
  const owners = new Int32Array(texts.keys.length);
  const rowKeys: string[] = [];
  let size = 0;
  for (const [at, key] of texts.keys.entries()) {
    if (!read(at, vector)) continue;
    rows.set(size, vector);
    owners[size] = texts.owners[at] as number;
    rowKeys.push(key);
    size += 1;
  }
  return {
    reader,
    size,
    isWhole: size === texts.keys.length,
    embedSentences: (sentences) => sentenceVectors(reader, sentences, made),
    held: () => keptRows(rows, new Map(rowKeys.map((key, row) => [key, row]))),
    cosines: (query) => {
      const compared = comparedVector(query);
      const nearest = new Float64Array(passages);
      for (let row = 0; row < size; row += 1) {
        const owner = owners[row] as number;
        const cosine = rows.dot(row, compared);
        if (cosine > (nearest[owner] as number)) nearest[owner] = cosine;
      }
      return nearest;
    },
  };
}

/** The scalar product of a question and the vector that begins at a place. */
export function dotAt(matrix: Float32Array, from: number, query: Float32Array): number {
  let sum = 0;
  for (let at = 0; at < query.length; at += 1) sum += (matrix[from + at] as number) * (query[at] as number);
  return sum;
}
