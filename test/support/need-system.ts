/** Says what is missing for the system tests, and how to install it, rather than skipping them. */
import { existsSync } from 'node:fs';
import { CHROMIUM } from './chromium.ts';

if (!existsSync(CHROMIUM)) {
  process.stderr.write(`Les tests système demandent Chromium (${CHROMIUM}) : apt-get install -y chromium\n`);
  process.exit(1);
}
