import { z } from 'zod';
import { type Choice, paragraph } from '#src/channel/blocks.ts';
import { holdingTexts } from '#src/company/holding/texts.ts';
import { contactOfCompany, plainNews, tellCompany, tellPerson } from '#src/company/members/news.ts';
import { DIRECTORY_CONSENT } from '#src/company/rules/directory-consent.ts';
import { holdingOf } from '#src/company/store/holders.ts';
import { isListed, lockListing } from '#src/company/store/listed-companies.ts';
import { membershipsOf, membersOf } from '#src/company/store/members.ts';
import { directoryButtons } from '#src/features/directory/chat/request.ts';
import {
  addIntroduction,
  countIntroductions,
  endIntroduction,
  type Introduction,
  isSilent,
  lockIntroduction,
  noteIntroduction,
} from '#src/features/directory/store/introductions.ts';
import { StrangersBudget } from '#src/person/budgets/strangers-budget.ts';
import { whoAsks } from '#src/person/budgets/who-asks.ts';
import { DAY_MS } from '#src/platform/calendar/durations.ts';
import { frenchDate, parisDay } from '#src/platform/calendar/iso-date.ts';
import type { Database, Queryable, Transaction } from '#src/platform/database/database.ts';
import { addJob } from '#src/platform/database/jobs/jobs.ts';
import type { JobKind } from '#src/platform/database/jobs/scheduler.ts';
import { type Buyer, buyerSchema } from './dialog.ts';
import {
  type IntroductionEvent,
  type IntroductionNews,
  type IntroductionStatus,
  introductionStep,
} from './introduction.ts';
import { introductionMail, introductionTexts as texts } from './texts.ts';

/** How long a company has to answer. */
const ANSWER_DAYS = 7;
/**
 * Wishes of one person in a day, of one person for one company in a month, and that wait at one company. Of strangers of
 * one network, and of all strangers, in a day, then one for each network: who is known is not counted among them.
 */
const MOST = { own: 3, waiting: 5 };
const SAME_MS = 30 * DAY_MS;
const wished = new StrangersBudget({ source: 10, all: 100, share: 1 }, DAY_MS);
/** The work of ending what nobody answered. */
const EXPIRY_KIND = 'introduction-expiry';

/** What introductions need of the hotline around them. */
interface IntroductionParts {
  readonly mailIsOn: boolean;
  readonly now: number;
  /** Where a person of a company answers from a mail. */
  readonly answerUrl: (introductionId: string, personId: string) => string;
}

/** What became of a wish that was sent, in French. */
type Sent =
  | { readonly ok: true; readonly id: string; readonly until: string }
  | { readonly ok: false; readonly why: string };

/** Why a company can't be asked at this moment, in French; undefined when it can. */
export async function whyNot(
  db: Queryable,
  {
    companyId,
    company,
    personId,
    now,
  }: { companyId: string; company: string; personId: string; now: number },
): Promise<string | undefined> {
  if (!(await isListed(db, companyId, DIRECTORY_CONSENT.purpose))) return texts.gone;
  if ((await membersOf(db, companyId)).some((one) => one.personId === personId && one.status === 'member'))
    return texts.own;
  if (await speaksUnproven(db, personId)) return holdingTexts.noIntroduction;
  if (await isSilent(db, companyId)) return texts.silent(company);
  if ((await contactOfCompany(db, companyId)).reach.length === 0) return texts.noContact(company);
  const since = { since: now - DAY_MS, sinceSame: now - SAME_MS };
  const counts = await countIntroductions(db, { personId, companyId, ...since });
  if (counts.same > 0) return texts.again(company);
  if (counts.own >= MOST.own) return texts.tooMany(MOST.own);
  if (!wished.may(await whoAsks(db, personId))) return texts.tooManyInAll;
  return counts.waiting >= MOST.waiting ? texts.busy(company) : undefined;
}

/** Whether somebody speaks only for companies that the team has not approved: none of them is put in touch either. */
async function speaksUnproven(db: Queryable, personId: string): Promise<boolean> {
  const own = (await membershipsOf(db, personId)).filter(({ status }) => status === 'member');
  const states = await Promise.all(own.map(({ companyId }) => holdingOf(db, companyId)));
  return states.length > 0 && states.every((holding) => holding?.state !== 'approved');
}

