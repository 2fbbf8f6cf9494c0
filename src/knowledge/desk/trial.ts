import type { Block } from '#src/channel/blocks.ts';
import type { KnowledgeDocument } from '#src/knowledge/model/document.ts';
import type { IsoDate } from '#src/platform/calendar/iso-date.ts';

/** Something to mend in a page or a document, as staff read it while they write. */
export interface TrialProblem {
  readonly line: number;
  readonly message: string;
  /** It keeps the file out of service; the others are only said. */
  readonly isBlocking: boolean;
}

/** The answer that a section gives by itself, as the chat would say it. */
export interface SectionAnswer {
  readonly heading: string;
  readonly line: number;
  readonly blocks: readonly Block[];
  /** Why it would not be given; absent where it would. */
  readonly why?: string;
}

/** A file as it would be read in the knowledge folder. */
export interface TrialReading {
  /** Undefined when nothing can be read of it. */
  readonly document: KnowledgeDocument | undefined;
  readonly problems: readonly TrialProblem[];
}

/** A page as it would be read, and what it would answer. */
export interface PageReading extends TrialReading {
  readonly answers: readonly SectionAnswer[];
}

/** A file that would be in the folder in place of what is there; withdrawn from it, without a document. */
export interface TrialChange {
  readonly path: string;
  readonly document: KnowledgeDocument | undefined;
  /** Of the register of figures, its text. */
  readonly figures?: string | undefined;
}

/** What a question gets. */
export interface TriedAnswer {
  readonly kind: 'answer' | 'refusal' | 'handoff';
  readonly blocks: readonly Block[];
}

/** What a question gets, and what that stands on: sections and figures, by their keys and versions. */
export interface AskedAgain extends TriedAnswer {
  readonly standsOn: readonly {
    readonly kind: 'section' | 'figure' | 'offered';
    readonly reference: string;
    readonly version: string;
  }[];
}

/** What a change is tried with. */
export interface TrialTasks {
  /** A page that somebody writes. */
  readonly page: {
    readonly given: { readonly path: string; readonly text: string; readonly today: IsoDate };
    readonly got: PageReading;
  };
  /** A register that somebody writes: figures, words, ready-made answers, a form. */
  readonly register: {
    readonly given: { readonly path: string; readonly text: string; readonly today: IsoDate };
    readonly got: PageReading;
  };
  /** A file that somebody dropped, where it lies meanwhile. */
  readonly document: {
    readonly given: {
      readonly path: string;
      readonly absolute: string;
      /** Its description, where one goes beside it. */
      readonly sidecar?: { readonly path: string; readonly absolute: string } | undefined;
    };
    readonly got: TrialReading;
  };
  /** A question, before a change and after it. */
  readonly ask: {
    readonly given: {
      readonly question: string;
      readonly change: TrialChange | undefined;
      readonly today: IsoDate;
    };
    readonly got: { readonly before: TriedAnswer; readonly after: TriedAnswer };
  };
  /** A question that was asked before, as it is answered now: those that came before it are read first. */
  readonly again: {
    readonly given: {
      readonly asked: readonly { readonly text: string; readonly day: IsoDate }[];
      readonly text: string;
      readonly today: IsoDate;
    };
    readonly got: AskedAgain;
  };
}
export type TrialTask = keyof TrialTasks;

/** PORT. Tries a change of the knowledge away from what is in service, and from the thread that acknowledges. */
export interface Trial {
  /** @throws HotlineError `busy` when many wait, `timeout` when it takes too long, `unavailable` when it ended */
  run<T extends TrialTask>(task: T, given: TrialTasks[T]['given']): Promise<TrialTasks[T]['got']>;
}
