import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { readForm } from '#src/company/form/form.ts';
import { readTable } from '#src/features/referencing/import/read-table.ts';
import { readDiagnosis } from '#src/features/training/rules/diagnosis.ts';
import { ConfinedReader } from '#src/knowledge/loaders/confined/confined-reader.ts';
import { loadLaw } from '#src/knowledge/loaders/law/load-law.ts';
import { readLawSource } from '#src/knowledge/loaders/law/source.ts';
import { loadDocument } from '#src/knowledge/loaders/load-document.ts';
import { htmlText } from '#src/knowledge/loaders/text/html-text.ts';
import { parseLegiArticle } from '#src/knowledge/loaders/text/legi-article.ts';
import { readCannedAnswers } from '#src/knowledge/model/canned-answers.ts';
import { readFigures } from '#src/knowledge/model/figures.ts';
import { readGlossary } from '#src/knowledge/model/glossary.ts';
import { parsePage } from '#src/knowledge/model/guide-parser.ts';
import { readModel } from '#src/knowledge/model/handout-model.ts';
import { screenDocument } from '#src/knowledge/screen/screen-document.ts';
import { HotlineError } from '#src/platform/errors.ts';
import { passagesOf } from '#src/retrieval/passages/passage.ts';
import { tinyPdf } from '#support/documents/tiny-pdf.ts';
import { fuzz, mutated, mutatedBytes, sampled } from '#support/fuzz/fuzzing.ts';
import { articleId, CCP_ID, legiArchive, legiTree, legiXml } from '#support/knowledge/legi.ts';
import { ROOT } from '#support/repository/source-files.ts';
import { tempFolder } from '#support/repository/temp-folder.ts';

const KNOWLEDGE = join(ROOT, 'knowledge');
const textOf = (path: string): string => readFileSync(join(KNOWLEDGE, path), 'utf8');
const pagesOf = (folder: string): string[] =>
  readdirSync(join(KNOWLEDGE, folder))
    .filter((name) => name.endsWith('.md'))
    .map((name) => textOf(`${folder}/${name}`));

/** Every problem is told in words, with a line that an editor may go to. */
function told(problems: readonly { readonly line: number; readonly message: string }[]): void {
  for (const { line, message } of problems) {
    expect(line).toBeGreaterThan(0);
    expect(message).toMatch(/\p{L}/u);
  }
}

describe('a file that somebody spoilt', () => {
  it.each(['guides', 'clauses'])('as a page of « %s » is read or refused with its reasons', (folder) => {
    fuzz(mutated(pagesOf(folder)), 400, (text) => {
      const { document, problems } = parsePage(`${folder}/page.md`, text);
      told(problems);
      if (document) passagesOf([screenDocument(document).document]);
      else expect(problems.length).toBeGreaterThan(0);
    });
  });

  it('as a model of a document is read or refused with its reasons', () => {
    fuzz(mutated(pagesOf('models')), 300, (text) => {
      const { model, problems } = readModel(text, 'models/page.md');
      told(problems);
      if (!model) expect(problems.length).toBeGreaterThan(0);
    });
  });

  it.each<[string, (text: string) => readonly { line: number; message: string }[]]>([
    ['figures.yaml', (text) => readFigures(text, 'figures.yaml').problems],
    ['glossary.yaml', (text) => readGlossary(text, 'glossary.yaml').problems],
    ['programme/referencement.yaml', (text) => readForm(text).problems],
    ['programme/diagnostic-flash.yaml', (text) => readDiagnosis(text).problems],
    ['canned-answers.yaml', (text) => readCannedAnswers(text, 'canned-answers.yaml').problems],
  ])('as the register %s is read or refused with its reasons', (path, read) => {
    // A register is long: what is said of its first part holds of the rest.
    const text = textOf(path).slice(0, 12_000);
    fuzz(mutated([text]), 250, (spoilt) => told(read(spoilt)));
  });

  it('as the law is read, or damaged', () => {
    const xml = legiXml({
      html: '<p>Le <b>seuil</b> est de 60&nbsp;000 €.</p><ul><li>un</li></ul>',
      nota: 'Voir.',
    });
    fuzz(mutated([xml]), 1_500, (text) => {
      const read = parseLegiArticle(text, { code: CCP_ID, today: '2026-11-24' });
      if (typeof read !== 'string') expect(read.text).not.toBe('');
      htmlText(text);
    });
    const line = JSON.stringify({
      id: 'LEGIARTI000000000001',
      code: CCP_ID,
      num: 'R2122-8',
      text: 'a',
      path: [],
    });
    fuzz(mutated([`${line}\n${line}`]), 500, (text) => told(loadLaw('law/ccp.jsonl', text).problems));
  });

  it('as a list of companies is read or refused', () => {
    const csv =
      'Nom;SIRET;Adresse mail;Activité\r\n"Bois; et Cie";73282932000074;a@exemple.fr;menuiserie\r\n';
    const files = [csv, csv.replaceAll(';', ','), `\uFEFF${csv}`].map((text) => Buffer.from(text));
    fuzz(
      mutatedBytes([...files, Buffer.from(csv, 'utf16le'), Buffer.from(csv, 'latin1')]),
      3_000,
      (bytes) => {
        const table = readTable(bytes);
        if (!table.ok) expect(table.error).toMatch(/\p{L}/u);
      },
    );
  });

  it('as a PDF gives its pages, or the reason why not', async () => {
    const pdf = tinyPdf([
      { lines: ['Le marché public est réservé aux structures.', 'Deux lignes.'] },
      { picture: true },
    ]);
    using reader = new ConfinedReader();
    for (const bytes of sampled(mutatedBytes([pdf]), 20)) {
      const { document, problems } = await loadDocument('documents/a.pdf', bytes, undefined, reader);
      told(problems);
      if (!document) expect(problems.length).toBeGreaterThan(0);
    }
  });

  it('as an archive of the law gives what it holds, or the reason why not', async () => {
    using folder = tempFolder();
    const archive = await legiArchive(
      folder.path,
      'whole.tar.gz',
      legiTree([{}, { id: articleId(2), num: 'R2122-9' }]),
    );
    for (const [index, bytes] of sampled(mutatedBytes([readFileSync(archive)]), 150).entries()) {
      folder.write({ [`${index}.tar.gz`]: bytes });
      const path = join(folder.path, `${index}.tar.gz`);
      const read = await readLawSource(path, { code: CCP_ID, today: '2026-11-24' }).catch(
        (error: unknown) => error,
      );
      if (read instanceof Error) expect(read).toBeInstanceOf(HotlineError);
    }
  });
});
