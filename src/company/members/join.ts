import { type Block, type Choice, paragraph } from '#src/channel/blocks.ts';
import { button, words } from '#src/channel/make-blocks.ts';
import { type CompanyRequest, companyButtons } from '#src/company/chat/request.ts';
import { editButton } from '#src/company/form/dialog/buttons.ts';
import type { Form } from '#src/company/form/form.ts';
import { approveNewHolder, isClosedToCodes } from '#src/company/holding/state.ts';
import { holdingTexts } from '#src/company/holding/texts.ts';
import { companyBySiren, companyFields, companyName } from '#src/company/store/companies.ts';
import { removeDraft } from '#src/company/store/drafts.ts';
import {
  addMember,
  askToJoin,
  decideMember,
  membersOf,
  membersWithAddressOf,
  useInvitation,
  useTeamInvitation,
} from '#src/company/store/members.ts';
import { companyTexts as texts } from '#src/company/texts.ts';
import { whoAsks } from '#src/person/budgets/who-asks.ts';
import { guesses } from '#src/person/codes/guesses.ts';
import { digestOf } from '#src/person/codes/short-code.ts';
import type { Merging } from '#src/person/merging.ts';
import { currentPersonId, findPerson, mergePersons } from '#src/person/store/persons.ts';
import type { Queryable, Transaction } from '#src/platform/database/database.ts';
import { tell } from './tell.ts';

interface Joining {
  readonly companyId: string;
  readonly personId: string;
  readonly form: Form;
  readonly now: number;
}

/** A person wants into a company's file: by its SIREN, by a code, or as somebody who is in it. @returns what is said */
export async function joinCompany(
  tx: Transaction,
  personId: string,
  request: Extract<CompanyRequest, { type: 'join' | 'use' | 'same' }>,
  { form, merging, now }: { form: Form; merging: Merging; now: number },
): Promise<Block[]> {
  switch (request.type) {
    case 'join': {
      const company = await companyBySiren(tx, request.siren);
      return company ? ask(tx, { companyId: company.id, personId, form, now }) : words(texts.gone);
    }
    case 'use': {
      const who = await whoAsks(tx, personId);
      if (!guesses.may('company', who)) return words(texts.tooMany);
      const code = { digest: digestOf(request.code), now };
      const ofMember = await useInvitation(tx, code);
      if (ofMember) return ask(tx, { companyId: ofMember, personId, form, now });
      // The team gave it to the company itself: who has it has proven who they are.
      const invited = await useTeamInvitation(tx, code);
      if (invited && (await isClosedToCodes(tx, invited.companyId))) return words(texts.codeClosed);
      if (invited) return enter(tx, { ...invited, personId, form, now });
      guesses.wrong('company', who);
      return words(texts.wrongCode);
    }
    case 'same':
      return same(tx, { companyId: request.companyId, personId, form, merging, now }, request.yes);
    default:
      return request satisfies never;
  }
}

/** Decides about who asks to join, for the company or for the team, and tells them. @returns what is said to who decides */
export async function decideJoin(
  tx: Transaction,
  decision: Joining & {
    readonly by: string;
    readonly accepted: boolean;
    /** Done beside, in the same transaction, unless somebody had decided before. */
    readonly decided?: (tx: Transaction) => Promise<void>;
    /** Who of the team decides; absent for a person of the company. */
    readonly byName?: string | undefined;
  },
): Promise<Block[]> {
  const { companyId, accepted, form, now } = decision;
  const personId = await currentPersonId(tx, decision.personId);
  const isHeld = await isHeldBySomebody(tx, companyId);
  if (!(await decideMember(tx, { ...decision, personId }))) return words(texts.decided);
  await decision.decided?.(tx);
  // Where nobody held it, it is the team that said yes, and found who they are.
  if (accepted && !isHeld) await approveNewHolder(tx, { companyId, byName: decision.byName, now });
  const told = accepted
    ? await joinedBlocks(tx, companyId, form)
    : words(texts.refused(await nameOf(tx, companyId)));
  await tell(tx, personId, told, now);
  const who = await personName(tx, personId);
  return words(accepted ? texts.accepted(who) : texts.declined(who));
}

/** The buttons by which somebody who asks to join is let in, or is not. */
export const decisionsAbout = (personId: string): Choice[] => [
  button(companyButtons.decide(personId, true), texts.yes),
  button(companyButtons.decide(personId, false), texts.no),
];

