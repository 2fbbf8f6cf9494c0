import type { Block } from '#src/channel/blocks.ts';
import type { DiagnosisForm } from '#src/referencing/diagnosis-form.ts';
import type { Form } from '#src/referencing/form.ts';
import type { Conversation } from '#src/storage/conversations.ts';
import type { Transaction } from '#src/storage/database.ts';
import { askDiagnosisAgain } from './diagnosis-step.ts';
import { askAgain } from './referencing-step.ts';
import { isFilling, type ReferencingParts } from './referencing-turn.ts';
import type { Route } from './router.ts';
import { isDiagnosing } from './training-turn.ts';

/** The forms of which a question may be asked again after an answer to something else. */
export interface FormsInUse {
  readonly form: Form | undefined;
  readonly diagnosis: DiagnosisForm | undefined;
}

/** The sign-up, and the diagnosis, where one of their questions is what a conversation last asked. */
export async function formsInUse(
  parts: ReferencingParts | undefined,
  state: unknown,
  decided: Route,
): Promise<FormsInUse> {
  const own = decided.to === 'referencing' ? decided.turn.form : undefined;
  return {
    form: own ?? (isFilling(state) ? await parts?.form() : undefined),
    diagnosis: isDiagnosing(state) ? await parts?.training?.diagnosis() : undefined,
  };
}

/** The question of a form that waits, once more; nothing when the form itself has just spoken. */
export async function askFormAgain(
  tx: Transaction,
  current: Conversation,
  { form, diagnosis }: FormsInUse,
  { decided, diagnosing, now }: { decided: Route; diagnosing: boolean; now: number },
): Promise<Block[] | undefined> {
  if (decided.to === 'referencing' || diagnosing) return undefined;
  const again = diagnosis && (await askDiagnosisAgain(tx, current, diagnosis, now));
  return again ?? askAgain(tx, current, form, now);
}
