import { parisDay } from '#src/platform/calendar/iso-date.ts';
import { csvTable } from '#src/platform/web/csv.ts';
import type { ApplicationRow } from './read-rows.ts';
import { stateLabels, trainingTexts } from './texts.ts';

const { labels } = trainingTexts;

/**
 * Applicants as a table that a French spreadsheet opens by itself: who they are, where they stand, their diagnosis, then
 * each value of their files.
 */
export function applicantsCsv(rows: readonly ApplicationRow[]): string {
  const fields = new Map(rows.flatMap((row) => row.fields.map(({ field, label }) => [field, label])));
  fields.delete('name');
  const head = [labels.company, labels.siren, labels.state, labels.appliedOn, labels.reason, labels.profile];
  const lines = rows.map(({ application, name, siren, diagnosis, fields: own }) => [
    name,
    siren,
    stateLabels[application.state],
    parisDay(application.appliedAt),
    application.reason,
    diagnosis?.told.profile,
    ...[...fields.keys()].map((field) => own.find((one) => one.field === field)?.shown),
  ]);
  return csvTable([[...head, ...fields.values()], ...lines]);
}
