import { figuresIn } from '#src/features/answers/figures/mentions.ts';
import { type Evidence, evidenceText } from '#src/retrieval/passages/evidence.ts';

/** All that an answer may repeat of a passage: its words, its title, since when it and its figures hold. */
export function sourceText(evidence: Evidence): string {
  const { figures, passage } = evidence;
  return [
    evidenceText(evidence),
    passage.document.title,
    ...figures.flatMap(({ value }) => [value.from ?? '', value.until ?? '', value.article ?? '']),
    passage.validFrom ?? '',
    passage.validUntil ?? '',
    ...passage.otherReferences,
  ].join('\n');
}

const figuresOf = new WeakMap<Evidence, ReadonlySet<string>>();

/** The figures that a passage proves, in all their forms. */
export function sourceFigures(evidence: Evidence): ReadonlySet<string> {
  const known = figuresOf.get(evidence) ?? new Set(figuresIn(sourceText(evidence)));
  figuresOf.set(evidence, known);
  return known;
}
