/**
 * Times the reading of many documents that staff drop, from the files to an index that finds them by their words, then
 * the reading again of one that changed. `node test/bench/documents.ts [DOCUMENTS]`, 1,000 of ten sections otherwise.
 */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { ingest } from '#src/knowledge/ingest/ingest.ts';
import { openDatabase } from '#src/platform/database/open.ts';
import { loadKnowledgeBase } from '#src/retrieval/knowledge-base.ts';
import { HybridRetriever } from '#src/retrieval/retriever.ts';
import { docxOf, type Said } from '#support/knowledge/office-files.ts';
import { tempFolder } from '#support/repository/temp-folder.ts';
import { atMost, printTable, seconds, type Target } from './figures.ts';

const SECTIONS = 10;
/** Sections read and indexed in a second, at least. */
const LEAST_A_SECOND = 1_000;
const SUBJECTS =
  'vestiaire atelier verger cantine piscine musée théâtre garage archives serre refuge marché'.split(' ');
const PLACES = 'Annecy Brest Colmar Dijon Évreux Fécamp Gap Hyères Istres Joigny Lens Mende'.split(' ');

/** What a section of a document says: words that no other section has together. */
function sectionOf(document: number, section: number): { heading: string; text: string } {
  const subject = SUBJECTS[(document + section) % SUBJECTS.length];
  const place = PLACES[(document * 7 + section) % PLACES.length];
  return {
    heading: `Le ${subject} numéro ${document}`,
    text: `Le ${subject} de ${place} ouvre le dossier ${document}-${section} à ${8 + (section % 9)} heures. Les personnes inscrites présentent leur carte à l’accueil, et laissent leurs affaires au gardien. En cas d’absence, le bureau prévient la mairie de ${place} par courrier, sous ${3 + (document % 20)} jours ouvrés. Le règlement est affiché près de la porte, et chacun peut en demander une copie.`,
  };
}

const sectionsOf = (document: number) =>
  Array.from({ length: SECTIONS }, (_, section) => sectionOf(document, section));

const WRITERS: Readonly<Record<string, (document: number) => string | Promise<Uint8Array>>> = {
  md: (document) =>
    `# Dossier ${document}\n\n${sectionsOf(document)
      .map(({ heading, text }) => `## ${heading}\n\n${text}\n`)
      .join('\n')}`,
  html: (document) =>
    `<html><body><h1>Dossier ${document}</h1>${sectionsOf(document)
      .map(({ heading, text }) => `<h2>${heading}</h2><p>${text}</p>`)
      .join('')}</body></html>`,
  txt: (document) =>
    sectionsOf(document)
      .map(({ heading, text }) => `${heading}\n-----\n${text}\n`)
      .join('\n'),
  docx: (document) => {
    const said = sectionsOf(document).flatMap(({ heading, text }): Said[] => [{ heading }, { text }]);
    return docxOf([{ title: `Dossier ${document}` }, ...said]);
  },
};

/** Reads many documents of one format. */
export async function benchDocuments(
  count = 1_000,
  formats: readonly string[] = Object.keys(WRITERS),
): Promise<Target[]> {
  const rows: string[][] = [];
  const targets: Target[] = [];
  for (const format of formats) {
    const write = WRITERS[format] as (document: number) => string | Promise<Uint8Array>;
    using knowledge = tempFolder({ 'documents/premier.txt': 'Le premier.' });
    using data = tempFolder();
    for (let document = 0; document < count; document += 1)
      writeFileSync(join(knowledge.path, 'documents', `${document}.${format}`), await write(document));
    const db = await openDatabase(data.path);
    try {
      const options = { knowledgeDir: knowledge.path, dataDir: data.path, embedder: undefined };
      const started = performance.now();
      const { passages } = await ingest(db, options);
      const read = (performance.now() - started) / 1_000;
      const base = await loadKnowledgeBase(db, { embedder: undefined });
      if (!base) throw new Error('no index');
      new HybridRetriever(base);
      const served = (performance.now() - started) / 1_000;
      writeFileSync(join(knowledge.path, 'documents', `0.${format}`), await write(count));
      const again = performance.now();
      await ingest(db, options);
      const changed = (performance.now() - again) / 1_000;
      rows.push([
        format,
        String(passages),
        seconds(read),
        seconds(served),
        `${Math.round(passages / served)}`,
        seconds(changed),
      ]);
      targets.push(atMost(`${format} : un document changé`, changed, 2, seconds));
      if (format !== 'docx')
        targets.push(atMost(`${format} : lus et indexés`, served, passages / LEAST_A_SECOND, seconds));
    } finally {
      await db.close();
    }
  }
  printTable(
    `${count} documents de ${SECTIONS} parties`,
    ['', 'passages', 'lus', 'trouvés par leurs mots', 'passages par seconde', 'un document changé'],
    rows,
  );
  return targets;
}

if (import.meta.main) {
  const targets = await benchDocuments(Number(process.argv[2] ?? 1_000), process.argv[3]?.split(','));
  for (const target of targets) console.log(target);
}
