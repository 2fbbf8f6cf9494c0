import { readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Problem } from '#src/knowledge/model/document.ts';
import type { Logger } from '#src/platform/logger.ts';
import { FORM_PATH, type Form, readForm } from './form/form.ts';

/** The folder that the hotline comes with: for a knowledge folder that has no form. */
const SHIPPED = new URL('../../knowledge/', import.meta.url);
const shipped = (path: string): string => fileURLToPath(new URL(path, SHIPPED));

/** The sign-up form as staff last wrote it well. */
export const createFormSource = (knowledgeDir: string, logger: Logger): (() => Promise<Form>) =>
  createSource({ knowledgeDir, logger, path: FORM_PATH, read: readForm });

/**
 * A form as staff last wrote it well. The file is looked at again at each use: a change serves the next message, and
 * one with a mistake leaves the form before it in service, which the log says.
 */
export function createSource<F>(parts: {
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
