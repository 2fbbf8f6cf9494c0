import type { Browsers } from '#src/channel/browsers.ts';
import { merging } from '#src/features-together.ts';
import { createBrowsers } from '#src/person/browsers/browsers.ts';
import type { Database } from '#src/platform/database/database.ts';

/** Who writes from which browser, as a store knows it, where mails can be sent. */
export const browsersOn = (db: Database, now: () => number = Date.now): Browsers =>
  createBrowsers({ db, mailIsOn: true, merging, now });
