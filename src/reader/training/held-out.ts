/** One in so many of what was labelled, of each kind, is never learnt from: it measures what was learnt. */
const APART = 4;

/** What is learnt from, and what is held out. */
export function apart<T>(
  all: readonly T[],
  kindOf: (one: T) => string,
): { readonly learnt: readonly T[]; readonly heldOut: readonly T[] } {
  const counts = new Map<string, number>();
  const learnt: T[] = [];
  const heldOut: T[] = [];
  for (const one of all) {
    const kind = kindOf(one);
    const count = (counts.get(kind) ?? 0) + 1;
    counts.set(kind, count);
    (count % APART === 0 ? heldOut : learnt).push(one);
  }
  return { learnt, heldOut };
}
