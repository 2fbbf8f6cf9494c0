import { diffLines } from 'diff';

/** A run of lines of a difference. */
export interface DifferenceRun {
  readonly kind: 'same' | 'added' | 'removed';
  readonly lines: readonly string[];
  /** Lines of a long run that is the same on both sides, which are not shown. */
  readonly skipped?: number;
}

/** Lines shown on each side of what changed. */
const AROUND = 2;
/** A difference is looked for so long: texts that have nothing in common are shown whole, one after the other. */
const TIMEOUT_MS = 150;

/** What changes from one text to another, line by line; nothing where they are the same. */
export function differenceOf(before: string, after: string): DifferenceRun[] {
  if (before === after) return [];
  const changes = diffLines(before, after, { timeout: TIMEOUT_MS }) ?? [
    { value: before, removed: true, added: false },
    { value: after, added: true, removed: false },
  ];
  return changes.flatMap(({ value, added, removed }, place) => {
    const lines = value.replace(/\n$/, '').split('\n');
    if (added) return [{ kind: 'added', lines }];
    if (removed) return [{ kind: 'removed', lines }];
    return sameRuns(lines, place === 0, place === changes.length - 1);
  });
}

/** What both have, without its middle. */
function sameRuns(lines: readonly string[], isFirst: boolean, isLast: boolean): DifferenceRun[] {
  const head = isFirst ? 0 : AROUND;
  const tail = isLast ? 0 : AROUND;
  const skipped = lines.length - head - tail;
  if (skipped <= 1) return [{ kind: 'same', lines }];
  return [
    ...(head > 0 ? [{ kind: 'same' as const, lines: lines.slice(0, head) }] : []),
    { kind: 'same', lines: [], skipped },
    ...(tail > 0 ? [{ kind: 'same' as const, lines: lines.slice(-tail) }] : []),
  ];
}
