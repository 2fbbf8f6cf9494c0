import { type Block, paragraph } from '#src/channel/blocks.ts';
import { cardKey } from '#src/company/rules/card-key.ts';
import { DIRECTORY_CONSENT } from '#src/company/rules/directory-consent.ts';
import { companyBySiren } from '#src/company/store/companies.ts';
import { addDispute, countDisputesBy, type DisputeOrigin } from '#src/company/store/holders.ts';
import { onceListed } from '#src/company/store/listed-companies.ts';
import { membersOf } from '#src/company/store/members.ts';
import { lastSaid } from '#src/conversation/store/last-said.ts';
import { StrangersBudget } from '#src/person/budgets/strangers-budget.ts';
import { whoAsks } from '#src/person/budgets/who-asks.ts';
import { DAY_MS } from '#src/platform/calendar/durations.ts';
import type { Queryable, Transaction } from '#src/platform/database/database.ts';
import type { Listing } from './listing.ts';
import { holdingTexts as texts } from './texts.ts';

/** Which company somebody disputes: by its number, by the key of its page, or the one that was last spoken of. */
interface DisputedCompany {
  readonly siren?: string | undefined;
  readonly key?: string | undefined;
}

/** Disputes of one person in a day, of strangers of one network, and the words kept of one. */
const MOST_A_DAY = 5;
const MOST_OF_A_NETWORK = 10;
const MOST_WORDS = 600;
const disputed = new StrangersBudget(
  { source: MOST_OF_A_NETWORK, all: Number.POSITIVE_INFINITY, share: MOST_OF_A_NETWORK },
  DAY_MS,
);

/**
 * Somebody says in the conversation that a file is not held by its company: the team is told, and nothing changes
 * before it decides. Nothing of the file is shown, not even its name.
 * @returns what they are told
 */
export async function disputeCompany(
  tx: Transaction,
  who: { readonly personId: string; readonly conversationId: string },
  {
    about,
    words,
    now,
    spokenOf,
  }: {
    about: DisputedCompany;
    words: string;
    now: number;
    /** The company that a message is about, by what was written beside it. */
    spokenOf?: Listing['companyOf'] | undefined;
  },
): Promise<Block[]> {
  const found = await companyIn(tx, who.conversationId, about, spokenOf);
  if (found === undefined)
    return [paragraph(about.siren || about.key ? texts.disputeUnknown : texts.disputeWhich)];
  const isHolder = (await membersOf(tx, found)).some(
    ({ personId, status }) => personId === who.personId && status === 'member',
  );
  const origin = isHolder ? 'holder' : 'company';
  return [paragraph(await keepDispute(tx, { companyId: found, personId: who.personId, origin, words, now }))];
}

/** Writes a dispute down for the team, within what one person and one network may send. @returns what they are told */
export async function keepDispute(
  tx: Transaction,
  dispute: { companyId: string; personId: string; origin: DisputeOrigin; words: string; now: number },
): Promise<string> {
  const { personId, now } = dispute;
  if ((await countDisputesBy(tx, personId, now - DAY_MS)) >= MOST_A_DAY) return texts.disputeTooMany;
  // A new visit to the site is a new person.
  const who = await whoAsks(tx, personId);
  if (!disputed.may(who)) return texts.disputeTooMany;
  const words = dispute.words.replace(/\s+/g, ' ').trim().slice(0, MOST_WORDS);
  const isNew = await addDispute(tx, { ...dispute, words, byName: undefined, at: now });
  if (isNew) disputed.note(who);
  return isNew ? texts.disputeKept : texts.disputeAgain;
}

async function companyIn(
  db: Queryable,
  conversationId: string,
  { siren, key }: DisputedCompany,
  spokenOf: Listing['companyOf'] | undefined,
): Promise<string | undefined> {
  if (siren !== undefined) return (await companyBySiren(db, siren))?.id;
  if (key !== undefined)
    return (await onceListed(db, DIRECTORY_CONSENT.purpose)).find((id) => cardKey(id) === key);
  const about = (await lastSaid(db, conversationId))?.about;
  return about === undefined ? undefined : spokenOf?.(db, about);
}
