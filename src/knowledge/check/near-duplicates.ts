import type { Problem } from '#src/knowledge/model/document.ts';
import { regimesMeet } from '#src/knowledge/model/regime.ts';
import { periodsMeet } from '#src/platform/calendar/iso-date.ts';
import { stemsOf } from '#src/platform/french/text-analysis.ts';
import type { Passage } from '#src/retrieval/passages/passage.ts';
import { knowledgeTexts } from './texts.ts';

/** Cosine of their rare words from which two answers are worth reading side by side. */
const ALIKE = 0.7;

/**
 * Pairs of sections of one regime and time whose question and short answer say nearly the same, by the words that few
 * sections hold. Pure.
 */
export function nearDuplicates(passages: readonly Passage[]): Problem[] {
  const ours = passages.filter(({ document: { kind } }) => kind !== 'document' && kind !== 'law');
  const vectors = weigh(ours.map(({ heading, shortAnswer = '' }) => `${heading} ${shortAnswer}`));
  const holders = new Map<string, number[]>();
  vectors.forEach((vector, index) => {
    for (const stem of vector.keys()) {
      const list = holders.get(stem);
      if (list) list.push(index);
      else holders.set(stem, [index]);
    }
  });
  return vectors.flatMap((vector, index) => {
    const likeness = new Map<number, number>();
    for (const [stem, weight] of vector)
      for (const other of holders.get(stem) ?? [])
        if (other < index)
          likeness.set(other, (likeness.get(other) ?? 0) + weight * (vectors[other]?.get(stem) ?? 0));
    return [...likeness]
      .filter(([other, value]) => value >= ALIKE && meet(ours[index] as Passage, ours[other] as Passage))
      .map(([other, value]) => problemOf(ours[index] as Passage, ours[other] as Passage, value));
  });
}

/** Unit vectors of stems, each weighted by how few texts hold it. */
function weigh(texts: readonly string[]): Map<string, number>[] {
  const stems = texts.map(stemsOf);
  const held = new Map<string, number>();
  for (const stem of stems.flatMap((some) => [...some])) held.set(stem, (held.get(stem) ?? 0) + 1);
  return stems.map((some) => {
    const weights = [...some].map(
      (stem) => [stem, Math.log(texts.length / (held.get(stem) ?? 1))] as [string, number],
    );
    const norm = Math.hypot(...weights.map(([, weight]) => weight)) || 1;
    return new Map(weights.map(([stem, weight]) => [stem, weight / norm]));
  });
}

const meet = (one: Passage, other: Passage): boolean =>
  regimesMeet(one.regime, other.regime) &&
  periodsMeet(
    { from: one.validFrom, until: one.validUntil },
    { from: other.validFrom, until: other.validUntil },
  );

const problemOf = (one: Passage, other: Passage, value: number): Problem => ({
  path: `${one.documentId}.md`,
  line: one.line,
  message: knowledgeTexts.alike(one.heading, `${other.documentId}.md:${other.line}`, other.heading, value),
  severity: 'warning',
});
