import { checkDuplicates } from '#src/knowledge/check/document.ts';
import { ConfinedReader } from '#src/knowledge/loaders/confined/confined-reader.ts';
import { lawFiles } from '#src/knowledge/loaders/law/load-law.ts';
import type { KnowledgeDocument, Problem } from '#src/knowledge/model/document.ts';
import type { FigureRegister } from '#src/knowledge/model/figures.ts';
import * as store from '#src/knowledge/store/generations.ts';
import * as guard from '#src/knowledge/store/guard.ts';
import { saveKnowledgeProblems } from '#src/knowledge/store/problems.ts';
import { recognisedPages } from '#src/knowledge/store/recognised-pages.ts';
import type { Database } from '#src/platform/database/database.ts';
import { newId } from '#src/platform/database/ids.ts';
import type { HeldLease } from '#src/platform/database/leases/hold.ts';
import { reasonOf } from '#src/platform/failure.ts';
import { lawVectorTexts } from '#src/retrieval/law-index.ts';
import { ContentReader, contentText } from '#src/retrieval/passages/content-text.ts';
import {
  embeddingKey,
  type IndexContent,
  sha256,
  type VectorText,
  vectorTexts,
} from '#src/retrieval/passages/index-content.ts';
import { keyedTexts } from '#src/retrieval/passages/keyed-texts.ts';
import { isOfDocument, type Passage } from '#src/retrieval/passages/passage.ts';
import type { Embedder } from '#src/retrieval/vectors/embedder.ts';
import { waitForTurn } from './build-lease.ts';
import { copyOf } from './copies.ts';
import { removeOldGraphs } from './graphs/vector-file.ts';
import {
  GRAPH_FROM,
  type Graphs,
  graphsBuilt,
  graphsFollowing,
  lacksGraphs,
  type WantedGraphs,
} from './graphs/vector-graphs.ts';
import { type KnowledgeLoss, lossOf, type WholeKnowledge, wholeOf } from './knowledge-loss.ts';
import type { LongReading } from './long-reading.ts';
import {
  type DocumentFile,
  documentFiles,
  type ReadFile,
  type Reading,
  readKnowledgeFile,
} from './read-files.ts';
import { type Registers, readRegisters } from './read-registers.ts';
import { type Readings, readingsOf, readTexts, sentencesLeft } from './read-texts.ts';
import { type Scan, saveScans, scansAmong } from './recognition/scans.ts';
import { Remembered, samePassagesOf } from './remembered.ts';
import { scanFolder } from './scan.ts';

/** Hears how far an ingest is: a step's name, and how many of its items are done. */
export type Progress = (step: string, done: number, total: number) => void;

/** What an ingest did. */
export interface IngestReport {
  readonly generation: string;
  /** False when the folder had not changed: then the index in service stays. */
  readonly published: boolean;
  readonly files: number;
  readonly filesRead: number;
  readonly passages: number;
  /** Wordings of the articles of imported codes. */
  readonly articles: number;
  readonly vectors: number;
  readonly vectorsMade: number;
  /** Why some texts could not be read by the reader: they are found by their words. */
  readonly unread?: string | undefined;
  /** Why the files of graphs could not be written, or removed: without a graph all vectors are scanned. */
  readonly unkept?: string | undefined;
  readonly problems: readonly Problem[];
  /** Files that were being written: the folder must be read again soon. */
  readonly waits?: readonly string[] | undefined;
  /** Documents that have pages to be read by recognition. */
  readonly scans?: readonly Scan[] | undefined;
  /** The folder lost so much that it was not put in service: what was before, if anything was, still is. */
  readonly loss?: KnowledgeLoss | undefined;
}

/** Sentences that are read sooner than encoders are opened for them. */
const FEW = 50;
/** Texts embedded in one call. */
const BATCH = 256;

/**
 * Brings the index in line with the knowledge folder. It is built aside and published in one transaction: until then,
 * and after a kill at any moment, the old one serves. Unchanged files are not read again, unchanged texts not
 * embedded again. A bad file is named and its last good reading serves; it never stops the rest. A folder that lost
 * more than a fifth of its passages waits until somebody accepts it; an empty one is never published.
 *
 * What takes longer than anybody should wait for comes once the index is in service, and another ingest waits for none of
 * it: the reading of thousands of texts, the graph of the vectors, the sentences of documents.
 */
