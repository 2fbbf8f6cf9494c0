import { contentWords } from '#src/platform/french/text-analysis.ts';
import { callBackIn } from './call-back.ts';
import type { ExpertState } from './memory.ts';

/** The moment of a call, proposed as a question. */
export interface MomentProposed {
  /** « demain 12h30 » */
  readonly when: string;
  /** The sentence that proposes it. */
  readonly said: string;
  /** What the message says beside; empty, where it says nothing else. */
  readonly rest: string;
}

/** Words that ask whether a moment suits, or say that it does. */
const SUITS: ReadonlySet<string> = new Set(
  `ok okay bon bonne possible va vas marche convient conviendrait dispo disponible disponibles appel rappel appeler rappeler
  vers plutot alors sinon merci svp stp`.split(/\s+/),
);
/** Words of the longest sentence that proposes a moment. */
const LONGEST = 12;
/** Words of what only says why it suits: « pause midi ». */
const WHY = 2;

/** Whether a moment that is said may be that of a call: its number or its moment was noted, or asked for. */
export const isCallAwaited = ({ call, asking }: Pick<ExpertState, 'call' | 'asking'>): boolean =>
  call !== undefined || asking === 'phone';

/**
 * The moment of a call that is proposed as a question, whatever else is said around it: « demain 12 h 30, ok ? pause midi.
 * et l’inscription, on fait quoi ? ». Undefined where the sentence asks anything more of it.
 */
export function momentProposed(text: string): MomentProposed | undefined {
  const sentences = text.split(/(?<=[?!.])\s(?=\S)/);
  for (const [at, said] of sentences.entries()) {
    if (!said.includes('?') || wordCount(said) > LONGEST) continue;
    const { when } = callBackIn(said);
    if (when === undefined) continue;
    const left = contentWords(said.replace(when, ' ')).filter((word) => !SUITS.has(word));
    if (left.length > 0) continue;
    const after = sentences.slice(at + 1);
    const [why = '', ...others] = after;
    const isWhy = !why.includes('?') && wordCount(why) <= WHY;
    return { when, said, rest: [...sentences.slice(0, at), ...(isWhy ? others : after)].join(' ') };
  }
  return undefined;
}

const wordCount = (text: string): number => text.trim().split(/\s+/).length;
