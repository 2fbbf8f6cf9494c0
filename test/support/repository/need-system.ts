/** Says what is missing for the system tests, and how to install it, rather than skipping them. */
import { existsSync } from 'node:fs';
import { CHROMIUM } from '#support/pages/chromium.ts';
import { POSTGRES_BIN } from '#support/store/postgres-server.ts';

const missing = [
  ...(existsSync(CHROMIUM) ? [] : [`Chromium (${CHROMIUM}) : apt-get install -y chromium`]),
  ...(POSTGRES_BIN ? [] : ['PostgreSQL 17 (/usr/lib/postgresql/17/bin) : apt-get install -y postgresql-17']),
];
for (const line of missing) process.stderr.write(`Les tests système demandent ${line}\n`);
process.exitCode = missing.length > 0 ? 1 : 0;
