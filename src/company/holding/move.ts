import type { Choice } from '#src/channel/blocks.ts';
import { button } from '#src/channel/make-blocks.ts';
import { inviteByTeam, TEAM_CODE_DAYS } from '#src/company/by-team.ts';
import type { Answer, Answers } from '#src/company/form/answers.ts';
import { answersFrom } from '#src/company/form/apply-lookup.ts';
import { editButton } from '#src/company/form/dialog/buttons.ts';
import type { Form } from '#src/company/form/form.ts';
import { toAnswers, toFields } from '#src/company/form/stored-answers.ts';
import { plainNews, tellPerson } from '#src/company/members/news.ts';
import { DIRECTORY_CONSENT } from '#src/company/rules/directory-consent.ts';
import type { Lookup } from '#src/company/rules/establishment.ts';
import { holdingBasis } from '#src/company/rules/holding.ts';
import { type CompanyField, companyFields, findCompany, lockCompany } from '#src/company/store/companies.ts';
import { removeDraft } from '#src/company/store/drafts.ts';
import {
  holdingOf,
  noteHolderEvent,
  openDisputes,
  setHolding,
  settleDisputes,
} from '#src/company/store/holders.ts';
import { isListed } from '#src/company/store/listed-companies.ts';
import { membershipsOf, membersOf } from '#src/company/store/members.ts';
import { moveSiren } from '#src/company/store/move-siren.ts';
import { companyTexts } from '#src/company/texts.ts';
import { currentPersonId, findPerson } from '#src/person/store/persons.ts';
import type { Queryable, Transaction } from '#src/platform/database/database.ts';
import { type HoldingDone, type HoldingParts, tellDisputers, tellHolders } from './decide.ts';
import { holdingTexts as texts } from './texts.ts';
import { staffHoldingTexts as staffTexts } from './texts-staff.ts';

/** A file that the team gives to who holds its company. */
interface Move {
  readonly companyId: string;
  /** The mark of what the page shows. */
  readonly basis: string;
  /** Who holds the company; absent, the file waits for who brings the code that the team then gives. */
  readonly to: string | undefined;
  /** What the public register says of its SIRET at this moment. */
  readonly lookup: Lookup | undefined;
  readonly form: Form;
  readonly byName: string;
}

/**
 * Gives the SIREN of a file, and what the register says of it, to another person: in the file that they have without a
 * SIREN, or in a new one. Nothing else moves. The earlier holder keeps all that is theirs, and is put in the directory
 * no more. Both hear it in the same transaction.
 */
export async function moveCompany(tx: Transaction, move: Move, parts: HoldingParts): Promise<HoldingDone> {
  const { companyId: from, byName, form } = move;
  const { now } = parts;
  const company = await lockCompany(tx, from);
  const holding = await holdingOf(tx, from);
  if (!company || !holding) return { ok: false, why: 'gone', error: staffTexts.stale };
  const old = await companyFields(tx, from);
  if (holdingBasis(holding, old) !== move.basis) return { ok: false, why: 'stale', error: staffTexts.stale };
  const { siren } = company;
  if (siren === undefined) return { ok: false, why: 'stale', error: staffTexts.moveNoSiren };
  const to = move.to === undefined ? undefined : await receiverOf(tx, from, move.to);
  if (move.to !== undefined && to === undefined)
    return { ok: false, why: 'stale', error: staffTexts.moveNobody };
  const facts = factsOf(old, move, siren);
  const named = facts.find(({ field }) => field === 'name')?.shown;
  const said = texts.company(named, siren);
  await parts.directory.endWishes(tx, from, parts);
  await tellHolders(tx, from, [texts.movedAway(said), texts.movedAwayNext], parts);
  const into = to && (await fileWithoutSiren(tx, to, from));
  const taken = old
    .filter(({ field, origin }) => field === 'siret' || origin === 'fetched')
    .map(({ field }) => field);
  const id = await moveSiren(tx, { from, siren, into, personId: to, facts, taken, byName, now });
  await setHolding(tx, { companyId: from, state: 'refused', reason: texts.movedReason, byName, now });
  await noteHolderEvent(tx, { companyId: from, type: 'moved', byName, now });
  await noteHolderEvent(tx, { companyId: id, type: 'moved', byName, now });
  const settled = await settleDisputes(tx, { companyId: from, outcome: 'moved', byName, now });
  await tellDisputers(tx, settled, texts.settled.moved(said), parts, to);
  if (to === undefined) {
    const invited = await inviteByTeam(tx, { companyId: id, byName, now });
    const code = 'code' in invited ? invited.code : '';
    return { ok: true, said: staffTexts.movedCode(code, TEAM_CODE_DAYS) };
  }
  await setHolding(tx, { companyId: id, state: 'approved', byName, now });
  await removeDraft(tx, to);
  await tellReceiver(tx, { personId: to, companyId: id, said, form }, parts);
  return { ok: true, said: staffTexts.moved };
}

