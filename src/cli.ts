/** The command line: `npm run -s hotline -- COMMAND`. */
import { commands } from './commands/index.ts';
import { errorText, HotlineError } from './errors.ts';
import { usageText } from './texts/cli.ts';

const [name = '', ...args] = process.argv.slice(2);
// « knowledge check », « knowledge status », « store copy », « store compact » and « desk link » are two words.
const words = ['knowledge', 'store', 'desk'].includes(name) ? 2 : 1;
const command = commands.get([name, ...args].slice(0, words).join(' '));
try {
  if (!command) {
    process.stderr.write(`${usageText}\n`);
    process.exitCode = name === '' || name === 'help' || name === '--help' ? 0 : 2;
  } else process.exitCode = await command(args.slice(words - 1));
} catch (error) {
  process.stderr.write(`${errorText(error)}\n`);
  if (!(error instanceof HotlineError))
    process.stderr.write(`${error instanceof Error ? error.stack : ''}\n`);
  process.exitCode = 1;
}
