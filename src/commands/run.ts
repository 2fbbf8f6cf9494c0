import { failureReport } from '#src/platform/failure.ts';
import { commands } from './index.ts';
import { usageText } from './texts.ts';

/** « knowledge check », « store copy », « desk link »… are two words. */
const OF_TWO_WORDS = ['knowledge', 'store', 'desk'];

/** Runs what was typed after `hotline`: a mistake is said in French on standard error. @returns the exit code */
export async function runTyped([name = '', ...args]: readonly string[]): Promise<number> {
  const words = OF_TWO_WORDS.includes(name) ? 2 : 1;
  const command = commands.get([name, ...args].slice(0, words).join(' '));
  if (!command) {
    process.stderr.write(`${usageText}\n`);
    return name === '' || name === 'help' || name === '--help' ? 0 : 2;
  }
  try {
    return await command(args.slice(words - 1));
  } catch (error) {
    process.stderr.write(`${failureReport(error)}\n`);
    return 1;
  }
}
