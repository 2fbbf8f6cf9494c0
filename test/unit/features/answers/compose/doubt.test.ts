import { describe, expect, test } from 'vitest';
import { plainText } from '#src/channel/blocks.ts';
import {
  doubtfulAnswer,
  gistDraft,
  gistOf,
  mayBeShown,
  shortDraft,
  shownOf,
} from '#src/features/answers/compose/doubt.ts';
import { verify } from '#src/features/answers/verify/verify.ts';
import type { Evidence } from '#src/retrieval/passages/evidence.ts';
import type { Hit } from '#src/retrieval/retriever.ts';
import { evidencesOf, understood } from '#support/knowledge/evidence.ts';

const [PART, DELAY] = evidencesOf(`
## Puis-je sous-traiter une partie du marché ?

Oui, l'acheteur accepte d'abord votre sous-traitant, dès {{seuil}}.

Un détail de plus.

Proposition : permis — sous-traiter une partie du marché
Verdict : oui
Références : L2193-2

## Quel est le délai de paiement ?

L'acheteur paie dans les {{delai}}.

Références : R2192-10
`) as [Evidence, Evidence];
const hit = ({ passage }: Evidence, lexical: number): Hit => ({ passage, lexical, score: 1, cosine: 0 });
const asked = understood('mon cousin peut faire la moitié du chantier, ça passe ?');
const words = (evidence: Evidence) => {
  const draft = shortDraft(evidence);
  return draft && { draft, shown: shownOf(draft) };
};

describe('a doubt', () => {
  test('shows the short answer of the likeliest section under its own question, without its yes', () => {
    const made = words(PART);
    const answer = doubtfulAnswer(asked, [hit(PART, 0.5), hit(DELAY, 0.2)], { shown: made?.shown });
    const text = plainText(answer?.blocks ?? []).replace(/[\u00A0\u202F]/g, ' ');
    expect(text).toContain(
      'Si je vous comprends bien, vous demandez : « Puis-je sous-traiter une partie du marché ? »',
    );
    expect(text).toContain("L'acheteur accepte d'abord votre sous-traitant, dès 60 000 € HT.");
    expect(text).not.toMatch(/\bOui\b/);
    expect(text).not.toContain('Un détail de plus');
  });

  test('still offers each of them, affirms nothing and cites nothing', () => {
    const made = words(PART);
    const answer = doubtfulAnswer(asked, [hit(PART, 0.5), hit(DELAY, 0.2)], { shown: made?.shown });
    expect(answer).toMatchObject({ kind: 'answer', verdict: null, citations: [] });
    expect(answer?.followUps.map(({ label }) => label)).toEqual([
      'Puis-je sous-traiter une partie du marché ?',
      'Quel est le délai de paiement ?',
    ]);
    expect(answer?.shown?.map(({ section }) => section)).toEqual([PART.passage.heading]);
  });

  test('shows only what passes as an answer that cites the section', () => {
    const made = words(PART);
    expect(made && verify(made.draft, [PART], asked)).toEqual([]);
    expect(made && verify(made.draft, [DELAY], asked)).not.toEqual([]);
  });

  test('shows nothing where the words of the message are nearer to another section', () => {
    expect(mayBeShown([hit(PART, 0.5), hit(DELAY, 0.2)])).toBe(true);
    expect(mayBeShown([hit(PART, 0.2), hit(DELAY, 0.5)])).toBe(false);
    expect(mayBeShown([hit(PART, 0), hit(DELAY, 0)])).toBe(false);
    expect(mayBeShown([])).toBe(false);
  });

  test('says the first words of each section it hesitates between, under its own question, and affirms none', () => {
    const gists = new Map(
      [PART, DELAY].flatMap((one) => {
        const draft = gistDraft(one);
        const gist = draft && verify(draft, [one], asked).length === 0 ? gistOf(draft) : undefined;
        return gist ? [[one.passage.key, gist] as const] : [];
      }),
    );
    const answer = doubtfulAnswer(asked, [hit(PART, 0.2), hit(DELAY, 0.5)], { gists });
    const text = plainText(answer?.blocks ?? []).replace(/[\u00A0\u202F]/g, ' ');
    expect(text).toContain(
      "- Puis-je sous-traiter une partie du marché ? L'acheteur accepte d'abord votre sous-traitant, dès 60 000 € HT.\n- Quel est le délai de paiement ? L'acheteur paie dans les 30 jours.",
    );
    expect(text).not.toMatch(/\bOui\b/);
    expect(answer).toMatchObject({ verdict: null, citations: [], shown: undefined });
    expect(answer?.glimpsed?.map(({ section }) => section)).toEqual([
      PART.passage.heading,
      DELAY.passage.heading,
    ]);
    expect(answer?.followUps).toHaveLength(2);
  });

  test('asks alone where nothing may be said', () => {
    const answer = doubtfulAnswer(asked, [hit(PART, 0.2), hit(DELAY, 0.5)]);
    expect(plainText(answer?.blocks ?? [])).toBe('Je ne suis pas sûr de votre question. Vous voulez savoir…');
    expect(answer?.shown).toBeUndefined();
  });
});
