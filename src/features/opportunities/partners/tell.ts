import { contactOfCompany, plainNews, tellCompany, tellPerson } from '#src/company/members/news.ts';
import { changeAsk, type PartnerAsk } from '#src/features/opportunities/store/partners.ts';
import type { Transaction } from '#src/platform/database/database.ts';
import { speakersOf } from './bounds.ts';
import type { PartnerParts } from './ports.ts';
import { type AskEvent, askStep } from './rules/ask.ts';
import { askedTexts, partnerTexts as texts } from './texts.ts';

type Parts = Pick<PartnerParts, 'mailIsOn'>;
type Contact = Awaited<ReturnType<typeof contactOfCompany>>;

/** A contact, as it is told that it will be given. */
export const contactSaid = ({ name, person, reach }: Contact): string[] => [
  ...(name ? [name] : []),
  ...(person ? [person] : []),
  ...reach,
];

/**
 * Ends what a company asked another one, and tells both what each may know: written in one transaction. The first end
 * holds.
 * @param ask locked
 * @returns whether this ended it
 */
export async function endAsk(
  tx: Transaction,
  ask: PartnerAsk,
  event: Exclude<AskEvent, 'ask'>,
  parts: Parts,
  { now, by }: { readonly now: number; readonly by?: string | undefined },
): Promise<boolean> {
  const state = askStep(ask, event, now);
  if (!state) return false;
  await changeAsk(tx, ask.id, { state, endedAt: now, decidedBy: by });
  await tellEnd(tx, ask, event, { ...parts, now });
  return true;
}

async function tellEnd(
  tx: Transaction,
  ask: PartnerAsk,
  event: Exclude<AskEvent, 'ask'>,
  parts: Parts & { readonly now: number },
): Promise<void> {
  const { title, toDescribed } = ask;
  switch (event) {
    case 'accept':
      return tellContacts(tx, ask, parts);
    case 'refuse':
      return tellAsker(tx, ask, [texts.refused(toDescribed, title)], parts);
    case 'expire':
      return tellAsker(
        tx,
        ask,
        [
          ask.toldAt === undefined
            ? texts.neverAsked(toDescribed, title)
            : texts.unanswered(toDescribed, title),
        ],
        parts,
      );
    case 'leave':
      return tellAsker(tx, ask, [texts.void(toDescribed, title)], parts);
    case 'close':
      return tellAsker(tx, ask, [texts.closedCall(title)], parts);
    case 'cancel':
      return tellCancelled(tx, ask, parts);
    case 'bar':
      await tellAsker(tx, ask, [texts.barred(title)], parts);
      return tellCancelled(tx, ask, parts);
    default:
      return event satisfies never;
  }
}

/** Who asked; once they left their company, whoever speaks for it, and no longer them. */
async function tellAsker(
  tx: Transaction,
  { id, personId, conversationId, fromCompany }: PartnerAsk,
  lines: readonly string[],
  parts: Parts & { readonly now: number },
): Promise<void> {
  const news = plainNews({ id: `partner-end-${id}`, about: id }, texts.mailSubject, lines);
  const isOfIt = (await speakersOf(tx, fromCompany)).includes(personId);
  if (isOfIt) await tellPerson(tx, { ...news, personId, conversationId }, parts);
  else await tellCompany(tx, fromCompany, () => news, parts);
}

/** A company that was written to hears that nothing is asked any more; one that was not, never knew. */
async function tellCancelled(
  tx: Transaction,
  { id, title, toCompany, toldAt }: PartnerAsk,
  parts: Parts & { readonly now: number },
): Promise<void> {
  if (toldAt === undefined) return;
  const about = { id: `partner-cancel-${id}`, about: id };
  const news = plainNews(about, askedTexts.cancelSubject, [askedTexts.cancelled(title)]);
  await tellCompany(tx, toCompany, () => news, parts);
}

/** Both said yes: each receives how the other is reached. */
async function tellContacts(
  tx: Transaction,
  ask: PartnerAsk,
  parts: Parts & { readonly now: number },
): Promise<void> {
  const { id, title, fromCompany, toCompany } = ask;
  const from = await contactOfCompany(tx, fromCompany);
  const to = await contactOfCompany(tx, toCompany);
  const lines = ({ person, reach }: Contact) => [
    ...(person ? [texts.name(person)] : []),
    texts.reach(reach.join(', ')),
    texts.call,
  ];
  await tellAsker(tx, ask, [texts.accepted(to.name, title), ...lines(to)], parts);
  const given = plainNews({ id: `partner-given-${id}`, about: id }, askedTexts.mailSubject, [
    askedTexts.accepted(from.name, title),
    ...lines(from),
  ]);
  await tellCompany(tx, toCompany, () => given, parts);
}
