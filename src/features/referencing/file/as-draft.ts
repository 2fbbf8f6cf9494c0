import type { Answers } from '#src/company/form/answers.ts';
import type { Draft } from '#src/company/form/draft.ts';

/** A registered file as a form whose change is being chosen. */
export const fileAsDraft = (companyId: string, answers: Answers): Draft => ({
  phase: { at: 'choosing' },
  answers,
  skipped: [],
  trail: [],
  companyId,
});