export async function ingest(
  db: Database,
  options: {
    knowledgeDir: string;
    dataDir: string;
    /** Absent when its endpoint is down: the index then holds keywords only, until an ingest that has it. */
    embedder: Embedder | undefined;
    progress?: Progress;
    now?: () => number;
    /** Accepts what was lost: whatever it is, or only that of this digest. */
    accept?: 'all' | { readonly digest: string } | undefined;
    /** Opens what reads thousands of texts; the embedder's own reader does, when absent. */
    openLong?: (() => LongReading) | undefined;
    /** Hears of each index that is published. */
    onPublished?: (() => void) | undefined;
    /** Hears what was done once it is in service; what is left may be cut at any moment, and the next ingest goes on. */
    onServed?: ((report: IngestReport) => void) | undefined;
    /** Vectors from which on they have a graph; 5,000 when absent. */
    graphFrom?: number | undefined;
    /** What the last ingest of this process left; each begins anew, when absent. */
    remembered?: Remembered | undefined;
    /** Whether the sentences of documents wait for the questions that need them, rather than being read ahead. */
    leavesSentences?: boolean | undefined;
  },
): Promise<IngestReport> {
  const { report, building, served } = await serveFolder(db, options);
  options.onServed?.(report);
  if (!building || !served) return report;
  return { ...report, ...(await finish(building, served, report.unread)) };
}

type IngestOptions = Parameters<typeof ingest>[1];

/**
 * Puts the folder in service as {@link ingest} does, and leaves what takes long to {@link finishServed}: the few sentences
 * of one document are read before anybody could have opened the folder anew for them.
 * @returns what was done, and whether anything is left
 */
export async function putInService(
  db: Database,
  options: IngestOptions,
): Promise<{ readonly report: IngestReport; readonly isLeft: boolean }> {
  const { report, building, served, left } = await serveFolder(db, options);
  if (left !== 'little' || !building || !served) return { report, isLeft: left === 'much' };
  return { report: { ...report, ...(await finish(building, served, report.unread)) }, isLeft: false };
}

/**
 * Does what was left once an index was in service: it waits for nobody, and may be cut at any moment.
 * @param why the reader could not read then: it is not tried again at once
 */
export async function finishServed(
  db: Database,
  options: Building['options'] & Pick<IngestOptions, 'progress' | 'now'>,
  why?: string,
): Promise<ReadLater> {
  const id = await store.activeGenerationId(db);
  const generation = id ? await store.readGeneration(db, id) : undefined;
  if (!id || !generation) return {};
  const text = generation.content;
  const { progress = () => undefined, now = Date.now } = options;
  const building = { db, options, content: new ContentReader().read(text), text, progress, now };
  return finish(building, { id, manifest: generation.manifest }, why);
}

/** What is in service, and what the rest is done with; nothing to do where they are absent. */
interface Served {
  readonly report: IngestReport;
  readonly building?: Building;
  readonly served?: Published;
  readonly left: Left;
}

/** What is left to do once an index is in service: a few sentences to read, or what takes minutes. */
type Left = 'nothing' | 'little' | 'much';

