import type { Block } from '#src/channel/blocks.ts';
import type { Form } from '#src/company/form/form.ts';
import type { Route } from '#src/conversation/rules/router.ts';
import type { Conversation } from '#src/conversation/store/conversations.ts';
import { INTRODUCTION_KIND } from '#src/conversation/store/kinds.ts';
import { askIntroductionAgain } from '#src/features/directory/introductions/step.ts';
import { askAgain } from '#src/features/referencing/chat/step.ts';
import { isFilling, type ReferencingParts } from '#src/features/referencing/chat/turn.ts';
import { askDiagnosisAgain } from '#src/features/training/chat/diagnosis.ts';
import { isDiagnosing } from '#src/features/training/chat/turn.ts';
import type { DiagnosisForm } from '#src/features/training/rules/diagnosis.ts';
import type { Transaction } from '#src/platform/database/database.ts';

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
  const isNeeded = isFilling(state) || decided.to === 'directory' || decided.to === 'privacy';
  return {
    form: own ?? (isNeeded ? await parts?.form() : undefined),
    diagnosis: isDiagnosing(state) ? await parts?.training?.diagnosis() : undefined,
  };
}

/** The question that waits, of a wish for a contact or of a form, once more; nothing when its own dialog has just spoken. */
export async function askFormAgain(
  tx: Transaction,
  current: Conversation,
  { form, diagnosis }: FormsInUse,
  turn: { decided: Route; diagnosing: boolean; mailIsOn: boolean; now: number },
): Promise<{ blocks: readonly Block[]; kind: string } | undefined> {
  const { decided, diagnosing, mailIsOn, now } = turn;
  // What was asked of one's data is answered first.
  if (decided.to === 'privacy') return undefined;
  const isOwnStep = decided.to === 'directory' && decided.turn.request.type !== 'search';
  const wish = isOwnStep ? [] : askIntroductionAgain(current, { mailIsOn, now });
  if (wish.length > 0) return { blocks: wish, kind: INTRODUCTION_KIND };
  if (decided.to === 'referencing' || diagnosing) return undefined;
  const again = diagnosis && (await askDiagnosisAgain(tx, current, diagnosis, now));
  const blocks = again ?? (await askAgain(tx, current, form, now));
  return blocks && { blocks, kind: 'referencing' };
}
