import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { createSource } from '#src/company/form-source.ts';
import type { LastGood } from '#src/knowledge/last-good.ts';
import type { Problem } from '#src/knowledge/model/document.ts';
import { slugify } from '#src/knowledge/model/guide-parser.ts';
import type { Logger } from '#src/platform/logger.ts';
import { DIAGNOSIS_PATH, type DiagnosisForm, readDiagnosis } from './rules/diagnosis.ts';
import { diagnosisProblems } from './texts-diagnosis.ts';

/** The flash diagnosis as staff last wrote it well. */
export const createDiagnosisSource = (
  knowledgeDir: string,
  logger: Logger,
  kept?: LastGood,
): (() => Promise<DiagnosisForm>) =>
  createSource({ knowledgeDir, logger, path: DIAGNOSIS_PATH, read: readDiagnosis, kept });

/** Actions whose guide does not exist, or has no such section. */
export async function deadLinks(
  knowledgeDir: string,
  { axes, lineOfAxis }: DiagnosisForm,
): Promise<Problem[]> {
  const problems: Problem[] = [];
  for (const [index, { guide, question }] of axes.entries()) {
    const text = await readFile(join(knowledgeDir, `${guide}.md`), 'utf8').catch(() => undefined);
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
