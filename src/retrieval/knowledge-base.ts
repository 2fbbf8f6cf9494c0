import { readFile } from 'node:fs/promises';
import type { FigureRegister } from '#src/knowledge/model/figures.ts';
import type { Glossary } from '#src/knowledge/model/glossary.ts';
import {
  activeGenerationId,
  embeddingsOf,
  loadEmbeddings,
  readGeneration,
} from '#src/knowledge/store/generations.ts';
import type { Queryable } from '#src/platform/database/database.ts';
import { isExample } from '#src/reader/wish/examples.ts';
import type { ReadWishes } from '#src/reader/wish/meaning.ts';
import { type Fidelity, measureFidelity } from '#src/retrieval/keyword/fidelity.ts';
import { KeywordIndex } from '#src/retrieval/keyword/keyword-index.ts';
import { SpellingRepair } from '#src/retrieval/keyword/spelling.ts';
import {
  embeddingKey,
  figureWords,
  type IndexContent,
  type ReaderText,
  readerTexts,
  sha256,
  type VectorText,
  vectorTexts,
} from '#src/retrieval/passages/index-content.ts';
import { isOfDocument, type Passage } from '#src/retrieval/passages/passage.ts';
import type { Embedder } from '#src/retrieval/vectors/embedder.ts';
import { type MeaningIndex, makeMeaningIndex } from '#src/retrieval/vectors/meaning-index.ts';
import type { ReaderEmbedder } from '#src/retrieval/vectors/reader-embedder.ts';
import { shippedProfiles } from '#src/retrieval/vectors/section-profiles.ts';
import { type KeptVectors, readerKey, shippedVectors } from '#src/retrieval/vectors/shipped-vectors.ts';
import {
  buildVectorIndex,
  ExactVectorIndex,
  openVectorIndex,
  type VectorIndex,
} from '#src/retrieval/vectors/vector-index.ts';
import { openWishes } from '#src/retrieval/vectors/wishes.ts';
import { type DocumentIndex, documentVectors, makeDocumentIndex } from './documents/document-index.ts';
import { type LawIndex, lawVectorTexts, makeLawIndex } from './law-index.ts';

/**
 * One generation of the index, ready to search. A turn keeps the one it began with, so that what it cites is what it
 * read.
 */
export interface KnowledgeBase {
  readonly generation: string;
  readonly createdAt: number;
  /** All that may be cited: the pages and the documents. */
  readonly passages: readonly Passage[];
  /** Those of our own pages: all the indexes here are of them, but for `documents` and `law`. */
  readonly pages: readonly Passage[];
  readonly figures: FigureRegister;
  readonly glossary: Glossary;
  readonly keywords: KeywordIndex;
  readonly spelling: SpellingRepair;
  readonly fidelity: Fidelity;
  /** Absent when the index was made by another embedder than the configured one. */
  readonly vectors?:
    | { readonly index: VectorIndex; readonly owners: Int32Array; readonly embedder: Embedder }
    | undefined;
  /** The reader's vectors of the pages; absent when it is not configured, or does not run here. */
  readonly meaning?: Meanings | undefined;
  /** What others wrote, searched apart; absent when nothing was dropped. */
  readonly documents?: DocumentIndex | undefined;
  /** Articles of the imported codes; absent when no law was imported. */
  readonly law?: LawIndex | undefined;
}

/** What the reader knows: the vectors of the pages, and what people want, from examples. */
export interface Meanings {
  readonly index: MeaningIndex;
  readonly reader: ReaderEmbedder;
  readonly readWishes: ReadWishes;
}

/** Builds the in-process indexes of a content. */
export function makeKnowledgeBase(
  content: IndexContent,
  about: {
    generation: string;
    createdAt: number;
    vectors?: KnowledgeBase['vectors'];
    meaning?: KnowledgeBase['meaning'];
    documentVectors?: DocumentIndex['vectors'];
    lawVectors?: LawIndex['vectors'];
  },
): KnowledgeBase {
  const { passages, glossary } = content;
  const { lawVectors, documentVectors: vectors, ...rest } = about;
  const { pages, others } = apart(passages);
  const figures = new Map(content.figures.map((figure) => [figure.id, figure]));
  const keywords = new KeywordIndex(pages, (passage) => figureWords(passage, figures));
  const spelling = new SpellingRepair(keywords.vocabulary);
  const law = content.law?.length ? makeLawIndex(content.law, lawVectors) : undefined;
  const documents = others.length > 0 ? makeDocumentIndex(others, glossary, vectors) : undefined;
  const fidelity = measureFidelity(pages);
  return { ...rest, passages, pages, figures, glossary, keywords, spelling, fidelity, documents, law };
}

/** Passages of pages, and of documents, each in their order. */
const apart = (passages: readonly Passage[]) => ({
  pages: passages.filter((passage) => !isOfDocument(passage)),
  others: passages.filter(isOfDocument),
});

