import type { Draft } from '#src/company/form/draft.ts';
import type { Step } from './position.ts';

/** A step of a form, taken on a draft as it was read: it holds as long as that draft is what is saved. */
export interface TakenStep {
  /** What was saved of the form; nothing, where a registered file is changed. */
  readonly saved: Draft | undefined;
  /** What the step starts from: what was saved, or the answers of the registered file. */
  readonly before: Draft;
  readonly step: Step;
}
