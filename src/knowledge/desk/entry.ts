import type { KnowledgeDocument, Problem } from '#src/knowledge/model/document.ts';
import type { Author } from '#src/knowledge/store/versions.ts';
import { daysBetween } from '#src/platform/calendar/days.ts';
import type { IsoDate } from '#src/platform/calendar/iso-date.ts';

/** How a file of the knowledge stands; several may hold at once. */
export const ENTRY_STATES = [
  'refused',
  'expired',
  'partial',
  'to-review',
  'prepared',
  'waiting',
  'served',
  'withdrawn',
] as const;
export type EntryState = (typeof ENTRY_STATES)[number];

/** What a file is: a page of the team, a document, or a register (figures, words, ready-made answers, a form). */
export const ENTRY_KINDS = ['page', 'document', 'register'] as const;
export type EntryKind = (typeof ENTRY_KINDS)[number];

/** A file of the knowledge as staff see it in the list. */
export interface Entry {
  readonly path: string;
  readonly title: string;
  readonly kind: EntryKind;
  /** At least one. */
  readonly states: readonly EntryState[];
  /** What is wrong with it, the worst first; empty where all is well. */
  readonly problems: readonly Problem[];
  /** A file that is refused now, of which the last good reading serves. */
  readonly servesOlder: boolean;
  readonly sections: number;
  readonly owner: string | undefined;
  readonly reviewedOn: IsoDate | undefined;
  readonly reviewBy: IsoDate | undefined;
  readonly validUntil: IsoDate | undefined;
  /** When it last changed, in epoch milliseconds, and who changed it from here; nobody is known of what the folder says by itself. */
  readonly changed: { readonly at: number; readonly by: string | undefined } | undefined;
  /** Answers that stand on it. */
  readonly answers: number;
  /** Who prepares a change of it, which is not in service. */
  readonly prepared: { readonly by: Author; readonly at: number } | undefined;
}

/** What an entry is made of. */
export interface EntryFacts
  extends Pick<Entry, 'path' | 'kind' | 'problems' | 'changed' | 'answers' | 'prepared'> {
  /** Whether the file is in the folder. */
  readonly isThere: boolean;
  /** What serves of it; undefined when nothing does. */
  readonly document: KnowledgeDocument | undefined;
  /** What it says that another page says too, or otherwise: it serves all the same. */
  readonly remarks: readonly Problem[];
  /** What it is called where nothing serves under a title: as it was read while it was prepared; what a register is. */
  readonly title: string | undefined;
}

/** Makes the entry of a file, as it stands on a day. */
export function entryOf(facts: EntryFacts, today: IsoDate): Entry {
  const { path, kind, document, problems, remarks, changed, answers, prepared } = facts;
  const { meta } = document ?? {};
  const isRefused = problems.some(({ severity }) => severity === 'error');
  return {
    path,
    kind,
    title: meta?.title ?? facts.title ?? nameOf(path),
    states: statesOf(facts, isRefused, today),
    problems: [...problems.toSorted((one, other) => rank(one) - rank(other)), ...remarks],
    servesOlder: isRefused && facts.isThere && (document !== undefined || kind === 'register'),
    sections: document?.sections.length ?? 0,
    owner: meta?.owner,
    reviewedOn: meta?.reviewedOn,
    reviewBy: meta?.reviewBy,
    validUntil: meta?.validUntil,
    changed,
    answers,
    prepared,
  };
}

function statesOf(
  { isThere, document, kind, problems, remarks, prepared }: EntryFacts,
  isRefused: boolean,
  today: IsoDate,
): EntryState[] {
  const changes: EntryState[] = prepared ? ['prepared'] : [];
  if (!isThere) return prepared ? changes : ['withdrawn'];
  const { reviewBy, validUntil } = document?.meta ?? {};
  const isExpired = validUntil !== undefined && validUntil < today;
  const found: readonly (readonly [EntryState, boolean])[] = [
    ['refused', isRefused],
    ['expired', isExpired],
    ['partial', !isRefused && problems.length > 0],
    ['to-review', remarks.length > 0 || (reviewBy !== undefined && reviewBy < today)],
    ['waiting', !isRefused && !document && kind !== 'register'],
    // Whatever else is said of it, it answers; a register serves as soon as it is read well.
    ['served', !isRefused && (document !== undefined || kind === 'register') && !isExpired],
  ];
  return [...found.flatMap(([state, holds]) => (holds ? [state] : [])), ...changes];
}

/**
 * How much harm a page does that nobody has reviewed: the answers that stand on it, for each day that its review is late.
 * Pure.
 */
export function harmOf({ reviewBy, answers }: Pick<Entry, 'reviewBy' | 'answers'>, today: IsoDate): number {
  const late = reviewBy === undefined ? 0 : Math.max(0, daysBetween(reviewBy, today));
  return answers * late;
}

const rank = ({ severity }: Problem): number => (severity === 'error' ? 0 : 1);
const nameOf = (path: string): string =>
  (path.split('/').at(-1) ?? path).replace(/\.[^.]+$/, '').replace(/[-_]+/g, ' ');