/** Puts the folder in service, one ingest at a time. */
async function serveFolder(db: Database, options: IngestOptions): Promise<Served> {
  const progress = options.progress ?? (() => undefined);
  const now = options.now ?? Date.now;
  await using turn = await waitForTurn(db);
  const { remembered = new Remembered() } = options;
  const served = await remembered.published(db);
  const { read, known, content, registers, problems, scans } = await readFolder(
    db,
    { ...options, remembered },
    served,
    progress,
  );
  const text = contentText(content);
  const digest = sha256(text);
  const summary = summaryOf(read, problems, scans);
  const { embedder } = options;
  const isSame = served?.manifest.digest === digest && isMadeBy(served.manifest, embedder);
  const isServed = isSame && content.passages.length > 0;
  // An index that can't be read any more serves nobody: there is nothing to keep in its place.
  const whole = (await wholeBefore(db, served?.content)) ?? wholeOf([]);
  const loss = lossOf(content.passages, served ? whole : wholeOf([]), digest);
  const isAccepted = options.accept === 'all' || options.accept?.digest === digest;
  if (loss && !isServed && (loss.passages === 0 || !isAccepted)) {
    const told = { ...loss, before: whole.passages };
    await db.tx(async (tx) => {
      await guard.saveLoss(tx, told);
      await saveKnowledgeProblems(tx, problems);
    });
    return { report: { ...summary, ...keptCounts(served), loss: told }, left: 'nothing' };
  }
  const building: Publishing = {
    ...{ db, options: { ...options, remembered }, turn, content, text, digest, registers, progress, now },
  };
  if (isServed) {
    await saveFiles(db, read, known, { problems, now: now() });
    await db.tx((tx) => guard.saveLoss(tx, undefined));
    remembered.keep(served);
    const left = await leftOf(building, served.manifest);
    return { report: { ...summary, ...keptCounts(served) }, building, served, left };
  }
  // What is lost little by little is counted from when the folder was whole.
  const isWhole = isAccepted || content.passages.length >= whole.passages;
  const { id, manifest, vectorsMade, unread, unkept } = await buildAndPublish(
    building,
    isWhole ? wholeOf(content.passages) : whole,
    served?.manifest,
  );
  await saveFiles(db, read, known, { problems, now: now() });
  await db.tx((tx) => store.forgetOlder(tx, served?.id));
  const notTidied = tidied(options.dataDir, [...graphsOf(manifest), ...graphsOf(served?.manifest)]);
  await forgetUnused(building);
  remembered.keep({ id, manifest, content });
  progress('Publication', 1, 1);
  const { passages, vectors } = manifest;
  const articles = content.law?.length ?? 0;
  const counts = { generation: id, published: true, passages, articles, vectors, vectorsMade };
  const left = await leftOf(building, manifest);
  const report = { ...summary, ...counts, unread, unkept: unkept ?? notTidied };
  return { report, building, served: { id, manifest }, left };
}

/** Removes the graphs that no index needs. @returns why it could not: the index serves all the same */
function tidied(dataDir: string, used: Parameters<typeof removeOldGraphs>[1]): string | undefined {
  try {
    removeOldGraphs(dataDir, used);
    return undefined;
  } catch (error) {
    return reasonOf(error);
  }
}

/** Which texts of an index are to be read, or graphs of its vectors to be built, anew where their files are damaged. */
async function leftOf(building: Publishing, manifest: store.GenerationManifest): Promise<Left> {
  const { embedder, remembered } = building.options;
  if (!embedder) return 'nothing';
  if ((manifest.reader?.unread ?? 0) > 0) return 'much';
  const making = { isShared: isShared(building.db), open: remembered.graphs };
  const wanted = wantedGraphs(building, embedder);
  if (wanted && (await lacksGraphs(graphsIn(manifest), wanted, making))) return 'much';
  const { size } = await unreadSentences(building);
  if (size === 0) return 'nothing';
  return size > FEW ? 'much' : 'little';
}

/** Whether servers with data folders of their own share a store. */
const isShared = (db: Database): boolean => db.dialect !== 'sqlite';

/** What a report says of the files. */
function summaryOf(read: readonly ReadFile[], problems: readonly Problem[], scans: readonly Scan[]) {
  const waits = read.flatMap((file) => (file.waits ? [file.path] : []));
  const filesRead = read.filter((file) => file.changed).length;
  return {
    files: read.length,
    filesRead,
    problems,
    ...(waits.length > 0 ? { waits } : {}),
    ...(scans.length > 0 ? { scans } : {}),
  };
}

/** What an index holds, and with what it is made. */
interface Building {
  readonly db: Database;
  readonly options: Pick<
    IngestOptions,
    'dataDir' | 'embedder' | 'openLong' | 'graphFrom' | 'leavesSentences' | 'onPublished'
  >;
  readonly content: IndexContent;
  /** The content, as it is stored. */
  readonly text: string;
  readonly progress: Progress;
  readonly now: () => number;
}

/** An index that is being made. */
interface Publishing extends Building {
  readonly options: Building['options'] & { readonly remembered: Remembered };
  readonly turn: HeldLease;
  readonly digest: string;
  readonly registers: Registers['digests'];
}

/**
 * Makes the vectors that are missing, and publishes the index.
 * @param whole what the folder held when it was whole
 * @param before the index in service, of which the graphs are followed
 */
