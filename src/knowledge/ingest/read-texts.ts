import * as store from '#src/knowledge/store/generations.ts';
import type { Database } from '#src/platform/database/database.ts';
import { errorText } from '#src/platform/errors.ts';
import { sentencesOfPart, titleAndHeading, underTitle } from '#src/retrieval/documents/sentences.ts';
import { lawReaderTexts } from '#src/retrieval/law-index.ts';
import { type IndexContent, type ReaderText, readerTexts } from '#src/retrieval/passages/index-content.ts';
import { keyedTexts } from '#src/retrieval/passages/keyed-texts.ts';
import { isOfDocument, type Passage } from '#src/retrieval/passages/passage.ts';
import type { ReaderEmbedder } from '#src/retrieval/vectors/reader-embedder.ts';
import { type KeptVectors, readerKey, shippedVectors } from '#src/retrieval/vectors/shipped-vectors.ts';

/** Texts read by the reader between two looks of whoever watches, and kept together. */
const BATCH = 64;
/** So many texts are read before an index is published: a second or two. More would keep a new page from serving. */
const AT_ONCE = 200;

/** What the reader has to read for an index. */
export interface Readings {
  readonly reader: ReaderEmbedder;
  readonly texts: number;
  /** Keys of the vectors that the store must keep. */
  readonly used: ReadonlySet<string>;
  /** Texts of pages and documents without a vector, by key. */
  readonly unread: Map<string, ReaderText>;
  /** Those of articles, which nobody waits for. */
  readonly articles: Map<string, ReaderText>;
  /** Whether those of pages and documents are too many to be waited for: the words find their pages meanwhile. */
  readonly isLong: boolean;
}

/**
 * The sentences of documents that have no vector yet: the parts that may answer a question are read sentence by sentence,
 * some of a hundredth of a second each, which nobody is to wait for.
 * @returns the keys of all, and what is to be read
 */
export function sentencesLeft(
  passages: readonly Passage[],
  reader: ReaderEmbedder,
  isKept: (key: string) => boolean,
): Pick<Readings, 'used' | 'unread'> {
  const documents = passages.filter(isOfDocument);
  const { texts, ...left } = textsLeft(documents, reader, {
    use: 'sentences',
    textsOf: sentenceTexts,
    isKept,
  });
  return left;
}

/** What stands over the sentences of a part is read by itself: what a sentence says is told from it. */
const sentenceTexts = (passages: readonly Passage[]): ReaderText[] =>
  passages.flatMap((one, passage) =>
    [titleAndHeading(one), ...sentencesOfPart(one).map((sentence) => underTitle(one, sentence))].map(
      (text) => ({ passage, text, as: 'passage' as const }),
    ),
  );

/** What the reader has to read of an index, beside what is shipped and what the store keeps. */
export function readingsOf(
  { passages, law = [] }: Pick<IndexContent, 'passages' | 'law'>,
  reader: ReaderEmbedder,
  isKept: (key: string) => boolean,
  shipped: KeptVectors = shippedHere(),
): Readings {
  const left = textsLeft(passages, reader, { use: 'passages', textsOf: readerTexts, isKept, shipped });
  const articles = textsLeft(law, reader, { use: 'articles', textsOf: lawReaderTexts, isKept });
  return {
    reader,
    texts: left.texts + articles.texts,
    used: new Set([...left.used, ...articles.used]),
    unread: left.unread,
    articles: articles.unread,
    isLong: left.unread.size > AT_ONCE,
  };
}

let opened: KeptVectors | undefined;

/** What is shipped, read once by a process that ingests again and again. */
function shippedHere(): KeptVectors {
  opened ??= shippedVectors();
  return opened;
}

/** Of some texts of passages: how many they are, the keys of those that the store is to keep, and what has no vector. */
function textsLeft(
  passages: readonly Passage[],
  reader: ReaderEmbedder,
  {
    use,
    textsOf,
    isKept,
    shipped,
  }: {
    readonly use: string;
    readonly textsOf: (passages: readonly Passage[]) => readonly ReaderText[];
    readonly isKept: (key: string) => boolean;
    readonly shipped?: KeptVectors;
  },
): Pick<Readings, 'texts' | 'used' | 'unread'> {
  const keyOf = (text: ReaderText) => readerKey(reader.id, text);
  const { keys, owners } = keyedTexts(passages, `${reader.id} ${use}`, textsOf, keyOf);
  const used = new Set<string>();
  const unread = new Map<string, ReaderText>();
  let first = 0;
  for (const [at, key] of keys.entries()) {
    const passage = owners[at] as number;
    if (passage !== owners[at - 1]) first = at;
    if (shipped?.has(key)) continue;
    used.add(key);
    // Texts are made again for those alone that are to be read.
    if (!isKept(key)) unread.set(key, textsOf([passages[passage] as Passage])[at - first] as ReaderText);
  }
  return { texts: keys.length, used, unread };
}

/**
 * Reads what has no vector yet, and keeps each batch as it is made: a kill loses a second of work. Where the reader does
 * not run, what is left stays unread, and is found by its words.
 * @param readers what reads, side by side
 * @returns how many were read, and why the others were not
 */
export async function readTexts(
  db: Database,
  unread: Map<string, ReaderText>,
  {
    readers,
    progress,
  }: {
    readonly readers: readonly ReaderEmbedder[];
    readonly progress: (done: number, total: number) => void;
  },
): Promise<{ readonly read: number; readonly why?: string }> {
  const total = unread.size;
  const left = [...unread];
  let made = new Map<string, Float32Array>();
  const keep = async (): Promise<void> => {
    const batch = made;
    made = new Map();
    await db.tx(async (tx) => {
      for (const [key, vector] of batch) await store.saveEmbedding(tx, key, vector);
    });
    for (const key of batch.keys()) unread.delete(key);
    progress(total - unread.size, total);
  };
  let why: string | undefined;
  const read = async (reader: ReaderEmbedder): Promise<void> => {
    for (let next = left.shift(); next && why === undefined; next = left.shift()) {
      const [key, { text, as }] = next;
      try {
        made.set(key, await reader.embed(text, as));
      } catch (error) {
        why = errorText(error);
      }
      if (made.size >= BATCH) await keep();
    }
  };
  await Promise.all(readers.map(read));
  if (made.size > 0) await keep();
  return { read: total - unread.size, ...(why !== undefined && { why }) };
}
