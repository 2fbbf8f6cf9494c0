import type { Choice } from '#src/channel/blocks.ts';
import type { IsoDate } from '#src/platform/calendar/iso-date.ts';
import type { Quantities } from '#src/reader/quantities.ts';
import type { Understanding } from '#src/reader/understand.ts';
import type { FiguresAt, KnownFigure } from './known.ts';
import type { Found } from './own-figures/counted.ts';

/** What a computation reads of a question. */
export interface ComputationInput {
  readonly understanding: Understanding;
  /** Amounts, durations, shares and days of the whole question, follow-ups resolved, and its folded text. */
  readonly quantities: Quantities;
  /** The register at the consultation's date. */
  readonly figures: FiguresAt;
  readonly today: IsoDate;
  /** What it comes to is told, and only wanted checked: it is wanted, whatever the words. */
  readonly isChecked?: true | undefined;
}

/** A question that decides, with its answers as buttons. Each choice's value completes the question when it is sent. */
export interface Clarification {
  /** French: « Qui est l’acheteur ? » */
  readonly question: string;
  readonly choices: readonly Choice[];
}

/** What a computation gives, in French, each sentence complete by itself. */
export interface ComputedAnswer {
  /** The answer first, in a line or two, its figures included. */
  readonly headline: string;
  /** The working, one line a step, every number of the headline explained: « 30 % × 60 000 € TTC = 18 000 € TTC ». */
  readonly steps: readonly string[];
  /** What would change the result: exceptions, assumptions made, what to check. */
  readonly caveats: readonly string[];
  /** Canonical articles, the one that decides first; at most four are shown. */
  readonly articles: readonly string[];
  /** Figures of the register that were read, for their dates and sources. */
  readonly figures: readonly KnownFigure[];
  /** The yes or no that the question wants, when the computation decides it for certain. */
  readonly verdict?: 'oui' | 'non' | undefined;
  /** The procedure that it concludes to, which holds for what is asked next of the same contract. */
  readonly procedure?: 'adapted' | 'formal' | undefined;
  /** It answers all that the message asks, in several sentences: none is answered apart. */
  readonly isOfAll?: true | undefined;
  /** The sum itself, where it is one: a number that somebody claims to be it is right or wrong. */
  readonly found?: readonly Found[] | undefined;
  /** Asked when something unsaid would change the result. */
  readonly clarify?: Clarification | undefined;
  /** Id of the page that the answer stands on, when no article does: « programme/la-fabrique ». */
  readonly page?: string | undefined;
}

/** A computation that plain questions reach. */
export interface Computation {
  readonly id: string;
  /** French name of the computation, shown as a source: « Calcul de l’avance ». */
  readonly title: string;
  /**
   * Its amounts and words come up in stories about something else: « ils gardent 5 % et ne rendent rien ». It is what is
   * asked only where its page is the first found.
   */
  readonly isToldInPassing?: true;
  /** Its numbers and their units can be nothing else: it is counted wherever its page is found. */
  readonly isUnmistakable?: true;
  /** What it gives where one of these pages is the first found, by their keys, whatever the words: it is asked by its meaning. */
  readonly onPages?: {
    readonly keys: ReadonlySet<string>;
    compute(input: ComputationInput): ComputedAnswer | undefined;
    /** Its sums also come up where a page beside is asked: only the very first counts. */
    readonly isFirstOnly?: true;
    /** Whether the words name it so plainly that it may ask for what is missing where its page is only near the first. */
    isSaidBy?(text: string): boolean;
  };
  /** Whether a message names it so plainly that no page found beside says what is asked better. */
  isPlainlyAsked?(asked: string): boolean;
  /** Where one of these pages is the first found, by its key, it does not count: the page says why. */
  readonly neverOnPages?: ReadonlySet<string>;
  /** The sum and the time it counts with are the contract's: where a message says none, those told before serve. */
  readonly isOfContract?: true;
  /**
   * @returns undefined when the question does not ask for this computation, or says too little and the page answers
   * better; a result that only asks (`clarify`) when the common case fits in a line
   */
  compute(input: ComputationInput): ComputedAnswer | undefined;
}
