import { type Passage, type PassageFilter, serves } from '#src/retrieval/passages/passage.ts';
import { type AskedThings, askedThings, tells } from './asked-thing.ts';
import { type DocumentIndex, type DocumentVectors, dotAt } from './document-index.ts';
import { type DocumentWords, type SentenceWords, wordsOf, wordsOfAll } from './part-words.ts';
import { type About, questionAbout, tellingStems } from './question-about.ts';
import { quotedWith, type Scored } from './quoted-sentences.ts';
import { titleAndHeading, underTitle } from './sentences.ts';

/** What speaks for a sentence of a document answering a question, each about −1 to 1; none moves with how many documents there are. */
export interface DocumentFeatures {
  /** Part of the question's weight that stands in the sentence, under its title and heading; near words count in part. */
  readonly sentence: number;
  /** The same, in the sentence and those beside it. */
  readonly around: number;
  /** The same, in the sentence, the words of its title and heading left out of the question. */
  readonly alone: number;
  /** Cosine of the question and the part. */
  readonly meaning: number;
  /** Cosine of the question and the sentence under its title and heading. */
  readonly said: number;
  /** What the sentence brings nearer than its title and heading alone, as a difference of cosines. */
  readonly gain: number;
  /** How far it is before the nearest of the other sentences that were read, as a difference of cosines. */
  readonly ahead: number;
  /** How far the sentence tells the kind of thing that is asked: 1 when it does, −1 when it does not. */
  readonly tells: number;
  /** How likely the question asks for something that signs tell, and whether something is or is allowed. */
  readonly signed: number;
  readonly whether: number;
  /** The part's score by words, beside the best one's. */
  readonly lead: number;
  /** Part of the question's weight that stands in the document, and how far that is behind the document that has most. */
  readonly inDocument: number;
  readonly behind: number;
  /** How near the question's words are to those of the sentence under its title and heading, in meaning, one by one. */
  readonly likeness: number;
  /** The same, with the sentence alone, the words of its title and heading left out of the question. */
  readonly likenessAlone: number;
  /** How many telling words the sentence has: 1 from a dozen on. A title or a cell of a table has few. */
  readonly length: number;
  /** How far what the question asks for by name is missing in the part. */
  readonly lacking: number;
  /** Whether the question names the document. */
  readonly named: number;
  /** 1 when the document holds a name of the question that is no word of general French, −1 when another does and not it. */
  readonly proper: number;
}

/** Those that are weighed; the two others decide what goes first. */
export const DOCUMENT_FEATURES = [
  'sentence',
  'around',
  'alone',
  'meaning',
  'said',
  'gain',
  'ahead',
  'tells',
  'signed',
  'whether',
  'lead',
  'inDocument',
  'behind',
  'likeness',
  'likenessAlone',
  'length',
  'lacking',
] as const satisfies readonly (keyof DocumentFeatures)[];

/** A part of a document that may answer. */
export interface FoundPart {
  readonly passage: Passage;
  /** Those of its best sentence. */
  readonly features: DocumentFeatures;
  /** Probability that it answers, by who judges it. */
  readonly probability: number;
  /** The sentences that answer best, in reading order. */
  readonly quoted: readonly string[];
  /** The best of them. */
  readonly best: string;
  /** Every sentence that was judged, the best first. */
  readonly judged: readonly { readonly text: string; readonly features: DocumentFeatures }[];
}

/** Parts found by words, and by meaning, that are looked at. */
const LOOKED_AT = 16;
/** Parts of a document that is named that are looked at: a long one is found by its words as well. */
const OF_NAMED = 60;
/** Parts whose sentences are read one by one, and how many sentences: each takes some milliseconds. */
const READ_CLOSELY = 8;
const SENTENCES_READ = 24;
/** Telling words from which on a sentence is no longer a short one. */
const LONG = 12;

/**
 * Finds the parts of documents that may answer a question, by words and by meaning, and in each the sentences that answer.
 * @param judge what a sentence is worth by its features, 0 to 1
 */
