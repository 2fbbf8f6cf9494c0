import type { Block } from '#src/channel/blocks.ts';
import { membersOf } from '#src/company/store/members.ts';
import { type Conversation, conversationsOf, isUnreachable } from '#src/conversation/store/conversations.ts';
import { addOutboundMessage } from '#src/conversation/store/messages.ts';
import { queueNewsMail } from '#src/person/mail/news-mail.ts';
import type { Transaction } from '#src/platform/database/database.ts';

/** The kind of what is told unasked about a session: it answers nothing. */
export const NEWS_KIND = 'training-news';

/** Who changes something, as histories name them, and when. */
export interface Actor {
  readonly by: string;
  readonly now: number;
  /** The conversation in which the company does it, which is answered there. */
  readonly conversationId?: string | undefined;
  /** The address in whose name calendar files are. */
  readonly organizer?: string | undefined;
}

/** Something to tell, with the subject that it has as a mail. */
export interface News {
  readonly subject: string;
  readonly blocks: readonly Block[];
}

/** Tells every member of a company where they last wrote. @param except a conversation that was answered already */
export async function tellCompany(
  tx: Transaction,
  {
    companyId,
    news,
    except,
    now,
  }: { companyId: string; news: News; except?: string | undefined; now: number },
): Promise<void> {
  for (const { personId, status } of await membersOf(tx, companyId))
    if (status === 'member') await tellPerson(tx, { personId, news, except, now });
}

/**
 * Tells a person something where they last wrote, rather not beside an expert, and by mail when they do not see it
 * there.
 * @returns false when they can't be reached
 */
export async function tellPerson(
  tx: Transaction,
  { personId, news, except, now }: { personId: string; news: News; except?: string | undefined; now: number },
): Promise<boolean> {
  const own = await conversationsOf(tx, personId);
  if (own.some(({ id }) => id === except)) return true;
  const reachable: Conversation[] = [];
  for (const one of own) if (!(await isUnreachable(tx, one.id))) reachable.push(one);
  const where = reachable.find(({ mode }) => mode !== 'human') ?? reachable[0];
  if (!where) return false;
  const content = { blocks: news.blocks, kind: NEWS_KIND };
  const { id: messageId } = await addOutboundMessage(tx, { conversationId: where.id, content, now });
  await queueNewsMail(tx, { conversation: where, messageId, subject: news.subject }, now);
  return true;
}
