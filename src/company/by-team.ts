import { paragraph } from '#src/channel/blocks.ts';
import { type Answer, type Answers, display, pruned, type Value } from '#src/company/form/answers.ts';
import type { Field, Form } from '#src/company/form/form.ts';
import { readField } from '#src/company/form/read-field.ts';
import { sirenIn, toAnswers, toFields } from '#src/company/form/stored-answers.ts';
import { isClosedToCodes } from '#src/company/holding/state.ts';
import { tellMembers } from '#src/company/members/tell.ts';
import { companiesTexts as texts } from '#src/company/pages/texts.ts';
import { companyFields, lockCompany, saveCompanyFields, setSiren } from '#src/company/store/companies.ts';
import { addTeamInvitation } from '#src/company/store/members.ts';
import { drawCode } from '#src/person/codes/short-code.ts';
import { DAY_MS } from '#src/platform/calendar/durations.ts';
import { parisDay } from '#src/platform/calendar/iso-date.ts';
import type { Transaction } from '#src/platform/database/database.ts';
import { companyTexts } from './texts.ts';

/** Who of the team acts on a company's file, and how. */
export interface TeamAct {
  readonly companyId: string;
  /** Id of the question of the form. */
  readonly field: string;
  /** When the value that the page shows was written; 0 where there is none. */
  readonly basis: number;
  readonly byName: string;
  readonly form: Form;
  readonly now: number;
}

/** What an act came to: who was told, or why nothing was changed. */
export type TeamDone =
  | { readonly ok: true; readonly told: number; readonly changed: boolean }
  | { readonly ok: false; readonly why: 'gone' | 'stale' | 'mistake'; readonly error: string };

const refused = (why: 'gone' | 'stale' | 'mistake', error: string): TeamDone => ({ ok: false, why, error });

/**
 * Puts a value of the team's in a company's file, or empties it; its people are told.
 * @param given words, as one answers in the chat, or ids of choices; undefined to empty
 */
export async function correctField(
  tx: Transaction,
  act: TeamAct,
  given: string | readonly string[] | undefined,
): Promise<TeamDone> {
  const look = await lookAt(tx, act);
  if (!('field' in look)) return look;
  const { field, before, siren } = look;
  const isEmpty = given === undefined || given.length === 0;
  const forbidden = forbiddenChange(field, isEmpty);
  if (forbidden !== undefined) return refused('mistake', forbidden);
  const read = isEmpty ? undefined : readGiven(field, given, parisDay(act.now));
  if (read && !read.ok) return refused('mistake', read.error);
  const own = before[field.id];
  if (isUnchanged(own?.value, read?.value)) return { ok: true, told: 0, changed: false };
  const { [field.id]: _, ...others } = before;
  const answers: Answers = read ? { ...others, [field.id]: { value: read.value, origin: 'team' } } : others;
  const number = field.type === 'siret' ? sirenIn(answers) : undefined;
  const wrong = number === siren ? undefined : await takeSiren(tx, act.companyId, siren, number);
  if (wrong !== undefined) return refused('mistake', wrong);
  await save(tx, act, answers);
  const old = own && display(field, own.value);
  const said = read
    ? companyTexts.teamChanged(field.label, display(field, read.value), old)
    : companyTexts.teamRemoved(field.label, old ?? '');
  return { ok: true, changed: true, told: await tellMembers(tx, act.companyId, [paragraph(said)], act.now) };
}

/** Why the team does not change a field so. */
function forbiddenChange({ id, type, label }: Field, isEmpty: boolean): string | undefined {
  if (type === 'consent') return texts.consentIsTheirs;
  return isEmpty && (id === 'name' || id === 'siret') ? texts.needed(label) : undefined;
}

/** Nothing in the place of nothing is no change either. */
const isUnchanged = (own: Value | undefined, given: Value | undefined): boolean =>
  JSON.stringify(own) === JSON.stringify(given);

