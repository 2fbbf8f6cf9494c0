import type { Closing, Lot, Notice } from './notice.ts';

/** What may change of a notice that somebody follows. */
export const CHANGE_FIELDS = [
  'kind',
  'closing',
  'title',
  'description',
  'amount',
  'lots',
  'procedure',
  'documentsUrl',
  'depositUrl',
  'contact',
  'correction',
  'cancelled',
  'award',
] as const;
export type ChangeField = (typeof CHANGE_FIELDS)[number];

/** One thing that a publication changed. Both sides are what the notice holds in that field, as JSON keeps it. */
export interface Change {
  readonly field: ChangeField;
  readonly before: unknown;
  readonly after: unknown;
}

/** Text that is the same for the same value, in whatever order it was put together; what is undefined is not there. */
const textOf = (value: unknown): string =>
  JSON.stringify(value ?? null, (_key, inner: unknown) =>
    inner !== null && typeof inner === 'object' && !Array.isArray(inner)
      ? Object.fromEntries(Object.entries(inner).sort(([one], [other]) => (one < other ? -1 : 1)))
      : inner,
  );

/** What differs between a notice as it was and as it is. The number of lots and each of them count as one thing: lots. */
export function changesBetween(before: Notice, after: Notice): Change[] {
  return CHANGE_FIELDS.flatMap((field): Change[] => {
    const [was, is] = [before[field], after[field]];
    return textOf(was) === textOf(is) ? [] : [{ field, before: was ?? null, after: is ?? null }];
  });
}

/** The lots that were added, went, or differ, by their ids, from a change of lots. */
export function lotsChanged({ before, after }: Change): {
  added: string[];
  gone: string[];
  changed: string[];
} {
  const [was, is] = [before, after].map(
    (lots) => new Map(((lots ?? []) as Lot[]).map((lot) => [lot.id, textOf(lot)])),
  );
  const idsOf = (lots: ReadonlyMap<string, string> | undefined) => [...(lots?.keys() ?? [])];
  return {
    added: idsOf(is).filter((id) => !was?.has(id)),
    gone: idsOf(was).filter((id) => !is?.has(id)),
    changed: idsOf(is).filter((id) => was?.has(id) && was.get(id) !== is?.get(id)),
  };
}

/** Whether the end of a call was moved, and where to. */
export function closingMoved(changes: readonly Change[]): { from?: Closing; to?: Closing } | undefined {
  const moved = changes.find(({ field }) => field === 'closing');
  if (!moved) return undefined;
  const [from, to] = [moved.before as Closing | null, moved.after as Closing | null];
  return { ...(from ? { from } : {}), ...(to ? { to } : {}) };
}
