import { describe, expect, it } from 'vitest';
import { type Block, paragraph, plainText } from '#src/channel/blocks.ts';
import { button, choices } from '#src/channel/make-blocks.ts';
import type { Said } from '#src/conversation/feature.ts';
import { amid } from '#src/conversation/rules/amid.ts';

const SOURCE: Block = {
  type: 'sources',
  items: [{ n: 1, documentId: 'd', title: 'Guide', section: 'Kbis', articles: [] }],
};
const form: Said = {
  blocks: [paragraph('Noté. Nom : Lumen.'), paragraph('Quelle forme ?'), choices(button('a', 'SARL'))],
  kind: 'referencing',
  asksFrom: 1,
  asked: true,
};
const answer = (blocks: readonly Block[]): Said => ({
  blocks: [...blocks, choices(button('expert', 'Un expert')), { type: 'rating' }],
  kind: 'answer',
  isReply: true,
});

describe('An answer beside what a form says', () => {
  it('stands between what was noted and the next question, in one message', () => {
    const said = amid([answer([paragraph('Pas de Kbis exigé.'), SOURCE])], form);
    expect(said.map(({ blocks }) => plainText(blocks))).toEqual([
      'Noté. Nom : Lumen.\n\nPas de Kbis exigé.\n\nQuelle forme ?',
    ]);
    const types = said[0]?.blocks.map(({ type }) => type);
    expect(types).toEqual(['paragraph', 'paragraph', 'sources', 'paragraph', 'choices', 'rating']);
    expect(said[0]?.isReply).toBe(true);
  });

  it('keeps a message and its buttons where it is a doubt', () => {
    const said = amid([answer([paragraph('Vous voulez savoir…')])], form);
    expect(said.map(({ blocks }) => plainText(blocks))).toEqual([
      'Noté. Nom : Lumen.\n\nVous voulez savoir…',
      'Quelle forme ?',
    ]);
  });

  it('keeps a message and its buttons where it ends by asking', () => {
    const asking = [
      paragraph('À 90 000 €.'),
      SOURCE,
      paragraph('La réponse dépend de l’acheteur. Qui est-il ?'),
    ];
    const said = amid([answer(asking)], form);
    expect(said.map(({ blocks }) => plainText(blocks))).toEqual([
      'Noté. Nom : Lumen.\n\nÀ 90 000 €.\n\nLa réponse dépend de l’acheteur. Qui est-il ?',
      'Quelle forme ?',
    ]);
    expect(said.every(({ blocks }) => blocks.some(({ type }) => type === 'choices'))).toBe(true);
  });

  it('is said first, where nothing tells which words ask', () => {
    const { asksFrom: _, ...untold } = form;
    const first = answer([paragraph('Oui.'), SOURCE]);
    expect(amid([first], untold)).toEqual([first, untold]);
    expect(amid([], form)).toEqual([form]);
  });
});
