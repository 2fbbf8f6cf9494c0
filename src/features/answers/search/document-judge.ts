import { type IsoDate, parisDay } from '#src/platform/calendar/iso-date.ts';
import { stemsOf } from '#src/platform/french/text-analysis.ts';
import { KeepLast } from '#src/platform/keep-last.ts';
import { asksSomething } from '#src/reader/follow-up.ts';
import { type Understanding, understand } from '#src/reader/understand.ts';
import type { DocumentIndex } from '#src/retrieval/documents/document-index.ts';
import {
  DOCUMENT_FEATURES,
  type DocumentFeatures,
  type FoundPart,
  findInDocuments,
} from '#src/retrieval/documents/document-search.ts';
import { fromLogOdds, logOdds } from '#src/retrieval/documents/log-odds.ts';
import type { KnowledgeBase } from '#src/retrieval/knowledge-base.ts';
import { type Evidence, toEvidence } from '#src/retrieval/passages/evidence.ts';
import type { PassageFilter } from '#src/retrieval/passages/passage.ts';
import shipped from './document-judge-weights.json' with { type: 'json' };
import { PAGE_ANSWERS } from './reader-judge.ts';

/** A logistic regression, as written by `npm run calibrate:documents -- --write`. */
export interface DocumentJudge {
  readonly bias: number;
  readonly weights: Readonly<Record<(typeof DOCUMENT_FEATURES)[number], number>>;
}

/** Two sets: with the reader, and by words alone. */
export interface ShippedDocumentJudge {
  readonly reader: DocumentJudge;
  readonly words: DocumentJudge;
  /** From this probability on a document answers where no page does. */
  readonly answers: number;
  /** The same, of a document that the question names. */
  readonly named: number;
  /** From this one on it is shown as what is nearest, where nothing answers. */
  readonly near: number;
  /** From this one on a message that asks something asks what it says, rather than for something to be done. */
  readonly asked: number;
  /** From this one on what only tells something asks what a document says. */
  readonly sure: number;
  /** From each of these on, in rising order, it goes before a page that answers by itself less surely than so. */
  readonly before: readonly { readonly from: number; readonly alone: number }[];
}

/** Probability that a part of a document answers, 0 to 1. */
export function documentProbability(features: DocumentFeatures, { bias, weights }: DocumentJudge): number {
  const sum = DOCUMENT_FEATURES.reduce((total, name) => total + weights[name] * features[name], bias);
  const likely = fromLogOdds(sum);
  return features.tells <= UNTOLD ? UNTOLD_SHARE * likely : likely;
}

/**
 * A sentence that surely tells no hour, price, name… where one is asked, and what is left to it: no answer is made of it.
 * By folds over documents, as much is answered right, and a little more of what they do not say is refused.
 */
const UNTOLD = -0.5;
const UNTOLD_SHARE = 0.5;

/** What documents say of a question: the parts that may answer, the best first. */
export interface DocumentsOn {
  readonly parts: readonly FoundPart[];
  /** Whether the best one answers, when no page does. */
  readonly answers: boolean;
  /** Whether it is near enough to be shown where nothing answers. */
  readonly isNear: boolean;
  /** How many parts are quoted: two where the second may as well be the one that answers. */
  readonly quoted: 1 | 2;
}

/** How near in log-odds a second part is that may as well be the one that answers. */
const AS_WELL = 1.5;

/** Parts of documents among which the judge was calibrated. */
const CALIBRATED_AMONG = 1_000;
/** How much likelier a part must be for ten times as many that might have come near by chance; named, it did not. */
const TEN_TIMES = 0.6;

/** What a part's probability is worth among so many. */
function amongMany(probability: number, { named, proper }: DocumentFeatures, parts: number): number {
  if (named === 1 || proper === 1 || parts <= CALIBRATED_AMONG) return probability;
  return fromLogOdds(logOdds(probability) - TEN_TIMES * Math.log10(parts / CALIBRATED_AMONG));
}

/** A message of which a part is found so surely is not read clause by clause. */
const CLEAR = 0.82;
/** Telling words that a clause needs to be a question by itself. */
const WHOLE = 3;

/** The clause of a longer message that asks; undefined where it is the whole, or says too little by itself. */
export function askingClause(question: string): string | undefined {
  const clauses = question.split(/(?<![.!?;,])[.!?;,]+\s+/).filter((clause) => clause.trim());
  const asking = clauses.findLast((clause) => asksSomething(clause));
  return clauses.length > 1 && asking && stemsOf(asking).size >= WHOLE ? asking : undefined;
}

/** Questions of which what documents say is kept: a message is looked up by what hears it, then by what answers it. */
const KEPT = 8;
const lastOn = new WeakMap<DocumentIndex, KeepLast<DocumentsOn | undefined>>();

