import { createHash } from 'node:crypto';
import type { Answered } from '#src/features/unanswered/store/tellings.ts';
import { REASONS, type WhyNotTold, whyNotTold } from './may-tell.ts';

/** Whom a click would tell, and what. */
export interface Preview {
  /** One question a person: the first that they asked. */
  readonly told: readonly Answered[];
  /** How many are not, by why; in the order of the reasons, and only those that hold for somebody. */
  readonly others: readonly { readonly why: WhyNotTold; readonly count: number }[];
  /** Changes when any of it does: a click says which preview it saw. */
  readonly basis: string;
}

/** Whom a click would tell of the questions of a group that are answered now. Who is with an expert is told afterwards. */
export function previewOf(answered: readonly Answered[]): Preview {
  const told = new Map<string, Answered>();
  const others = new Map<WhyNotTold, number>();
  for (const one of answered) {
    const why = whyNotTold(one.asker);
    const who = one.asker.personId ?? one.conversationId;
    if (why === undefined || why === 'held') {
      if (!told.has(who)) told.set(who, one);
    } else others.set(why, (others.get(why) ?? 0) + 1);
  }
  const chosen = [...told.values()];
  const seen = JSON.stringify(chosen.map(({ messageId, digest }) => [messageId, digest]));
  return {
    told: chosen,
    others: REASONS.flatMap((why) => {
      const count = others.get(why);
      return count === undefined ? [] : [{ why, count }];
    }),
    basis: createHash('sha256').update(seen).digest('hex').slice(0, 32),
  };
}