/** Sends a buyer's wish to a company: the wish, what its people are told, and the end of the wait, or nothing. */
export async function sendIntroduction(
  tx: Transaction,
  wish: { companyId: string; personId: string; conversationId: string; buyer: Buyer },
  parts: IntroductionParts,
): Promise<Sent> {
  const { now } = parts;
  const { companyId, personId, buyer } = wish;
  await lockListing(tx, companyId);
  const { name: company, person, reach } = await contactOfCompany(tx, companyId);
  const why = await whyNot(tx, { companyId, company, personId, now });
  if (why !== undefined) return { ok: false, why };
  const expiresAt = now + ANSWER_DAYS * DAY_MS;
  const id = await addIntroduction(tx, { ...wish, expiresAt, now });
  wished.note(await whoAsks(tx, personId));
  await addJob(tx, {
    kind: EXPIRY_KIND,
    key: `${EXPIRY_KIND}:${id}`,
    payload: { id },
    runAt: expiresAt,
    now,
  });
  const until = frenchDate(parisDay(expiresAt));
  const lines = [
    texts.asks(buyer.organisation, buyer.name),
    texts.need(buyer.need),
    texts.whatIsGiven([...(person ? [person] : []), ...reach]),
    texts.until(until),
  ];
  const choices: Choice[] = (['yes', 'no', 'mute'] as const).map((answer) => ({
    id: answer,
    label: { yes: texts.accept, no: texts.refuse, mute: texts.mute }[answer],
    kind: 'action' as const,
    value: directoryButtons.decide(id, answer),
  }));
  choices.push({
    id: 'not-us',
    label: holdingTexts.disputeButton,
    kind: 'action' as const,
    value: directoryButtons.dispute(id),
  });
  const newsFor = (member: string) => ({
    id: `introduction-${id}`,
    about: id,
    blocks: [...lines.map(paragraph), { type: 'choices' as const, choices }],
    mail: {
      subject: introductionMail.askSubject,
      text: introductionMail.ask(lines, parts.answerUrl(id, member)),
    },
  });
  // The team sees which wishes nobody of the company could be told of.
  if ((await tellCompany(tx, companyId, newsFor, parts)) > 0)
    await noteIntroduction(tx, { id, type: 'told', at: now });
  return { ok: true, id, until };
}

/** Where a wish stands, as its rules read it. */
function statusOf({ state, expiresAt, endedAt, decidedBy }: Introduction): IntroductionStatus {
  const at = endedAt ?? 0;
  switch (state) {
    case 'accepted':
    case 'refused':
      return { state, at, by: decidedBy ?? '' };
    case 'expired':
    case 'cancelled':
    case 'void':
      return { state, at };
    default:
      return { state: 'asked', expiresAt };
  }
}

/**
 * Does something to a wish: its state, its journal and what both sides hear are written in one transaction.
 * @returns the wish as it was, or undefined when it had ended, or is unknown
 */
export async function actOnIntroduction(
  tx: Transaction,
  id: string,
  event: IntroductionEvent,
  parts: Omit<IntroductionParts, 'answerUrl'>,
): Promise<Introduction | undefined> {
  const row = await lockIntroduction(tx, id);
  const step = row && introductionStep(statusOf(row), event, parts.now);
  if (!row || !step?.ok) return undefined;
  const by = 'by' in event ? event.by : undefined;
  await endIntroduction(tx, { id, state: step.next.state, decidedBy: by, at: parts.now });
  await noteIntroduction(tx, { id, type: event.type, personId: by, at: parts.now });
  await tellBoth(tx, row, step.news, parts);
  return row;
}

async function tellBoth(
  tx: Transaction,
  row: Introduction,
  news: IntroductionNews,
  parts: Omit<IntroductionParts, 'answerUrl'>,
): Promise<void> {
  const { id, companyId, personId, conversationId } = row;
  const buyer = buyerSchema.parse(row.buyer);
  const { name: company, person, reach } = await contactOfCompany(tx, companyId);
  const end = { id: `introduction-end-${id}`, about: id };
  const given = { id: `introduction-given-${id}`, about: id };
  const toBuyer = (lines: readonly string[], choices: readonly Choice[] = []) => {
    const words = plainNews(end, introductionMail.answerSubject, lines, choices);
    return tellPerson(tx, { ...words, personId, conversationId }, parts);
  };
  const toCompany = (lines: readonly string[]) =>
    tellCompany(tx, companyId, () => plainNews(given, introductionMail.givenSubject, lines), parts);
  switch (news) {
    case 'contacts':
      await toBuyer(
        [texts.contacts(company), ...(person ? [texts.name(person)] : []), texts.reach(reach.join(', '))],
        [
          {
            id: 'not-them',
            label: holdingTexts.disputeBuyerButton,
            kind: 'action',
            value: directoryButtons.dispute(id),
          },
        ],
      );
      await toCompany(contactLines(buyer));
      return;
    case 'refused':
      await toBuyer([texts.refused(company), texts.next]);
      return;
    case 'unanswered':
      await toBuyer([texts.unanswered(company), texts.next]);
      return;
    case 'gone':
      await toBuyer([texts.void(company), texts.next]);
      return;
    case 'cancelled':
      await tellCompany(
        tx,
        companyId,
        () => plainNews(end, introductionMail.askSubject, [texts.cancelledByBuyer(buyer.organisation)]),
        parts,
      );
      return;
    default:
      news satisfies never;
  }
}

/** The buyer's contact, as the company reads it once it accepted. */
const contactLines = ({ organisation, name, need, reach, isProven }: Buyer): string[] => [
  texts.acceptedByCompany(organisation),
  texts.name(name),
  isProven ? texts.reach(reach) : texts.unproven(reach),
  texts.need(need),
];

const payloadSchema = z.object({ id: z.string() });

/**
 * The end of a wish that a company did not answer in time: planned with the wish, so that it comes whatever stops in
 * between. What an answer ended before stays as it is.
 */
export const introductionExpiry = ({
  db,
  mailIsOn,
  wake,
  now,
}: {
  readonly db: Database;
  readonly mailIsOn: boolean;
  readonly wake: () => void;
  readonly now: () => number;
}): JobKind => ({
  kind: EXPIRY_KIND,
  run: async (job) => {
    const { id } = payloadSchema.parse(job.payload);
    await db.tx((tx) => actOnIntroduction(tx, id, { type: 'expire' }, { mailIsOn, now: now() }));
    wake();
    return undefined;
  },
});
