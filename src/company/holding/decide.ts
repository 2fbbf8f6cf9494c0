import { button } from '#src/channel/make-blocks.ts';
import { companyButtons } from '#src/company/chat/request.ts';
import { plainNews, tellCompany, tellPerson } from '#src/company/members/news.ts';
import { DIRECTORY_CONSENT } from '#src/company/rules/directory-consent.ts';
import { holdingBasis, holdingStep } from '#src/company/rules/holding.ts';
import { type Company, companyFields, companyName, lockCompany } from '#src/company/store/companies.ts';
import {
  type Dispute,
  type Holding,
  holdingOf,
  noteHolderEvent,
  openDisputes,
  setHolding,
  settleDisputes,
} from '#src/company/store/holders.ts';
import { isListed } from '#src/company/store/listed-companies.ts';
import { membersOf } from '#src/company/store/members.ts';
import type { Queryable, Transaction } from '#src/platform/database/database.ts';
import type { Listing } from './listing.ts';
import { sentence } from './state.ts';
import { holdingTexts as texts } from './texts.ts';
import { staffHoldingTexts as staffTexts } from './texts-staff.ts';

/** What the team decides about the people of a file. */
export type TeamDecision =
  | { readonly type: 'approve' }
  | { readonly type: 'refuse' | 'dispute'; readonly reason: string }
  /** The disputes are settled, and the file stays with who holds it. */
  | { readonly type: 'dismiss' };

/** What these acts need of the hotline around them. */
export interface HoldingParts {
  readonly directory: Listing;
  readonly mailIsOn: boolean;
  readonly now: number;
}

/** What became of an act of the team, in French for who did it. */
export type HoldingDone =
  | { readonly ok: true; readonly said: string }
  | { readonly ok: false; readonly why: 'gone' | 'stale'; readonly error: string };

/**
 * Approves, refuses or suspends who holds a file, or settles a dispute about it: the state, its journal, the wishes of
 * buyers that end with it and what everybody hears are written in one transaction.
 * @param decision.basis the mark of what the page shows
 */
export async function decideHolding(
  tx: Transaction,
  decision: TeamDecision & { readonly companyId: string; readonly basis: string; readonly byName: string },
  parts: HoldingParts,
): Promise<HoldingDone> {
  const { companyId, byName } = decision;
  const { now } = parts;
  const company = await lockCompany(tx, companyId);
  const holding = await holdingOf(tx, companyId);
  if (!company || !holding) return { ok: false, why: 'gone', error: staffTexts.stale };
  if (holdingBasis(holding, await companyFields(tx, companyId)) !== decision.basis)
    return { ok: false, why: 'stale', error: staffTexts.stale };
  const toStrangers = nameForStrangers(company, holding, await companyName(tx, companyId));
  if (decision.type === 'dismiss') {
    const settled = await settleDisputes(tx, { companyId, outcome: 'dismissed', byName, now });
    if (settled.length === 0) return { ok: false, why: 'stale', error: staffTexts.nothing };
    await noteHolderEvent(tx, { companyId, type: 'dismissed', byName, now });
    await tellDisputers(tx, settled, texts.settled.dismissed(toStrangers), parts);
    return { ok: true, said: staffTexts.dismissedDone };
  }
  const state = holdingStep(holding.state, decision.type);
  const isHeld = (await membersOf(tx, companyId)).some(({ status }) => status === 'member');
  if (!state || !isHeld) return { ok: false, why: 'stale', error: staffTexts.nothing };
  const reason = decision.type === 'approve' ? undefined : decision.reason;
  await setHolding(tx, { companyId, state, reason, byName, now });
  await tellDecision(tx, { ...decision, toStrangers }, parts);
  return { ok: true, said: await doneWords(tx, companyId, decision.type, parts) };
}