async function buildAndPublish(
  building: Publishing,
  whole: WholeKnowledge,
  before: store.GenerationManifest | undefined,
) {
  const { db, options, turn, content, text, digest, registers, progress, now } = building;
  const { embedder } = options;
  const kept = await keptKeys(db);
  const embedded = embedder ? await embedTexts(kept, content, embedder, progress) : NO_VECTORS;
  const readings = embedder?.reader && readingsOf(content, embedder.reader, (key) => kept.has(key));
  const atOnce =
    readings && !readings.isLong
      ? await readTexts(db, readings.unread, {
          readers: [readings.reader],
          progress: readingProgress(progress),
        })
      : undefined;
  const id = newId(now());
  let unkept: string | undefined;
  const followed = embedder && before?.embedder === embedder.id ? before : undefined;
  const wanted = embedder && wantedGraphs(building, embedder);
  const graphs = wanted
    ? await graphsFollowing(followed && graphsIn(followed), wanted, {
        name: id,
        open: options.remembered.graphs,
        onUnkept: (why) => {
          unkept = why;
        },
        vectorsOf: async (keys) => {
          const made = new Map(
            keys.flatMap((key) => {
              const vector = embedded.made.get(key);
              return vector ? [[key, vector] as const] : [];
            }),
          );
          return new Map([
            ...made,
            ...(await store.embeddingsOf(
              db,
              keys.filter((key) => !made.has(key)),
            )),
          ]);
        },
      })
    : {};
  const manifest: store.GenerationManifest = {
    embedder: embedder?.id ?? 'none',
    dimension: (embedder?.endpoint ?? embedder?.reader)?.dimension ?? 0,
    vectors: embedded.pages,
    passages: content.passages.length,
    digest,
    registers,
    graph: graphs.pages,
    law: content.law && { passages: content.law.length, vectors: embedded.law, graph: graphs.law },
    reader: readings && readBy(readings, readings.unread.size + readings.articles.size),
  };
  await db.tx(async (tx) => {
    await turn.confirm(tx);
    for (const [key, vector] of embedded.made) await store.saveEmbedding(tx, key, vector);
    await store.publishGeneration(tx, { id, manifest, content: text, now: now() }, true);
    await guard.saveLoss(tx, undefined);
    await guard.saveWhole(tx, whole);
  });
  await tellPublished(building, id);
  return { id, manifest, vectorsMade: embedded.made.size, unread: atOnce?.why, unkept };
}

async function tellPublished({ db, options }: Building, id: string): Promise<void> {
  options.onPublished?.();
  // The other replicas look for a new index from time to time: a hint that is lost only delays it.
  await db.notify('index', id).catch(() => undefined);
}

/** An index in service. */
interface Published {
  readonly id: string;
  readonly manifest: store.GenerationManifest;
}

/** What changes in a report when texts are read that could not be before. */
export type ReadLater = Pick<IngestReport, 'unread' | 'unkept'> &
  Partial<Pick<IngestReport, 'generation' | 'published'>>;

/**
 * Does what nobody waits for: each part of it is published, or kept, as it is done.
 * @param why the reader can't read: it is not tried again at once
 */
async function finish(building: Building, served: Published, why?: string): Promise<ReadLater> {
  const read: ReadNow = why === undefined ? await readWhatIsLeft(building, served) : { unread: why };
  let unkept: string | undefined;
  const built = await buildGraphs(building, read.now ?? served, (reason) => {
    unkept = reason;
  });
  if (read.unread === undefined) await readSentences(building);
  const id = built?.id ?? read.now?.id;
  return {
    unread: read.unread,
    ...(unkept !== undefined && { unkept }),
    ...(id !== undefined && { generation: id, published: true }),
  };
}

/**
 * Publishes an index in service again, with more of its vectors.
 * @returns undefined when another one was published meanwhile: what is left is its own
 */
async function publishAgain(
  building: Building,
  { id: before }: Published,
  manifest: store.GenerationManifest,
  id = newId(building.now()),
): Promise<Published | undefined> {
  const { db, text, now } = building;
  const isDone = await db.tx((tx) =>
    store.publishAgain(tx, before, { id, manifest, content: text, now: now() }),
  );
  if (!isDone) return undefined;
  await tellPublished(building, id);
  return { id, manifest };
}

/** What an index in service is once it was read, when that changed, and why some texts stay unread. */
interface ReadNow {
  readonly now?: Published | undefined;
  readonly unread?: string | undefined;
}

