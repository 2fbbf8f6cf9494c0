import type { Block } from '#src/channel/blocks.ts';
import { button, choicesOf, words } from '#src/channel/make-blocks.ts';
import { companyButtons } from '#src/company/chat/request.ts';
import { DIRECTORY_CONSENT } from '#src/company/rules/directory-consent.ts';
import { type HoldingEvent, holdingStep } from '#src/company/rules/holding.ts';
import { lockCompany } from '#src/company/store/companies.ts';
import { holdingOf, setHolding } from '#src/company/store/holders.ts';
import { agreesTo } from '#src/company/store/listed-companies.ts';
import { membersOf } from '#src/company/store/members.ts';
import { HOUR_MS } from '#src/platform/calendar/durations.ts';
import type { Queryable, Transaction } from '#src/platform/database/database.ts';
import { holdingTexts as texts } from './texts.ts';

/** Hours between an answer of the team and a new question to it. */
const REVIEW_HOURS = 24;

/** The people of a file that was refused ask the team to look again. @returns what they are told */
export async function askReview(
  tx: Transaction,
  { companyId, now }: { companyId: string; now: number },
): Promise<string> {
  await lockCompany(tx, companyId);
  const holding = await holdingOf(tx, companyId);
  if (holding?.state !== 'refused') return texts.nothingToReview;
  if (now - holding.since < REVIEW_HOURS * HOUR_MS) return texts.reviewTooSoon;
  return (await askAnew(tx, companyId, 'ask', now)) ? texts.reviewed : texts.nothingToReview;
}

/**
 * Who holds an approved file changed what says which company it is: the team looks again.
 * @returns whether it waits now and did not before
 */
export async function identityChanged(tx: Transaction, companyId: string, now: number): Promise<boolean> {
  const holding = await holdingOf(tx, companyId);
  return holding?.state === 'approved' && (await askAnew(tx, companyId, 'ask', now));
}

async function askAnew(
  tx: Transaction,
  companyId: string,
  event: HoldingEvent,
  now: number,
): Promise<boolean> {
  const holding = await holdingOf(tx, companyId);
  const state = holding && holdingStep(holding.state, event);
  if (!state) return false;
  await setHolding(tx, { companyId, state, now });
  return true;
}

/**
 * The team let somebody into a file that nobody held, by its code or by its yes: it has found who they are.
 * @param byName who of the team, where that is known
 */
export async function approveNewHolder(
  tx: Transaction,
  { companyId, byName, now }: { companyId: string; byName?: string | undefined; now: number },
): Promise<void> {
  const holding = await holdingOf(tx, companyId);
  if (holding?.state === 'pending') await setHolding(tx, { companyId, state: 'approved', byName, now });
}

/** Whether somebody holds a file whom the team refused or suspended: no code of the team lets others in beside them. */
export async function isClosedToCodes(db: Queryable, companyId: string): Promise<boolean> {
  const state = (await holdingOf(db, companyId))?.state;
  if (state !== 'refused' && state !== 'disputed') return false;
  return (await membersOf(db, companyId)).some(({ status }) => status === 'member');
}

/** A reason as a sentence of its own. */
export const sentence = (reason: string): string => (/[.!?…]$/.test(reason) ? reason : `${reason}.`);

/** What a person of a file reads of whether the team found that they speak for the company; nothing once it did. */
async function holdingLines(db: Queryable, companyId: string): Promise<string[]> {
  const holding = await holdingOf(db, companyId);
  if (!holding) return [];
  switch (holding.state) {
    case 'pending':
      return (await agreesTo(db, companyId, DIRECTORY_CONSENT.purpose))
        ? [texts.alreadyAgreed]
        : [texts.waits, texts.hint];
    case 'refused':
      return [texts.refused(holding.reason && sentence(holding.reason))];
    case 'disputed':
      return [texts.disputed(holding.reason && sentence(holding.reason))];
    case 'approved':
      return [];
    default:
      return holding.state satisfies never;
  }
}

/** The same as blocks, with the button to ask again. */
export async function holdingBlocks(db: Queryable, companyId: string): Promise<Block[]> {
  const lines = await holdingLines(db, companyId);
  const isRefused = (await holdingOf(db, companyId))?.state === 'refused';
  return [
    ...words(...lines),
    ...choicesOf(isRefused ? [button(companyButtons.review, texts.reviewButton)] : []),
  ];
}