/** Looks a question up in the documents; undefined when there is none, or when they say nothing near it. */
export async function documentsOn(
  { question, case: { regime }, date }: Pick<Understanding, 'question' | 'case' | 'date'>,
  { documents }: Pick<KnowledgeBase, 'documents'>,
): Promise<DocumentsOn | undefined> {
  if (!documents) return undefined;
  const last = lastOn.get(documents) ?? new KeepLast(KEPT);
  lastOn.set(documents, last);
  const filter = { regime, date };
  // A reader that stopped for a moment gave no meaning to any part: they are read again.
  const isWhole = (found: DocumentsOn | undefined) =>
    !documents.vectors?.size || !found || found.parts.some(({ features }) => features.meaning !== 0);
  return last.of(JSON.stringify([question, filter]), () => lookUp(question, filter, documents), isWhole);
}

async function lookUp(
  question: string,
  filter: PassageFilter,
  documents: DocumentIndex,
): Promise<DocumentsOn | undefined> {
  const judge = documents.vectors?.size ? shipped.reader : shipped.words;
  const find = (text: string) =>
    findInDocuments(documents, { question: text, filter }, (features) =>
      amongMany(documentProbability(features, judge), features, documents.passages.length),
    );
  const whole = await find(question);
  // What is told around a question hides it: « je livre demain, à quelle température est la chambre froide ? ».
  const clause = (whole[0]?.probability ?? 0) < CLEAR ? askingClause(question) : undefined;
  const alone = clause === undefined ? [] : await find(clause);
  const parts = (alone[0]?.probability ?? 0) > (whole[0]?.probability ?? 0) ? alone : whole;
  const [best, second] = parts;
  if (!best) return undefined;
  return {
    parts,
    answers: best.probability >= (isNamed(best) ? shipped.named : shipped.answers),
    isNear: best.probability >= shipped.near,
    quoted: second && logOdds(best.probability) - logOdds(second.probability) < AS_WELL ? 2 : 1,
  };
}

/**
 * Whether a message asks what a document says: it is a question then, whatever else its words may mean to who runs a
 * programme of its own (« la formation », « la plateforme »).
 */
export async function asksDocuments(base: Pick<KnowledgeBase, 'documents'>, text: string): Promise<boolean> {
  if (!base.documents) return false;
  const today = parisDay(Date.now());
  const found = await documentsOn(understand(text, undefined, today), base);
  const likely = found?.parts[0]?.probability ?? 0;
  return likely >= (asksSomething(text) ? shipped.asked : shipped.sure);
}

/** The question names the document, or what only documents name. */
const isNamed = ({ features }: FoundPart): boolean => features.named === 1 || features.proper === 1;

/**
 * The title of a document that the question names by a name of its own, and that does not say what is asked: no page of
 * ours knows what is of that document. Undefined where there is none.
 */
export function silentDocument({ parts: [best], answers }: DocumentsOn): string | undefined {
  const isMeant = best?.features.named === 1 && best.features.proper === 1;
  return isMeant && !answers ? best.passage.document.title : undefined;
}

/**
 * Whether a document answers before the pages: the question names it, or it surely answers and the best page does not by
 * itself, less surely where several documents say as much.
 * @param standing probability that the best page answers by itself
 */
export function comesFirst({ parts: [best, ...others], answers }: DocumentsOn, standing: number): boolean {
  if (!best || !answers) return false;
  if (isNamed(best)) return true;
  // Several documents say as much, and the question names none of them: a page that answers is likelier to be meant.
  if (isOneOfSeveral(best, others) && standing >= PAGE_ANSWERS) return false;
  return standing < (shipped.before.findLast(({ from }) => best.probability >= from)?.alone ?? 0);
}

/** Other documents that may say as much as the best one before nobody can tell which is meant. */
const SEVERAL = 2;

/** Whether parts of several other documents may as well be the one that answers. */
const isOneOfSeveral = (best: FoundPart, others: readonly FoundPart[]): boolean => {
  const alike = others.filter(
    ({ probability }) => logOdds(best.probability) - logOdds(probability) < AS_WELL,
  );
  const documents = new Set(alike.map(({ passage }) => passage.documentId));
  documents.delete(best.passage.documentId);
  return documents.size >= SEVERAL;
};

/** Parts from this share of the best one's probability on are shown to a model beside it. */
const AS_LIKELY = 0.6;

/** The parts that an answer may be made of, the best first, with the sentences that answer. */
export function documentEvidences(
  { parts }: DocumentsOn,
  { figures }: Pick<KnowledgeBase, 'figures'>,
  date: IsoDate,
): readonly Evidence[] {
  const most = parts[0]?.probability ?? 0;
  return parts
    .filter(({ probability }) => probability >= AS_LIKELY * most)
    .flatMap(({ passage, quoted }) => {
      const evidence = toEvidence(passage, figures, date);
      return evidence ? [{ ...evidence, quoted }] : [];
    });
}
