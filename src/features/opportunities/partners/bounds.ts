import { canPush } from '#src/channel/can-push.ts';
import { contactOfCompany } from '#src/company/members/news.ts';
import { DIRECTORY_CONSENT } from '#src/company/rules/directory-consent.ts';
import { holdingOf } from '#src/company/store/holders.ts';
import { isListed } from '#src/company/store/listed-companies.ts';
import { membersOf } from '#src/company/store/members.ts';
import { conversationsOf, isUnreachable } from '#src/conversation/store/conversations.ts';
import type { Bounds } from '#src/features/opportunities/store/partners.ts';
import { confirmedEmail } from '#src/person/store/contacts.ts';
import { hasStoppedNews } from '#src/person/store/news-stops.ts';
import { DAY_MS } from '#src/platform/calendar/durations.ts';
import type { Queryable } from '#src/platform/database/database.ts';
import type { Silence } from './ports.ts';

/** How often a company is asked, and asks, in seven days, at most. */
export const MOST = { asked: 2, asks: 5 };
export const WEEK_MS = 7 * DAY_MS;
/** How long « not at the moment », and a no to the same company, hold. */
const BUSY_MS = 30 * DAY_MS;
const REFUSED_MS = 180 * DAY_MS;

/** What stands in the way of proposing some companies to another one for a call. */
export const boundsOf = (fromCompany: string, noticeId: string, now: number): Bounds => ({
  fromCompany,
  noticeId,
  weekAgo: now - WEEK_MS,
  busySince: now - BUSY_MS,
  refusedSince: now - REFUSED_MS,
  most: MOST.asked,
});

/** The people who speak for a company. */
export const speakersOf = async (db: Queryable, companyId: string): Promise<string[]> =>
  (await membersOf(db, companyId)).flatMap(({ personId, status }) => (status === 'member' ? [personId] : []));

/** Whether a company may still ask another one: the team approved it, and it has a contact to give. */
export const mayAsk = async (db: Queryable, companyId: string): Promise<boolean> =>
  (await holdingOf(db, companyId))?.state === 'approved' &&
  (await contactOfCompany(db, companyId)).reach.length > 0;

interface Asked {
  readonly companyId: string;
  readonly fromCompany: string;
  readonly silence: Silence;
  readonly mailIsOn: boolean;
}

/**
 * Whether a company may be asked by another one at all: the team approved it, it agreed to be proposed, takes requests, has
 * a contact to give, is not of the same people, and one of its people can be written to.
 */
export async function mayBeAsked(
  db: Queryable,
  { companyId, fromCompany, silence, mailIsOn }: Asked,
): Promise<boolean> {
  if (!(await isListed(db, companyId, DIRECTORY_CONSENT.purpose))) return false;
  if (await silence.isSilent(db, companyId)) return false;
  if ((await contactOfCompany(db, companyId)).reach.length === 0) return false;
  const speakers = await speakersOf(db, companyId);
  const others = new Set(await speakersOf(db, fromCompany));
  if (speakers.some((one) => others.has(one))) return false;
  for (const personId of speakers) if (await canBeWrittenTo(db, personId, mailIsOn)) return true;
  return false;
}

/**
 * Whether something reaches somebody one day: who holds or sleeps is waited for, who stopped or left is not; nor who only
 * has a page, where nothing arrives, and no mail address that they confirmed.
 */
async function canBeWrittenTo(db: Queryable, personId: string, mailIsOn: boolean): Promise<boolean> {
  if (await hasStoppedNews(db, personId)) return false;
  const hasMail = mailIsOn && (await confirmedEmail(db, personId)) !== undefined;
  for (const { id, kind, channel } of await conversationsOf(db, personId))
    if (kind === 'company' && (hasMail || canPush(channel)) && !(await isUnreachable(db, id))) return true;
  return false;
}
