import type { FigureRegister } from '#src/knowledge/model/figures.ts';
import type { Glossary } from '#src/knowledge/model/glossary.ts';
import { activeGenerationId, embeddingsOf, readGeneration } from '#src/knowledge/store/generations.ts';
import type { Queryable } from '#src/platform/database/database.ts';
import { isExample } from '#src/reader/wish/examples.ts';
import type { ReadWishes } from '#src/reader/wish/meaning.ts';
import { type Fidelity, measureFidelity } from '#src/retrieval/keyword/fidelity.ts';
import { KeywordIndex } from '#src/retrieval/keyword/keyword-index.ts';
import { SpellingRepair } from '#src/retrieval/keyword/spelling.ts';
import { ContentReader } from '#src/retrieval/passages/content-text.ts';
import {
  embeddingKey,
  figureWords,
  type IndexContent,
  type ReaderText,
  readerTexts,
  type VectorText,
  vectorTexts,
} from '#src/retrieval/passages/index-content.ts';
import { isOfDocument, type Passage } from '#src/retrieval/passages/passage.ts';
import type { Embedder } from '#src/retrieval/vectors/embedder.ts';
import { type GraphFile, openGraph } from '#src/retrieval/vectors/graph-file.ts';
import { type MeaningIndex, makeMeaningIndex } from '#src/retrieval/vectors/meaning-index.ts';
import type { ReaderEmbedder } from '#src/retrieval/vectors/reader-embedder.ts';
import { shippedProfiles } from '#src/retrieval/vectors/section-profiles.ts';
import { type KeptVectors, readerKey, shippedVectors } from '#src/retrieval/vectors/shipped-vectors.ts';
import type { VectorGraph } from '#src/retrieval/vectors/vector-graph.ts';
import { ExactVectorIndex, type VectorIndex } from '#src/retrieval/vectors/vector-index.ts';
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
  readonly vectors?: (OwnedVectors & { readonly embedder: Embedder }) | undefined;
  /** The reader's vectors of the pages; absent when it is not configured, or does not run here. */
  readonly meaning?: Meanings | undefined;
  /** What others wrote, searched apart; absent when nothing was dropped. */
  readonly documents?: DocumentIndex | undefined;
  /** Articles of the imported codes; absent when no law was imported. */
  readonly law?: LawIndex | undefined;
}

