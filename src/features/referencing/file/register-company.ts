import { type Block, paragraph } from '#src/channel/blocks.ts';
import { completenessWords } from '#src/company/chat/step.ts';
import { type Answers, display, pruned } from '#src/company/form/answers.ts';
import type { Draft } from '#src/company/form/draft.ts';
import type { Form } from '#src/company/form/form.ts';
import { sirenIn, toAnswers, toFields } from '#src/company/form/stored-answers.ts';
import { identityChanged } from '#src/company/holding/state.ts';
import { holdingTexts } from '#src/company/holding/texts.ts';
import { sameAddress } from '#src/company/members/join.ts';
import { IDENTITY } from '#src/company/rules/holding.ts';
import { addCompany, companyFields, saveCompanyFields, setSiren } from '#src/company/store/companies.ts';
import { addConsent } from '#src/company/store/consents.ts';
import { addMember, membershipsOf } from '#src/company/store/members.ts';
import { companyTexts as texts } from '#src/company/texts.ts';
import { eligibilityOf } from '#src/features/referencing/form/eligibility.ts';
import { eligibilityTexts } from '#src/features/referencing/form/texts-eligibility.ts';
import type { FigureRegister } from '#src/knowledge/model/figures.ts';
import { confirmedEmail } from '#src/person/store/contacts.ts';
import { parisDay } from '#src/platform/calendar/iso-date.ts';
import type { Transaction } from '#src/platform/database/database.ts';

interface Around {
  readonly personId: string;
  readonly form: Form;
  readonly figures: FigureRegister;
  /** Where the form is filled. */
  readonly channel?: string | undefined;
  readonly now: number;
}

/**
 * Makes a company's file of a confirmed form: its values, its first member, what was agreed to.
 * @returns what is said; undefined when another file has this SIREN
 */
export async function registerCompany(
  tx: Transaction,
  around: Around,
  draft: Draft,
): Promise<Block[] | undefined> {
  const { personId, form, figures, now } = around;
  const answers = await withProvenEmail(tx, personId, draft.answers);
  const company = await addCompany(tx, { siren: sirenIn(answers), now });
  if (!company) return undefined;
  const companyId = company.id;
  await addMember(tx, { companyId, personId, now });
  await saveCompanyFields(tx, { companyId, personId, fields: toFields(form, answers), now });
  await logConsents(tx, around, companyId, {}, answers);
  const findings = eligibilityOf({ ...draft, answers }, { figures, today: parisDay(now) });
  const name = answers.name?.value;
  return [
    paragraph(texts.registered(typeof name === 'string' ? name : '')),
    paragraph(eligibilityTexts.title),
    { type: 'list', items: findings.map(({ text }) => [{ text }]) },
    ...[eligibilityTexts.benefits, ...completenessWords(form, answers), texts.howToChange].map(paragraph),
  ];
}

/**
 * Changes what differs in a registered file; what others changed meanwhile stays.
 * @returns what is said
 */
export async function changeCompany(
  tx: Transaction,
  around: Around,
  draft: Draft,
): Promise<Block[] | undefined> {
  const { personId, form, now } = around;
  const companyId = draft.companyId ?? '';
  const { phase } = draft;
  const field = phase.at === 'question' ? form.fields.find(({ id }) => id === phase.field) : undefined;
  const isMember = (await membershipsOf(tx, personId)).some(
    (one) => one.companyId === companyId && one.status === 'member',
  );
  if (!isMember) return [paragraph(texts.noFile)];
  const before = toAnswers(await companyFields(tx, companyId));
  if (!field) return [paragraph(texts.nothingChanged)];
  const changed = { ...before, [field.id]: draft.answers[field.id] } as Answers;
  const answers = await withProvenEmail(tx, personId, pruned(form, changed));
  const siren = sirenIn(answers);
  const oldSiren = sirenIn(before);
  if (siren && siren !== oldSiren && (oldSiren || !(await setSiren(tx, companyId, siren))))
    return [paragraph(texts.otherSiren)];
  // Fields that today's form no longer asks stay as they are.
  const gone = (await companyFields(tx, companyId)).filter(
    (one) => !form.fields.some(({ id }) => id === one.field),
  );
  const names = await saveCompanyFields(tx, {
    companyId,
    personId,
    fields: [...toFields(form, answers), ...gone],
    now,
  });
  await logConsents(tx, around, companyId, before, answers);
  if (names.length === 0) return [paragraph(texts.nothingChanged)];
  // Whoever was approved was as the company that the file named: under another name, it is another claim.
  const isOther = names.some((name) => IDENTITY.has(name)) && (await identityChanged(tx, companyId, now));
  const answer = answers[field.id];
  return [
    paragraph(answer ? texts.changed(field.label, display(field, answer.value)) : texts.removed(field.label)),
    ...(isOther ? [paragraph(holdingTexts.asksAgain)] : []),
    ...completenessWords(form, answers).map(paragraph),
  ];
}

/** A confirmed address is proven to be the person's. */
async function withProvenEmail(tx: Transaction, personId: string, answers: Answers): Promise<Answers> {
  const { email } = answers;
  const confirmed = await confirmedEmail(tx, personId);
  if (!email || typeof email.value !== 'string' || confirmed?.toLowerCase() !== email.value.toLowerCase())
    return answers;
  return { ...answers, email: { ...email, origin: 'proven' } };
}

/** What a confirmed address opens: the files that name it have it proven, and who waits to join one may be known there. */
export async function noteConfirmedEmail(tx: Transaction, personId: string, now: number): Promise<Block[]> {
  const said: Block[] = [];
  for (const { companyId, status } of await membershipsOf(tx, personId)) {
    if (status === 'pending') said.push(...((await sameAddress(tx, { companyId, personId })) ?? []));
    if (status !== 'member') continue;
    const fields = await companyFields(tx, companyId);
    const answers = await withProvenEmail(tx, personId, toAnswers(fields));
    if (answers.email?.origin !== 'proven') continue;
    const next = fields.map((one) => (one.field === 'email' ? { ...one, origin: 'proven' as const } : one));
    const changed = await saveCompanyFields(tx, { companyId, personId, fields: next, now });
    if (changed.length > 0) said.push(paragraph(texts.emailProven));
  }
  return said;
}

async function logConsents(
  tx: Transaction,
  { form, personId, channel, now }: Around,
  companyId: string,
  before: Answers,
  after: Answers,
): Promise<void> {
  for (const { id: purpose, type, version, question: wording } of form.fields) {
    const given = after[purpose]?.value;
    if (type !== 'consent' || version === undefined || typeof given !== 'boolean') continue;
    if (before[purpose]?.value === given) continue;
    await addConsent(tx, { personId, companyId, purpose, version, given, at: now, channel, wording });
  }
}
