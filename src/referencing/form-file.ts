import { readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Problem } from '#src/knowledge/model.ts';
import type { Logger } from '#src/logger.ts';
import { FORM_PATH, type Form, readForm } from './form.ts';

/** The form that the hotline comes with: for a knowledge folder that has none. */
const SHIPPED = fileURLToPath(new URL(`../../knowledge/${FORM_PATH}`, import.meta.url));

/** Reads the form of a knowledge folder, for a check. @returns no problem when the folder has no form */
export async function checkForm(knowledgeDir: string): Promise<Problem[]> {
  const text = await readFile(join(knowledgeDir, FORM_PATH), 'utf8').catch(() => undefined);
  return text === undefined ? [] : readForm(text).problems;
}

/**
 * The form as staff last wrote it well. The file is looked at again at each use: a change serves the next message, and
 * one with a mistake leaves the form before it in service, which the log says.
 */
export function createFormSource(knowledgeDir: string, logger: Logger): () => Promise<Form> {
  let seen = '';
  let good: Form | undefined;
  return async () => {
    const path = join(knowledgeDir, FORM_PATH);
    const info = await stat(path).catch(() => undefined);
    const now = info ? `${info.mtimeMs} ${info.size}` : 'shipped';
    if (good && now === seen) return good;
    const read = readForm(await readFile(info ? path : SHIPPED, 'utf8').catch(() => ''));
    if (read.problems.length > 0) logger.error({ problems: read.problems }, 'the sign-up form has mistakes');
    seen = now;
    good = read.form ?? good ?? readForm(await readFile(SHIPPED, 'utf8')).form;
    if (!good) throw new Error('the sign-up form that comes with the hotline does not read');
    return good;
  };
}