/** What a generation serves, without the indexes that find it: enough to cite, and to compute on the figures. */
export type ServedContent = Pick<
  KnowledgeBase,
  'generation' | 'createdAt' | 'passages' | 'figures' | 'glossary'
> & { readonly law?: Pick<LawIndex, 'passages'> | undefined };

/** Loads what the published index serves; undefined when none was ever made. */
export async function loadServedContent(db: Queryable): Promise<ServedContent | undefined> {
  const generation = await activeGenerationId(db);
  const stored = generation ? await readGeneration(db, generation) : undefined;
  if (!generation || !stored) return undefined;
  const { passages, figures, glossary, law } = JSON.parse(stored.content) as IndexContent;
  return {
    generation,
    createdAt: stored.createdAt,
    passages,
    glossary,
    figures: new Map(figures.map((figure) => [figure.id, figure])),
    ...(law?.length ? { law: { passages: law } } : {}),
  };
}

/** Loads an index, the published one when none is named; undefined when there is none. */
export async function loadKnowledgeBase(
  db: Queryable,
  options: {
    embedder: Embedder | undefined;
    vectorFile: (generation: string) => string;
    generation?: string | undefined;
  },
): Promise<KnowledgeBase | undefined> {
  const generation = options.generation ?? (await activeGenerationId(db));
  const stored = generation ? await readGeneration(db, generation) : undefined;
  if (!generation || !stored) return undefined;
  const content = JSON.parse(stored.content) as IndexContent;
  const { manifest, createdAt } = stored;
  const { embedder } = options;
  if (!embedder || embedder.id !== manifest.embedder)
    return makeKnowledgeBase(content, { generation, createdAt });
  const open = async (texts: readonly VectorText[], path: string, about: Cached) => {
    // A graph of other texts, made by an older version, is of no use.
    const cached = about.vectors === texts.length ? await openCached(path, about) : undefined;
    const index = cached ?? (await rebuild(db, texts, embedder));
    return index && { index, owners: Int32Array.from(texts, (text) => text.passage) };
  };
  const { pages, others } = apart(content.passages);
  const vectors = await open(vectorTexts(pages), options.vectorFile(generation), manifest);
  const { law = [] } = content;
  const lawVectors =
    manifest.law &&
    (await open(lawVectorTexts(law), options.vectorFile(lawGeneration(generation)), {
      ...manifest.law,
      dimension: manifest.dimension,
    }));
  return makeKnowledgeBase(content, {
    generation,
    createdAt,
    lawVectors,
    vectors: vectors && { ...vectors, embedder },
    meaning: embedder.reader && (await openMeaning(db, pages, embedder.reader)),
    documentVectors: embedder.reader && (await openDocuments(db, others, embedder.reader)),
  });
}

/** Texts that are read to try a change: those of a long document that are left are found by their words. */
const MOST_TRIED = 300;

/**
 * Makes the base of a content that is not published, beside the one in service: what both hold is not read again.
 * @param base in service, with the embedder that it was made with
 * @param figures in place of those in service
 */
export async function makeTrialBase(
  db: Queryable,
  base: KnowledgeBase,
  passages: readonly Passage[],
  figures = base.figures,
): Promise<KnowledgeBase> {
  const content = {
    passages,
    figures: [...figures.values()],
    glossary: base.glossary,
    law: base.law?.passages,
  };
  const about = {
    generation: `${base.generation}-trial`,
    createdAt: base.createdAt,
    lawVectors: base.law?.vectors,
  };
  const { vectors, meaning } = base;
  const { pages, others } = apart(passages);
  return makeKnowledgeBase(content, {
    ...about,
    vectors: vectors && (await trialVectors(db, pages, vectors.embedder)),
    meaning: meaning && (await trialMeaning(db, pages, meaning)),
    documentVectors: meaning && (await trialDocuments(db, others, meaning.reader)),
  });
}

async function trialVectors(
  db: Queryable,
  passages: readonly Passage[],
  embedder: Embedder,
): Promise<KnowledgeBase['vectors']> {
  const texts = vectorTexts(passages);
  const kept = await loadEmbeddings(db);
  const keys = texts.map(({ text }) => embeddingKey(embedder.id, text));
  const missing = [...new Set([...keys.keys()].filter((at) => !kept.has(keys[at] as string)))];
  const made = await embedder.embedDocuments(missing.map((at) => (texts[at] as VectorText).text));
  for (const [place, at] of missing.entries()) kept.set(keys[at] as string, made[place] as Float32Array);
  const vectors = keys.map((key) => kept.get(key) as Float32Array);
  // A graph would take longer to build than all that is asked of it.
  return {
    index: new ExactVectorIndex(vectors),
    owners: Int32Array.from(texts, (text) => text.passage),
    embedder,
  };
}

async function trialMeaning(
  db: Queryable,
  passages: readonly Passage[],
  { reader, readWishes }: Meanings,
): Promise<Meanings> {
  const known = await readNow(db, passages, reader);
  return { index: meaningIndex(passages, reader, known), reader, readWishes };
}

