import { csvCell } from '#src/features/expert/figures/csv.ts';
import { parisDay } from '#src/platform/calendar/iso-date.ts';
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
    ...[name, siren, stateLabels[application.state], parisDay(application.appliedAt), application.reason],
    diagnosis?.told.profile,
    ...[...fields.keys()].map((field) => own.find((one) => one.field === field)?.shown),
  ]);
  const table = [[...head, ...fields.values()], ...lines];
  return `\uFEFF${table.map((line) => line.map(csvCell).join(';')).join('\r\n')}\r\n`;
}