/**
 * Asks who confirmed a member's address whether they are that member: an address may be several people's
 * (contact@…), and a second one must not pass for the first unseen.
 * @returns nothing where no member, or more than one, has it
 */
export async function sameAddress(
  db: Queryable,
  who: { companyId: string; personId: string },
): Promise<Block[] | undefined> {
  if ((await membersWithAddressOf(db, who)).length !== 1) return undefined;
  const choices = [
    button(companyButtons.same(who.companyId, true), texts.sameYes),
    button(companyButtons.same(who.companyId, false), texts.sameNo),
  ];
  return [paragraph(texts.sameAddress), { type: 'choices', choices }];
}

/** A person asks to join; a member decides, or the team where there is none. */
async function ask(tx: Transaction, joining: Joining, isAnother = false): Promise<Block[]> {
  const { companyId, personId, now } = joining;
  const members = await membersOf(tx, companyId);
  const own = members.find((one) => one.personId === personId);
  if (own?.status === 'member') return words(texts.already);
  await removeDraft(tx, personId);
  const asked = isAnother ? undefined : await sameAddress(tx, joining);
  if (asked) return asked;
  const holders = members.filter(({ status }) => status === 'member');
  const done = holders.length > 0 ? texts.asked : texts.askedTeam;
  if (isAnother && own?.status === 'pending') return words(done);
  if (!(await askToJoin(tx, joining))) return words(texts.askedBefore);
  const said = texts.asks(await personName(tx, personId), await nameOf(tx, companyId, holdingTexts.yours));
  const blocks: Block[] = [paragraph(said), { type: 'choices', choices: decisionsAbout(personId) }];
  for (const one of holders) await tell(tx, one.personId, blocks, now);
  return words(done);
}

/** Who says that they are the member whose address they confirmed becomes one with them, and the member is told. */
async function same(
  tx: Transaction,
  joining: Joining & { readonly merging: Merging },
  yes: boolean,
): Promise<Block[]> {
  const { companyId, personId, now } = joining;
  if (!yes) return ask(tx, joining, true);
  const [member, ...others] = await membersWithAddressOf(tx, joining);
  const own = (await membersOf(tx, companyId)).find((one) => one.personId === personId);
  if (own?.status === 'member') return words(texts.already);
  if (!member || others.length > 0) return words(texts.sameGone);
  await tell(tx, member, words(texts.openedElsewhere), now);
  await removeDraft(tx, personId);
  await mergePersons(tx, personId, member, joining.merging);
  return words(texts.sameJoined(await nameOf(tx, companyId)));
}

const isHeldBySomebody = async (db: Queryable, companyId: string): Promise<boolean> =>
  (await membersOf(db, companyId)).some(({ status }) => status === 'member');

async function enter(tx: Transaction, joining: Joining & { byName: string }): Promise<Block[]> {
  await removeDraft(tx, joining.personId);
  const isHeld = await isHeldBySomebody(tx, joining.companyId);
  await addMember(tx, joining);
  // Beside others whom the team has not approved, a code says nothing of them: the team looks at all of them.
  if (!isHeld) await approveNewHolder(tx, joining);
  return joinedBlocks(tx, joining.companyId, joining.form);
}

/** What who joined is told; of a file that the team prepared, which consent it still needs. */
async function joinedBlocks(db: Queryable, companyId: string, form: Form): Promise<Block[]> {
  const fields = await companyFields(db, companyId);
  const joined = paragraph(texts.joined(await nameOf(db, companyId)));
  const consent = form.fields.find(
    ({ id, type, required }) => type === 'consent' && required && !fields.some(({ field }) => field === id),
  );
  if (!consent) return [joined];
  const choices = [button(editButton(consent.id), texts.consentButton)];
  return [joined, paragraph(texts.prepared), { type: 'choices', choices }];
}

/**
 * The name under which a company's file goes.
 * @param otherwise how it is called where it has none: its people are told « votre entreprise »
 */
export async function nameOf(
  db: Queryable,
  companyId: string,
  otherwise: string = holdingTexts.theirs,
): Promise<string> {
  return (await companyName(db, companyId)) ?? otherwise;
}

/** The name of a person as a company's people read it. */
export const personName = async (db: Queryable, personId: string): Promise<string> =>
  (await findPerson(db, personId))?.name ?? texts.someone;
