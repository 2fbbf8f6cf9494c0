import { KeepLast } from '#src/platform/keep-last.ts';
import type { LastAnswered } from '#src/reader/encoder/continuation.ts';
import type { Classifier, Labelled } from '#src/reader/wish/classifier.ts';
import { allExamples, reasonOnlyExamples, type WishExample } from '#src/reader/wish/examples.ts';
import { meanOf, type ReadWishes, type WishScore } from '#src/reader/wish/meaning.ts';
import { nearestAmong } from '#src/reader/wish/nearest.ts';
import { apart, type ReadReasons, reasonExamples, reasonsIn } from '#src/reader/wish/reasons.ts';
import { shippedWishes, wishesDigest } from '#src/reader/wish/wish-file.ts';
import { fitWishes, labelled, type VectorOf } from '#src/reader/wish/wish-reader.ts';
import {
  countedWishes,
  ofReasons,
  ofWishes,
  SHIPPED_WISH_WORDS,
  wishWords,
} from '#src/reader/wish/wish-words.ts';
import { shippedCounts } from '#src/reader/words/counts-file.ts';
import type { WordCounts } from '#src/reader/words/naive-bayes.ts';
import { embedSaid, type ReaderEmbedder } from './reader-embedder.ts';
import { readerKey, SHIPPED_WISH_VECTORS, shippedVectors } from './shipped-vectors.ts';

/** What is learnt of examples. */
export interface ExamplesRead {
  readonly readWishes: ReadWishes;
  readonly readReasons: ReadReasons;
}

/**
 * Opens what reads wishes, and why nobody answers: the shipped classifiers, or where an example was added ones that are
 * made now, which takes a few seconds; and the examples nearest to what is said.
 * @param questions vectors of some that the pages answer, which are no wishes
 * @throws HotlineError `knowledge` for a line of examples that is none
 */
export async function openWishes(
  reader: ReaderEmbedder,
  questions: readonly Float32Array[],
): Promise<ExamplesRead> {
  const { learnt, alone, following, refused, words, reasonWords } = await learnOf(reader, questions);
  // A message is heard by what decides who takes it, by the search, and by what refuses: it is read once.
  const vectors = new KeepLast<Float32Array>(KEPT);
  const last = new KeepLast<readonly WishScore[]>(KEPT);
  const lastReasons = new KeepLast<Awaited<ReturnType<ReadReasons>>>(KEPT);
  const vectorSaid = (text: string, before?: LastAnswered): Promise<Float32Array> =>
    vectors.of(JSON.stringify([text, before]), async () => {
      const vector = await embedSaid(reader, text, before);
      if (!vector) throw new ReaderStopped();
      return vector;
    });
  const readAs = (text: string, before?: LastAnswered): Promise<readonly WishScore[]> =>
    unlessStopped(
      last.of(JSON.stringify([text, before]), async () => {
        const vector = await vectorSaid(text, before);
        const scores = (before ? following : alone).agreed(learnt?.wishes.classify(vector) ?? [], vector);
        return words(scores, text);
      }),
    );
  const readReasons: ReadReasons = (text) =>
    unlessStopped(
      lastReasons.of(text, async () => {
        const vector = await vectorSaid(text);
        return reasonsIn(reasonWords(refused.agreed(learnt?.reasons.classify(vector) ?? [], vector), text));
      }),
    );
  return {
    // After an answer, a wish may pass for a question on what was answered, and alone « et pour l'État ? » for anything: of
    // 270 wishes of hands held apart, said after an answer, the mean hears 77 %, and 70 % are heard in context alone; of
    // 614 questions that go on, 31 and 34 pass for wishes.
    readWishes: async (text, after) =>
      after ? meanOf(await readAs(text, after), await readAs(text)) : readAs(text),
    readReasons,
  };
}

/** What reads a vector and words, made of the examples; apart from what serves, so that their vectors are not held by it. */
async function learnOf(reader: ReaderEmbedder, questions: readonly Float32Array[]) {
  const examples = allExamples();
  const reasonOnly = reasonOnlyExamples();
  const shipped = shippedWishes();
  const isShipped = shipped?.digest === wishesDigest(reader.id, [...examples, ...reasonOnly]);
  const known = shippedVectors(SHIPPED_WISH_VECTORS);
  const vectorOf: VectorOf = async (said) => {
    const vector = new Float32Array(reader.dimension);
    return known.read(readerKey(reader.id, said), vector) ? vector : reader.embed(said.text, said.as);
  };
  // Where the reader can't read them, pages are still found; without the shipped vectors, no start waits for them all.
  const readOf = async (some: readonly WishExample[]) =>
    isShipped && known.size === 0 ? [] : await labelled(some, vectorOf, []).catch(() => undefined);
  const read = await readOf(examples);
  const asked = questions.map((vector): Labelled => ({ wish: 'question', vector }));
  const whyNot = [
    ...reasonExamples(examples, read ?? []),
    ...reasonExamples(reasonOnly, (read && (await readOf(reasonOnly))) ?? []),
  ];
  const made = shipped && apart(shipped.classifier);
  const before = shipped?.reader === reader.id ? made : undefined;
  const learn = (own: readonly Labelled[]) => ({
    wishes: fitWishes([...asked, ...own], linesOf(before?.wishes)),
    reasons: fitWishes(whyNot, linesOf(before?.reasons)),
  });
  const learnt = isShipped ? made : read && learn(read);
  // What is said after an answer is read with it: it is near what others said so.
  const near = (isAfter: boolean) =>
    (read ?? []).filter((_, at) => (examples[at]?.after !== undefined) === isAfter);
  // Questions alone, without the wishes beside them, would make a question of everything.
  const questionsNear = read?.length ? asked.filter((_, at) => at % ASKED === 0) : [];
  const alone = nearestAmong([...near(false), ...questionsNear]);
  const following = nearestAmong(near(true));
  const refused = nearestAmong(whyNot);
  const counted = (isShipped && shippedWishWords(shipped.classifier)) || countedWishes(examples, reasonOnly);
  const words = wishWords(ofWishes(counted));
  const reasonWords = wishWords(ofReasons(counted));
  return { learnt, alone, following, refused, words, reasonWords };
}

/** What was read; where the reader stops meanwhile, nothing is known of what is wanted: the words serve. */
const unlessStopped = <One>(reading: Promise<readonly One[]>): Promise<readonly One[]> =>
  reading.catch((error) => {
    if (error instanceof ReaderStopped) return [];
    throw error;
  });

/** What to go on from; nothing where nothing was learnt. */
const linesOf = (classifier: Classifier | undefined): Classifier['lines'] | undefined =>
  classifier?.lines.length ? classifier.lines : undefined;

/** The words of the shipped examples; undefined where their file lacks, or is older than the classifier's wishes. */
function shippedWishWords({ lines }: Classifier): ReadonlyMap<string, WordCounts> | undefined {
  const counted = shippedCounts(SHIPPED_WISH_WORDS);
  if (!counted || !lines.every(({ wish }) => counted.of(wish) !== undefined)) return undefined;
  return new Map(counted.keys.map((wish) => [wish, counted.of(wish) ?? new Map()]));
}

/** One in so many of the pages' questions is looked at for what is near: they are short, and much alike. */
const ASKED = 3;

/** Readings kept: those of a message, of its clauses, and with what was said before it. */
const KEPT = 64;

/** It may run again at the next message: nothing is kept of this. */
class ReaderStopped extends Error {}
