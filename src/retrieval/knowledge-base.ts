import type { FigureRegister } from '#src/knowledge/model/figures.ts';
import type { Glossary } from '#src/knowledge/model/glossary.ts';
import {
  activeGenerationId,
  embeddingsOf,
  type GenerationManifest,
  readGenerationBytes,
} from '#src/knowledge/store/generations.ts';
import type { Queryable } from '#src/platform/database/database.ts';
import { bareWords } from '#src/platform/french/text-analysis.ts';
import { actsReader, type ReadActs } from '#src/reader/acts/said-acts.ts';
import { isExample } from '#src/reader/wish/examples.ts';
import type { ReadWishes } from '#src/reader/wish/meaning.ts';
import type { ReadReasons } from '#src/reader/wish/reasons.ts';
import type { NaiveBayes } from '#src/reader/words/naive-bayes.ts';
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
import { type KeyedTexts, keyedTexts } from '#src/retrieval/passages/keyed-texts.ts';
import { isOfDocument, type Passage } from '#src/retrieval/passages/passage.ts';
import type { Embedder, Endpoint } from '#src/retrieval/vectors/embedder.ts';
import { type GraphFile, openGraph } from '#src/retrieval/vectors/graph-file.ts';
import { type MeaningIndex, makeMeaningIndex } from '#src/retrieval/vectors/meaning-index.ts';
import type { ReaderEmbedder } from '#src/retrieval/vectors/reader-embedder.ts';
import { shippedExamples } from '#src/retrieval/vectors/section-examples.ts';
import { shippedProfiles } from '#src/retrieval/vectors/section-profiles.ts';
import { makeSectionBayes } from '#src/retrieval/vectors/section-words.ts';
import {
  type KeptVectors,
  keptRows,
  NO_VECTORS,
  readerKey,
  shippedVectors,
} from '#src/retrieval/vectors/shipped-vectors.ts';
import type { VectorGraph } from '#src/retrieval/vectors/vector-graph.ts';
import { ExactVectorIndex, type VectorIndex } from '#src/retrieval/vectors/vector-index.ts';
import { openWishes } from '#src/retrieval/vectors/wishes.ts';
import { type DocumentIndex, documentVectors, makeDocumentIndex } from './documents/document-index.ts';
import { type LawIndex, lawReaderTexts, lawVectorTexts, makeLawIndex } from './law-index.ts';

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
  /** Which page is asked, by what people said of each. */
  readonly said: NaiveBayes;
  /** Those of an endpoint; absent where none is configured, or the index was made without it. */
  readonly vectors?: EndpointVectors | undefined;
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

/** Vectors that an endpoint made, and what makes those of questions. */
export interface EndpointVectors extends OwnedVectors {
  /** {@link Embedder.id} */
  readonly embedder: string;
  readonly endpoint: Endpoint;
}

/** What the reader knows: the vectors of the pages, and what people want, from examples. */
export interface Meanings {
  readonly index: MeaningIndex;
  readonly reader: ReaderEmbedder;
  readonly readWishes: ReadWishes;
  readonly readReasons: ReadReasons;
  readonly readActs: ReadActs;
  /** The vectors by the keys of their texts: the next index takes them over. */
  readonly held?: KeptVectors | undefined;
}

/**
 * Builds the in-process indexes of a content.
 * @param before of what did not change since, its indexes serve on
 */
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
  before?: KnowledgeBase,
): KnowledgeBase {
  const { passages, glossary } = content;
  const { lawVectors, documentVectors: vectors, ...rest } = about;
  const { pages, others } = apart(passages);
  const figures = registerOf(content.figures);
  const words =
    before && before.figures === figures && areSame(pages, before.pages) ? before : wordsOf(pages, figures);
  const { keywords, spelling, fidelity, said } = words;
  const law = content.law?.length ? lawOf(content.law, lawVectors, before) : undefined;
  const documents = others.length > 0 ? documentsOf(others, glossary, vectors, before) : undefined;
  return { ...rest, passages, pages, figures, glossary, keywords, spelling, fidelity, said, documents, law };
}

/** What finds pages by their words. */
function wordsOf(
  pages: readonly Passage[],
  figures: FigureRegister,
): Pick<KnowledgeBase, 'keywords' | 'spelling' | 'fidelity' | 'said'> {
  const keywords = new KeywordIndex(pages, (passage) => figureWords(passage, figures));
  return {
    keywords,
    spelling: new SpellingRepair(keywords.vocabulary),
    fidelity: measureFidelity(pages),
    said: makeSectionBayes(pages),
  };
}

