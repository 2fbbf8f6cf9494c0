import { readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { FORM_PATH, type Form, readForm } from '#src/company/form/form.ts';
import { DIAGNOSIS_PATH, type DiagnosisForm, readDiagnosis } from '#src/features/training/rules/diagnosis.ts';
import { diagnosisProblems } from '#src/features/training/texts-diagnosis.ts';
import type { Problem } from '#src/knowledge/model/document.ts';
import { slugify } from '#src/knowledge/model/guide-parser.ts';
import type { Logger } from '#src/platform/logger.ts';

/** The folder that the hotline comes with: for a knowledge folder that has no form. */
const SHIPPED = new URL('../../knowledge/', import.meta.url);
const shipped = (path: string): string => fileURLToPath(new URL(path, SHIPPED));
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

/** Actions whose guide does not exist, or has no such section. */
async function deadLinks(knowledgeDir: string, { axes, lineOfAxis }: DiagnosisForm): Promise<Problem[]> {
  const problems: Problem[] = [];
  for (const [index, { guide, question }] of axes.entries()) {
    const text = await textOf(knowledgeDir, `${guide}.md`);
    const headings = (text ?? '')
      .split('\n')
      .flatMap((line) => (line.startsWith('## ') ? [line.slice(3)] : []));
    const found = headings.some((heading) => slugify(heading) === slugify(question));
    if (found) continue;
    const message =
      text === undefined ? diagnosisProblems.noGuide(guide) : diagnosisProblems.noSection(guide, question);
    problems.push({ path: DIAGNOSIS_PATH, line: lineOfAxis[index] ?? 1, message, severity: 'error' });
  }
  return problems;
}

/** The sign-up form as staff last wrote it well. */
export const createFormSource = (knowledgeDir: string, logger: Logger): (() => Promise<Form>) =>
  createSource({ knowledgeDir, logger, path: FORM_PATH, read: readForm });

/** The flash diagnosis as staff last wrote it well. */
export const createDiagnosisSource = (knowledgeDir: string, logger: Logger): (() => Promise<DiagnosisForm>) =>
  createSource({ knowledgeDir, logger, path: DIAGNOSIS_PATH, read: readDiagnosis });

/**
 * A form as staff last wrote it well. The file is looked at again at each use: a change serves the next message, and
 * one with a mistake leaves the form before it in service, which the log says.
 */
function createSource<F>(parts: {
  readonly knowledgeDir: string;
  readonly path: string;
  readonly logger: Logger;
  readonly read: (text: string) => { form?: F; problems: Problem[] };
}): () => Promise<F> {
  const { path: name, logger, read } = parts;
  const path = join(parts.knowledgeDir, name);
  let seen = '';
  let good: F | undefined;
  return async () => {
    const info = await stat(path).catch(() => undefined);
    const now = info ? `${info.mtimeMs} ${info.size}` : 'shipped';
    if (good && now === seen) return good;
    const found = read(await readFile(info ? path : shipped(name), 'utf8').catch(() => ''));
    if (found.problems.length > 0) logger.error({ problems: found.problems }, 'a form has mistakes');
    seen = now;
    good = found.form ?? good ?? read(await readFile(shipped(name), 'utf8')).form;
    if (!good) throw new Error(`the form that comes with the hotline does not read: ${name}`);
    return good;
  };
}
