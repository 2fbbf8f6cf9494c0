import { expect, test } from 'vitest';
import { documentsOn } from '#src/features/answers/search/document-judge.ts';
import { ingest } from '#src/knowledge/ingest/ingest.ts';
import { openDatabase } from '#src/platform/database/open.ts';
import { understand } from '#src/reader/understand.ts';
import { loadKnowledgeBase } from '#src/retrieval/knowledge-base.ts';
import { openReaderEmbedder, type ReaderEmbedder } from '#src/retrieval/vectors/reader-embedder.ts';
import { tempFolder } from '#support/repository/temp-folder.ts';

const HALL = `# La halle de Colmar

## Horaires

La halle ouvre à 8 heures. Elle ferme à 19 heures.

## Tarifs

Un étal coûte 12 euros par jour. La caution est de 50 euros.
`;

test('a question on a document waits for its own words to be read, and for no sentence of the document', async () => {
  using knowledge = tempFolder({ 'documents/halle.md': HALL });
  using data = tempFolder();
  const db = await openDatabase(data.path);
  try {
    const own = openReaderEmbedder();
    const embedder = { id: own.id, reader: own };
    await ingest(db, { knowledgeDir: knowledge.path, dataDir: data.path, embedder });
    const read: string[] = [];
    const reader: ReaderEmbedder = {
      ...own,
      embed: (text, as) => {
        read.push(text);
        return own.embed(text, as);
      },
    };
    const base = await loadKnowledgeBase(db, { embedder: { ...embedder, reader }, vectorFile: () => '' });
    read.length = 0;
    const question = 'À quelle heure ouvre la halle ?';
    const found = await documentsOn(understand(question, undefined, '2026-11-24'), {
      documents: base?.documents,
    });
    expect(found?.parts[0]?.quoted.join(' ')).toContain('8 heures');
    expect(read).toEqual([question]);
  } finally {
    await db.close();
  }
});