const lawOf = (
  passages: readonly Passage[],
  vectors: LawIndex['vectors'],
  before: KnowledgeBase | undefined,
): LawIndex =>
  before?.law && areSame(passages, before.law.passages)
    ? { ...before.law, vectors }
    : makeLawIndex(passages, vectors);

const documentsOf = (
  passages: readonly Passage[],
  glossary: Glossary,
  vectors: DocumentIndex['vectors'],
  before: KnowledgeBase | undefined,
): DocumentIndex =>
  before?.documents && before.glossary === glossary && areSame(passages, before.documents.passages)
    ? { ...before.documents, vectors }
    : makeDocumentIndex(passages, glossary, vectors);

/** Whether passages are the very ones of before: those of a file that did not change are. */
const areSame = (passages: readonly Passage[], before: readonly Passage[]): boolean =>
  passages.length === before.length && passages.every((one, at) => one === before[at]);

/** The figures of a content by their names; the same for as long as the content's are. */
function registerOf(figures: IndexContent['figures']): FigureRegister {
  const register = registers.get(figures) ?? new Map(figures.map((figure) => [figure.id, figure]));
  registers.set(figures, register);
  return register;
}

const registers = new WeakMap<IndexContent['figures'], FigureRegister>();

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
  const stored = generation ? await readGenerationBytes(db, generation) : undefined;
  if (!generation || !stored) return undefined;
  const { passages, figures, glossary, law } = contents.read(stored.content);
  return {
    generation,
    createdAt: stored.createdAt,
    passages,
    glossary,
    figures: registerOf(figures),
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
  const stored = generation ? await readGenerationBytes(db, generation) : undefined;
  if (!generation || !stored) return undefined;
  const { embedder, before, contents = new ContentReader() } = options;
  const content = contents.read(stored.content);
  const { manifest, createdAt } = stored;
  const { pages, others } = apart(content.passages);
  const { law = [] } = content;
  const about = { generation, createdAt };
  const { reader } = embedder ?? {};
  if (reader)
    return makeKnowledgeBase(
      content,
      {
        ...about,
        meaning: await openMeaning(db, pages, reader, before),
        documentVectors: await openDocuments(db, others, reader, before?.documents),
        lawVectors: await lawReadBy(db, law, reader, before?.law),
      },
      before,
    );
  // Vectors of another endpoint are never mixed with its own: words serve until the index is made anew.
  const made =
    embedder?.endpoint && embedder.id === manifest.embedder
      ? await madeElsewhere(
          db,
          { pages, law, manifest },
          { ...options, ...embedder, endpoint: embedder.endpoint },
        )
      : {};
  return makeKnowledgeBase(content, { ...about, ...made }, before);
}

/** The vectors that an endpoint made of an index. */
async function madeElsewhere(
  db: Queryable,
  {
    pages,
    law,
    manifest,
  }: {
    readonly pages: readonly Passage[];
    readonly law: readonly Passage[];
    readonly manifest: GenerationManifest;
  },
  {
    id,
    endpoint,
    vectorFile,
    before,
  }: Pick<Parameters<typeof loadKnowledgeBase>[1], 'vectorFile' | 'before'> & {
    readonly id: string;
    readonly endpoint: Endpoint;
  },
): Promise<{ vectors?: KnowledgeBase['vectors']; lawVectors?: LawIndex['vectors'] }> {
  const stored = (texts: KeyedTexts, graph: GraphFile | undefined, held: OwnedVectors | undefined) =>
    storedVectors(db, texts, { endpoint, graph, vectorFile }, held);
  const vectors = await stored(textsFor(pages, id, vectorTexts), manifest.graph, before?.vectors);
  const articles = textsFor(law, id, lawVectorTexts);
  return {
    vectors: vectors && { ...vectors, embedder: id, endpoint },
    lawVectors: manifest.law && (await stored(articles, manifest.law.graph, before?.law?.vectors)),
  };
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
  { embedder, endpoint, ...before }: EndpointVectors,
): Promise<EndpointVectors | undefined> {
  const texts = vectorTexts(passages);
  const { keys, owners } = textsFor(passages, embedder, vectorTexts);
  const known = await knownVectors(db, keys, before);
  const missing = new Map<string, string>();
  for (const [at, key] of keys.entries()) if (!known.has(key)) missing.set(key, textAt(texts, at));
  const made = await endpoint.embedDocuments([...missing.values()]);
  for (const [at, key] of [...missing.keys()].entries()) known.set(key, made[at] as Float32Array);
  const vectors = ownedVectors({ keys, owners }, known, endpoint.dimension);
  return vectors && { ...vectors, embedder, endpoint };
}