/** Who is to hold the company: somebody who is known here, and does not hold the file already. */
async function receiverOf(db: Queryable, from: string, person: string): Promise<string | undefined> {
  const personId = await currentPersonId(db, person);
  const holds = (await membersOf(db, from)).some(
    (one) => one.personId === personId && one.status === 'member',
  );
  return holds || !(await findPerson(db, personId)) ? undefined : personId;
}

/**
 * The file that a person made without a SIREN, where they have one that is theirs alone and that nobody disputes: the
 * team's yes to them says nothing of others who are in it.
 */
async function fileWithoutSiren(db: Queryable, personId: string, but: string): Promise<string | undefined> {
  for (const { companyId, status } of await membershipsOf(db, personId)) {
    if (status !== 'member' || companyId === but) continue;
    if ((await findCompany(db, companyId))?.siren !== undefined) continue;
    const others = (await membersOf(db, companyId)).filter((one) => one.personId !== personId);
    if (others.length === 0 && (await openDisputes(db, companyId)).length === 0) return companyId;
  }
  return undefined;
}

/**
 * What the public register says of the company: today where it answers, else as it did when the file was made. No word
 * of the holder is among it, but the SIRET, which is a number of the register whoever wrote it.
 */
function factsOf(
  old: readonly CompanyField[],
  { form, lookup }: Pick<Move, 'form' | 'lookup'>,
  siren: string,
): CompanyField[] {
  const before = toAnswers(old);
  const isSame = lookup?.type === 'found' && lookup.establishment.siren === siren;
  const found: Answers = isSame ? answersFrom(form, lookup.establishment) : fetchedIn(before);
  const { siret } = before;
  const number: Answers = siret ? { siret: { value: siret.value, origin: isSame ? 'fetched' : 'team' } } : {};
  return toFields(form, { ...found, ...number });
}

/** What a register said, also where the holder denied it. */
const fetchedIn = (answers: Answers): Answers =>
  Object.fromEntries(
    Object.entries(answers).flatMap(([id, { value, origin, contested }]) => {
      const fetched = contested ?? (origin === 'fetched' ? value : undefined);
      const answer: Answer | undefined =
        fetched === undefined ? undefined : { value: fetched, origin: 'fetched' };
      return answer ? [[id, answer] as const] : [];
    }),
  );

async function tellReceiver(
  tx: Transaction,
  { personId, companyId, said, form }: { personId: string; companyId: string; said: string; form: Form },
  parts: HoldingParts,
): Promise<void> {
  const known = new Set((await companyFields(tx, companyId)).map(({ field }) => field));
  const consent = form.fields.find(
    ({ id, type, required }) => type === 'consent' && required && !known.has(id),
  );
  const { directory } = parts;
  // Their own file may have agreed to the directory before the team knew them: its page is there from now on.
  const isShown = directory.isOn && (await isListed(tx, companyId, DIRECTORY_CONSENT.purpose));
  const url = isShown ? await directory.pageOf(tx, companyId) : undefined;
  const listed = url === undefined ? [] : [texts.approvedListed(said, url)];
  const lines = [texts.movedHere(said), ...listed, consent ? companyTexts.prepared : texts.movedHereNext];
  const choices: Choice[] = consent ? [button(editButton(consent.id), companyTexts.consentButton)] : [];
  const news = plainNews({ id: `holding-${companyId}`, about: companyId }, texts.mailSubject, lines, choices);
  await tellPerson(tx, { ...news, personId }, parts);
}
