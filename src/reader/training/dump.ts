/**
 * Writes what training reads of the pages, one section a line: `node src/reader/training/dump.ts OUT.jsonl`.
 * The text of a vector is the one that the server indexes, without its figures: what is trained is what is searched.
 */
import { globSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { FIGURE_MARK } from '#src/knowledge/model/figures.ts';
import { parsePage } from '#src/knowledge/model/guide-parser.ts';
import { bodyText } from '#src/retrieval/passages/index-content.ts';
import { passagesOf } from '#src/retrieval/passages/passage.ts';

const [out] = process.argv.slice(2);
if (!out) throw new Error('node src/reader/training/dump.ts OUT.jsonl');
const folder = join(import.meta.dirname, '../../../knowledge');
const documents = globSync('{guides,programme,clauses}/**/*.md', { cwd: folder })
  .sort()
  .flatMap((path) => parsePage(path, readFileSync(join(folder, path), 'utf8')).document ?? []);
const lines = passagesOf(documents).map((passage) => ({
  key: passage.key,
  title: passage.document.title,
  audience: passage.document.audience,
  kind: passage.document.kind,
  heading: passage.heading,
  body: bodyText(passage).replace(FIGURE_MARK, ' ').replaceAll('**', ''),
  wordings: passage.wordings,
  modality: passage.proposition?.modality,
  statement: passage.proposition?.statement,
  verdict: passage.proposition?.verdict,
}));
writeFileSync(out, `${lines.map((line) => JSON.stringify(line)).join('\n')}\n`);
process.stdout.write(`${lines.length} sections\n`);
