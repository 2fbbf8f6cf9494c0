import { ENTRY_STATES, type Entry, type EntryState, harmOf } from '#src/knowledge/desk/entry.ts';
import type { IsoDate } from '#src/platform/calendar/iso-date.ts';
import { fold } from '#src/platform/french/text-analysis.ts';

/** In which order the list is. */
export const LIST_ORDERS = ['path', 'changed', 'review', 'answers', 'harm'] as const;
export type ListOrder = (typeof LIST_ORDERS)[number];

/** What files the list shows, as its address says it. */
export const LIST_KINDS = ['pages', 'documents', 'registres'] as const;
const KINDS = { pages: 'page', documents: 'document', registres: 'register' } as const;

/** What the list shows, as its address says it. */
export interface ListQuery {
  readonly words: string;
  readonly state: EntryState | undefined;
  readonly kind: (typeof LIST_KINDS)[number] | undefined;
  readonly order: ListOrder;
  /** From 1. */
  readonly page: number;
}

const one = (value: unknown): string => (typeof value === 'string' ? value.trim().slice(0, 200) : '');
const among = <T extends string>(values: readonly T[], value: string): T | undefined =>
  values.find((known) => known === value);

/** Reads the query of an address; what is not understood counts as absent. */
export function readListQuery(query: Readonly<Record<string, unknown>>): ListQuery {
  const state = among(ENTRY_STATES, one(query.etat));
  return {
    words: one(query.q),
    state,
    kind: among(LIST_KINDS, one(query.genre)),
    order: among(LIST_ORDERS, one(query.ordre)) ?? usualOrder(state),
    page: Math.max(1, Number.parseInt(one(query.page), 10) || 1),
  };
}

/** What is to be reviewed is listed by the harm that it does. */
const usualOrder = (state: EntryState | undefined): ListOrder => (state === 'to-review' ? 'harm' : 'path');

/** The address of a list. */
export function addressOf({ words, state, kind, order, page }: ListQuery): string {
  const said = Object.entries({
    q: words,
    etat: state ?? '',
    genre: kind ?? '',
    ordre: order === usualOrder(state) ? '' : order,
    page: page === 1 ? '' : String(page),
  }).filter(([, value]) => value !== '');
  const query = new URLSearchParams(said).toString();
  return `/staff/connaissances${query && `?${query}`}`;
}

/** The entries that a query asks for, in its order. */
export function selectEntries(entries: readonly Entry[], query: ListQuery, today: IsoDate): Entry[] {
  const words = fold(query.words).split(/\s+/).filter(Boolean);
  const found = entries.filter((entry) => {
    const text = fold(`${entry.title} ${entry.path} ${entry.owner ?? ''} ${entry.changed?.by ?? ''}`);
    const isKind = query.kind === undefined || entry.kind === KINDS[query.kind];
    // What was withdrawn is shown to who asks for it.
    const isState =
      query.state === undefined ? !entry.states.includes('withdrawn') : entry.states.includes(query.state);
    return isKind && isState && words.every((word) => text.includes(word));
  });
  switch (query.order) {
    case 'path':
      return found;
    case 'changed':
      return found.toSorted((a, b) => (b.changed?.at ?? 0) - (a.changed?.at ?? 0));
    case 'review':
      return found.toSorted((a, b) => (a.reviewBy ?? '9999').localeCompare(b.reviewBy ?? '9999'));
    case 'answers':
      return found.toSorted((a, b) => b.answers - a.answers);
    case 'harm':
      return found.toSorted(
        (a, b) =>
          harmOf(b, today) - harmOf(a, today) ||
          b.answers - a.answers ||
          (a.reviewBy ?? '9999').localeCompare(b.reviewBy ?? '9999'),
      );
    default:
      return query.order satisfies never;
  }
}
