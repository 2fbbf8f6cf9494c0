import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { LIMITS, markPressed, type Piece, readButton, renderMessage } from '#adapters/telegram/render.ts';
import { splitText } from '#adapters/telegram/split.ts';
import { type Block, paragraph, type RichText } from '#src/channel/blocks.ts';
import { refusalOf } from '#support/fakes/telegram/limits.ts';
import { ROOT } from '#support/repository/source-files.ts';

const ID = '01a20f3e-de17-7aa5-886b-f7f9c13faad1';
const render = (...blocks: readonly Block[]): Piece[] => renderMessage({ id: ID, seq: 12, at: 0, blocks });
/** What Telegram would say of a piece; undefined when it takes it. */
const refusal = (piece: Piece): string | undefined => {
  const markup = piece.keyboard ? { reply_markup: { inline_keyboard: piece.keyboard } } : {};
  return piece.type === 'text'
    ? refusalOf('sendMessage', { text: piece.text, entities: piece.entities, ...markup })
    : refusalOf('sendDocument', {
        ...(piece.text ? { caption: piece.text, caption_entities: piece.entities } : {}),
        ...markup,
      });
};
/** The words that a stretch of formatting covers. */
const covered = (piece: Piece, type: string): string[] =>
  piece.entities
    .filter((entity) => entity.type === type)
    .map(({ offset, length }) => piece.text.slice(offset, offset + length));

const ANSWER: readonly Block[] = [
  {
    type: 'paragraph',
    text: [
      { text: 'Oui', strong: true },
      { text: ', une avance est due au-dessus de 50 000 € HT.', cites: [1, 2] },
    ],
  },
  { type: 'list', items: [[{ text: 'Marché de plus de 2 mois', cites: [1] }], [{ text: 'Sans retard' }]] },
  { type: 'note', tone: 'warning', text: [{ text: 'À vérifier dans votre contrat 🧾.' }] },
  {
    type: 'sources',
    items: [
      {
        n: 1,
        documentId: 'guides/avance',
        title: 'Avance',
        section: 'Ai-je droit à une avance ?',
        articles: ['R2191-3', 'L2191-1'],
        validity: 'En vigueur depuis le 1er avril 2026',
        url: 'https://www.legifrance.gouv.fr/codes?a=1&b=2',
      },
      {
        n: 2,
        documentId: 'documents/ccag',
        title: 'CCAG',
        section: 'Article 12',
        articles: [],
        page: 14,
        url: 'javascript:alert(1)',
      },
    ],
  },
  {
    type: 'choices',
    choices: [
      { id: 'a', label: 'Quel est le taux de l’avance ?', kind: 'ask', value: 'Quel est le taux ?' },
      { id: 'expert', label: 'Parler à un expert', kind: 'action', value: 'expert' },
    ],
  },
  { type: 'rating' },
];
const HOSTILE: readonly Block[] = [
  paragraph(
    '<b>gras</b> &amp; *étoiles* _tirets_ [lien](https://evil.example) @ministre @here contact@mairie.fr',
  ),
  paragraph('Demi-caractère \uD83D et fin\u0000 de texte, sens \u202Einversé\u202C, retour\r\nà la ligne'),
  {
    type: 'choices',
    choices: [
      { id: '1', label: ` \n@canal <i>${'très long '.repeat(20)}`, kind: 'ask', value: 'v'.repeat(500) },
      { id: '2', label: '', kind: 'action', value: 'x' },
    ],
  },
];
const WITH_FILE: readonly Block[] = [
  { type: 'paragraph', text: [{ text: 'Votre liste', strong: true }, { text: ' est prête.' }] },
  { type: 'file', fileId: 'f1', name: 'liste.pdf', mediaType: 'application/pdf' },
  { type: 'choices', choices: [{ id: 'e', label: 'Parler à un expert', kind: 'action', value: 'expert' }] },
];