const textAt = (texts: readonly VectorText[], at: number): string => (texts[at] as VectorText).text;

/**
 * The vectors of some texts: by their graph where it holds just them, else those of the index before and of the store;
 * undefined where one was never made.
 */
async function storedVectors(
  db: Queryable,
  texts: KeyedTexts,
  {
    endpoint: { dimension },
    graph: file,
    vectorFile,
  }: {
    readonly endpoint: Endpoint;
    readonly graph: GraphFile | undefined;
    readonly vectorFile: (name: string) => string;
  },
  before: OwnedVectors | undefined,
): Promise<OwnedVectors | undefined> {
  const { keys, owners } = texts;
  // One that did not change is not read again.
  const open = async (kept: GraphFile) =>
    before?.graph?.digest === kept.digest
      ? before.graph.graph
      : await openGraph(vectorFile(kept.name), kept, dimension);
  const graph = file && (await open(file));
  const index = graph?.indexOf(keys);
  if (file && graph && index) return { index, owners, keys, graph: { digest: file.digest, graph } };
  return ownedVectors(texts, await knownVectors(db, keys, before), dimension);
}

function ownedVectors(
  { keys, owners }: KeyedTexts,
  known: ReadonlyMap<string, Float32Array>,
  dimension: number,
): OwnedVectors | undefined {
  const vectors = keys.map((key) => known.get(key));
  if (!vectors.every((vector) => vector !== undefined)) return undefined;
  return { index: new ExactVectorIndex(vectors, dimension), owners, keys };
}

const textsFor = (
  passages: readonly Passage[],
  id: string,
  textsOf: (passages: readonly Passage[]) => readonly VectorText[],
): KeyedTexts => keyedTexts(passages, id, textsOf, ({ text }) => embeddingKey(id, text));

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
  { reader, readWishes, readReasons, readActs, held }: Meanings,
): Promise<Meanings> {
  const known = await readNow(db, passages, reader, held);
  return { ...meaningIndex(passages, reader, known), reader, readWishes, readReasons, readActs };
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
  held?: KeptVectors,
): Promise<KnownTexts> {
  const known = await knownTexts(db, passages, reader, held);
  const made = new Map(known.made);
  const texts = readerTexts(passages);
  let tried = 0;
  for (const [at, key] of known.keys.entries()) {
    if (known.held.has(key) || known.shipped.has(key) || made.has(key) || tried >= MOST_TRIED) continue;
    const { text, as } = texts[at] as ReaderText;
    made.set(key, await reader.embed(text, as));
    tried += 1;
  }
  return { ...known, made };
}

/** What is kept of the vectors of some passages. @param held those of the index before */
async function knownTexts(
  db: Queryable,
  passages: readonly Passage[],
  reader: ReaderEmbedder,
  held: KeptVectors = NO_VECTORS,
): Promise<KnownTexts> {
  const texts = keyedTexts(passages, reader.id, readerTexts, (text) => readerKey(reader.id, text));
  const others = texts.keys.filter((key) => !held.has(key));
  // Six megabytes, which are not read for what is there already.
  const shipped = others.length > 0 ? shippedVectors() : NO_VECTORS;
  const wanted = new Set(others.filter((key) => !shipped.has(key)));
  return { ...texts, held, shipped, made: await embeddingsOf(db, [...wanted]) };
}

/** The reader's vectors of the articles; undefined while it has not read them all. */
async function lawReadBy(
  db: Queryable,
  passages: readonly Passage[],
  { id, dimension }: ReaderEmbedder,
  before: LawIndex | undefined,
): Promise<LawIndex['vectors']> {
  if (passages.length === 0) return undefined;
  const texts = keyedTexts(passages, `${id} articles`, lawReaderTexts, (text) => readerKey(id, text));
  const held = before?.vectors;
  const isSame =
    held?.keys.length === texts.keys.length && held.keys.every((key, at) => key === texts.keys[at]);
  return isSame ? held : ownedVectors(texts, await knownVectors(db, texts.keys, held), dimension);
}

