import { describe, expect, it } from 'vitest';
import { decodeText } from '#src/knowledge/loaders/text/encoding.ts';
import { readCsv, readMarkdown, readPage, readPlainText } from '#src/knowledge/loaders/text/read-text.ts';

const blocksOf = ({ parts }: ReturnType<typeof readMarkdown>) => parts.flatMap(({ blocks }) => blocks);
const paragraph = (text: string) => ({ type: 'paragraph', text });

describe('Markdown as people write it', () => {
  it('has headings of any level, tables, quotes and code', () => {
    const outline = readMarkdown(
      [
        '# Charte des visites',
        '#### Horaires',
        'La visite **commence** à [neuf heures](https://exemple.fr).',
        '> Le portail ferme à dix-huit heures.',
        '',
        '| Jour | Porte | Contact |',
        '|---|---|---|',
        '| Lundi | nord | la loge |',
        '',
        '- casque',
        '  - jugulaire',
        '- gilet',
      ].join('\n'),
    );
    expect(outline.title).toBe('Charte des visites');
    expect(outline.parts.map(({ headings }) => headings)).toContainEqual(['Charte des visites', 'Horaires']);
    expect(blocksOf(outline)).toEqual([
      paragraph('La visite commence à neuf heures.'),
      paragraph('Le portail ferme à dix-huit heures.'),
      { type: 'list', items: ['Jour : Lundi · Porte : nord · Contact : la loge'] },
      { type: 'list', items: ['casque', 'jugulaire', 'gilet'] },
    ]);
  });

  it('may begin with the YAML of another tool, whose title counts', () => {
    const outline = readMarkdown('---\ntitle: "Notes du conseil"\ntags: [a]\n---\n\n## Vote\n\nAdopté.\n');
    expect(outline.title).toBe('Notes du conseil');
    expect(JSON.stringify(outline.parts)).not.toContain('tags');
  });

  it('tells of its comments, and leaves them out', () => {
    const outline = readMarkdown('Visible.\n\n<!-- ne pas dire -->\n');
    expect(blocksOf(outline)).toEqual([paragraph('Visible.')]);
    expect(outline.notes).toEqual([expect.stringContaining('commentaire caché')]);
  });
});

describe('a saved web page', () => {
  const PAGE = `---
layout: default
---
{% include head.html %}
<html><head><title>Foire — Site</title><style>p { color: red }</style></head><body>
<nav><a href="/">Accueil</a><a href="/faq">FAQ</a></nav>
<div class="breadcrumb">Accueil › Foire</div>
<h1>Foire aux questions</h1>
<main><h2>Stage</h2><p>Le stage dure {{ page.duree }} deux&nbsp;semaines.</p>
<p style="display:none">Texte que personne ne voit.</p>
<table><tr><th>Durée</th><th>Heures</th></tr><tr><td>un mois</td><td>150</td></tr><tr><td>deux mois</td><td>300</td></tr></table>
<dl><dt>Tuteur</dt><dd>celui qui accueille</dd></dl>
<p>${'Une phrase assez longue pour que la page ait un corps. '.repeat(5)}</p>
<p><a href="/a">Présentation</a> <a href="/b">Témoignages</a> <a href="/c">Contact</a></p></main>
<footer>Mentions légales</footer><script>alert(1)</script></body></html>`;

  it('gives what it says, under its title, without what surrounds it', () => {
    const outline = readPage(PAGE);
    expect(outline.title).toBe('Foire aux questions');
    expect(blocksOf(outline).slice(0, 3)).toEqual([
      paragraph('Le stage dure deux semaines.'),
      { type: 'list', items: ['Durée : un mois · Heures : 150', 'Durée : deux mois · Heures : 300'] },
      { type: 'list', items: ['Tuteur : celui qui accueille'] },
    ]);
    const said = JSON.stringify(outline.parts);
    for (const around of ['Accueil', 'Mentions', 'alert', 'Témoignages', 'include', 'layout', 'personne'])
      expect(said).not.toContain(around);
    expect(outline.notes).toEqual(['texte caché aux lecteurs, ignoré : « Texte que personne ne voit. »']);
  });

  it('keeps a cell that spans rows in each of them', () => {
    const html =
      '<table><tr><th>Lot</th><th>Objet</th><th>Prix</th></tr><tr><td rowspan="2">Lot A</td><td>vitres</td><td>10 €</td></tr><tr><td>sols</td><td>20 €</td></tr></table>';
    expect(blocksOf(readPage(html))).toEqual([
      {
        type: 'list',
        items: ['Lot : Lot A · Objet : vitres · Prix : 10 €', 'Lot : Lot A · Objet : sols · Prix : 20 €'],
      },
    ]);
  });

  it('as deep as a hostile one is read or refused, at once', () => {
    const started = performance.now();
    try {
      readPage(`${'<div>'.repeat(50_000)}fond`);
    } catch (error) {
      expect(error).toBeInstanceOf(RangeError);
    }
    expect(performance.now() - started).toBeLessThan(5_000);
  });
});

