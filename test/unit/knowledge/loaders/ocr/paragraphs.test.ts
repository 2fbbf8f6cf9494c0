import { describe, expect, it } from 'vitest';
import { paragraphsOf } from '#src/knowledge/loaders/ocr/paragraphs.ts';
import { withRecognised } from '#src/knowledge/loaders/ocr/with-recognised.ts';

const paragraph = (...lines: readonly (readonly [text: string, confidence: number])[]) => ({
  lines: lines.map(([text, confidence]) => ({ text, confidence })),
});

describe('what is recognised on a picture', () => {
  it('is joined line by line, without stains and drawings', () => {
    const read = paragraphsOf([
      {
        paragraphs: [
          paragraph(['Le délai est de trente jours, et la péna-\n', 92], ['lité de 150 €.\n', 90]),
        ],
      },
      { paragraphs: [paragraph(['~_ | «* }\n', 81]), paragraph(['Bruit illisible\n', 20])] },
    ]);
    expect(read).toEqual(['Le délai est de trente jours, et la pénalité de 150 €.']);
  });

  it.each([
    ['La clef est remise parla gardienne.', 'La clef est remise par la gardienne.'],
    ['Elle est appliquée parle pouvoir adjudicateur.', 'Elle est appliquée par le pouvoir adjudicateur.'],
    ['Un ami parle de vous.', 'Un ami parle de vous.'],
  ])('has its words apart: %s', (read, said) => {
    expect(paragraphsOf([{ paragraphs: [paragraph([read, 90])] }])).toEqual([said]);
  });
});

describe('a document of pictures and words', () => {
  const outline = {
    parts: [{ headings: [], page: 2, blocks: [{ type: 'paragraph' as const, text: 'Deux.' }] }],
    notes: [
      'page 1 : aucun texte (image ?), elle ne sera pas trouvée',
      'page 3 : aucun texte (image ?), elle ne sera pas trouvée',
    ],
    pictures: [1, 3],
  };

  it('says how far its reading is, and has what was read at its place', () => {
    const { parts, notes } = withRecognised(
      outline,
      new Map([
        [1, ['Un.']],
        [3, undefined],
      ]),
    );
    expect(parts.map(({ page, recognised }) => [page, recognised])).toEqual([
      [1, true],
      [2, undefined],
    ]);
    expect(notes[0]).toMatch(/^lecture en cours \(1 sur 2\)/);
  });

  it('names the pages on which nothing was read, once all are', () => {
    const { notes } = withRecognised(
      outline,
      new Map([
        [1, ['Un.']],
        [3, []],
      ]),
    );
    expect(notes).toEqual([
      expect.stringMatching(/^1 page lue par reconnaissance/),
      'page 3 : aucun texte (image ?), elle ne sera pas trouvée',
    ]);
  });
});
