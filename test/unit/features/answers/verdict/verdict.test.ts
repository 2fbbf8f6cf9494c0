import { describe, expect, test } from 'vitest';
import { asksTheSame, sayVerdict, verdictOn } from '#src/features/answers/verdict/verdict.ts';
import { understand } from '#src/reader/understand.ts';
import { type Evidence, toEvidence } from '#src/retrieval/passages/evidence.ts';
import { passagesFrom } from '#support/knowledge/passages.ts';

const TODAY = '2026-11-24';

function evidenceOf(heading: string, proposition: string, answer: string): Evidence {
  const verdict = answer.startsWith('Oui') ? 'oui' : 'non';
  const [passage] = passagesFrom(
    `## ${heading}\n\n${answer}\n\nProposition : ${proposition}\nVerdict : ${verdict}\nRéférences : L2193-1`,
  );
  const evidence = passage && toEvidence(passage, new Map(), TODAY);
  if (!evidence) throw new Error('no passage');
  return evidence;
}
const verdict = (evidence: Evidence, question: string) =>
  verdictOn(evidence, understand(question, undefined, TODAY)) ?? 'rien';

const WHOLE = evidenceOf(
  'Puis-je sous-traiter la totalité du marché ?',
  'permis — sous-traiter la totalité du marché',
  'Non, une partie seulement.',
);
const SIGN = evidenceOf(
  'Dois-je signer le formulaire de candidature ?',
  'obligatoire — signer le formulaire de candidature',
  'Non, sauf demande.',
);
const VARIANT = evidenceOf(
  'Les variantes sont-elles interdites en appel d’offres ?',
  'interdit — proposer une variante en appel d’offres',
  'Non, elles sont admises.',
);
const PLAN = evidenceOf(
  'Puis-je candidater en redressement judiciaire ?',
  'permis — candidater en redressement judiciaire avec un plan',
  'Oui, avec un plan.',
);
const FREE = evidenceOf(
  'Le portail est-il gratuit ?',
  'vrai — le portail est gratuit',
  'Oui, il est gratuit.',
);

describe('both ways of asking', () => {
  test.each([
    [
      'puis-je sous-traiter la totalité du marché ?',
      'non',
      'est-ce interdit de sous-traiter la totalité du marché ?',
      'oui',
    ],
    [
      'ai-je le droit de sous-traiter la totalité du marché ?',
      'non',
      'sous-traiter la totalité du marché, c’est illégal ?',
      'oui',
    ],
  ])('« %s » is %s and « %s » %s', (asked, answer, contrary, other) => {
    expect(verdict(WHOLE, asked)).toBe(answer);
    expect(verdict(WHOLE, contrary)).toBe(other);
  });

  test('of a duty', () => {
    expect(verdict(SIGN, 'signer le formulaire de candidature, c’est obligatoire ?')).toBe('non');
    expect(verdict(SIGN, 'suis-je dispensé de signer le formulaire de candidature ?')).toBe('oui');
    expect(verdict(SIGN, 'signer le formulaire de candidature, c’est facultatif ?')).toBe('oui');
  });

  test('of a page that says what is not forbidden', () => {
    expect(verdict(VARIANT, 'peut-on proposer une variante en appel d’offres ?')).toBe('oui');
    expect(verdict(VARIANT, 'est-ce interdit de proposer une variante en appel d’offres ?')).toBe('non');
  });

  test('is said in front of the page’s own words', () => {
    const asked = understand('est-ce interdit de sous-traiter la totalité du marché ?', undefined, TODAY);
    expect(sayVerdict(WHOLE, asked)).toEqual({ text: 'Oui : une partie seulement.', verdict: 'oui' });
  });
});

describe('no verdict is given', () => {
  test('when the question denies the case that the page is for', () => {
    expect(verdict(PLAN, 'puis-je candidater en redressement judiciaire ?')).toBe('oui');
    expect(verdict(PLAN, 'je peux candidater en redressement judiciaire sans plan ?')).toBe('rien');
  });

  test('that would be the page’s own to a question that says its contrary word', () => {
    expect(verdict(FREE, 'le portail est gratuit ?')).toBe('oui');
    expect(verdict(FREE, 'le portail est payant ?')).not.toBe('oui');
  });

  test('from a page that the search does not take for the one asked', () => {
    const { question } = understand(
      'puis-je sous-traiter la totalité du marché ?',
      undefined,
      TODAY,
    ).positive;
    expect(asksTheSame({ ...WHOLE, fit: 0.9 }, question)).toBe(true);
    expect(asksTheSame({ ...WHOLE, fit: 0.2 }, question)).toBe(false);
  });
});
