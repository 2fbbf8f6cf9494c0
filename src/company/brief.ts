import { companyFields, findCompany } from '#src/company/store/companies.ts';
import { lastDiagnosis } from '#src/company/store/diagnoses.ts';
import { membershipsOf } from '#src/company/store/members.ts';
import type { Queryable } from '#src/platform/database/database.ts';
import { companyTexts } from './texts.ts';

/** What an expert sees of a company beside a case: no phone, no address, nothing of a person. */
export interface CompanyBrief {
  readonly companyId: string;
  readonly name: string;
  readonly siren: string | undefined;
  /** « Effectif : 10 à 49 », in the order of the list of fields below. */
  readonly lines: readonly string[];
}

const SHOWN = [
  'legal-form',
  'seat',
  'headcount',
  'engagements',
  'activities',
  'territories',
  'experience',
  'needs',
];

/** The company of a person, in brief; undefined where they are of none. */
export async function companyBrief(db: Queryable, personId: string): Promise<CompanyBrief | undefined> {
  const own = (await membershipsOf(db, personId)).find(({ status }) => status === 'member');
  const company = own && (await findCompany(db, own.companyId));
  if (!company) return undefined;
  const fields = new Map((await companyFields(db, company.id)).map((one) => [one.field, one]));
  const diagnosis = await lastDiagnosis(db, company.id);
  return {
    companyId: company.id,
    name: fields.get('name')?.shown ?? '',
    siren: company.siren,
    lines: [
      ...SHOWN.flatMap((id) => {
        const field = fields.get(id);
        return field ? [`${field.label} : ${field.shown}`] : [];
      }),
      ...(diagnosis ? [companyTexts.diagnosed(diagnosis.told.profile)] : []),
    ],
  };
}
