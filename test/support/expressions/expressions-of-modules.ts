import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { ROOT } from '#support/repository/source-files.ts';
import { tempFolder } from '#support/repository/temp-folder.ts';
import { type FoundExpression, literalExpressions } from './source-expressions.ts';

/** What is never read in a person's message, and why it may stay as it is. */
const OURS: readonly { readonly place: RegExp; readonly why: string }[] = [
  { place: /^src\/config\/mail\.ts:/, why: 'a setting of the operator, read once at the start' },
  {
    place: /^src\/knowledge\/loaders\/text\/html-text\.ts:/,
    why: 'the text of the law, read in a process of its own',
  },
];

/** The expressions that the sources write, and those that their modules build as they are loaded. */
export async function expressionsOfModules(): Promise<FoundExpression[]> {
  using folder = tempFolder();
  const path = join(folder.path, 'built.json');
  // A process of its own: these are the modules as they run, and none of the tests' own.
  await promisify(execFile)(process.execPath, [
    join(ROOT, 'test/support/expressions/built-expressions.ts'),
    path,
  ]);
  const built: FoundExpression[] = JSON.parse(readFileSync(path, 'utf8'));
  return [...literalExpressions('src', 'adapters'), ...built].filter(({ place }) => !isOurs(place));
}

/** Whether an expression reads what operators and the law write, and nothing that people do. */
export const isOurs = (found: string): boolean => OURS.some(({ place }) => place.test(found));
