import { MINUTE_MS } from '#src/platform/calendar/durations.ts';
import type { Database } from '#src/platform/database/database.ts';
import { every } from '#src/platform/database/jobs/recurrence.ts';
import type { JobKind } from '#src/platform/database/jobs/scheduler.ts';
import { askAgain } from './ask-again.ts';
import { gatherQuestions } from './gather.ts';
import type { QuestionReader } from './reader.ts';
import { tellPeople } from './tell.ts';

/** How soon what was asked in vain, and what a new page answers, shows to staff. */
const LOOK_MS = 5 * MINUTE_MS;
/** How often some of those who wait for news are told. */
const TELL_MS = 5 * MINUTE_MS;

/** The work on questions that had no answer: they are gathered and asked again; who asked is told, once staff said so. */
export const questionJobs = ({
  db,
  reader,
  wake,
  now,
}: {
  readonly db: Database;
  readonly reader: QuestionReader;
  readonly wake: () => void;
  readonly now: () => number;
}): JobKind[] => [
  {
    kind: 'questions-gathering',
    next: every(LOOK_MS),
    run: async (_job, signal) => {
      await gatherQuestions(db, reader, now());
      await askAgain(db, reader, now, signal);
      return undefined;
    },
  },
  {
    kind: 'questions-telling',
    next: every(TELL_MS),
    run: async () => {
      if ((await tellPeople(db, reader.generation(), now)) > 0) wake();
      return undefined;
    },
  },
];
