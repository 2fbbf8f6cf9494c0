import { refusal } from '#src/features/answers/texts.ts';
import { asClassified, type WishScore } from '#src/reader/wish/meaning.ts';
import type { ReasonScore } from '#src/reader/wish/reasons.ts';
import { declined } from './texts.ts';

/** Why a message is refused. */
export interface LearntRefusal {
  readonly sentence: string;
  /** Where it is not, an honest question may look like it: what the rules say is offered beside. */
  readonly isSure: boolean;
  /** It is of another subject than ours, on which a document may say something. */
  readonly mayBeInDocument: boolean;
}

interface Reason {
  /** From this on a message is refused; chosen on writers held apart. */
  readonly from: number;
  readonly sentence: string;
  /** Below this, nobody is accused: of 340 honest questions that name a cousin, cash or a favour, 8 pass the first, 5 this one. */
  readonly sureFrom?: number;
  readonly unsure?: string;
}

const REASONS: Readonly<Record<string, Reason>> = {
  harmful: { from: 0.8, sentence: declined.cheating, sureFrom: 0.9, unsure: declined.perhapsCheating },
  injection: { from: 0.8, sentence: declined.injection },
  'out-of-scope': { from: 0.9, sentence: refusal.offTopic },
};

/**
 * From so likely a question on, by the examples that are nearest too, nobody is suspected: « quelles attestations je vérifie
 * chez le gagnant ? ». Of 115 frauds asked politely by people held apart, none that is refused is as likely a question.
 */
const LIKELY_ASKED = 0.6;
/** Whether a message is so likely a question that nobody is refused for it. */
export const isLikelyAsked = ([first]: readonly WishScore[]): boolean =>
  first?.wish === 'question' && first.probability >= LIKELY_ASKED;

/** The reasons for which a message would harm somebody, whichever it is of them. */
const HARM: ReadonlySet<string> = new Set([
  'harmful',
  'forgery',
  'invention',
  'bribe',
  'collusion',
  'stolen-offer',
]);
/**
 * From so likely on, taken together, it may be one of them: of 411 messages of people held apart 252 are, of 602 that were
 * written to look like a refused one and are to be answered 4, and of 8,802 honest questions 7.
 */
const SUSPECTED = 0.7;

/**
 * Why nobody answers a message, by what was learnt from examples; undefined for any other.
 * @param reasons what else was learnt of why nobody answers it
 */
export function learntRefusal(
  scores: readonly WishScore[],
  reasons: readonly ReasonScore[] = [],
): LearntRefusal | undefined {
  return classified(scores) ?? suspected(scores, reasons);
}

function suspected(scores: readonly WishScore[], reasons: readonly ReasonScore[]): LearntRefusal | undefined {
  const harm = reasons
    .filter(({ reason }) => HARM.has(reason))
    .reduce((sum, { probability }) => sum + probability, 0);
  // What is likelier a question is heard as one: « ils disent que ce n’est pas équivalent, comment prouver le contraire ? ».
  if (harm < SUSPECTED || scores[0]?.wish === 'question') return undefined;
  return { sentence: declined.perhapsCheating, isSure: false, mayBeInDocument: false };
}

function classified(scores: readonly WishScore[]): LearntRefusal | undefined {
  const [best] = asClassified(scores);
  const reason = best && REASONS[best.wish];
  if (!best || !reason || best.probability < reason.from) return undefined;
  const { sentence, sureFrom = 0, unsure = sentence } = reason;
  const mayBeInDocument = best.wish === 'out-of-scope';
  const isSure = best.probability >= sureFrom;
  if (!isSure && isLikelyAsked(scores)) return undefined;
  return { sentence: isSure ? sentence : unsure, isSure, mayBeInDocument };
}
