import { describe, expect, it } from 'vitest';
import { askerOf, forAsker, forWhomWeight } from '#src/features/answers/search/for-whom.ts';
import { understand } from '#src/reader/understand.ts';
import { passagesOf } from '#src/retrieval/passages/passage.ts';
import type { Hit } from '#src/retrieval/retriever.ts';
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
  it('weighs more for one than for who says nothing of it', () => {
    expect(weigh('je suis sous-traitant, qui me paie ?')).toBeGreaterThan(
      weigh('comment facturer à une mairie ?') ?? 1,
    );
  });
  it('weighs less for whoever asks about theirs: the holder, the buyer', () => {
    expect(weigh('je suis titulaire, mon sous-traitant est payé par qui ?')).toBeLessThan(1);
    expect(weigh('je suis secrétaire de mairie, le sous-traitant est payé par qui ?')).toBeLessThan(1);
  });
});

describe('What a buyer is answered', () => {
  const sectionFor = (audience: string, path: string, articles: string) =>
    passagesOf([
      documentFrom(`## Que faire ?\n\nIl faut écrire.\n\nRéférences : ${articles}`, { audience }, path),
    ]);
  const [ofCompany] = sectionFor('company', 'guides/b.md', 'R2143-2 ; R2151-5');
  const [ofBuyer] = sectionFor('buyer', 'guides/c.md', 'R2193-10');
  const [twin] = sectionFor('buyer', 'guides/d.md', 'R2151-5 ; R2132-11');
  const buyer = askerOf(understand('je suis secrétaire de mairie, que faire ?', undefined, '2026-11-30'));
  const first = (companyMeant: number, buyerMeant: number, own = ofBuyer) => {
    const hits = [
      { passage: ofCompany, score: 0.9, meaning: companyMeant },
      { passage: own, score: 0.85, meaning: buyerMeant },
    ] as Hit[];
    return forAsker(hits, buyer)[0]?.passage.document.audience;
  };

  it('is the section for buyers, where it is as near', () => {
    expect(first(1.6, 1.5)).toBe('buyer');
  });
  it('is that for companies, where nothing for buyers means the same', () => {
    expect(first(1.9, 1.4)).toBe('company');
  });
  it('is that for buyers, however much nearer the other one is, where it says the same articles to them', () => {
    expect(first(2.2, 1.4, twin)).toBe('buyer');
  });
});
