import { zipSync } from 'fflate';
import { describe, expect, it } from 'vitest';
import { readDocx } from '#src/knowledge/loaders/office/docx.ts';
import { readOdt } from '#src/knowledge/loaders/office/odt.ts';
import { readPptx } from '#src/knowledge/loaders/office/pptx.ts';
import { readXlsx } from '#src/knowledge/loaders/office/xlsx.ts';
import { readBytes } from '#src/knowledge/loaders/read-bytes.ts';
import { docxOf, odtOf, oleOf, pptxOf, type Said, xlsxOf, zipOf } from '#support/documents/office-files.ts';

const SAID: readonly Said[] = [
  { title: 'Achats de la maison' },
  { heading: 'Paliers' },
  { text: 'Les achats suivent trois paliers.' },
  {
    rows: [
      ['Palier', 'Montant', 'Signataire'],
      ['Petit', 'moins de 5 000 €', 'la chargée de projet'],
      ['Moyen', 'de 5 000 à 25 000 €', 'la direction'],
    ],
  },
  { heading: 'Délais', level: 2 },
  {
    text: 'Une demande est validée sous neuf jours ouvrés.',
    hidden: 'Ceci n’est vu de personne.',
  },
  { items: ['un devis', 'une attestation'] },
];
const PARTS = [
  {
    headings: ['Paliers'],
    blocks: [
      { type: 'paragraph', text: 'Les achats suivent trois paliers.' },
      {
        type: 'list',
        items: [
          'Palier : Petit · Montant : moins de 5 000 € · Signataire : la chargée de projet',
          'Palier : Moyen · Montant : de 5 000 à 25 000 € · Signataire : la direction',
        ],
      },
    ],
  },
  {
    headings: ['Paliers', 'Délais'],
    blocks: [
      { type: 'paragraph', text: 'Une demande est validée sous neuf jours ouvrés.' },
      { type: 'list', items: ['un devis', 'une attestation'] },
    ],
  },
];
const HIDDEN = 'texte caché aux lecteurs, ignoré : « Ceci n’est vu de personne. »';
const filled = (parts: readonly { blocks: readonly unknown[] }[]) =>
  parts.filter(({ blocks }) => blocks.length > 0);

describe('a Word document', () => {
  it('gives its parts under their headings, its tables row by row, and leaves out what is hidden', async () => {
    const outline = await readDocx(await docxOf(SAID));
    expect(outline.title).toBe('Achats de la maison');
    expect(filled(outline.parts)).toEqual(PARTS);
    expect(outline.notes).toEqual([HIDDEN]);
  });

  it('may have its headings in bold alone', async () => {
    const outline = await readDocx(
      await docxOf([
        { text: 'Charte des déplacements', bold: true },
        { text: 'Le train est préféré à l’avion.' },
        { text: 'Remboursements', bold: true },
        { text: 'Ils sont faits sous trente jours.' },
        { text: 'Attention, ceci est une phrase importante.', bold: true },
      ]),
    );
    expect(outline.title).toBe('Charte des déplacements');
    expect(outline.parts.map(({ headings }) => headings.at(-1))).toEqual([
      'Charte des déplacements',
      'Remboursements',
    ]);
    expect(outline.parts[1]?.blocks).toHaveLength(2);
  });
});

describe('a document of several parts', () => {
  it('does not go by the name of the first of them', async () => {
    const said = [
      { heading: 'Objet' },
      { text: 'Du papier.' },
      { heading: 'Durée' },
      { text: 'Quatre ans.' },
    ];
    expect((await readDocx(await docxOf(said))).title).toBeUndefined();
    expect(readOdt(odtOf(said)).title).toBeUndefined();
  });
});

describe('an OpenDocument text', () => {
  it('gives the same as a Word document, without what was struck out', () => {
    const outline = readOdt(odtOf(SAID));
    expect(outline.title).toBe('Achats de la maison');
    expect(filled(outline.parts)).toEqual(PARTS);
    expect(outline.notes).toEqual([HIDDEN]);
    expect(JSON.stringify(outline)).not.toContain('supprimée');
  });
});

