import { Budget } from '#src/person/budgets/budget.ts';
import type { WhoAsks } from '#src/person/budgets/who-asks.ts';
import { MINUTE_MS } from '#src/platform/calendar/durations.ts';

/** What a code is for: the wrong guesses of each are counted by themselves. */
type CodePurpose = 'link' | 'contact' | 'company';

/** Wrong guesses within ten minutes: enough for typing mistakes. Who is known has a reserve that no stranger uses up. */
const MOST = { person: 5, conversation: 5, source: 30 };
const RESERVE = { person: 5, source: 30 };

/** Wrong guesses of codes, by person, by conversation and by network: no count is shared by everybody. */
export class Guesses {
  readonly #wrong: Budget;

  constructor(wrong: Budget = new Budget(10 * MINUTE_MS)) {
    this.#wrong = wrong;
  }

  /** Whether somebody may try a code. */
  may(purpose: CodePurpose, { personId, conversationId, source, isKnown }: WhoAsks): boolean {
    const count = (key: string) => this.#wrong.count(`${purpose} ${key}`);
    const reserve = isKnown ? RESERVE : { person: 0, source: 0 };
    return (
      count(`person ${personId}`) < MOST.person + reserve.person &&
      (isKnown ||
        conversationId === undefined ||
        count(`conversation ${conversationId}`) < MOST.conversation) &&
      count(`source ${source}`) < MOST.source + reserve.source
    );
  }

  /** Notes a guess that was wrong. */
  wrong(purpose: CodePurpose, { personId, conversationId, source }: WhoAsks): void {
    const keys = [`person ${personId}`, `conversation ${conversationId ?? personId}`, `source ${source}`];
    for (const key of keys) this.#wrong.note(`${purpose} ${key}`);
  }
}

/** Those of this process. */
export const guesses = new Guesses();
