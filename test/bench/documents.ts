/**
 * Times the reading of many documents that staff drop, from the files to an index that finds them by their words, then
 * the reading again of one that changed; then what a server does of them while people ask.
 * `node test/bench/documents.ts [DOCUMENTS] [FORMATS|server]`, 1,000 of ten sections otherwise.
 */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { ingest } from '#src/knowledge/ingest/ingest.ts';
import { openDatabase } from '#src/platform/database/open.ts';
import { loadKnowledgeBase } from '#src/retrieval/knowledge-base.ts';
import { HybridRetriever } from '#src/retrieval/retriever.ts';
import { tempFolder } from '#support/repository/temp-folder.ts';
import { SECTIONS, WRITERS } from './documents/made.ts';
import { benchServing } from './documents/serving.ts';
import { atMost, printTable, seconds, type Target } from './figures.ts';

/** Sections read and indexed in a second, at least. */
const LEAST_A_SECOND = 1_000;

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
      const base = await loadKnowledgeBase(db, { embedder: undefined, vectorFile: () => '' });
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
  const count = Number(process.argv[2] ?? 1_000);
  const formats = process.argv[3]?.split(',');
  const targets = formats?.[0] === 'server' ? [] : await benchDocuments(count, formats);
  if (!formats || formats[0] === 'server') targets.push(...(await benchServing(count)));
  printTable(
    'Ce qui est demandé',
    ['', 'demandé', 'atteint', 'tenu'],
    targets.map(({ what, asked, reached, met }) => [what, asked, reached, met ? 'oui' : 'NON']),
  );
}
