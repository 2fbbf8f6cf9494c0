/**
 * Prints what the pages leave out of what is asked, and the sections that nobody's words reach.
 *
 *   npm run evaluate:coverage -- [--set development|company-a|…|all|FILE.jsonl] [--data DIR] [--wordings]
 *
 * Asks every question of the sets that wants an answer, and every wording kept out of the pages. A section is never
 * found when it comes among the three first pages of none; a question has no section when it is refused and the page
 * that answers it is not among the ten first. --wordings also shows the wordings kept apart that are refused so.
 */
import { parseArgs } from 'node:util';
import { openBase } from '#src/commands/ask/open-base.ts';
import { readOptions } from '#src/commands/options.ts';
import { tempFolder } from '#support/repository/temp-folder.ts';
import { readSets } from '../question-sets.ts';
import { coverageOf, readHeldOut } from './coverage.ts';
import { coverageLines } from './lines.ts';

const { values } = parseArgs({
  options: {
    set: { type: 'string', default: 'all' },
    data: { type: 'string' },
    wordings: { type: 'boolean', default: false },
  },
});
using fresh = values.data === undefined ? tempFolder() : undefined;
const { config, today } = readOptions(['--data', fresh?.path ?? values.data ?? '']);
const coverage = await coverageOf(await openBase(config), readSets(values.set), readHeldOut(), today);
const shows = (set: string) => !set.startsWith('company-');
const lines = coverageLines(coverage, { shows, wordings: values.wordings });
process.stdout.write(`${lines.join('\n')}\n`);
