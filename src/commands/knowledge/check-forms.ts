import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { FORM_PATH, readForm } from '#src/company/form/form.ts';
import { deadLinks } from '#src/features/training/diagnosis-source.ts';
import { DIAGNOSIS_PATH, readDiagnosis } from '#src/features/training/rules/diagnosis.ts';
import type { Problem } from '#src/knowledge/model/document.ts';

const textOf = (knowledgeDir: string, path: string): Promise<string | undefined> =>
  readFile(join(knowledgeDir, path), 'utf8').catch(() => undefined);

/** Reads the forms of a knowledge folder, for a check. @returns no problem for those that the folder does not have */
export async function checkForms(knowledgeDir: string): Promise<Problem[]> {
  const [form, diagnosis] = await Promise.all(
    [FORM_PATH, DIAGNOSIS_PATH].map((path) => textOf(knowledgeDir, path)),
  );
  const problems = form === undefined ? [] : readForm(form).problems;
  if (diagnosis === undefined) return problems;
  const read = readDiagnosis(diagnosis);
  return [...problems, ...read.problems, ...(read.form ? await deadLinks(knowledgeDir, read.form) : [])];
}