describe('a presentation', () => {
  const SLIDES = [
    { title: 'Bienvenue', texts: ['Atelier des achats du jeudi.'], footer: 'La Fabrique' },
    {
      title: 'Inscription',
      texts: ['Elle se fait avant le 12.', 'Elle est gratuite.'],
      footer: 'La Fabrique',
    },
    {
      title: 'Salles',
      rows: [
        ['Salle', 'Places', 'Étage'],
        ['Verte', '14', 'deuxième'],
      ],
      notes: 'À dire vite.',
    },
    { picture: true },
    { title: 'Secret', texts: ['À ne pas montrer.'], hidden: true },
  ];

  it('gives a part a slide, in the order in which they are shown', () => {
    const { title, parts } = readPptx(pptxOf(SLIDES));
    expect(title).toBe('Bienvenue');
    expect(filled(parts)).toEqual([
      {
        headings: ['Bienvenue'],
        slide: 1,
        blocks: [{ type: 'paragraph', text: 'Atelier des achats du jeudi.' }],
      },
      {
        headings: ['Inscription'],
        slide: 2,
        blocks: [{ type: 'list', items: ['Elle se fait avant le 12.', 'Elle est gratuite.'] }],
      },
      {
        headings: ['Salles'],
        slide: 3,
        blocks: [{ type: 'list', items: ['Salle : Verte · Places : 14 · Étage : deuxième'] }],
      },
    ]);
  });

  it('tells what it leaves out: notes, hidden slides, slides that are pictures', () => {
    expect(readPptx(pptxOf(SLIDES)).notes).toEqual([
      'diapositive 5 : masquée, laissée de côté',
      'diapositive 4 : rien d’autre qu’une image, elle ne sera pas trouvée',
      'commentaires de l’orateur laissés de côté (1 diapositive)',
    ]);
  });

  it('drops what somebody drew on most slides', () => {
    const slides = [1, 2, 3, 4, 5].map((n) => ({
      title: `Titre ${n}`,
      texts: [`Texte ${n}.`, 'Diffusion interne'],
    }));
    expect(JSON.stringify(readPptx(pptxOf(slides)))).not.toContain('Diffusion interne');
  });
});

describe('a workbook', () => {
  it('gives each row with the labels of its columns, under the name of its sheet', async () => {
    const { parts, notes } = await readXlsx(
      xlsxOf([
        {
          name: 'Tarifs 2026',
          rows: [
            ['Tarifs de la salle'],
            ['Salle', 'Demi-journée (€)', 'Remise'],
            ['Verte', 1250.5, 'aucune'],
            ['Bleue', 900, 'aux associations'],
          ],
        },
        {
          name: 'Calculs',
          rows: [
            ['x', 'y'],
            ['secret', 'caché'],
          ],
          hidden: true,
        },
      ]),
    );
    expect(parts).toEqual([
      {
        headings: ['Tarifs 2026'],
        blocks: [
          { type: 'paragraph', text: 'Tarifs de la salle' },
          {
            type: 'list',
            items: [
              'Salle : Verte · Demi-journée (€) : 1 250,5 · Remise : aucune',
              'Salle : Bleue · Demi-journée (€) : 900 · Remise : aux associations',
            ],
          },
        ],
      },
    ]);
    expect(notes).toEqual(['feuille « Calculs » : masquée, laissée de côté']);
  });
});

describe('a document that cannot be read', () => {
  const docx = () => docxOf(SAID);
  it.each<
    [string, 'docx' | 'odt' | 'pptx' | 'xlsx' | 'text', () => Uint8Array | Promise<Uint8Array>, string]
  >([
    ['is empty', 'docx', () => new Uint8Array(), 'empty'],
    ['holds blanks alone', 'text', () => Buffer.from(' \r\n\t\n'), 'empty'],
    ['lacks its end', 'docx', async () => (await docx()).subarray(0, 2_000), 'truncated'],
    ['is closed by a password', 'docx', () => oleOf(true), 'protected'],
    ['is closed by a password (ODT)', 'odt', () => odtOf(SAID, '<manifest:encryption-data/>'), 'protected'],
    ['is of an older Office', 'xlsx', () => oleOf(false), 'legacy'],
    ['is another archive', 'docx', () => zipOf({ 'lisez-moi.txt': 'rien' }), 'not this format'],
    ['is a workbook by its content', 'pptx', () => xlsxOf([{ name: 'A', rows: [['b']] }]), 'not this format'],
    ['is a PDF by its content', 'docx', () => Buffer.from('%PDF-1.4\n'), 'not this format'],
    ['is noise', 'odt', () => Buffer.from('ni archive ni texte'), 'damaged'],
    [
      'has an XML that is cut',
      'docx',
      () => zipOf({ 'word/document.xml': '<w:document><w:body><w:p>' }),
      'damaged',
    ],
  ])('because it %s says so', async (_, format, bytes, refusal) => {
    await expect(readBytes(format, await bytes())).rejects.toMatchObject({ refusal });
  });

  it('because it opens into far more than a person writes is refused before it is opened', async () => {
    const bomb = zipSync({ 'word/document.xml': new Uint8Array(60 * 1024 * 1024) });
    expect(bomb.length).toBeLessThan(1024 * 1024);
    const before = process.memoryUsage().arrayBuffers;
    await expect(readDocx(bomb)).rejects.toMatchObject({ refusal: 'expands' });
    expect(process.memoryUsage().arrayBuffers - before).toBeLessThan(50 * 1024 * 1024);
  });
});