describe('a message as Telegram takes it', () => {
  it.each([
    ['answer', ANSWER],
    ['hostile', HOSTILE],
    ['with-file', WITH_FILE],
  ] as const)('3.3.5 stays as it was looked at, and within the limits: %s', async (name, blocks) => {
    const pieces = render(...blocks);
    const golden = join(ROOT, `test/fixtures/telegram/${name}.rendered.json`);
    await expect(`${JSON.stringify(pieces, null, 2)}\n`).toMatchFileSnapshot(golden);
    expect(pieces.map(refusal)).toEqual(pieces.map(() => undefined));
  });

  it('shows strong words, marks of sources, and sources that fold away, with web links only', () => {
    const [piece] = render(...ANSWER) as [Piece];
    expect(covered(piece, 'bold')).toEqual(['Oui', 'Sources']);
    expect(piece.text).toContain('50 000 € HT. [1][2]\n\n• Marché de plus de 2 mois [1]\n• Sans retard');
    expect(covered(piece, 'expandable_blockquote')).toEqual([
      '[1] Avance, Ai-je droit à une avance ? (R2191-3 ; L2191-1). En vigueur depuis le 1er avril 2026.\n[2] CCAG, Article 12 (p. 14)',
    ]);
    expect(covered(piece, 'text_link')).toEqual(['Avance, Ai-je droit à une avance ?']);
  });

  it('3.3.5 puts little in a button: where the choice stands, never the choice', () => {
    const keyboard =
      render(...HOSTILE)
        .at(-1)
        ?.keyboard?.flat() ?? [];
    expect(keyboard.map(({ callback_data }) => callback_data)).toEqual(['c:12:0', 'c:12:1']);
    expect(readButton('c:12:1')).toEqual({ type: 'choice', seq: 12, index: 1 });
    expect(readButton(`r:${ID}:down`)).toEqual({ type: 'rating', messageId: ID, rating: 'down' });
    for (const data of ['', 'c:', 'c:1', 'c:x:1', 'c:1:1 ', 'r::up', `r:${ID}:left`, 'd:1:1'])
      expect(readButton(data)).toBeUndefined();
    const longest = { id: 'x'.repeat(56), seq: 999_999_999_999_999, at: 0, blocks: ANSWER };
    for (const { callback_data } of renderMessage(longest).at(-1)?.keyboard?.flat() ?? [])
      expect(Buffer.byteLength(callback_data)).toBeLessThanOrEqual(LIMITS.callbackData);
  });

  it('3.3.6 leaves markup as words, and lets nobody be pinged by what is quoted', () => {
    const [piece] = render(...HOSTILE) as [Piece];
    expect(piece.entities).toEqual([]);
    expect(piece.text).toContain('<b>gras</b> &amp; *étoiles* _tirets_ [lien](https://evil.example)');
    expect(piece.text).not.toMatch(/(?<!\w)@\w/);
    expect(piece.text).toContain('contact@mairie.fr');
    expect(piece.text.isWellFormed()).toBe(true);
  });

  it('3.3.7 marks a button once, and only the one that was pressed', () => {
    const keyboard = render(...ANSWER)[0]?.keyboard ?? [];
    const marked = markPressed(keyboard, 'c:12:1');
    expect(marked?.flat().map(({ text }) => text)).toEqual([
      'Quel est le taux de l’avance ?',
      '✓ Parler à un expert',
      '👍 Utile',
      '👎 Pas utile',
    ]);
    expect(markPressed(marked ?? [], 'c:12:1')).toBeUndefined();
    expect(markPressed(keyboard, 'c:12:9')).toBeUndefined();
  });

  it('has words even when only buttons are to be shown', () => {
    const pieces = render({ type: 'rating' });
    expect(pieces.map(refusal)).toEqual([undefined]);
  });

  it('3.3.5 gives a file short words as its caption, and longer ones before it', () => {
    const file: Block = { type: 'file', fileId: 'f', name: 'a.pdf', mediaType: 'application/pdf' };
    const short = 'x'.repeat(LIMITS.caption);
    expect(render(paragraph(short), file)).toMatchObject([{ type: 'document', text: short }]);
    expect(render(paragraph(`${short}y`), file)).toMatchObject([
      { type: 'text', text: `${short}y` },
      { type: 'document', text: '' },
    ]);
    expect(render(file, file, paragraph('Voilà.'))).toMatchObject([
      { type: 'document' },
      { type: 'document' },
      { type: 'text', text: 'Voilà.' },
    ]);
  });

  it('3.3.5 is cut between paragraphs, else lines, else sentences, else words', () => {
    const lines = (separator: string, size: number) =>
      Array.from({ length: 40 }, (_, index) => `${index} ${'mot '.repeat(size).trim()}.`).join(separator);
    for (const separator of ['\n\n', '\n', ' ']) {
      const parts = splitText({ text: lines(separator, 60), entities: [] }, 1_000);
      expect(parts.map(({ text }) => text).join(separator)).toBe(lines(separator, 60));
      for (const { text } of parts) expect(text).toMatch(/^\d+ [\s\S]*\.$/);
    }
    const words = splitText({ text: 'mot '.repeat(1_000).trim(), entities: [] }, 1_000);
    for (const { text } of words) expect(text).toMatch(/^(?:mot )*mot$/);
  });

  it('3.3.5 keeps an amount, a person’s emoji and a family of them in one piece', () => {
    const family = '👨‍👩‍👧‍👦';
    for (const { text } of splitText({ text: family.repeat(500), entities: [] }, 100))
      expect(text.replaceAll(family, '')).toBe('');
    const amount = '50\u202F000\u00A0€';
    const amounts = splitText({ text: `${amount} `.repeat(400).trim(), entities: [] }, 101);
    for (const { text } of amounts) expect(text.split(' ').every((one) => one === amount)).toBe(true);
  });

  it('3.3.5 is never cut inside a formatted stretch that fits in a part', () => {
    const stretch = fc.record({ before: fc.lorem({ maxCount: 30 }), strong: fc.lorem({ maxCount: 6 }) });
    fc.assert(
      fc.property(fc.array(stretch, { minLength: 1, maxLength: 60 }), (stretches) => {
        const words = stretches.map(({ before, strong }) => `${before} ${strong}`).join(' ');
        let at = 0;
        const entities = stretches.map(({ before, strong }) => {
          const offset = at + before.length + 1;
          at = offset + strong.length + 1;
          return { type: 'bold', offset, length: strong.length } as const;
        });
        const parts = splitText({ text: words, entities }, 400);
        const shown = parts.flatMap(({ text, entities: kept }) =>
          kept.map(({ offset, length }) => text.slice(offset, offset + length)),
        );
        expect(shown).toEqual(stretches.map(({ strong }) => strong));
      }),
      { numRuns: 100, seed: 20_261_124 },
    );
  });

  const spanArbitrary = fc.record({
    text: fc.oneof(
      fc.string({ unit: 'grapheme', maxLength: 60 }),
      fc.lorem({ maxCount: 60 }),
      fc.constantFrom('\n\n', ' 👩🏽‍🌾 ', '\uD83D', '<a>', '@nom', 'é'.repeat(900)),
    ),
    strong: fc.boolean(),
    cites: fc.constantFrom<readonly number[]>([], [1], [1, 2, 7]),
  });
  const blockArbitrary: fc.Arbitrary<Block> = fc.oneof(
    fc.array(spanArbitrary, { maxLength: 12 }).map((text): Block => ({ type: 'paragraph', text })),
    fc
      .array(fc.array(spanArbitrary, { maxLength: 4 }), { maxLength: 30 })
      .map((items): Block => ({ type: 'list', items: items as RichText[] })),
    fc.constantFrom<Block>(...ANSWER),
  );

  it('3.3.5 is within the limits whatever it says, and loses no word', () => {
    fc.assert(
      fc.property(fc.array(blockArbitrary, { maxLength: 25 }), (blocks) => {
        const pieces = render(...blocks);
        for (const piece of pieces) {
          expect(refusal(piece)).toBeUndefined();
          expect(piece.text).toBe(piece.text.trim());
        }
        const bare = (text: string) => text.replace(/[^\p{L}\p{N}]/gu, '');
        const whole = blocks
          .flatMap((block) =>
            block.type === 'paragraph' || block.type === 'note'
              ? [block.text]
              : block.type === 'list'
                ? block.items
                : [],
          )
          .flat();
        const shown = bare(pieces.map(({ text }) => text).join(''));
        for (const { text } of whole) expect(shown).toContain(bare(text.toWellFormed()));
      }),
      { numRuns: 150, seed: 20_261_124 },
    );
  });
});
