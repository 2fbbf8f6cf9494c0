import { refusal } from '#src/features/answers/texts.ts';
import { denialBeside } from '#src/platform/french/negation.ts';
import { fold } from '#src/platform/french/text-analysis.ts';
import { asClassified, type WishScore } from '#src/reader/wish/meaning.ts';
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
const isLikelyAsked = ([first]: readonly WishScore[]): boolean =>
  first?.wish === 'question' && first.probability >= LIKELY_ASKED;

/** Why nobody answers a message, by what was learnt from examples; undefined for any other. */
export function learntRefusal(scores: readonly WishScore[]): LearntRefusal | undefined {
  const [best] = asClassified(scores);
  const reason = best && REASONS[best.wish];
  if (!best || !reason || best.probability < reason.from) return undefined;
  const { sentence, sureFrom = 0, unsure = sentence } = reason;
  const mayBeInDocument = best.wish === 'out-of-scope';
  const isSure = best.probability >= sureFrom;
  if (!isSure && isLikelyAsked(scores)) return undefined;
  return { sentence: isSure ? sentence : unsure, isSure, mayBeInDocument };
}

const PROVE = '\\b(?:prouv|demontr|justifi|montr)\\w{1,6}\\b';
const EQUIVALENCE = '\\bequivalen(?:te?s?|ces?)\\b';
const PROOF_OF_EQUIVALENCE = new RegExp(`${PROVE}.{0,80}${EQUIVALENCE}|${EQUIVALENCE}.{0,80}${PROVE}`);
const DECEIVES =
  /\b(?:faux|fausses?|fausser|invent\w{1,6}|trich\w{1,6}|bidon\w{0,6}|cach\w{1,6}|fabriqu\w{1,6}|falsifi\w{0,6}|modifi\w{1,8}|trafiqu\w{1,6}|maquill\w{1,6}|antidat\w{1,6}|contref\w{1,8}|imit\w{1,6}|croire|passer pour|faire comme si|semblant|pretendre|emprunt\w{0,4}|usurp\w{0,4}|qui n'existe pas|inexistant\w{0,3}|sans que|alors qu'(?:ils?|elles?) (?:ne|n'\w{1,12}|\w{1,12} pas)|refus\w{1,6})\b/;

/** A word that may stand between what denies an equivalence and it: « n’est pas du tout équivalent ». */
const LINK =
  /^(?:du|tout|a|fait|vraiment|exactement|completement|totalement|reellement|est|n'est|sont|un|une|l'|d')$/;
/** The buyer says so, and its author proves the contrary: « la mairie dit que mon produit n’est pas équivalent ». */
const SAID_BY_BUYER =
  /\b(?:dit|disent|pretend\w*|pense\w*|soutien\w*|soutient|estime\w*|considere\w*|croit|croient|ecrit|juge\w*|repond\w*|conteste\w*)\b/;

/** « comment je prouve que la mienne est équivalente ? »: the code asks the bidder for that very proof (R2111-11). */
export function asksToProveEquivalence(message: string): boolean {
  const text = fold(message);
  return PROOF_OF_EQUIVALENCE.test(text) && !DECEIVES.test(text) && !isNotSo(text);
}

/** Whether its author says that there is no equivalence to prove. */
function isNotSo(text: string): boolean {
  return [...text.matchAll(new RegExp(EQUIVALENCE, 'g'))].some(({ index, 0: word }) => {
    const clause =
      text
        .slice(Math.max(0, index - 80), index)
        .split(/[,;:.?!\n]/)
        .at(-1) ?? '';
    const span = { start: clause.length, end: clause.length + word.length };
    return denialBeside(`${clause}${word}`, span, LINK) === 'denied' && !SAID_BY_BUYER.test(clause);
  });
}
