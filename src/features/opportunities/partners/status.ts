import { membershipsOf } from '#src/company/store/members.ts';
import type { Conversation } from '#src/conversation/store/conversations.ts';
import { type PartnerAsk, waitingAsks } from '#src/features/opportunities/store/partners.ts';
import { frenchDate, parisDay } from '#src/platform/calendar/iso-date.ts';
import type { Queryable } from '#src/platform/database/database.ts';
import { partnerTexts as texts } from './texts.ts';

/** The partners whose answer the companies of a person wait for, and the requests that wait for their own. */
export async function partnersStatus(
  db: Queryable,
  { personId }: Conversation,
): Promise<{ readonly lines: readonly string[] }> {
  const own = personId === undefined ? [] : await membershipsOf(db, personId);
  const lines: string[] = [];
  for (const { companyId, status } of own)
    if (status === 'member')
      for (const ask of await waitingAsks(db, { companyId })) lines.push(...lineOf(ask, companyId));
  return { lines };
}

function lineOf(ask: PartnerAsk, companyId: string): string[] {
  if (ask.fromCompany === companyId)
    return [texts.status(ask.toDescribed, ask.title, frenchDate(parisDay(ask.expiresAt ?? 0)))];
  return ask.toldAt === undefined ? [] : [texts.toAnswer(ask.title)];
}
