import { buffer } from 'node:stream/consumers';
import PDFKit from 'pdfkit';
import { describe, expect, it } from 'vitest';
import { readPdf } from '#src/knowledge/loaders/pdf/read-pdf.ts';

type Said = { readonly bold: string } | string;

/** A PDF of one size of letters, some of them bold. */
async function oneSize(said: readonly Said[]): Promise<Buffer> {
  const pdf = new PDFKit({ size: 'A4' });
  pdf.fontSize(11);
  for (const one of said)
    if (typeof one === 'string') pdf.font('Helvetica').text(one);
    else pdf.font('Helvetica-Bold').text(one.bold);
  pdf.end();
  return buffer(pdf);
}

const headingsOf = async (said: readonly Said[]): Promise<string[][]> =>
  (await readPdf(await oneSize(said))).parts.map(({ headings }) => headings);

const LONG =
  'La gardienne ouvre la salle à huit heures, vérifie que les issues sont libres, et note dans le registre le nom de chaque association qui entre et celui de la personne qui en répond pour la matinée.';

describe('the headings of a PDF of one size of letters', () => {
  it('are its short lines of bold letters, however close to their paragraph', async () => {
    const { parts } = await readPdf(
      await oneSize([{ bold: 'Ouverture de la salle' }, LONG, { bold: 'Remise des clefs' }, LONG]),
    );
    expect(parts.map(({ headings }) => headings)).toEqual([['Ouverture de la salle'], ['Remise des clefs']]);
    expect(parts[1]?.blocks).toEqual([{ type: 'paragraph', text: LONG }]);
  });

  it('stand as deep as their numbers say', async () => {
    expect(
      await headingsOf([
        { bold: '1. La salle' },
        LONG,
        { bold: '1.1 Les clefs' },
        LONG,
        { bold: '1.2 Le ménage' },
        LONG,
        { bold: '2. Le matériel' },
        LONG,
      ]),
    ).toEqual([
      ['1. La salle'],
      ['1. La salle', '1.1 Les clefs'],
      ['1. La salle', '1.2 Le ménage'],
      ['2. Le matériel'],
    ]);
  });

  it('are neither sentences in bold, nor bold words in a sentence, nor numbered lines of plain letters', async () => {
    expect(
      await headingsOf([
        LONG,
        { bold: 'Attention : la salle reste fermée le jeudi.' },
        LONG,
        '1. Prendre la clef',
        '2. Signer le registre',
        LONG,
      ]),
    ).toEqual([[]]);
  });

  it('are none where most of it is bold', async () => {
    expect(await headingsOf([{ bold: LONG }, { bold: 'La loge' }, { bold: LONG }])).toEqual([[]]);
  });
});
