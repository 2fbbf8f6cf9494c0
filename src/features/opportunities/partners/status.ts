import { companyOf } from '#src/company/chat/step.ts';
import type { Conversation } from '#src/conversation/store/conversations.ts';
import { waitingAsks } from '#src/features/opportunities/store/partners.ts';
import { frenchDate, parisDay } from '#src/platform/calendar/iso-date.ts';
import type { Queryable } from '#src/platform/database/database.ts';
import { partnerTexts as texts } from './texts.ts';

/** The partners whose answer a company waits for, and the requests that wait for its own. */
export async function partnersStatus(
  db: Queryable,
  { personId }: Conversation,
): Promise<{ readonly lines: readonly string[] }> {
  const companyId = personId === undefined ? undefined : await companyOf(db, personId);
  if (companyId === undefined) return { lines: [] };
  const lines = (await waitingAsks(db, { companyId })).flatMap((ask) => {
    if (ask.fromCompany === companyId)
      return texts.status(ask.toDescribed, ask.title, frenchDate(parisDay(ask.expiresAt ?? 0)));
    return ask.toldAt === undefined ? [] : texts.toAnswer(ask.title);
  });
  return { lines };
}