/** Reads what an index in service has no vectors for, and publishes it again with them. */
async function readWhatIsLeft(building: Building, served: Published): Promise<ReadNow> {
  const { db, options, content, progress } = building;
  const reader = options.embedder?.reader;
  if (!reader || !served.manifest.reader?.unread) return {};
  const kept = await keptKeys(db);
  const readings = readingsOf(content, reader, (key) => kept.has(key));
  // Pages first.
  const unread = new Map([...readings.unread, ...readings.articles]);
  using long = unread.size > FEW ? options.openLong?.() : undefined;
  const { read, why } = await readTexts(db, unread, {
    readers: long?.readers ?? [reader],
    progress: readingProgress(progress),
  });
  if (read === 0 && unread.size > 0) return { unread: why };
  const manifest = { ...served.manifest, reader: readBy(readings, unread.size) };
  return { now: await publishAgain(building, served, manifest), unread: why };
}

/** Builds the graphs that an index in service has not, and publishes it again with them: all is scanned meanwhile. */
async function buildGraphs(
  building: Building,
  served: Published,
  onUnkept: (why: string) => void,
): Promise<Published | undefined> {
  const { db, options, progress, now } = building;
  const { embedder } = options;
  if (!embedder || served.manifest.embedder !== embedder.id) return undefined;
  const wanted = wantedGraphs(building, embedder);
  if (!wanted) return undefined;
  const id = newId(now());
  const graphs = await graphsBuilt(graphsIn(served.manifest), wanted, {
    name: id,
    vectorsOf: (keys) => store.embeddingsOf(db, keys),
    isShared: isShared(db),
    onUnkept,
    progress: (done, total) => progress('Graphe des vecteurs', done, total),
  });
  if (!graphs) return undefined;
  const { law } = served.manifest;
  const manifest = { ...served.manifest, graph: graphs.pages, law: law && { ...law, graph: graphs.law } };
  // Files that nothing needs any more are left to the next ingest: another one may be writing its own now.
  return publishAgain(building, served, manifest, id);
}

const graphsIn = ({ graph, law }: store.GenerationManifest): Graphs => ({ pages: graph, law: law?.graph });

const graphsOf = (manifest: store.GenerationManifest | undefined) =>
  manifest ? Object.values(graphsIn(manifest)) : [];

/** What the graphs of an index are to hold: the vectors of an endpoint. Those of the reader are all scanned. */
function wantedGraphs({ options, content }: Building, embedder: Embedder): WantedGraphs | undefined {
  if (!embedder.endpoint) return undefined;
  const { dataDir, graphFrom = GRAPH_FROM } = options;
  const { keys, pages } = textsOf(content, embedder);
  const { dimension } = embedder.endpoint;
  return { dataDir, from: graphFrom, dimension, pages: keys.slice(0, pages), law: keys.slice(pages) };
}

/** Forgets the vectors that nothing stands for. While others wait: no other ingest makes vectors meanwhile. */
async function forgetUnused({ db, options, turn, content }: Publishing): Promise<void> {
  const { embedder } = options;
  if (!embedder) return;
  const { reader } = embedder;
  const kept = await keptKeys(db);
  const isKept = (key: string) => kept.has(key);
  const sentences = reader && sentencesLeft(content.passages, reader, isKept);
  const used = new Set(sentences?.used);
  if (embedder.endpoint) for (const key of textsOf(content, embedder).keys) used.add(key);
  if (reader) for (const key of readingsOf(content, reader, isKept).used) used.add(key);
  const unused = [...kept].filter((key) => !used.has(key));
  if (unused.length === 0) return;
  await db.tx(async (tx) => {
    await turn.confirm(tx);
    for (const key of unused) await store.deleteEmbedding(tx, key);
  });
}

/** The sentences of documents that are to be read ahead. */
async function unreadSentences({ db, options, content }: Building): Promise<Readings['unread']> {
  const reader = options.embedder?.reader;
  if (!reader || options.leavesSentences) return new Map();
  const kept = await keptKeys(db);
  return sentencesLeft(content.passages, reader, (key) => kept.has(key)).unread;
}

/**
 * Has the sentences of documents read ahead. A question for which they are not there yet has them read when it is asked.
 */
async function readSentences(building: Building): Promise<void> {
  const { db, options, progress } = building;
  const reader = options.embedder?.reader;
  const unread = await unreadSentences(building);
  if (!reader || unread.size === 0) return;
  using long = unread.size > FEW ? options.openLong?.() : undefined;
  const told = readingProgress(progress, 'Lecture des phrases');
  await readTexts(db, unread, { readers: long?.readers ?? [reader], progress: told });
}

