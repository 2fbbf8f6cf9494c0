import { describe, expect, it } from 'vitest';
import type { Block, SourceItem } from '#src/channel/blocks.ts';
import { differencesOf, type SaidAnswer } from '#src/features/recall/rules/compare.ts';
import { answerIn, recallMessage } from '#src/features/recall/rules/message.ts';

const source = (more: Partial<SourceItem> = {}): SourceItem => ({
  n: 1,
  documentId: 'guides/avance',
  title: 'Avance',
  section: 'Ai-je droit à une avance ?',
  articles: ['R2191-3'],
  ...more,
});
const answer = (text: string, more: Partial<SourceItem> = {}, beside: readonly Block[] = []): SaidAnswer => ({
  kind: 'answer',
  blocks: [
    { type: 'paragraph', text: [{ text, cites: [1] }] },
    ...beside,
    { type: 'sources', items: [source(more)] },
  ],
});
const BEFORE = answer('Oui, si le marché dépasse 50\u00A0000\u00A0€ HT et dure plus de 2 mois.');

describe('An answer that is given again', () => {
  it.each<[string, SaidAnswer, readonly string[]]>([
    ['says the same', BEFORE, []],
    [
      'says the same in other words, and otherwise spaced',
      answer('Oui : votre marché dépasse 50 000 € HT et il dure plus de 2 mois.'),
      [],
    ],
    [
      'has another figure',
      answer('Oui, si le marché dépasse 60 000 € HT et dure plus de 2 mois.'),
      ['figures'],
    ],
    ['has another verdict', answer('Non, même au-dessus de 50 000 € HT et de 2 mois.'), ['verdict']],
    [
      'is from another page',
      answer('Oui, si le marché dépasse 50 000 € HT et dure plus de 2 mois.', {
        documentId: 'guides/avances',
      }),
      ['citation'],
    ],
    [
      'is from another slide',
      answer('Oui, si le marché dépasse 50 000 € HT et dure plus de 2 mois.', { slide: 4 }),
      ['citation'],
    ],
    ['is refused', { kind: 'refusal', blocks: [] }, ['refused']],
    [
      'has an offer beside it, whose figures are not the answer’s',
      answer('Oui, si le marché dépasse 50 000 € HT et dure plus de 2 mois.', {}, [
        { type: 'paragraph', text: [{ text: 'Référencez-vous en 5 minutes.' }] },
      ]),
      [],
    ],
  ])('%s', (_, now, expected) => {
    expect(differencesOf(BEFORE, now)).toEqual(expected);
  });

  it('is told apart from « non » within a word, and from « oui » further on', () => {
    const one = answer('Nonobstant la clause, oui.');
    expect(differencesOf(one, answer('Nonobstant cela, oui.'))).toEqual([]);
  });

  it('is compared with what was told last, without the words around it', () => {
    const told = { question: 'Et à 90 000 € ?', day: '12 novembre', isRefused: false, blocks: BEFORE.blocks };
    const message = { kind: 'recall', blocks: recallMessage(told) };
    expect(differencesOf(answerIn(message), BEFORE)).toEqual([]);
    const refused = { kind: 'recall', blocks: recallMessage({ ...told, isRefused: true }) };
    expect(differencesOf(answerIn(refused), { kind: 'refusal', blocks: [] })).toEqual([]);
    expect(differencesOf(answerIn(refused), BEFORE)).toEqual(['answered']);
  });
});

describe('The message of a recall', () => {
  it('says what was asked, what is answered now, how to stop, and offers a person', () => {
    const blocks = recallMessage({
      question: 'mot '.repeat(100),
      day: '12 novembre',
      isRefused: false,
      blocks: [...BEFORE.blocks, { type: 'rating' }],
    });
    const text = JSON.stringify(blocks);
    expect(text).toContain('Une réponse que nous vous avions donnée a changé');
    expect(text).toContain('Le 12 novembre, vous aviez demandé');
    expect(text).toContain('écrivez « stop »');
    expect(text).toContain('unasked:stop');
    expect(blocks.map(({ type }) => type)).not.toContain('rating');
    expect(text).toContain('mot…');
  });
});
