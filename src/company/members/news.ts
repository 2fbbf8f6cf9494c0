import { type Block, type Choice, paragraph, plainText } from '#src/channel/blocks.ts';
import { canPush } from '#src/channel/can-push.ts';
import { button } from '#src/channel/make-blocks.ts';
import { companyButtons } from '#src/company/chat/request.ts';
import { holdingTexts } from '#src/company/holding/texts.ts';
import { companyFields } from '#src/company/store/companies.ts';
import { membersOf } from '#src/company/store/members.ts';
import { companyTexts } from '#src/company/texts.ts';
import { conversationsOf, isUnreachable } from '#src/conversation/store/conversations.ts';
import { addOutboundMessage } from '#src/conversation/store/messages.ts';
import { confirmedEmail } from '#src/person/store/contacts.ts';
import type { Queryable, Transaction } from '#src/platform/database/database.ts';
import { queueMail } from '#src/platform/mail/job.ts';
import { tellMembers } from './tell.ts';
import { newsMail } from './texts.ts';

/** The kind of what is said of a wish to be put in touch, and of who holds a company's file: both sides wait for it. */
export const INTRODUCTION_KIND = 'introduction';

/** What news need of the hotline around them. */
interface NewsParts {
  readonly mailIsOn: boolean;
  readonly now: number;
}

/** A piece of news for a person about a company. `mail` is its subject and its text. */
interface News {
  /** Tells its mail from others; it holds the id of what it is about. */
  readonly id: string;
  /** What the message is about: the id of an introduction, or of the company. */
  readonly about: string;
  readonly personId: string;
  readonly blocks: readonly Block[];
  readonly mail: { readonly subject: string; readonly text: string };
  /** Where it is said when that is still possible; else, where the person last wrote. */
  readonly conversationId?: string | undefined;
}

/**
 * Says something to a person where it reaches them: in a conversation that pushes, else in the one they last used and
 * by mail to their confirmed address, all in the transaction of what it is about.
 * @returns whether it reaches them without their coming back
 */
export async function tellPerson(
  tx: Transaction,
  news: News,
  { mailIsOn, now }: NewsParts,
): Promise<boolean> {
  const { personId, blocks } = news;
  const open = [];
  for (const one of await conversationsOf(tx, personId))
    if (one.kind === 'company' && !(await isUnreachable(tx, one.id))) open.push(one);
  const place =
    open.find(({ id }) => id === news.conversationId) ??
    open.find(({ channel }) => canPush(channel)) ??
    open[0];
  if (place)
    await addOutboundMessage(tx, {
      conversationId: place.id,
      content: { blocks, kind: INTRODUCTION_KIND, about: news.about },
      now,
    });
  if (place && canPush(place.channel)) return true;
  const to = mailIsOn ? await confirmedEmail(tx, personId) : undefined;
  if (to === undefined) return false;
  await queueMail(tx, { id: `${news.id}-${personId}`, to, ...news.mail }, now);
  return true;
}

/** The same to all who speak for a company. @returns to how many it comes by itself */
export async function tellCompany(
  tx: Transaction,
  companyId: string,
  newsFor: (personId: string) => Omit<News, 'personId'>,
  parts: NewsParts,
): Promise<number> {
  let reached = 0;
  for (const { personId, status } of await membersOf(tx, companyId))
    if (status === 'member' && (await tellPerson(tx, { ...newsFor(personId), personId }, parts)))
      reached += 1;
  return reached;
}

/** News of plain sentences, the same by mail. */
export const plainNews = (
  { id, about }: Pick<News, 'id' | 'about'>,
  subject: string,
  lines: readonly string[],
  choices: readonly Choice[] = [],
): Omit<News, 'personId'> => {
  const blocks: Block[] = lines.map(paragraph);
  const text = newsMail.tell([plainText(blocks)]);
  if (choices.length > 0) blocks.push({ type: 'choices', choices });
  return { id, about, blocks, mail: { subject, text } };
};

/** What a company gives to whom it agrees to be in touch with: who to ask for, and how to reach them. */
export async function contactOfCompany(
  db: Queryable,
  companyId: string,
): Promise<{ name: string; person: string | undefined; reach: string[] }> {
  const fields = new Map((await companyFields(db, companyId)).map(({ field, shown }) => [field, shown]));
  const reach = ['phone', 'email'].flatMap((field) => fields.get(field) ?? []);
  return { name: fields.get('name') ?? '', person: fields.get('contact-name'), reach };
}

/** Who still speaks for a company that somebody left hears that its file says no more how to reach it. */
export async function tellMissingContact(tx: Transaction, companyId: string, now: number): Promise<void> {
  const { name, reach } = await contactOfCompany(tx, companyId);
  if (reach.length > 0) return;
  const choices = [button(companyButtons.edit, companyTexts.editButton)];
  await tellMembers(
    tx,
    companyId,
    [paragraph(companyTexts.contactLeft(name || holdingTexts.yours)), { type: 'choices', choices }],
    now,
  );
}
