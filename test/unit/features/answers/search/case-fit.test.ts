import { describe, expect, it } from 'vitest';
import { caseWeight } from '#src/features/answers/search/case-fit.ts';
import { toldBy } from '#src/reader/told.ts';
import { understand } from '#src/reader/understand.ts';
import { passagesOf } from '#src/retrieval/passages/passage.ts';
import { documentFrom } from '#support/knowledge/passages.ts';

const TODAY = '2026-12-01';
const [ofCareHome] = passagesOf([
  documentFrom(
    '## Notre Ehpad doit-il réunir une commission ?\n\nUn Ehpad public ne la réunit pas.\n\nRéférences : R2193-10',
    { audience: 'buyer' },
    'guides/a.md',
  ),
]);
const weight = (told: string, question: string) => {
  const thread = { question: told, told: toldBy(told, undefined, TODAY) };
  const read = understand(question, thread, TODAY);
  return ofCareHome && caseWeight(ofCareHome, read.case, read.side === 'buyer');
};
const ASKED = 'faut-il réunir la commission pour choisir l’entreprise de nettoyage ?';

describe('A section on one kind of buyer', () => {
  it('weighs whole for that one, and where nobody said who buys', () => {
    expect(weight('nous sommes un Ehpad public', ASKED)).toBe(1);
    expect(weight('bonjour, une question', ASKED)).toBe(1);
  });
  it('weighs less for another one who said who they are', () => {
    expect(weight('nous sommes une communauté de communes', ASKED)).toBeLessThan(0.7);
    expect(weight('on est une commune, pas un Ehpad', ASKED)).toBeLessThan(0.7);
  });
});