/** Vectors of texts, each with the place of its passage. */
export interface OwnedVectors {
  readonly index: VectorIndex;
  readonly owners: Int32Array;
  /** Of each vector: the key of its text. */
  readonly keys: readonly string[];
  /** The graph that finds them, with the digest of its points; absent where all are scanned. */
  readonly graph?: { readonly digest: string; readonly graph: VectorGraph } | undefined;
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

/**
 * Loads what the published index serves; undefined when none was ever made.
 * @param contents who read the one before
 */
export async function loadServedContent(
  db: Queryable,
  contents = new ContentReader(),
): Promise<ServedContent | undefined> {
  const generation = await activeGenerationId(db);
  const stored = generation ? await readGeneration(db, generation) : undefined;
  if (!generation || !stored) return undefined;
  const { passages, figures, glossary, law } = contents.read(stored.content);
  return {
    generation,
    createdAt: stored.createdAt,
    passages,
    glossary,
    figures: new Map(figures.map((figure) => [figure.id, figure])),
    ...(law?.length ? { law: { passages: law } } : {}),
  };
}

/**
 * Loads an index, the published one when none is named; undefined when there is none. What `before` holds already, and
 * `contents` read, is neither parsed, counted nor read from the store again.
 */
export async function loadKnowledgeBase(
  db: Queryable,
  options: {
    embedder: Embedder | undefined;
    /** Where a kept graph of vectors is, by its name. */
    vectorFile: (name: string) => string;
    generation?: string | undefined;
    before?: KnowledgeBase | undefined;
    contents?: ContentReader | undefined;
  },
): Promise<KnowledgeBase | undefined> {
  const generation = options.generation ?? (await activeGenerationId(db));
  const stored = generation ? await readGeneration(db, generation) : undefined;
  if (!generation || !stored) return undefined;
  const { embedder, before, contents = new ContentReader() } = options;
  const content = contents.read(stored.content);
  const { manifest, createdAt } = stored;
  if (!embedder || embedder.id !== manifest.embedder)
    return makeKnowledgeBase(content, { generation, createdAt });
  const { pages, others } = apart(content.passages);
  const { law = [] } = content;
  const vectors = await storedVectors(
    db,
    { passages: pages, texts: vectorTexts(pages) },
    { ...options, embedder, graph: manifest.graph },
    before?.vectors,
  );
  const { reader } = embedder;
  return makeKnowledgeBase(content, {
    generation,
    createdAt,
    lawVectors:
      manifest.law &&
      (await storedVectors(
        db,
        { passages: law, texts: lawVectorTexts(law) },
        { ...options, embedder, graph: manifest.law.graph },
        before?.law?.vectors,
      )),
    vectors: vectors && { ...vectors, embedder },
    meaning: reader && (await openMeaning(db, pages, reader, before)),
    documentVectors: reader && (await openDocuments(db, others, reader, before?.documents?.vectors)),
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
    vectors: vectors && (await trialVectors(db, pages, vectors)),
    meaning: meaning && (await trialMeaning(db, pages, meaning)),
    documentVectors: meaning && (await trialDocuments(db, others, meaning.reader)),
  });
}

/** The vectors of some texts, those that no index holds being made now. */
async function trialVectors(
  db: Queryable,
  passages: readonly Passage[],
  { embedder, ...before }: NonNullable<KnowledgeBase['vectors']>,
): Promise<KnowledgeBase['vectors']> {
  const texts = vectorTexts(passages);
  const keys = vectorKeys(passages, texts, embedder);
  const known = await knownVectors(db, keys, before);
  const missing = new Map<string, string>();
  for (const [at, key] of keys.entries()) if (!known.has(key)) missing.set(key, textAt(texts, at));
  const made = await embedder.embedDocuments([...missing.values()]);
  for (const [at, key] of [...missing.keys()].entries()) known.set(key, made[at] as Float32Array);
  const vectors = ownedVectors(texts, keys, known, embedder.dimension);
  return vectors && { ...vectors, embedder };
}

const textAt = (texts: readonly VectorText[], at: number): string => (texts[at] as VectorText).text;

/**
 * The vectors of some texts: by their graph where it holds just them, else those of the index before and of the store;
 * undefined where one was never made.
 */
async function storedVectors(
  db: Queryable,
  { passages, texts }: { readonly passages: readonly Passage[]; readonly texts: readonly VectorText[] },
  {
    embedder,
    graph: file,
    vectorFile,
  }: {
    readonly embedder: Embedder;
    readonly graph: GraphFile | undefined;
    readonly vectorFile: (name: string) => string;
  },
  before: OwnedVectors | undefined,
): Promise<OwnedVectors | undefined> {
  const keys = vectorKeys(passages, texts, embedder);
  // One that did not change is not read again.
  const open = async (kept: GraphFile) =>
    before?.graph?.digest === kept.digest
      ? before.graph.graph
      : await openGraph(vectorFile(kept.name), kept, embedder.dimension);
  const graph = file && (await open(file));
  const index = graph?.indexOf(keys);
  if (file && graph && index) {
    const owners = Int32Array.from(texts, ({ passage }) => passage);
    return { index, owners, keys, graph: { digest: file.digest, graph } };
  }
  return ownedVectors(texts, keys, await knownVectors(db, keys, before), embedder.dimension);
}

const vectorKeys = (passages: readonly Passage[], texts: readonly VectorText[], { id }: Embedder): string[] =>
  keysOf(passages, texts, id, ({ text }) => embeddingKey(id, text));

function ownedVectors(
  texts: readonly VectorText[],
  keys: readonly string[],
  known: ReadonlyMap<string, Float32Array>,
  dimension: number,
): OwnedVectors | undefined {
  const vectors = keys.map((key) => known.get(key));
  if (!vectors.every((vector) => vector !== undefined)) return undefined;
  const owners = Int32Array.from(texts, ({ passage }) => passage);
  return { index: new ExactVectorIndex(vectors, dimension), owners, keys };
}

/** The keys of passages' texts, by the embedder that reads them: made once for as long as a passage lives. */
const keysByPassage = new Map<string, WeakMap<Passage, readonly string[]>>();

function keysOf<Text extends VectorText>(
  passages: readonly Passage[],
  texts: readonly Text[],
  embedderId: string,
  keyOf: (text: Text) => string,
): string[] {
  const kept = keysByPassage.get(embedderId) ?? new WeakMap<Passage, readonly string[]>();
  keysByPassage.set(embedderId, kept);
  const keys: string[] = [];
  for (let from = 0; from < texts.length; ) {
    const { passage } = texts[from] as Text;
    let to = from + 1;
    while (texts[to]?.passage === passage) to += 1;
    const owner = passages[passage] as Passage;
    const own = kept.get(owner) ?? texts.slice(from, to).map(keyOf);
    kept.set(owner, own);
    keys.push(...own);
    from = to;
  }
  return keys;
}

async function knownVectors(
  db: Queryable,
  keys: readonly string[],
  before: OwnedVectors | undefined,
): Promise<Map<string, Float32Array>> {
  const kept = new Map(before?.keys.map((key, at) => [key, at]));
  const known = new Map<string, Float32Array>();
  const wanted = new Set<string>();
  for (const key of keys) {
    const at = kept.get(key);
    if (before && at !== undefined) known.set(key, before.index.at(at));
    else wanted.add(key);
  }
  for (const [key, vector] of await embeddingsOf(db, [...wanted])) known.set(key, vector);
  return known;
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
  return documentVectors(known, reading(known), {
    passages: passages.length,
    reader,
    made: (wanted) => embeddingsOf(db, wanted),
  });
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

/** What is kept of the vectors of some passages. @param held those of the index before, by their keys */
async function knownTexts(
  db: Queryable,
  passages: readonly Passage[],
  reader: ReaderEmbedder,
  held: ReadonlyMap<string, Float32Array> = new Map(),
): Promise<KnownTexts> {
  const texts = readerTexts(passages);
  const shipped = shippedVectors();
  const keys = keysOf(passages, texts, reader.id, (text) => readerKey(reader.id, text));
  const made = new Map<string, Float32Array>();
  const wanted = new Set<string>();
  for (const key of keys) {
    const vector = held.get(key);
    if (vector) made.set(key, vector);
    else if (!shipped.has(key)) wanted.add(key);
  }
  for (const [key, vector] of await embeddingsOf(db, [...wanted])) made.set(key, vector);
  return { texts, keys, made, shipped };
}

const openDocuments = async (
  db: Queryable,
  passages: readonly Passage[],
  reader: ReaderEmbedder,
  before: DocumentIndex['vectors'],
): Promise<DocumentIndex['vectors']> => {
  const known = await knownTexts(db, passages, reader, before?.held());
  return documentVectors(known, reading(known), {
    passages: passages.length,
    reader,
    made: (wanted) => embeddingsOf(db, wanted),
  });
};

/** The vectors of the pages' texts: those that are shipped, then those that were made here. */
async function openMeaning(
  db: Queryable,
  passages: readonly Passage[],
  reader: ReaderEmbedder,
  base: Pick<KnowledgeBase, 'pages' | 'meaning'> | undefined,
): Promise<Meanings> {
  const before = base?.meaning;
  const isSame =
    base?.pages.length === passages.length && passages.every((one, at) => one === base.pages[at]);
  // A document that changes leaves them as they are, once all have been read.
  if (before && isSame && before.reader === reader && before.index.size === readerTexts(passages).length)
    return before;
  const known = await knownTexts(db, passages, reader);
  // What people want is learnt of examples, which come with the program: never again while it runs.
  const readWishes = before?.readWishes ?? (await openWishes(reader, examplesIn(known, reader)));
  return { index: meaningIndex(passages, reader, known), reader, readWishes };
}

/** Vectors of questions that the pages answer: of those that have one already. */
function examplesIn(known: KnownTexts, { dimension }: ReaderEmbedder): Float32Array[] {
  const read = reading(known);
  return [...known.texts.keys()].flatMap((at) => {
    const vector = new Float32Array(dimension);
    return isExample((known.texts[at] as ReaderText).as, at) && read(at, vector) ? [vector] : [];
  });
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
