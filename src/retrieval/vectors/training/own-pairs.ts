/**
 * Prints our own training pairs for the static vectors, one JSON object a line: each indexed wording and question of a
 * page with the page's text. Wordings kept apart to measure (`test/evaluation`) are not in the pages, so not in here.
 *
 *   node src/retrieval/vectors/training/own-pairs.ts [knowledge] > pairs.jsonl
 */
import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { FIGURE_MARK } from '#src/knowledge/model/figures.ts';
import { parsePage } from '#src/knowledge/model/guide-parser.ts';
import { bodyText } from '#src/retrieval/passages/index-content.ts';
import { passagesOf } from '#src/retrieval/passages/passage.ts';

const folder = process.argv[2] ?? 'knowledge';
for (const path of globSync('{guides,programme,clauses}/*.md', { cwd: folder }).sort()) {
  const { document } = parsePage(path, readFileSync(join(folder, path), 'utf8'));
  for (const passage of passagesOf(document ? [document] : [])) {
    const b = `${passage.document.title}. ${passage.heading} ${bodyText(passage)}`.replace(FIGURE_MARK, ' ');
    for (const a of [passage.heading, ...passage.wordings])
      process.stdout.write(`${JSON.stringify({ a, b })}\n`);
  }
}
