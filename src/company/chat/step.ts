import { type Block, paragraph } from '#src/channel/blocks.ts';
import { button, listOf, words } from '#src/channel/make-blocks.ts';
import { completeness } from '#src/company/form/answers.ts';
import { summaryLines } from '#src/company/form/dialog/reply.ts';
import type { Form } from '#src/company/form/form.ts';
import { toAnswers } from '#src/company/form/stored-answers.ts';
import { disputeCompany } from '#src/company/holding/dispute.ts';
import type { Listing } from '#src/company/holding/listing.ts';
import { askReview } from '#src/company/holding/state.ts';
import { holdingTexts } from '#src/company/holding/texts.ts';
import { decideJoin, decisionsAbout, joinCompany, nameOf, personName } from '#src/company/members/join.ts';
import { companyFields, companyHistory } from '#src/company/store/companies.ts';
import { findDraft } from '#src/company/store/drafts.ts';
import { addInvitation, membershipsOf, membersOf } from '#src/company/store/members.ts';
import { companyTexts as texts } from '#src/company/texts.ts';
import type { Conversation } from '#src/conversation/store/conversations.ts';
import { drawCode } from '#src/person/codes/short-code.ts';
import type { Merging } from '#src/person/merging.ts';
import { HOUR_MS } from '#src/platform/calendar/durations.ts';
import { frenchDate, parisDay } from '#src/platform/calendar/iso-date.ts';
import type { Queryable, Transaction } from '#src/platform/database/database.ts';
import { type CompanyRequest, companyButtons } from './request.ts';

/** How long an invitation serves: a colleague may read it the next morning. Who enters is confirmed by a member. */
const INVITATION_HOURS = 24;
/** Changes that the history shows. */
const LAST_CHANGES = 15;
/** Questions named as what to add next. */
const NEXT = 3;

/** What the acts on a company's file need of the hotline around them. */
interface CompanyParts {
  readonly form: Form;
  readonly merging: Merging;
  readonly now: number;
  /** The company that a message is about, by what was written beside it. */
  readonly spokenOf?: Listing['companyOf'] | undefined;
}

/** Does what a person asks of a company's file, but changing it. @returns what is said */
export async function answerCompany(
  tx: Transaction,
  conversation: Conversation,
  request: Exclude<CompanyRequest, { type: 'edit' }>,
  { form, merging, now, spokenOf }: CompanyParts,
): Promise<Block[]> {
  const { personId } = conversation;
  if (!personId) return words(texts.anonymous);
  switch (request.type) {
    case 'join':
    case 'same':
    case 'use':
      return joinCompany(tx, personId, request, { form, merging, now });
    case 'decide': {
      const companyId = await companyOf(tx, personId);
      return companyId
        ? decideJoin(tx, { ...request, companyId, by: personId, form, now })
        : words(texts.noFile);
    }
    case 'dispute':
      return disputeCompany(tx, { personId, conversationId: conversation.id }, { ...request, now, spokenOf });
    case 'review': {
      const companyId = await companyOf(tx, personId);
      return companyId ? words(await askReview(tx, { companyId, now })) : noFile(tx, personId);
    }
    case 'file':
      return fileBlocks(tx, personId, form);
    case 'invite': {
      const companyId = await companyOf(tx, personId);
      if (!companyId) return noFile(tx, personId);
      const expiresAt = now + INVITATION_HOURS * HOUR_MS;
      const code = await drawCode((digest) =>
        addInvitation(tx, { digest, companyId, personId, expiresAt, now }),
      );
      return words(texts.invitation(code, INVITATION_HOURS));
    }
    case 'history': {
      const companyId = await companyOf(tx, personId);
      return companyId ? historyBlocks(tx, companyId) : noFile(tx, personId);
    }
    default:
      return request satisfies never;
  }
}

/** Who has no file may be filling the form of one. */
const noFile = async (db: Queryable, personId: string): Promise<Block[]> =>
  words((await findDraft(db, personId)) ? texts.notYetFile : texts.noFile);

/** The company that a person speaks for; the last joined where there are several. */
export async function companyOf(db: Queryable, personId: string): Promise<string | undefined> {
  return (await membershipsOf(db, personId)).find(({ status }) => status === 'member')?.companyId;
}

/** A company's file as its members see it: what it holds, how complete it is, who asks to join. */
export async function fileBlocks(db: Queryable, personId: string, form: Form): Promise<Block[]> {
  const memberships = await membershipsOf(db, personId);
  const companyId = memberships.find(({ status }) => status === 'member')?.companyId;
  if (!companyId)
    return words(memberships.some(({ status }) => status === 'pending') ? texts.pending : texts.noFile);
  const answers = toAnswers(await companyFields(db, companyId));
  const asking = (await membersOf(db, companyId)).filter(({ status }) => status === 'pending');
  const who = await Promise.all(asking.map((one) => personName(db, one.personId)));
  const lines = summaryLines({ answers }, form);
  return [
    paragraph(texts.fileTitle(await nameOf(db, companyId, holdingTexts.yours))),
    listOf(lines),
    ...words(...completenessWords(form, answers), ...who.map(texts.waitingFor)),
    {
      type: 'choices',
      choices: [
        ...asking.flatMap((one) => decisionsAbout(one.personId)),
        button(companyButtons.edit, texts.editButton),
        button(companyButtons.invite, texts.inviteButton),
      ],
    },
  ];
}

/** How complete a file is, and what to add next. */
export function completenessWords(form: Form, answers: ReturnType<typeof toAnswers>): string[] {
  const { percent, missing } = completeness(form, answers);
  const next = missing.slice(0, NEXT).map(({ label }) => label);
  return [texts.complete(percent), ...(next.length > 0 ? [texts.addNext(next)] : [])];
}

/** What changed since the file was made, the last change first, each with what was there before. */
async function historyBlocks(db: Queryable, companyId: string): Promise<Block[]> {
  const before = new Map<string, string>();
  const lines: string[] = [];
  for (const { field, at, label, shown, origin } of await companyHistory(db, companyId)) {
    const old = before.get(field);
    if (old !== undefined) {
      const now = `${shown}${old === shown ? ` (${texts.origins[origin]})` : ''}`;
      lines.push(texts.historyLine(frenchDate(parisDay(at)), label, now, old === shown ? undefined : old));
    }
    before.set(field, shown);
  }
  if (lines.length === 0) return words(texts.noHistory);
  const items = lines.slice(-LAST_CHANGES).reverse();
  return [paragraph(texts.historyTitle), listOf(items)];
}
