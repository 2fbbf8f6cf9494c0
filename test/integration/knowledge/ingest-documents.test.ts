import { appendFileSync, renameSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { deflateSync } from 'node:zlib';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { knowledgeFiles } from '#src/knowledge/store/generations.ts';
import { knowledgeProblems } from '#src/knowledge/store/problems.ts';
import { docxOf, odtOf, oleOf, pptxOf, xlsxOf } from '#support/documents/office-files.ts';
import { tinyPdf } from '#support/documents/tiny-pdf.ts';
import { page } from '#support/knowledge/samples.ts';
import { openWorkshop, problemLines, type Workshop } from '#support/knowledge/workshop.ts';

let shop: Workshop;
beforeEach(async () => {
  shop = await openWorkshop();
});
afterEach(async () => {
  await shop[Symbol.asyncDispose]();
});

const at = (name: string) => join(shop.knowledge.path, name);
const RULE = 'Le vestiaire du chantier des Cordeliers ferme à dix-neuf heures.';
const TABLE = [
  ['Atelier', 'Encadrante', 'Salle'],
  ['Vannerie', 'Solène', 'la verrière'],
  ['Reliure', 'Amandine', 'le grenier'],
];
const SAID = [
  { title: 'Livret des Cordeliers' },
  { heading: 'Vestiaire' },
  { text: RULE },
  { heading: 'Ateliers' },
  { rows: TABLE },
];
const HTML = `<html><head><title>Livret des Cordeliers</title></head><body><nav><a href="/">Accueil</a></nav><h2>Vestiaire</h2><p>${RULE}</p><h2>Ateliers</h2><table>${TABLE.map((row) => `<tr>${row.map((cell) => `<td>${cell}</td>`).join('')}</tr>`).join('')}</table></body></html>`;
const MARKDOWN =
  `# Livret des Cordeliers\n\n### Vestiaire\n\n${RULE}\n\n### Ateliers\n\n|${TABLE.map((row) => row.join('|')).join('|\n|')}|\n`.replace(
    '|\n|Vannerie',
    '|\n|---|---|---|\n|Vannerie',
  );

describe('a document that staff drop', () => {
  it.each<[string, string, () => Promise<Uint8Array> | Uint8Array, string]>([
    ['Word', 'livret.docx', () => docxOf(SAID), ''],
    ['OpenDocument', 'livret.odt', () => odtOf(SAID), ''],
    ['a web page', 'livret.html', () => Buffer.from(HTML), ''],
    ['Markdown without a header', 'livret.md', () => Buffer.from(MARKDOWN), ''],
    [
      'plain text of an older tool',
      'livret.txt',
      () => Buffer.from(`VESTIAIRE\r\n\r\n${RULE}\r\n\r\nATELIERS\r\n\r\n- Reliure : Amandine\r\n`, 'latin1'),
      '',
    ],
    [
      'a presentation',
      'livret.pptx',
      () =>
        pptxOf([
          { title: 'Livret des Cordeliers' },
          { title: 'Ateliers', rows: TABLE },
          { title: 'Vestiaire', texts: ['Bienvenue.', RULE] },
        ]),
      ' diapositive 3',
    ],
  ])('of %s is found by its words, and its sentence is quoted', async (_, name, bytes, place) => {
    shop.knowledge.write({ [`documents/${name}`]: await bytes() });
    expect(problemLines(await shop.ingest())).toEqual([]);
    const { text, cited } = await shop.ask('À quelle heure ferme le vestiaire du chantier des Cordeliers ?');
    expect(cited.map((id) => id.replace(/\.md$/, ''))).toEqual([
      `documents/${name.replace(/\.md$/, '')}`.replace(/\.md$/, ''),
    ]);
    expect(text).toContain('ferme à dix-neuf heures');
    if (place) expect(text).toContain(`,${place} :`);
    expect(text).not.toContain('Solène');
  });

  it.each<[string, string, () => Promise<Uint8Array> | Uint8Array]>([
    ['Word', 'ateliers.docx', () => docxOf(SAID)],
    ['OpenDocument', 'ateliers.odt', () => odtOf(SAID)],
    ['a web page', 'ateliers.htm', () => Buffer.from(HTML)],
    ['Excel', 'ateliers.xlsx', () => xlsxOf([{ name: 'Ateliers', rows: TABLE }])],
    ['CSV', 'ateliers.csv', () => Buffer.from(TABLE.map((row) => row.join(';')).join('\n'))],
  ])('of %s keeps each row of a table with its labels', async (_, name, bytes) => {
    shop.knowledge.write({ [`documents/${name}`]: await bytes() });
    expect(problemLines(await shop.ingest())).toEqual([]);
    const { text } = await shop.ask('Quelle est l’encadrante de l’atelier de reliure ?');
    expect(text).toContain('Atelier : Reliure · Encadrante : Amandine · Salle : le grenier');
  });

  it('is described by its side-car, whatever its format', async () => {
    shop.knowledge.write({
      'documents/livret.docx': await docxOf(SAID),
      'documents/livret.yaml': 'title: Livret d’accueil\nvalid_from: 2026-01-01\n',
    });
    await shop.ingest();
    const question = 'À quelle heure ferme le vestiaire du chantier des Cordeliers ?';
    expect((await shop.ask(question)).text).toContain('« Livret d’accueil »');
    expect((await shop.ask(question, '2025-06-01')).cited).toEqual([]);
  });
});

describe('a PDF in columns, with a table and what is printed on each page', () => {
  const words = (text: string, x: number, y: number, size = 10) =>
    `BT /F1 ${size} Tf ${x} ${y} Td (${text}) Tj ET`;
  const drawn = (pageNumber: number, body: readonly string[]) => ({
    packed: deflateSync(
      Buffer.from(
        [
          words('Livret des Cordeliers - diffusion interne', 72, 810, 8),
          words(`page ${pageNumber}`, 290, 30, 8),
          ...body,
        ].join('\n'),
      ),
    ),
  });
  const left = ['Le vestiaire du bas ferme', 'a dix-neuf heures, sauf le', 'jeudi.'];
  const right = ['La loge du haut garde les', 'clefs des casiers, et rend', 'la caution.'];
  const column = (lines: readonly string[], x: number) =>
    lines.map((line, index) => words(line, x, 700 - 13 * index));
  const table = TABLE.flatMap((row, index) =>
    row.map((cell, place) => words(cell.replace('è', '\\350'), 72 + 150 * place, 500 - 18 * index)),
  );

  it('is read column by column, row by row, and without them', async () => {
    const pages = [
      drawn(1, [words('Vestiaire', 72, 740, 18), ...column(left, 72), ...column(right, 320)]),
      drawn(2, [words('Ateliers', 72, 740, 18), ...table]),
      drawn(3, [words('Le parking est au nord du chantier.', 72, 700)]),
    ];
    shop.knowledge.write({ 'documents/livret.pdf': tinyPdf(pages, { title: 'Livret des Cordeliers' }) });
    expect(problemLines(await shop.ingest())).toEqual([]);
    const passages = (await shop.load()).passages.filter(({ documentId }) => documentId.endsWith('.pdf'));
    expect(passages.map(({ page: number, heading, details }) => ({ number, heading, details }))).toEqual([
      {
        number: 1,
        heading: 'Vestiaire',
        details: [
          { type: 'paragraph', text: 'Le vestiaire du bas ferme a dix-neuf heures, sauf le jeudi.' },
          { type: 'paragraph', text: 'La loge du haut garde les clefs des casiers, et rend la caution.' },
        ],
      },
      {
        number: 2,
        heading: 'Ateliers',
        details: [
          {
            type: 'list',
            items: [
              'Atelier : Vannerie · Encadrante : Solène · Salle : la verrière',
              'Atelier : Reliure · Encadrante : Amandine · Salle : le grenier',
            ],
          },
        ],
      },
      {
        number: 3,
        heading: 'Ateliers',
        details: [{ type: 'paragraph', text: 'Le parking est au nord du chantier.' }],
      },
    ]);
  });
});

describe('a page of the team', () => {
  const OURS = page(`## Où se changer ?\n\n${RULE}`, { title: 'Se changer' });

  it('that loses its header is not taken for a document: the page before stays, and it is said', async () => {
    shop.knowledge.write({ 'guides/vestiaire.md': OURS });
    await shop.ingest();
    shop.knowledge.write({ 'guides/vestiaire.md': OURS.replace(/^---[\s\S]*?---\n/, '') });
    expect(problemLines(await shop.ingest())).toEqual([
      'error guides/vestiaire.md:1 la page doit commencer par un en-tête entre deux lignes « --- »',
      expect.stringMatching(/^warning guides\/vestiaire\.md:1 la version du .+ reste en service$/),
    ]);
    expect((await shop.ask('À quelle heure ferme le vestiaire du chantier des Cordeliers ?')).cited).toEqual([
      'guides/vestiaire',
    ]);
  });

  it('that never had one is read as a document, and it is said', async () => {
    shop.knowledge.write({ 'guides/notes.md': MARKDOWN });
    expect(problemLines(await shop.ingest())).toEqual([
      'warning guides/notes.md:1 page sans en-tête : lue comme un document, et citée comme tel',
    ]);
  });
});

describe('a file that is refused', () => {
  it('is told in true words, each by its name, and all of it can be read again from the store', async () => {
    shop.knowledge.write({
      'documents/ancien.doc': oleOf(false),
      'documents/code.docx': oleOf(true),
      'documents/coupe.docx': (await docxOf(SAID)).subarray(0, 3_000),
      'documents/image.docx': Buffer.from([0x89, 0x50, 0x4e, 0x47, 0, 0]),
      'documents/lien.gdoc': '{}',
      'documents/roman.txt': Buffer.alloc(9 * 1024 * 1024, 'mot '),
      'documents/vide.docx': '',
      'figures.yaml': 'nimporte: [',
    });
    const lines = problemLines(await shop.ingest());
    expect(lines).toEqual(
      expect.arrayContaining([
        'error documents/ancien.doc:1 format non pris en charge : ouvrez-le et enregistrez-le sous .docx',
        expect.stringContaining('error documents/code.docx:1 protégé par un mot de passe'),
        expect.stringContaining('error documents/coupe.docx:1 fichier incomplet'),
        expect.stringContaining('error documents/image.docx:1 ce fichier est en réalité une image'),
        expect.stringContaining('error documents/lien.gdoc:1 raccourci vers un document en ligne'),
        expect.stringContaining('error documents/roman.txt:1 trop volumineux (plus de 8 Mo)'),
        expect.stringContaining('error documents/vide.docx:1 fichier vide'),
        expect.stringMatching(/^error figures\.yaml:1/),
      ]),
    );
    expect(problemLines({ problems: await knowledgeProblems(shop.db) })).toEqual(lines);
    shop.knowledge.write({ 'documents/vide.docx': undefined });
    await shop.ingest();
    expect((await knowledgeProblems(shop.db)).map(({ path }) => path)).not.toContain('documents/vide.docx');
  });

  it('is not opened again until it changes', async () => {
    shop.knowledge.write({ 'documents/code.docx': oleOf(true) });
    const first = problemLines(await shop.ingest());
    const started = performance.now();
    const again = await shop.ingest();
    expect(problemLines(again)).toEqual(first);
    expect(again.filesRead).toBe(0);
    // No process was started to read it.
    expect(performance.now() - started).toBeLessThan(1_000);
    shop.knowledge.write({ 'documents/code.docx': await docxOf(SAID) });
    expect(await shop.ingest()).toMatchObject({ filesRead: 1, problems: [] });
  });
});

describe('copies', () => {
  it('of the same content are told, and served once', async () => {
    const bytes = await docxOf(SAID);
    shop.knowledge.write({ 'documents/livret (1).docx': bytes, 'documents/livret.docx': bytes });
    expect(problemLines(await shop.ingest())).toEqual([
      'warning documents/livret (1).docx:1 même contenu que documents/livret.docx : gardez-en un seul',
    ]);
    expect((await shop.ask('À quelle heure ferme le vestiaire du chantier des Cordeliers ?')).cited).toEqual([
      'documents/livret.docx',
    ]);
    expect(await shop.ingest()).toMatchObject({ published: false, filesRead: 0 });
  });

  it('that a synced folder made of two people’s writing are told, and not read', async () => {
    const other = await docxOf([...SAID, { text: 'Le vestiaire ferme à vingt heures.' }]);
    shop.knowledge.write({
      'documents/livret.docx': await docxOf(SAID),
      'documents/livret-PC-de-Marie.docx': other,
      'documents/livret (conflit de Paul 2026-11-28).docx': other,
    });
    expect(problemLines(await shop.ingest())).toEqual([
      expect.stringContaining(
        'warning documents/livret (conflit de Paul 2026-11-28).docx:1 copie de documents/livret.docx',
      ),
      expect.stringContaining('warning documents/livret-PC-de-Marie.docx:1'),
    ]);
    expect(
      (await knowledgeFiles(shop.db)).filter(({ document }) => document).map(({ path }) => path),
    ).toContain('documents/livret.docx');
    expect((await shop.load()).passages.some(({ documentId }) => /conflit|Marie/.test(documentId))).toBe(
      false,
    );
  });
});

describe('a synced folder', () => {
  it('has files of programs at work, which go without a word', async () => {
    shop.knowledge.write({
      'documents/~$livret.docx': 'verrou',
      'documents/.~lock.livret.odt#': 'verrou',
      'documents/livret.docx.tmp': 'PK',
      'documents/guide.pdf.crdownload': '%PDF-',
      'documents/guide.pdf.part': '%PDF-',
      'documents/Thumbs.db': 'x',
      'documents/desktop.ini': 'x',
      'documents/.DS_Store': 'x',
    });
    expect(problemLines(await shop.ingest())).toEqual([]);
  });

  it('may write a file slowly: it is waited for, and read whole', async () => {
    const bytes = await docxOf(SAID);
    const half = Math.floor(bytes.length / 2);
    writeFileSync(at('lent.docx'), bytes.subarray(0, half));
    const ingested = shop.ingest();
    await sleep(700);
    appendFileSync(at('lent.docx'), bytes.subarray(half));
    const report = await ingested;
    expect(problemLines(report)).toEqual([]);
    if (report.waits) {
      expect(report.waits).toEqual(['lent.docx']);
      await sleep(2_000);
      expect(problemLines(await shop.ingest())).toEqual([]);
    }
    expect((await shop.ask('À quelle heure ferme le vestiaire du chantier des Cordeliers ?')).cited).toEqual([
      'lent.docx',
    ]);
  });

  it('that stopped half way leaves a file that is called incomplete once it is still', async () => {
    const bytes = await docxOf(SAID);
    writeFileSync(at('coupe.docx'), bytes.subarray(0, 3_000));
    utimesSync(at('coupe.docx'), new Date(0), new Date(0));
    expect(problemLines(await shop.ingest())).toEqual([
      expect.stringContaining('coupe.docx:1 fichier incomplet'),
    ]);
  });

  it('may keep names in Latin-1, in NFD, or change their case', async () => {
    const folder = Buffer.from(`${shop.knowledge.path}/documents/`);
    shop.knowledge.write({
      'documents/autre.md': '# Autre\n\nLe quai est au sud.\n',
      ['documents/Réglement.md'.normalize('NFD')]: '# Règlement\n\nLe silence est demandé.\n',
    });
    writeFileSync(Buffer.concat([folder, Buffer.from('d\u00E9lais.md', 'latin1')]), `# Délais\n\n${RULE}\n`);
    expect(problemLines(await shop.ingest())).toEqual([]);
    const paths = async () => (await knowledgeFiles(shop.db)).map(({ path }) => path);
    expect(await paths()).toEqual(expect.arrayContaining(['documents/délais.md', 'documents/Réglement.md']));
    renameSync(at('documents/autre.md'), at('documents/AUTRE.md'));
    expect(problemLines(await shop.ingest())).toEqual([]);
    expect(await paths()).toContain('documents/AUTRE.md');
    expect(await paths()).not.toContain('documents/autre.md');
  });
});