export async function findInDocuments(
  { passages, keywords, expander, byDocument, vectors: known }: DocumentIndex,
  { question, filter }: { readonly question: string; readonly filter: PassageFilter },
  judge: (features: DocumentFeatures) => number,
): Promise<FoundPart[]> {
  const query = expander.expand(question);
  const stems = tellingStems(query.ownStems);
  if (stems.length === 0) return [];
  // Until they are read, their words find them: nobody waits for sentences that decide nothing.
  const vectors = known?.size ? known : undefined;
  const vector = await vectors?.reader.embed(question, 'question').catch(() => undefined);
  const cosines = vector && vectors ? vectors.cosines(vector) : undefined;
  const { scores } = keywords.search(query.terms);
  const allowed = (at: number) => serves(passages[at] as Passage, filter);
  const about = questionAbout(question, stems);
  const found = new Set([
    ...bestPlaces(scores, LOOKED_AT, allowed),
    ...(cosines ? bestPlaces(cosines, LOOKED_AT, allowed) : []),
  ]);
  const partsOf = (id: string) => byDocument.get(id) ?? [];
  const ids = new Set([...found].map((at) => (passages[at] as Passage).documentId));
  const named = new Set([...ids].filter((id) => about.names(passages[partsOf(id)[0] ?? 0] as Passage)));
  for (const id of named) for (const at of partsOf(id).slice(0, OF_NAMED)) if (allowed(at)) found.add(at);
  const documents = aboutDocuments(
    about,
    Map.groupBy(
      [...found].map((at) => passages[at] as Passage),
      ({ documentId }) => documentId,
    ).keys(),
    (id) => partsOf(id).map((at) => passages[at] as Passage),
  );
  const bestScore = Math.max(...[...found].map((at) => scores[at] as number), 1e-9);
  const looked = [...found]
    .map((at): Looked => {
      const passage = passages[at] as Passage;
      return lookAt(
        passage,
        { about, on: documents.get(passage.documentId) ?? NOT_FOUND },
        {
          meaning: cosines?.[at] ?? 0,
          isNamed: named.has(passage.documentId),
          lead: (scores[at] as number) / bestScore,
        },
      );
    })
    .sort((a, b) => b.worth - a.worth)
    .slice(0, READ_CLOSELY);
  const read =
    vector && vectors ? await readSentences(sentencesToRead(looked, about), vector, vectors) : undefined;
  const asked = vector && vectors ? askedThings(vector, vectors.reader.id) : undefined;
  return looked
    .map((one) => judged(one, { about, asked, read, documents }, judge))
    .sort((a, b) => b.probability - a.probability);
}

/** What a question finds in a whole document. */
interface OnDocument extends Pick<DocumentFeatures, 'inDocument' | 'behind' | 'proper'> {
  /** Part of its weight that stands in the title. */
  readonly title: number;
}

const NOT_FOUND: OnDocument = { inDocument: 0, behind: 0, title: 0, proper: 0 };

function aboutDocuments(
  about: About,
  ids: Iterable<string>,
  partsOf: (id: string) => readonly Passage[],
): Map<string, OnDocument> {
  const words = new Map([...ids].map((id) => [id, wordsOfAll(partsOf(id))]));
  const covers = new Map([...words].map(([id, all]) => [id, about.coverage(all.words) ?? 0]));
  const most = Math.max(0, ...covers.values());
  const holdsName = ({ words: all }: DocumentWords) => about.properNames.some((name) => all.has(name));
  const isNameHeld = [...words.values()].some(holdsName);
  return new Map(
    [...words].map(([id, all]) => {
      const inDocument = covers.get(id) ?? 0;
      const proper = isNameHeld ? (holdsName(all) ? 1 : -1) : 0;
      const title = about.coverage(all.title) ?? 0;
      return [id, { inDocument, behind: inDocument - most, title, proper }];
    }),
  );
}

/** A part at first sight. */
interface Looked extends Pick<DocumentFeatures, 'meaning' | 'lead'> {
  readonly passage: Passage;
  readonly isNamed: boolean;
  readonly worth: number;
}

/** What speaks for a part at first sight: only which parts are read closely hangs on it. */
function lookAt(
  passage: Passage,
  { about, on }: { readonly about: About; readonly on: OnDocument },
  known: Pick<Looked, 'meaning' | 'isNamed' | 'lead'>,
): Looked {
  const { title, all } = wordsOf(passage);
  const own = about.coverage(all, title) ?? 0.5;
  const inPart = 0.6 * (about.coverage(all) ?? 0) + 0.4 * own + 1.2 * known.meaning;
  const inDocument = 0.3 * on.title + 0.25 * on.proper + 0.4 * on.behind + (known.isNamed ? 0.3 : 0);
  return { passage, ...known, worth: inPart + inDocument };
}

/** A sentence to be read closely, in its part. */
interface ToRead {
  readonly passage: Passage;
  readonly text: string;
}

/** The sentences worth being read, of all the parts: those that have the question's words, in the parts that seem best. */
function sentencesToRead(looked: readonly Looked[], about: About): ToRead[] {
  return looked
    .flatMap(({ passage, worth }) => {
      const { sentences, over } = wordsOf(passage);
      return sentences.map(({ text, under, words }) => ({
        passage,
        text,
        worth: worth + 0.5 * (about.coverage(under) ?? 0) + 0.7 * (about.coverage(words, over) ?? 0.5),
      }));
    })
    .sort((a, b) => b.worth - a.worth)
    .slice(0, SENTENCES_READ);
}

