import type { Answers } from '#src/referencing/answers.ts';
import type { Draft } from '#src/referencing/draft.ts';

/** A registered file as a form whose change is being chosen. */
export const fileAsDraft = (companyId: string, answers: Answers): Draft => ({
  phase: { at: 'choosing' },
  answers,
  skipped: [],
  trail: [],
  companyId,
});
