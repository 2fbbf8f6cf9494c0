import { describe, expect, test } from 'vitest';
import { composeExtractive } from '#src/features/answers/compose/extractive.ts';
import { verify } from '#src/features/answers/verify/verify.ts';
import { understand } from '#src/reader/understand.ts';
import { toEvidence } from '#src/retrieval/passages/evidence.ts';
import { shippedBase } from '#support/knowledge/shipped-base.ts';

const TODAY = '2026-11-30';
/** A section for another regime, or another day, is rightly kept from a question that says neither. */
const OF_ANOTHER_CASE = new Set(['regime', 'date']);

describe('every section', () => {
  test('can be said to whoever asks it: its words stand in its own sources', async () => {
    const { base } = await shippedBase();
    const faults = base.pages.flatMap((passage) => {
      const evidence = toEvidence(passage, base.figures, TODAY);
      if (!evidence) return [];
      const understanding = understand(passage.heading, undefined, TODAY);
      const draft = composeExtractive(understanding, [evidence]);
      return verify(draft, [evidence], understanding)
        .filter(({ rule }) => !OF_ANOTHER_CASE.has(rule))
        .map(({ detail }) => `${passage.key} : ${detail}`);
    });
    expect(base.pages.length).toBeGreaterThan(1000);
    expect(faults).toEqual([]);
  });
});
