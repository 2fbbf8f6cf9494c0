import { forgetContactCodes } from '#src/person/store/contacts.ts';
import { DAY_MS } from '#src/platform/calendar/durations.ts';
import { forgetLeases } from '#src/platform/database/leases/leases.ts';
import { forgetEntryLinks } from '#src/platform/web/sign-in/store/entry-links.ts';
import { forgetSessions } from '#src/platform/web/sign-in/store/sessions.ts';
import { forgetDoneJobs } from './jobs.ts';
import { dailyAt } from './recurrence.ts';
import type { JobKind } from './scheduler.ts';

/** How long staff and developers can look back at what was done. */
const KEPT_MS = 30 * DAY_MS;

/**
 * Keeps the tables of work small: what was done a month ago is forgotten, what was given up stays. Sessions and
 * one-time links that ran out go too. What is about people is kept as long as the periods of the privacy feature say.
 */
export const housekeeping = (now: () => number): JobKind => ({
  kind: 'housekeeping',
  next: dailyAt('03:30'),
  run: async () => async (tx) => {
    await forgetDoneJobs(tx, now() - KEPT_MS);
    await forgetLeases(tx, now() - DAY_MS);
    await forgetSessions(tx, now());
    await forgetEntryLinks(tx, now());
    await forgetContactCodes(tx, now() - DAY_MS);
  },
});