describe('plain text', () => {
  it('has headings in capitals or underlined, lists, and lines that run on', () => {
    const outline = readPlainText(
      'RÈGLEMENT DE LA SALLE\n\nLa salle ouvre\nà neuf heures.\n\nMatériel\n--------\n- un projecteur\n- deux tables\n  pliantes\n',
    );
    expect(outline.parts).toEqual([
      { headings: ['RÈGLEMENT DE LA SALLE'], blocks: [paragraph('La salle ouvre à neuf heures.')] },
      {
        headings: ['Matériel'],
        blocks: [{ type: 'list', items: ['un projecteur', 'deux tables pliantes'] }],
      },
    ]);
  });
});

describe('a table of separated values', () => {
  it.each([
    ['semicolons', 'Ville;Référente;Jour\nLyon;Inès;lundi\n"Saint-Malo; port";Yann;mardi\n'],
    ['tabs', 'Ville\tRéférente\tJour\nLyon\tInès\tlundi\nSaint-Malo; port\tYann\tmardi\n'],
    ['commas', 'Ville,Référente,Jour\nLyon,Inès,lundi\n"Saint-Malo; port",Yann,mardi\n'],
  ])('parted by %s gives each row with its labels', (_, source) => {
    expect(blocksOf(readCsv(source))).toEqual([
      {
        type: 'list',
        items: [
          'Ville : Lyon · Référente : Inès · Jour : lundi',
          'Ville : Saint-Malo; port · Référente : Yann · Jour : mardi',
        ],
      },
    ]);
  });
});

describe('the letters of a text', () => {
  const TEXT = 'Délai d’achat : à 40 € près, l’œuvre coûte « cher ».';
  const CP1252: Readonly<Record<string, number>> = { '’': 0x92, '€': 0x80, œ: 0x9c };
  const old = Buffer.from([...TEXT].map((letter) => CP1252[letter] ?? letter.charCodeAt(0)));

  it.each([
    ['UTF-8', Buffer.from(TEXT)],
    ['UTF-8 with its mark', Buffer.from(`\uFEFF${TEXT}`)],
    ['UTF-16 with its mark', Buffer.from(`\uFEFF${TEXT}`, 'utf16le')],
    ['UTF-16 the other way round', Buffer.from(`\uFEFF${TEXT}`, 'utf16le').swap16()],
    ['UTF-16 without a mark', Buffer.from(TEXT, 'utf16le')],
    ['Windows-1252', old],
  ])('are read in %s', (_, bytes) => {
    expect(decodeText(bytes)).toBe(TEXT);
  });

  it('are read as an old Mac wrote them', () => {
    const mac = Buffer.from([0x44, 0x8e, 0x6c, 0x61, 0x69, 0x20, 0x88]);
    expect(decodeText(mac)).toBe('Délai à');
  });

  it.each([
    ['noise', Buffer.from(Array.from({ length: 3_000 }, (_, at) => (at * 7919) % 256))],
    [
      'a text that was read twice',
      Buffer.from(Buffer.from('Délai décidé à côté, déjà signé').toString('latin1')),
    ],
  ])('are not made up of %s', (_, bytes) => {
    expect(decodeText(bytes)).toBeUndefined();
  });
});
