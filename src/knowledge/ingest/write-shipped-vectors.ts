/**
 * Makes the vectors of the shipped pages anew, and writes beside the weights which ones they are: `npm run reader:vectors`,
 * after the pages or the weights change. What was read by the same reader is not read again.
 */
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { activeGenerationId, readGeneration } from '#src/knowledge/store/generations.ts';
import { openDatabase } from '#src/platform/database/open.ts';
import { digestOf, metadataFile, readMetadata, WEIGHTS } from '#src/reader/encoder/metadata.ts';
import { allExamples, asRead, isExample, reasonOnlyExamples } from '#src/reader/wish/examples.ts';
import { joined, reasonExamples } from '#src/reader/wish/reasons.ts';
import { packWishes, SHIPPED_WISHES, wishesDigest } from '#src/reader/wish/wish-file.ts';
import { fitWishes, labelled, type VectorOf } from '#src/reader/wish/wish-reader.ts';
import { countedWishes, SHIPPED_WISH_WORDS } from '#src/reader/wish/wish-words.ts';
import { packWords } from '#src/reader/words/counts-file.ts';
import { type IndexContent, readerTexts } from '#src/retrieval/passages/index-content.ts';
import type { Passage } from '#src/retrieval/passages/passage.ts';
import { openReaderEmbedder } from '#src/retrieval/vectors/reader-embedder.ts';
import {
  type KeptVectors,
  packVectors,
  readerKey,
  SHIPPED_VECTORS,
  SHIPPED_WISH_VECTORS,
  shippedVectors,
  unpackVectors,
} from '#src/retrieval/vectors/shipped-vectors.ts';
import { ingest } from './ingest.ts';
import { showProgress } from './progress.ts';

const KNOWLEDGE = join(import.meta.dirname, '../../../knowledge');

await writeFile(
  metadataFile(WEIGHTS),
  `${JSON.stringify({ ...readMetadata(), digest: await digestOf() }, null, 2)}\n`,
);
const reader = openReaderEmbedder();
type Text = ReturnType<typeof asRead>;
const examples = allExamples();
const reasonOnly = reasonOnlyExamples();
const pages = readerTexts(await shippedPassages());
const { progress, done } = showProgress();
let made = 0;

/** The vectors of some texts, those that were read already as they are kept, written to their file. */
async function write(file: URL, texts: readonly Text[]): Promise<KeptVectors> {
  const known = [...new Set([file, SHIPPED_VECTORS])].map((one) => shippedVectors(one));
  const vectors = new Map<string, Float32Array>();
  for (const [at, text] of texts.entries()) {
    const key = readerKey(reader.id, text);
    const kept = new Float32Array(reader.dimension);
    if (!vectors.has(key)) {
      const isKnown = known.some((one) => one.read(key, kept));
      if (!isKnown) made += 1;
      vectors.set(key, isKnown ? kept : await reader.embed(text.text, text.as));
    }
    if (at % 64 === 0) progress('Lecture des textes', at, texts.length);
  }
  const bytes = packVectors(vectors, reader.dimension);
  await writeFile(file, bytes);
  written.push(
    `${file.pathname.split('/').at(-1)} : ${vectors.size} vecteurs, ${(bytes.length / 1e6).toFixed(1)} Mo`,
  );
  return unpackVectors(bytes);
}

const written: string[] = [];
const ofExamples = await write(SHIPPED_WISH_VECTORS, [...examples, ...reasonOnly].map(asRead));
const ofPages = await write(SHIPPED_VECTORS, pages);
done();
// Wishes are learnt from the vectors as they are read: the same files make the same classifier.
const vectorIn =
  (file: KeptVectors): VectorOf =>
  async (said) => {
    const vector = new Float32Array(reader.dimension);
    if (!file.read(readerKey(reader.id, said), vector)) throw new Error('a text has no vector');
    return vector;
  };
const questions = await Promise.all(pages.filter(({ as }, at) => isExample(as, at)).map(vectorIn(ofPages)));
const read = await labelled(examples, vectorIn(ofExamples), []);
const asked = questions.map((vector) => ({ wish: 'question', vector }));
const readOnly = await labelled(reasonOnly, vectorIn(ofExamples), []);
const whyNot = reasonExamples([...examples, ...reasonOnly], [...read, ...readOnly]);
const learnt = joined(fitWishes([...asked, ...read]), fitWishes(whyNot));
await writeFile(
  SHIPPED_WISHES,
  packWishes({ digest: wishesDigest(reader.id, [...examples, ...reasonOnly]), reader: reader.id }, learnt),
);
await writeFile(SHIPPED_WISH_WORDS, packWords(countedWishes(examples, reasonOnly)));
process.stdout.write(`${[...written, `${made} lus, ${reader.id}`].join('\n')}\n`);

/** The passages of the shipped pages, as an ingest makes them. */
async function shippedPassages(): Promise<readonly Passage[]> {
  const dataDir = await mkdtemp(join(tmpdir(), 'hotline-vectors-'));
  const db = await openDatabase(dataDir);
  try {
    await ingest(db, { knowledgeDir: KNOWLEDGE, dataDir, embedder: undefined });
    const id = await activeGenerationId(db);
    const stored = id ? await readGeneration(db, id) : undefined;
    if (!stored) throw new Error('the shipped pages have no index');
    return (JSON.parse(stored.content) as IndexContent).passages;
  } finally {
    await db.close();
    await rm(dataDir, { recursive: true, force: true });
  }
}