/** Keeps the number of a company that had none. @returns why it is refused */
async function takeSiren(
  tx: Transaction,
  companyId: string,
  own: string | undefined,
  given: string | undefined,
): Promise<string | undefined> {
  if (given === undefined) return undefined;
  if (own !== undefined) return texts.otherSiren;
  return (await setSiren(tx, companyId, given)) ? undefined : texts.sirenTaken;
}

/** Marks a value as verified by the team; its people are told. */
export async function verifyField(tx: Transaction, act: TeamAct): Promise<TeamDone> {
  const look = await lookAt(tx, act);
  if (!('field' in look)) return look;
  const { field, before } = look;
  const own = before[field.id];
  if (!own) return refused('mistake', texts.nothingToVerify);
  if (field.type === 'consent') return refused('mistake', texts.consentIsTheirs);
  if (own.origin === 'proven') return { ok: true, told: 0, changed: false };
  const { contested: _, ...kept } = own;
  const answer: Answer = { ...kept, origin: 'proven' };
  await save(tx, act, { ...before, [field.id]: answer });
  const said = companyTexts.teamVerified(field.label, display(field, own.value));
  return { ok: true, changed: true, told: await tellMembers(tx, act.companyId, [paragraph(said)], act.now) };
}

/** Days that a code of the team serves: it is read out on the phone, or sent by mail. */
export const TEAM_CODE_DAYS = 7;

/** A code of the team, or why there is none. */
type TeamCode = { readonly code: string } | { readonly why: 'gone' | 'closed' };

/**
 * A code that opens a company's file to who writes it in the chat; the team gives it to the company itself. Beside a
 * holder whom the team refused or suspended it opens nothing: who gets it would read what is theirs.
 */
export async function inviteByTeam(
  tx: Transaction,
  { companyId, byName, now }: { companyId: string; byName: string; now: number },
): Promise<TeamCode> {
  if (!(await lockCompany(tx, companyId))) return { why: 'gone' };
  if (await isClosedToCodes(tx, companyId)) return { why: 'closed' };
  const expiresAt = now + TEAM_CODE_DAYS * DAY_MS;
  const code = await drawCode((digest) =>
    addTeamInvitation(tx, { digest, companyId, byName, expiresAt, now }),
  );
  return { code };
}

/** The file as it is now, locked; a refusal where it is gone, or is no longer what the page shows. */
async function lookAt(
  tx: Transaction,
  { companyId, field: id, basis, form }: TeamAct,
): Promise<TeamDone | { field: Field; before: Answers; siren: string | undefined }> {
  const company = await lockCompany(tx, companyId);
  const field = form.fields.find((one) => one.id === id);
  if (!company || !field) return refused('gone', texts.gone);
  const fields = await companyFields(tx, companyId);
  const current = fields.find((one) => one.field === id);
  if ((current?.at ?? 0) !== basis)
    return refused('stale', texts.changedMeanwhile(field.label, current?.shown ?? texts.empty));
  return { field, before: toAnswers(fields), siren: company.siren };
}

/** Writes the answers; values of questions that today's form no longer asks stay. */
async function save(tx: Transaction, act: TeamAct, answers: Answers): Promise<void> {
  const { companyId, byName, form, now } = act;
  const gone = (await companyFields(tx, companyId)).filter(
    (one) => !form.fields.some(({ id }) => id === one.field),
  );
  const fields = [...toFields(form, pruned(form, answers)), ...gone];
  await saveCompanyFields(tx, { companyId, byName, fields, now });
}

function readGiven(
  field: Field,
  given: string | readonly string[],
  today: string,
): ReturnType<typeof readField> {
  if (typeof given === 'string') {
    const chosen = field.choices.find(({ id }) => id === given);
    const isOne = ['choice', 'headcount', 'turnover'].includes(field.type);
    return chosen && isOne ? { ok: true, value: chosen.id } : readField(field, given, today);
  }
  const known = given.every((id) => field.choices.some((choice) => choice.id === id));
  if (field.type !== 'choices' || !known) return { ok: false, error: texts.unreadable };
  const alone = field.choices.find(({ id, alone }) => alone && given.includes(id));
  if (alone && given.length > 1) return { ok: false, error: texts.alone(alone.label) };
  return { ok: true, value: given as Value };
}
