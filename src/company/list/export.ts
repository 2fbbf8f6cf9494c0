import { stringify } from 'csv-stringify/sync';
import type { Form } from '#src/company/form/form.ts';
import { companiesTexts as texts } from '#src/company/pages/texts.ts';
import { parisDay } from '#src/platform/calendar/iso-date.ts';
import type { CompanyLine } from './lines.ts';

/**
 * Companies as a table that a French spreadsheet opens by itself: UTF-8 with its mark, semicolons. What a spreadsheet
 * would take for a formula is made text (OWASP, CSV injection). It may be mended and brought back in.
 */
export function companiesCsv(lines: readonly CompanyLine[], form: Form): string {
  const { columns } = texts;
  const head = [
    columns.siren,
    ...form.fields.map(({ label }) => label),
    columns.complete,
    columns.state,
    columns.members,
    columns.cases,
    columns.created,
    columns.updated,
  ];
  const rows = lines.map(({ company, percent, states, shown }) => [
    company.siren ?? '',
    ...form.fields.map(({ id }) => spaced(shown[id] ?? '')),
    percent,
    states.map((state) => texts.states[state]).join(', '),
    company.members,
    company.cases,
    parisDay(company.createdAt),
    parisDay(company.updatedAt),
  ]);
  return stringify([head, ...rows], {
    bom: true,
    delimiter: ';',
    record_delimiter: 'windows',
    // A line may also end inside a cell, by the sign that this file's own lines do not end with.
    escape_formulas: true,
    quoted_match: /[\r\n]/,
  });
}

/** Spaces that do not break are ours for screens: spreadsheets and their searches know the plain one. */
const spaced = (text: string): string => text.replace(/[\u00a0\u202f]/g, ' ');

/** The same as JSON: each value as it is kept, as it reads, and where it comes from. */
export function companiesJson(lines: readonly CompanyLine[]): object {
  return {
    companies: lines.map(({ company, percent, states }) => ({
      id: company.id,
      siren: company.siren ?? null,
      createdAt: new Date(company.createdAt).toISOString(),
      updatedAt: new Date(company.updatedAt).toISOString(),
      complete: percent,
      states,
      members: company.members,
      cases: company.cases,
      fields: Object.fromEntries(
        company.fields.map(({ field, value, shown, origin }) => [field, { value, shown, origin }]),
      ),
    })),
  };
}
