import { display, type Value } from '#src/company/form/answers.ts';
import { answersFrom } from '#src/company/form/apply-lookup.ts';
import type { Form } from '#src/company/form/form.ts';
import { spacedSiret } from '#src/company/form/readers/siret.ts';
import { staffHoldingTexts as texts } from '#src/company/holding/texts-staff.ts';
import { DIRECTORY_CONSENT } from '#src/company/rules/directory-consent.ts';
import type { CompanyDirectory, Lookup } from '#src/company/rules/establishment.ts';
import { holdingBasis } from '#src/company/rules/holding.ts';
import { isMailOfSite } from '#src/company/rules/mail-domain.ts';
import type { FieldVersion } from '#src/company/store/companies.ts';
import {
  type Dispute,
  type HolderEvent,
  type Holding,
  holderEvents,
  holdingOf,
  openDisputes,
} from '#src/company/store/holders.ts';
import { agreesTo } from '#src/company/store/listed-companies.ts';
import { confirmedEmail } from '#src/person/store/contacts.ts';
import { findPerson, identitiesOf } from '#src/person/store/persons.ts';
import type { Queryable } from '#src/platform/database/database.ts';
import type { CompanyFile, CompanyPerson } from './company-parts-view.ts';

/** A line of what the register says beside what was declared. */
interface ComparedFact {
  readonly label: string;
  readonly register: string | undefined;
  readonly said: string | undefined;
}

/** A dispute, with who says so where they are known. */
export interface DisputeOf extends Dispute {
  readonly person: Pick<CompanyPerson, 'name' | 'channels' | 'email'> | undefined;
}

/** All that the team looks at before it says who speaks for a company. */
export interface HoldingFile {
  readonly company: CompanyFile['company'];
  readonly holding: Holding;
  /** What a decision says that it was taken upon. */
  readonly basis: string;
  /** Whether there is a directory, for which holders are approved. */
  readonly isOn: boolean;
  readonly facts: readonly ComparedFact[];
  /** What else is to be known of the look-up in the register, in French. */
  readonly registerNote: string | undefined;
  readonly holders: readonly CompanyPerson[];
  readonly askers: readonly CompanyPerson[];
  readonly site: string | undefined;
  /** Those of the holders who confirmed an address of the declared site. */
  readonly ofSite: ReadonlySet<string>;
  readonly agrees: boolean;
  readonly disputes: readonly DisputeOf[];
  readonly events: readonly HolderEvent[];
}

/** Fields that a register knows. */
const COMPARED = ['siret', 'name', 'seat', 'legal-form', 'created', 'headcount'];

/** Reads it; the register is asked at this moment, outside any transaction. */
export async function readHoldingFile(
  parts: {
    readonly db: Queryable;
    readonly register: CompanyDirectory;
    readonly form: Form;
    readonly isOn: boolean;
  },
  file: CompanyFile,
): Promise<HoldingFile | undefined> {
  const { db, register, form, isOn } = parts;
  const { company, fields, people } = file;
  const holding = await holdingOf(db, company.id);
  if (!holding) return undefined;
  const siret = textIn(fields, 'siret');
  const holders = people.filter(({ status }) => status === 'member');
  const lookup = siret && isOn && holders.length > 0 ? await register.find(siret) : undefined;
  // Under the second name, where the team added the question itself.
  const site = textIn(fields, 'site') ?? textIn(fields, 'website');
  const disputes: DisputeOf[] = [];
  for (const one of await openDisputes(db, company.id))
    disputes.push({ ...one, person: await personOf(db, one.personId) });
  return {
    company,
    holding,
    isOn,
    holders,
    site,
    disputes,
    basis: holdingBasis(holding, fields),
    facts: factsOf(form, fields, lookup),
    registerNote: noteOf(siret, lookup),
    askers: people.filter(({ status }) => status === 'pending'),
    ofSite: new Set(
      holders
        .filter(({ email }) => site !== undefined && email !== undefined && isMailOfSite(email, site))
        .map(({ personId }) => personId),
    ),
    agrees: await agreesTo(db, company.id, DIRECTORY_CONSENT.purpose),
    events: await holderEvents(db, company.id),
  };
}

const textIn = (fields: readonly FieldVersion[], id: string): string | undefined => {
  const value = fields.find(({ field }) => field === id)?.value;
  return typeof value === 'string' ? value : undefined;
};

async function personOf(db: Queryable, personId: string | undefined): Promise<DisputeOf['person']> {
  const person = personId === undefined ? undefined : await findPerson(db, personId);
  if (!person) return undefined;
  const channels = (await identitiesOf(db, person.id)).map(({ channel }) => channel);
  const email = await confirmedEmail(db, person.id);
  return { name: person.name, channels: [...new Set(channels)], email };
}

/** Each fact as the register says it now, or said it when the file was made, and as the person said it. */
function factsOf(form: Form, fields: readonly FieldVersion[], lookup: Lookup | undefined): ComparedFact[] {
  const isKnown = lookup?.type === 'found' || lookup?.type === 'closed';
  const establishment = isKnown ? lookup.establishment : undefined;
  const now = establishment ? answersFrom(form, establishment) : {};
  return COMPARED.flatMap((id) => {
    const field = form.fields.find((one) => one.id === id);
    const own = fields.find((one) => one.field === id);
    if (!field) return [];
    const isFetched = own?.origin === 'fetched';
    const fetched = now[id]?.value ?? (fetchedBefore(own) as Value | undefined);
    const number = id === 'siret' && establishment ? spacedSiret(establishment.siret) : undefined;
    const register = number ?? (fetched === undefined ? undefined : display(field, fetched));
    // What was fetched and kept was not said by anybody.
    const said = isFetched ? undefined : own?.shown;
    const label = texts.rows[id] ?? field.label;
    return (register ?? said) === undefined ? [] : [{ label, register, said }];
  });
}

/** What the register said when the file was made. */
function fetchedBefore(own: FieldVersion | undefined): unknown {
  return own?.contested ?? (own?.origin === 'fetched' ? own.value : undefined);
}

function noteOf(siret: string | undefined, lookup: Lookup | undefined): string | undefined {
  if (siret === undefined) return texts.noSiret;
  switch (lookup?.type) {
    case undefined:
    case 'found':
      return undefined;
    case 'off':
      return texts.registerOff;
    case 'closed':
      return texts.registerClosed;
    case 'unknown':
    case 'ambiguous':
      return texts.registerUnknown;
    case 'busy':
    case 'down':
    case 'malformed':
      return texts.registerTrouble;
    default:
      return lookup satisfies never;
  }
}
