import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT, sourcesUnder } from '#support/repository/source-files.ts';
import { recordExpressions, takeRecorded } from './record-expressions.ts';

// Run by itself, with the path of a file: loads every module of the sources and writes there the expressions that they
// build meanwhile, as JSON.
recordExpressions();
for (const { path, code } of [...sourcesUnder('src'), ...sourcesUnder('adapters')]) {
  // What exports nothing is run, not imported: a server, a command, a script; so is a thread; assets are for browsers.
  const isRun = !/^export /m.test(code) || /^export default await/m.test(code);
  if (!isRun && !path.includes('/assets/')) await import(join(ROOT, path));
}
writeFileSync(String(process.argv[2]), JSON.stringify(takeRecorded()));
process.exit(0);
