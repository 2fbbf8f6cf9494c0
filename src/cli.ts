/** The command line: `npm run -s hotline -- COMMAND`. */

import { usageText } from '#src/commands/texts.ts';
import { closeToOthers } from '#src/platform/database/data-folder/private-folder.ts';
import { failureReport } from '#src/platform/failure.ts';
import { commands } from './commands/index.ts';

closeToOthers();
const [name = '', ...args] = process.argv.slice(2);
// « knowledge check », « store copy », « desk link »… are two words.
const words = ['knowledge', 'store', 'desk'].includes(name) ? 2 : 1;
const command = commands.get([name, ...args].slice(0, words).join(' '));
try {
  if (!command) {
    process.stderr.write(`${usageText}\n`);
    process.exitCode = name === '' || name === 'help' || name === '--help' ? 0 : 2;
  } else process.exitCode = await command(args.slice(words - 1));
} catch (error) {
  process.stderr.write(`${failureReport(error)}\n`);
  process.exitCode = 1;
}
