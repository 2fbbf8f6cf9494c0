/** The command line: `npm run -s hotline -- COMMAND`. */

import { closeToOthers } from '#src/platform/database/data-folder/private-folder.ts';
import { runTyped } from './commands/run.ts';

closeToOthers();
process.exitCode = await runTyped(process.argv.slice(2));