/** The cosines of a question and what was read. */
interface ReadSentences {
  /** Of the title and heading of a part. */
  readonly over: ReadonlyMap<Passage, number>;
  /** Of the sentences of a part under its title and heading, by their text. */
  readonly said: ReadonlyMap<Passage, ReadonlyMap<string, number>>;
  /** Of all sentences, the nearest first. */
  readonly sorted: readonly number[];
}

async function readSentences(
  sentences: readonly ToRead[],
  query: Float32Array,
  { embedSentences }: DocumentVectors,
): Promise<ReadSentences> {
  const passages = [...new Set(sentences.map(({ passage }) => passage))];
  const vectors = await embedSentences([
    ...passages.map(titleAndHeading),
    ...sentences.map(({ passage, text }) => underTitle(passage, text)),
  ]);
  const cosines = vectors.map((vector) => (vector ? dotAt(vector, 0, query) : 0));
  const over = new Map(passages.map((passage, at) => [passage, cosines[at] as number]));
  const said = new Map(passages.map((passage) => [passage, new Map<string, number>()]));
  for (const [at, { passage, text }] of sentences.entries())
    said.get(passage)?.set(text, cosines[passages.length + at] as number);
  const sorted = [...said.values()].flatMap((own) => [...own.values()]).sort((a, b) => b - a);
  return { over, said, sorted };
}

/** All that sentences are compared with. */
interface Compared {
  readonly about: About;
  readonly asked: AskedThings | undefined;
  readonly read: ReadSentences | undefined;
  readonly documents: ReadonlyMap<string, OnDocument>;
}

/** A part is worth what its best sentence is. */
function judged(looked: Looked, on: Compared, judge: (features: DocumentFeatures) => number): FoundPart {
  const { passage } = looked;
  const scored = wordsOf(passage).sentences.map((sentence) => {
    const features = featuresOf(sentence, looked, on);
    return { ...sentence, features, score: features ? judge(features) : 0 };
  });
  const ranked = scored.filter(hasFeatures).sort((a, b) => b.score - a.score);
  const [best] = ranked;
  if (!best) return { passage, features: NO_FEATURES, probability: 0, quoted: [], best: '', judged: [] };
  return {
    passage,
    features: best.features,
    probability: best.score,
    quoted: quotedWith(best, scored),
    best: best.text.trim(),
    judged: ranked,
  };
}

interface Judged extends Scored {
  readonly features: DocumentFeatures;
}

const hasFeatures = (one: Scored & { features: DocumentFeatures | undefined }): one is Judged =>
  one.features !== undefined;

const NO_FEATURES: DocumentFeatures = {
  sentence: 0,
  around: 0,
  alone: 0,
  meaning: 0,
  said: 0,
  gain: 0,
  ahead: 0,
  tells: 0,
  signed: 0,
  whether: 0,
  lead: 0,
  inDocument: 0,
  behind: 0,
  likeness: 0,
  likenessAlone: 0,
  length: 0,
  lacking: 0,
  named: 0,
  proper: 0,
};

/** The features of a sentence; undefined for one that was not read where others were. */
function featuresOf(
  { text, under, around, words, told }: SentenceWords,
  { passage, meaning, isNamed, lead }: Looked,
  { about, asked, read, documents }: Compared,
): DocumentFeatures | undefined {
  const cosine = read?.said.get(passage)?.get(text);
  if (read && cosine === undefined) return undefined;
  const { inDocument, behind, proper } = documents.get(passage.documentId) ?? NOT_FOUND;
  const { over, all } = wordsOf(passage);
  const said = cosine ?? 0;
  const [first = 0, second = 0] = read?.sorted ?? [];
  return {
    sentence: about.coverage(under) ?? 0,
    around: about.coverage(around) ?? 0,
    alone: about.coverage(words, over) ?? 0.5,
    meaning,
    said,
    gain: said - (read?.over.get(passage) ?? 0),
    ahead: said - (said === first ? second : first),
    tells: tells(asked, told),
    signed: asked ? 1 - asked.allowed - asked.exists - asked.what : 0,
    whether: asked ? asked.allowed + asked.exists : 0,
    lead,
    inDocument,
    behind,
    likeness: about.likeness(under) ?? 0,
    likenessAlone: about.likeness(words, over) ?? 0.5,
    length: Math.min(1, words.size / LONG),
    lacking: about.lacking(all),
    named: isNamed ? 1 : 0,
    proper,
  };
}

/** The places of the best scores above zero, the best first. */
function bestPlaces(scores: Float64Array, count: number, allowed: (at: number) => boolean): number[] {
  const best: number[] = [];
  for (let at = 0; at < scores.length; at += 1) {
    const score = scores[at] as number;
    const last = best.at(-1);
    if (score <= 0 || (best.length >= count && last !== undefined && score <= (scores[last] as number)))
      continue;
    if (!allowed(at)) continue;
    const before = best.findLastIndex((other) => (scores[other] as number) >= score);
    best.splice(before + 1, 0, at);
    if (best.length > count) best.pop();
  }
  return best;
}
