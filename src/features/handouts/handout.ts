import type { IsoDate } from '#src/platform/calendar/iso-date.ts';

/** Kinds of file that one may take away. */
const FORMATS = ['docx', 'pdf', 'ics'] as const;
export type Format = (typeof FORMATS)[number];

/** A piece of a document to take away. Texts may hold `**strong**` marks and blanks « [à compléter : …] ». */
export type HandoutBlock =
  | { readonly type: 'heading'; readonly level: 1 | 2; readonly text: string }
  | { readonly type: 'paragraph'; readonly text: string }
  | { readonly type: 'list'; readonly style: 'bullet' | 'check'; readonly items: readonly string[] }
  | {
      readonly type: 'table';
      readonly head: readonly string[];
      readonly rows: readonly (readonly string[])[];
    };

/** Something to do at a moment, for a calendar. */
export interface HandoutEvent {
  /** Unique in its document, the same at each making. */
  readonly id: string;
  readonly title: string;
  readonly text: string;
  /** Epoch milliseconds. */
  readonly at: number;
  readonly minutes: number;
  /** Minutes before `at` at which the calendar rings. */
  readonly alarms: readonly number[];
}

/** A document to take away, before it is a file. */
export interface Handout {
  readonly title: string;
  /** To be sent as it is: no title, no sources and no foot of ours. */
  readonly letter: boolean;
  /** Name of the file, without its extension. */
  readonly fileName: string;
  readonly formats: readonly Format[];
  readonly blocks: readonly HandoutBlock[];
  /** Where its rules come from, as its last lines say. */
  readonly sources: readonly string[];
  readonly events: readonly HandoutEvent[];
  /** The day on which it was made. */
  readonly made: IsoDate;
}

/** A run of a text: plain, strong, or a blank to fill. */
export interface Run {
  readonly text: string;
  readonly strong: boolean;
  readonly blank: boolean;
}

const MARKS = /\*\*(.+?)\*\*|(\[à (?:compléter|vérifier)[ \u00A0]: [^[\]]*\])/gu;

/** Cuts a text at its strong marks and its blanks. */
export function runsOf(text: string): Run[] {
  const runs: Run[] = [];
  let from = 0;
  const plain = (end: number) => {
    if (end > from) runs.push({ text: text.slice(from, end), strong: false, blank: false });
  };
  for (const match of text.matchAll(MARKS)) {
    plain(match.index);
    const [whole, strong, blank] = match;
    if (strong !== undefined) runs.push(...runsOf(strong).map((run) => ({ ...run, strong: true })));
    else runs.push({ text: blank ?? '', strong: false, blank: true });
    from = match.index + whole.length;
  }
  plain(text.length);
  return runs;
}