const trialDocuments = async (
  db: Queryable,
  passages: readonly Passage[],
  reader: ReaderEmbedder,
): Promise<DocumentIndex['vectors']> => {
  const known = await readNow(db, passages, reader);
  return documentVectors(known.texts, reading(known), { passages: passages.length, reader });
};

/** The vectors of some passages, those that nobody has made yet being made now. */
async function readNow(
  db: Queryable,
  passages: readonly Passage[],
  reader: ReaderEmbedder,
): Promise<KnownTexts> {
  const known = await knownTexts(db, passages, reader);
  const made = new Map(known.made);
  let tried = 0;
  for (const [at, { text, as }] of known.texts.entries()) {
    const key = known.keys[at] as string;
    if (known.shipped.has(key) || made.has(key) || tried >= MOST_TRIED) continue;
    made.set(key, await reader.embed(text, as));
    tried += 1;
  }
  return { ...known, made };
}

/** What is kept of the vectors of some passages. */
async function knownTexts(
  db: Queryable,
  passages: readonly Passage[],
  reader: ReaderEmbedder,
): Promise<KnownTexts> {
  const texts = readerTexts(passages);
  const shipped = shippedVectors();
  const keys = texts.map((text) => readerKey(reader.id, text));
  const made = await embeddingsOf(db, [...new Set(keys.filter((key) => !shipped.has(key)))]);
  return { texts, keys, made, shipped };
}

const openDocuments = async (
  db: Queryable,
  passages: readonly Passage[],
  reader: ReaderEmbedder,
): Promise<DocumentIndex['vectors']> => {
  const known = await knownTexts(db, passages, reader);
  return documentVectors(known.texts, reading(known), { passages: passages.length, reader });
};

/** The vectors of the pages' texts: those that are shipped, then those that were made here. */
async function openMeaning(
  db: Queryable,
  passages: readonly Passage[],
  reader: ReaderEmbedder,
): Promise<Meanings> {
  const known = await knownTexts(db, passages, reader);
  const { texts } = known;
  const read = reading(known);
  // Those that have a vector already: none is read again.
  const questions = [...texts.keys()].flatMap((at) => {
    const vector = new Float32Array(reader.dimension);
    return isExample((texts[at] as ReaderText).as, at) && read(at, vector) ? [vector] : [];
  });
  const readWishes = await openWishes(reader, questions);
  return { index: meaningIndex(passages, reader, known), reader, readWishes };
}

/** Texts, the keys of their vectors, and the vectors that were made here or are shipped. */
interface KnownTexts {
  readonly texts: readonly ReaderText[];
  readonly keys: readonly string[];
  readonly made: ReadonlyMap<string, Float32Array>;
  readonly shipped: KeptVectors;
}

/** Writes the vector of the text at a place where it is wanted; false when it has none. */
const reading =
  ({ keys, made, shipped }: KnownTexts) =>
  (at: number, into: Float32Array): boolean => {
    const key = keys[at] as string;
    const own = made.get(key);
    if (own) into.set(own);
    return own !== undefined || shipped.read(key, into);
  };

function meaningIndex(
  passages: readonly Passage[],
  { id, dimension }: ReaderEmbedder,
  known: KnownTexts,
): MeaningIndex {
  const profiles = shippedProfiles(id);
  const learnt = { of: (at: number) => profiles.of((passages[at] as Passage).key), bias: profiles.bias };
  return makeMeaningIndex(known.texts, reading(known), { passages: passages.length, dimension }, learnt);
}

const headingsOf = new WeakMap<readonly Passage[], ReadonlySet<string>>();

/** Whether a message is a page's own question, as a button sends it: it is asked, whatever else its words may mean. */
export function asksHeading({ passages }: Pick<KnowledgeBase, 'passages'>, text: string): boolean {
  const known = headingsOf.get(passages) ?? new Set(passages.map(({ heading }) => heading));
  headingsOf.set(passages, known);
  return known.has(text.trim());
}

/** The name under which the graph of a generation's law is kept, beside that of its pages. */
export const lawGeneration = (generation: string): string => `${generation}-law`;

/** What must be true of a cached graph. */
interface Cached {
  readonly vectorFile?: string | undefined;
  readonly dimension: number;
  readonly vectors: number;
}

/** The cached graph, when its file is exactly the one that was written. */
async function openCached(path: string, manifest: Cached): Promise<VectorIndex | undefined> {
  const bytes = manifest.vectorFile ? await readFile(path).catch(() => undefined) : undefined;
  if (!bytes || sha256(bytes) !== manifest.vectorFile) return undefined;
  return openVectorIndex(path, manifest.dimension, manifest.vectors);
}

async function rebuild(
  db: Queryable,
  texts: readonly { text: string }[],
  embedder: Embedder,
): Promise<VectorIndex | undefined> {
  const kept = await loadEmbeddings(db);
  const vectors = texts.map(({ text }) => kept.get(embeddingKey(embedder.id, text)));
  if (!vectors.every((vector) => vector !== undefined)) return undefined;
  return buildVectorIndex(vectors, embedder.dimension);
}