async function tellDecision(
  tx: Transaction,
  decision: Exclude<TeamDecision, { type: 'dismiss' }> & {
    readonly companyId: string;
    readonly byName: string;
    readonly toStrangers: string;
  },
  parts: HoldingParts,
): Promise<void> {
  const { companyId, byName, toStrangers } = decision;
  const { directory, now } = parts;
  const name = (await companyName(tx, companyId)) ?? texts.yours;
  const settle = (outcome: string) => settleDisputes(tx, { companyId, outcome, byName, now });
  switch (decision.type) {
    case 'approve': {
      await tellDisputers(tx, await settle('dismissed'), texts.settled.dismissed(toStrangers), parts);
      // Closed, the directory is not spoken of.
      if (!directory.isOn) return;
      const listed = await isListed(tx, companyId, DIRECTORY_CONSENT.purpose);
      const url = listed ? await directory.pageOf(tx, companyId) : undefined;
      const said = url === undefined ? texts.approved(name) : texts.approvedListed(name, url);
      const choices = url === undefined ? [directory.offer] : [];
      await tellHolders(tx, companyId, [said], parts, choices);
      return;
    }
    case 'refuse':
      await directory.endWishes(tx, companyId, parts);
      await tellHolders(tx, companyId, [texts.refusedNow(name, sentence(decision.reason))], parts, [
        button(companyButtons.review, texts.reviewButton),
      ]);
      await tellDisputers(tx, await settle('refused'), texts.settled.refused(toStrangers), parts);
      return;
    case 'dispute': {
      await directory.endWishes(tx, companyId, parts);
      const disputes = await openDisputes(tx, companyId);
      const why = disputes.length > 0 ? texts.disputedNow : texts.suspendedNow;
      await tellHolders(tx, companyId, [why(name, sentence(decision.reason))], parts);
      // They stay open until the team has found who speaks for it.
      await tellDisputers(tx, disputes, texts.settled.disputed(toStrangers), parts);
      return;
    }
    default:
      decision satisfies never;
  }
}

/** How a company is called to who disputes its file: a name that the team has not approved is nobody's to tell. */
function nameForStrangers({ siren }: Company, { state }: Holding, name: string | undefined): string {
  if (state === 'approved' && name !== undefined) return name;
  return siren === undefined ? texts.theirs : texts.company(undefined, siren);
}

async function doneWords(
  db: Queryable,
  companyId: string,
  type: 'approve' | 'refuse' | 'dispute',
  { directory }: HoldingParts,
): Promise<string> {
  if (type === 'refuse') return staffTexts.refusedDone;
  if (type === 'dispute') return staffTexts.suspendedDone;
  return staffTexts.approvedDone(
    directory.isOn && (await isListed(db, companyId, DIRECTORY_CONSENT.purpose)),
  );
}

/** Says something to those who speak for a company, wherever that reaches them. */
export async function tellHolders(
  tx: Transaction,
  companyId: string,
  lines: readonly string[],
  parts: Pick<HoldingParts, 'mailIsOn' | 'now'>,
  choices: Parameters<typeof plainNews>[3] = [],
): Promise<void> {
  const news = { id: `holding-${companyId}-${parts.now}`, about: companyId };
  await tellCompany(tx, companyId, () => plainNews(news, texts.mailSubject, lines, choices), parts);
}

/** Says something to one person about who speaks for a company. */
async function tellAbout(
  tx: Transaction,
  { companyId, personId, lines }: { companyId: string; personId: string; lines: readonly string[] },
  parts: Pick<HoldingParts, 'mailIsOn' | 'now'>,
): Promise<void> {
  const news = { id: `dispute-${companyId}-${parts.now}`, about: companyId };
  await tellPerson(tx, { ...plainNews(news, texts.mailSubject, lines), personId }, parts);
}

/** Those who disputed a file hear what came of it; nobody else learns that they did. */
export async function tellDisputers(
  tx: Transaction,
  disputes: readonly Dispute[],
  said: string,
  parts: Pick<HoldingParts, 'mailIsOn' | 'now'>,
  except?: string,
): Promise<void> {
  const people = new Map(
    disputes.flatMap(({ personId, companyId }) => (personId ? [[personId, companyId] as const] : [])),
  );
  for (const [personId, companyId] of people)
    if (personId !== except) await tellAbout(tx, { companyId, personId, lines: [said] }, parts);
}