const readingProgress =
  (progress: Progress, step = 'Lecture des textes') =>
  (done: number, total: number): void =>
    progress(step, done, total);

/** Of what the store keeps vectors; all are made anew where it can't say. */
const keptKeys = (db: Database): Promise<ReadonlySet<string>> =>
  store.embeddingKeys(db).catch(() => new Set<string>());

/** Whether an index was made by this embedder; when there is none, another one's serves. */
function isMadeBy(manifest: store.GenerationManifest, embedder: Embedder | undefined): boolean {
  if (!embedder) return true;
  const { reader } = manifest;
  return manifest.embedder === embedder.id && reader?.embedder === embedder.reader?.id;
}

/** What the manifest says of the reader. */
const readBy = (
  { reader, texts }: Pick<Readings, 'reader' | 'texts'>,
  unread: number,
): store.GenerationManifest['reader'] => ({ embedder: reader.id, texts, unread });

/** Reads what changed in the folder, and the imported codes, and makes the content of an index of it. */
async function readFolder(
  db: Database,
  { knowledgeDir, dataDir, remembered }: { knowledgeDir: string; dataDir: string; remembered: Remembered },
  served: { readonly content: IndexContent; readonly manifest: store.GenerationManifest } | undefined,
  progress: Progress,
) {
  const scanned = await scanFolder(knowledgeDir);
  const registers = await readRegisters(scanned.files, served?.content, served?.manifest.registers);
  const figures = remembered.figures(registers.figures);
  const { readable, problems: unsupported } = documentFiles(scanned.files);
  const known = new Map(
    (await store.knowledgeFiles(db, remembered.documents)).map((file) => [file.path, file]),
  );
  const law = (await lawFiles(dataDir)).map((file) => ({ file, sidecar: undefined }));
  const recognised = await recognisedPages(db);
  const read = await readDocuments([...readable, ...law], known, figures, {
    progress,
    recognised,
    seen: remembered.seen,
  });
  const documents = read.flatMap((file) => (file.document ? [file.document] : []));
  const problems = [
    ...scanned.problems,
    ...unsupported,
    ...registers.problems,
    ...read.flatMap((file) => file.problems),
    ...checkDuplicates(documents.filter((document) => !isLaw(document))),
  ];
  const places = new Map(readable.map(({ file }) => [file.path, file.absolute]));
  const scans = scansAmong(read, recognised, places);
  const content = makeContent(documents, registers);
  return { read, known, content, registers: registers.digests, problems, scans };
}

/** Reads files one after the other, and leaves out those that are copies of one before. */
export async function readDocuments(
  documents: readonly DocumentFile[],
  known: ReadonlyMap<string, store.KnowledgeFile>,
  figures: FigureRegister,
  {
    progress = () => undefined,
    recognised = new Map(),
    seen,
  }: { progress?: Progress } & Partial<Pick<Reading, 'recognised' | 'seen'>> = {},
): Promise<ReadFile[]> {
  using reader = new ConfinedReader();
  const read: ReadFile[] = [];
  const contents = new Map<string, ReadFile>();
  const start = async (document: DocumentFile | undefined) =>
    document &&
    readKnowledgeFile(document, known.get(document.file.path), figures, { reader, recognised, seen });
  // The next file is opened, and read in its process, while this one is looked through here.
  let next = start(documents[0]);
  for (const [index, document] of documents.entries()) {
    const before = known.get(document.file.path);
    const current = next;
    next = start(documents[index + 1]);
    next.catch(() => undefined);
    const file = (await current) as ReadFile;
    const copy = copyOf(file, { same: contents.get(file.content ?? ''), read, known: before });
    if (!copy && file.content !== undefined) contents.set(file.content, file);
    read.push(copy ?? file);
    progress('Lecture des documents', read.length, documents.length);
  }
  return read;
}

/** What the index in service holds, when it stays. */
const keptCounts = (served: { id: string; manifest: store.GenerationManifest } | undefined) => ({
  generation: served?.id ?? '',
  published: false,
  vectorsMade: 0,
  passages: served?.manifest.passages ?? 0,
  vectors: served?.manifest.vectors ?? 0,
  articles: served?.manifest.law?.passages ?? 0,
});

