import { expect, it } from 'vitest';
import { EXPERT_BUTTON } from '#src/conversation/expert-button.ts';
import type { Reply } from '#src/conversation/reply.ts';
import { withOffer } from '#src/features/handouts/chat/offer.ts';
import { type HandoutReply, pendingAfter } from '#src/features/handouts/chat/pending.ts';
import { handoutReply } from '#src/features/handouts/chat/reply.ts';
import { SHIPPED_HANDOUTS, SHIPPED_MODELS } from '#support/knowledge/shipped-knowledge.ts';
import { taker } from '#support/store/read-here.ts';

const NOW = Date.parse('2026-11-25T09:00:00Z');
const answerFrom = (documentId: string): Reply => ({
  kind: 'answer',
  blocks: [
    { type: 'sources', items: [{ n: 1, documentId, title: '', section: '', articles: [] }] },
    { type: 'choices', choices: [EXPERT_BUTTON] },
  ],
});
const labels = ({ blocks }: Reply) =>
  blocks.flatMap((block) => (block.type === 'choices' ? block.choices.map(({ label }) => label) : []));

it('offers the document of a subject beside its answer, and nothing beside another', async () => {
  const memo = await withOffer(SHIPPED_HANDOUTS, answerFrom('guides/memoire-technique'));
  expect(labels(memo)).toEqual(['Une trame de mémoire technique', 'Parler à un expert']);
  expect(labels(await withOffer(SHIPPED_HANDOUTS, answerFrom('guides/avance')))).toEqual([
    'Parler à un expert',
  ]);
});

it.each(SHIPPED_MODELS.map(({ id, button }) => [id, button]))(
  'gives %s, or asks for what it needs, when « %s » is pressed',
  async (id, button) => {
    const reply = await handoutReply(SHIPPED_HANDOUTS, button, { now: NOW });
    expect(reply?.pending?.model).toBe(id);
    expect((reply?.files ?? []).length > 0 || reply?.pending?.open).toBe(true);
  },
);

it('waits for what it asked through the answer to another question, and not for two hours more', async () => {
  const asked = await handoutReply(SHIPPED_HANDOUTS, 'fais-moi un rétroplanning', { now: NOW });
  const pending = pendingAfter(answerFrom('guides/avance'), asked?.pending);
  const given = { now: NOW + 60_000, pending };
  expect((await handoutReply(SHIPPED_HANDOUTS, 'le 18 décembre à 12h', given))?.files).toHaveLength(2);
  const late = { now: NOW + 3 * 3_600_000, pending };
  expect(await handoutReply(SHIPPED_HANDOUTS, 'le 18 décembre à 12h', late)).toBeUndefined();
});

it('takes no detail of an ordinary question for a document that was given', async () => {
  const given = await handoutReply(SHIPPED_HANDOUTS, 'la liste des pièces pour ma candidature', { now: NOW });
  const pending = pendingAfter(answerFrom('guides/avance'), given?.pending);
  expect(pending).toBeUndefined();
});

it('is asked for even where the closing date was just asked', async () => {
  const asked = { mode: 'waiting', state: { asking: 'deadline', asked: 'expert' }, now: NOW } as const;
  const text = 'fais-moi un rétroplanning, ça ferme le 18 décembre à 12h';
  expect(await taker({ type: 'text', text }, asked)).toMatchObject({ feature: 'handouts', turn: { text } });
  const date = await taker({ type: 'text', text: 'le 18 décembre à 12h' }, asked);
  expect(date).toMatchObject({ feature: 'expert', turn: { type: 'deadline' } });
});

it('asks again for a closing that is past', async () => {
  const reply = await handoutReply(SHIPPED_HANDOUTS, 'un rétroplanning, ça fermait le 20 novembre à 12h', {
    now: NOW,
  });
  expect(reply?.files).toBeUndefined();
  expect(JSON.stringify(reply?.blocks)).toContain('Cette date est passée');
});

it.each([
  [
    [
      'une clause d’insertion pour un marché de nettoyage à 300 k€, 60 % de main-d’œuvre, 5 % d’insertion',
      'en fait 200 k€ HT',
      'plutôt 10 % d’insertion',
      '40 € de l’heure',
    ],
    // 200 000 × 60 % × 10 % ÷ 40
    ['200 000 € HT × 60 % = 120 000 €', 'au moins 300 heures de travail'],
  ],
  [
    [
      'une lettre de retard de paiement, 8 000 € TTC, 20 jours de retard',
      'finalement 30 jours de retard',
      'la facture est de 9 000 € TTC',
    ],
    ['9 000 € TTC × (taux BCE + 8 points) × 30 jours'],
  ],
  [
    ['un rétroplanning, ça ferme le 18 décembre à 12h', 'pardon, le 21 décembre à 16h'],
    ['lundi 21 décembre 2026 à 16 h'],
  ],
])('takes what is said anew in the place of what was said: %s', async (said, expected) => {
  let pending: HandoutReply['pending'];
  let reply: HandoutReply | undefined;
  for (const text of said) {
    reply = await handoutReply(SHIPPED_HANDOUTS, text, { now: NOW, pending });
    pending = pendingAfter(reply, pending);
  }
  const words = JSON.stringify(reply?.blocks).replace(/\u00A0/g, ' ');
  for (const part of expected) expect(words).toContain(part);
});
