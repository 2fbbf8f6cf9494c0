import type { Block } from '#src/channel/blocks.ts';
import { INTRODUCTION_KIND } from '#src/directory/introduction.ts';
import type { Form } from '#src/referencing/form.ts';
import type { Conversation } from '#src/storage/conversations.ts';
import type { Transaction } from '#src/storage/database.ts';
import { askIntroductionAgain } from './introduction-step.ts';
import { askAgain } from './referencing-step.ts';
import type { Route } from './router.ts';

/** Asks the question that waits again, of a wish for a contact or of the form, after something else was answered. */
export async function insist(
  tx: Transaction,
  turn: {
    readonly current: Conversation;
    readonly decided: Route;
    readonly form: Form | undefined;
    readonly mailIsOn: boolean;
  },
  say: (blocks: readonly Block[], kind: string) => Promise<unknown>,
  now: number,
): Promise<void> {
  const { current, decided, form, mailIsOn } = turn;
  const wish = decided.to === 'directory' ? [] : askIntroductionAgain(current, { mailIsOn, now });
  const again =
    decided.to === 'referencing' || wish.length > 0 ? undefined : await askAgain(tx, current, form, now);
  if (wish.length > 0) await say(wish, INTRODUCTION_KIND);
  else if (again) await say(again, 'referencing');
}