/** What the folder held when it was whole: as it was noted, or what is in service. */
async function wholeBefore(
  db: Database,
  content: IndexContent | undefined,
): Promise<WholeKnowledge | undefined> {
  const noted = await guard.readWhole<WholeKnowledge>(db).catch(() => undefined);
  return noted ?? (content && wholeOf(content.passages));
}

function makeContent(documents: readonly KnowledgeDocument[], registers: Registers): IndexContent {
  const { figures, glossary } = registers;
  const law = samePassagesOf(documents.filter(isLaw));
  const pages = samePassagesOf(documents.filter((document) => !isLaw(document)));
  // A generation without law is, to the byte, what it was before there were any.
  return { passages: pages, figures, glossary, ...(law.length > 0 ? { law } : {}) };
}

const isLaw = ({ meta }: KnowledgeDocument): boolean => meta.kind === 'law';

const NO_VECTORS = { pages: 0, law: 0, made: new Map<string, Float32Array>() };

/** The texts of an index that an endpoint embeds: documents are found by their words alone then. */
interface EmbeddedTexts {
  /** The keys of their vectors. */
  readonly keys: readonly string[];
  /** How many are of pages; those of the law follow. */
  readonly pages: number;
  /** Those texts of which the key is not among some, by their keys. */
  readonly without: (kept: ReadonlySet<string>) => Map<string, string>;
}

const knownTexts = new WeakMap<IndexContent, EmbeddedTexts & { readonly embedder: string }>();

/** The texts that an endpoint embeds; their keys are made once. */
function textsOf(content: IndexContent, { id }: Embedder): EmbeddedTexts {
  const known = knownTexts.get(content);
  if (known?.embedder === id) return known;
  const keyOf = ({ text }: VectorText) => embeddingKey(id, text);
  const parts = [
    { passages: content.passages.filter((passage) => !isOfDocument(passage)), textsOf: vectorTexts },
    { passages: content.law ?? [], textsOf: lawVectorTexts },
  ].map((part) => ({ ...part, ...keyedTexts(part.passages, id, part.textsOf, keyOf) }));
  const made = {
    embedder: id,
    keys: parts.flatMap(({ keys }) => keys),
    pages: parts[0]?.keys.length ?? 0,
    without: (kept: ReadonlySet<string>) => {
      const missing = new Map<string, string>();
      for (const { passages, owners, keys, textsOf } of parts) {
        const lacking = new Set(keys.flatMap((key, at) => (kept.has(key) ? [] : [owners[at] as number])));
        for (const text of textsOf([...lacking].map((at) => passages[at] as Passage)))
          if (!kept.has(keyOf(text))) missing.set(keyOf(text), text.text);
      }
      return missing;
    },
  };
  knownTexts.set(content, made);
  return made;
}

async function embedTexts(
  kept: ReadonlySet<string>,
  content: IndexContent,
  embedder: Embedder,
  progress: Progress,
): Promise<typeof NO_VECTORS> {
  if (!embedder.endpoint) return NO_VECTORS;
  const { keys, pages, without } = textsOf(content, embedder);
  const missing = without(kept);
  const made = new Map<string, Float32Array>();
  const entries = [...missing];
  for (let start = 0; start < entries.length; start += BATCH) {
    const batch = entries.slice(start, start + BATCH);
    const vectors = await embedder.endpoint.embedDocuments(batch.map(([, text]) => text));
    batch.forEach(([key], index) => {
      made.set(key, vectors[index] as Float32Array);
    });
    progress('Calcul des vecteurs', Math.min(start + BATCH, entries.length), entries.length);
  }
  return { pages, law: keys.length - pages, made };
}

async function saveFiles(
  db: Database,
  read: readonly ReadFile[],
  known: ReadonlyMap<string, store.KnowledgeFile>,
  { problems, now }: { readonly problems: readonly Problem[]; readonly now: number },
): Promise<void> {
  const present = new Set(read.map((file) => file.path));
  await db.tx(async (tx) => {
    for (const file of read) if (file.changed) await store.saveKnowledgeFile(tx, file, now);
    for (const path of known.keys()) if (!present.has(path)) await store.deleteKnowledgeFile(tx, path);
    await saveKnowledgeProblems(tx, problems);
    await saveScans(tx, read);
  });
}
