/**
 * What the sign-up form makes of names and of sentences, typed while it asks for the name of the company:
 *
 *   npm run evaluate:forms -- [--data DIR] [--failures]
 *
 * A true name is taken, at worst after « Est-ce bien le nom de votre entreprise ? »; a refusal, a question or another wish
 * never is.
 */
import { parseArgs } from 'node:util';
import { openBase } from '#src/commands/ask/open-base.ts';
import { readOptions } from '#src/commands/options.ts';
import { tempFolder } from '#support/repository/temp-folder.ts';
import { type HeardAs, heardAs, typedNames } from './heard-as.ts';

const { values } = parseArgs({ options: { data: { type: 'string' }, failures: { type: 'boolean' } } });
using folder = tempFolder();
const { config } = readOptions(['--data', values.data ?? folder.path]);
const { base } = await openBase(config);
const read = base.meaning?.readWishes;
if (!read) throw new Error('no reader runs here');

const WAYS: readonly HeardAs[] = ['taken', 'asked', 'word', 'other'];
const heard: { text: string; is: string; as: HeardAs }[] = [];
for (const { text, is } of typedNames())
  heard.push({ text, is, as: await heardAs(text, (clause) => read(clause)) });
process.stdout.write(
  '\n| | pris | demandé | mot du formulaire | pour quelqu’un d’autre |\n|---|---|---|---|---|\n',
);
for (const [is, label] of [
  ['name', 'noms'],
  ['sentence', 'phrases'],
] as const) {
  const own = heard.filter((one) => one.is === is);
  const counts = WAYS.map((way) => own.filter(({ as }) => as === way).length);
  process.stdout.write(`| ${label} (${own.length}) | ${counts.join(' | ')} |\n`);
}
if (values.failures)
  for (const { text, is, as } of heard)
    if ((is === 'name' && as !== 'taken') || (is === 'sentence' && (as === 'taken' || as === 'asked')))
      process.stdout.write(`${is} → ${as} : ${text}\n`);
process.exit(0);