const openDocuments = async (
  db: Queryable,
  passages: readonly Passage[],
  reader: ReaderEmbedder,
  before: DocumentIndex | undefined,
): Promise<DocumentIndex['vectors']> => {
  const { vectors } = before ?? {};
  // A page that changes leaves them as they are, once all have been read.
  if (before && vectors?.isWhole && vectors.reader === reader && areSame(passages, before.passages))
    return vectors;
  const known = await knownTexts(db, passages, reader, vectors?.held());
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
  const isSame = before !== undefined && before.reader === reader && areSame(passages, base?.pages ?? []);
  const known = await knownTexts(db, passages, reader, before?.held);
  // A document that changes leaves them as they are, once all have been read.
  if (isSame && before.index.size === known.keys.length) return before;
  // What people want is learnt of examples, which come with the program: never again while it runs.
  const { readWishes, readReasons } =
    before ?? (await openWishes(reader, examplesIn(known, passages, reader)));
  const readActs = actsReader((message) => reader.embed(message, 'words'));
  return { ...meaningIndex(passages, reader, known), reader, readWishes, readReasons, readActs };
}

/** Vectors of questions that the pages answer: of those that have one already. */
function examplesIn(
  known: KnownTexts,
  passages: readonly Passage[],
  { dimension }: ReaderEmbedder,
): Float32Array[] {
  const read = reading(known);
  return readerTexts(passages).flatMap(({ as }, at) => {
    const vector = new Float32Array(dimension);
    return isExample(as, at) && read(at, vector) ? [vector] : [];
  });
}

/** The keys of texts, and the vectors that the index before holds, that are shipped, or that were made here. */
interface KnownTexts extends KeyedTexts {
  readonly held: KeptVectors;
  readonly shipped: KeptVectors;
  readonly made: ReadonlyMap<string, Float32Array>;
}

/** Writes the vector of the text at a place where it is wanted; false when it has none. */
const reading =
  ({ keys, held, made, shipped }: KnownTexts) =>
  (at: number, into: Float32Array): boolean => {
    const key = keys[at] as string;
    const own = made.get(key);
    if (own) into.set(own);
    return own !== undefined || held.read(key, into) || shipped.read(key, into);
  };

function meaningIndex(
  passages: readonly Passage[],
  { id, dimension }: ReaderEmbedder,
  known: KnownTexts,
): Required<Pick<Meanings, 'index' | 'held'>> {
  const profiles = shippedProfiles(id);
  const examples = shippedExamples(id);
  const keyAt = (at: number) => (passages[at] as Passage).key;
  const learnt = {
    of: (at: number) => profiles.of(keyAt(at)),
    bias: profiles.bias,
    mean: profiles.mean,
    examples: (at: number) => examples(keyAt(at)),
  };
  const { keys, owners } = known;
  const read = reading(known);
  const rows = new Map<string, number>();
  let size = 0;
  const index = makeMeaningIndex(
    // What a passage says comes first, then what it answers.
    keys.map((_, at) => ({
      passage: owners[at] as number,
      as: owners[at] === owners[at - 1] ? 'question' : 'passage',
    })),
    (at, into) => {
      const isThere = read(at, into);
      if (isThere) {
        rows.set(keys[at] as string, size);
        size += 1;
      }
      return isThere;
    },
    { passages: passages.length, dimension },
    learnt,
  );
  return { index, held: keptRows(index.rows, rows) };
}

const headingsOf = new WeakMap<readonly Passage[], ReadonlyMap<string, Passage>>();

/** Words of the shortest heading that is known by its words alone, whatever its marks. */
const FEWEST = 4;

/** A heading as it is known again: its words, where they are enough to be nobody's but its own. */
function knownAs(heading: string): string {
  const words = bareWords(heading);
  return words.split(' ').length >= FEWEST ? words : heading.trim();
}

/**
 * The section whose own question a message is, as a button sends it, or as it is typed again without its accents and marks;
 * undefined for any other message.
 */
export function sectionAsked(base: Pick<KnowledgeBase, 'passages'>, text: string): Passage | undefined {
  const asked = headed(base, text);
  // A document answers in its own sentences, and only where they do.
  return asked?.document.kind === 'document' ? undefined : asked;
}

function headed({ passages }: Pick<KnowledgeBase, 'passages'>, text: string): Passage | undefined {
  let known = headingsOf.get(passages);
  if (!known) {
    // Of two sections of one name, the first is of a page of ours.
    known = new Map(passages.toReversed().map((passage) => [knownAs(passage.heading), passage]));
    headingsOf.set(passages, known);
  }
  return known.get(knownAs(text));
}

/** Whether a message is the own question of a page, or of a document, as a button sends it: it is asked, whatever else its words may mean. */
export const asksHeading = (base: Pick<KnowledgeBase, 'passages'>, text: string): boolean =>
  headed(base, text) !== undefined;

/** The name under which the graph of a generation's law is kept, beside that of its pages. */
export const lawGeneration = (generation: string): string => `${generation}-law`;
