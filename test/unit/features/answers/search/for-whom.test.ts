import { describe, expect, it } from 'vitest';
import { askerOf, forWhomWeight } from '#src/features/answers/search/for-whom.ts';
import { understand } from '#src/reader/understand.ts';
import { passagesOf } from '#src/retrieval/passages/passage.ts';
import { documentFrom } from '#support/knowledge/passages.ts';

const [OF_SUBCONTRACTOR] = passagesOf([
  documentFrom(
    '## Le sous-traitant est-il payé directement ?\n\nLe sous-traitant accepté est payé par l’acheteur.\n\nRéférences : R2193-10',
    { role: 'subcontractor' },
    'guides/a.md',
  ),
]);
const weigh = (message: string) =>
  OF_SUBCONTRACTOR && forWhomWeight(OF_SUBCONTRACTOR, askerOf(understand(message, undefined, '2026-11-30')));

describe('A section that speaks to a sub-contractor', () => {
  it('weighs whole for one', () => {
    expect(weigh('je suis sous-traitant, qui me paie ?')).toBe(1);
  });
  it('weighs less for whoever asks about theirs: the holder, the buyer', () => {
    expect(weigh('je suis titulaire, mon sous-traitant est payé par qui ?')).toBeLessThan(1);
    expect(weigh('je suis secrétaire de mairie, le sous-traitant est payé par qui ?')).toBeLessThan(1);
  });
});
