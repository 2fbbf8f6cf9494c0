import { readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { KEEPS_NOTHING, type LastGood } from '#src/knowledge/last-good.ts';
import type { Problem } from '#src/knowledge/model/document.ts';
import type { Logger } from '#src/platform/logger.ts';
import { FORM_PATH, type Form, readForm } from './form/form.ts';

/** The folder that the hotline comes with: for a knowledge folder that has no form. */
const SHIPPED = new URL('../../knowledge/', import.meta.url);
const shipped = (path: string): string => fileURLToPath(new URL(path, SHIPPED));

/** The sign-up form as staff last wrote it well. */
export const createFormSource = (
  knowledgeDir: string,
  logger: Logger,
  kept?: LastGood,
): (() => Promise<Form>) => createSource({ knowledgeDir, logger, path: FORM_PATH, read: readForm, kept });

/**
 * A form as staff last wrote it well. The file is looked at again at each use: a change serves the next message, and
 * one with a mistake leaves the form before it in service, also after a start, which the log and `/staff` say.
 */
export function createSource<F>(parts: {
  readonly knowledgeDir: string;
  readonly path: string;
  readonly logger: Logger;
  readonly read: (text: string) => { form?: F; problems: Problem[] };
  readonly kept?: LastGood | undefined;
}): () => Promise<F> {
  const { path: name, logger, read, kept = KEEPS_NOTHING } = parts;
  const path = join(parts.knowledgeDir, name);
  let seen = '';
  let good: F | undefined;
  return async () => {
    const info = await stat(path).catch(() => undefined);
    const now = info ? `${info.mtimeMs} ${info.size}` : 'shipped';
    if (good && now === seen) return good;
    const text = await readFile(info ? path : shipped(name), 'utf8').catch(() => '');
    const found = read(text);
    if (found.problems.length > 0) logger.error({ problems: found.problems }, 'a form has mistakes');
    else if (info) await kept.keep(name, text);
    seen = now;
    good = found.form ?? good ?? (await lastForm(name));
    if (!good) throw new Error(`the form that comes with the hotline does not read: ${name}`);
    return good;
  };

  /** The form before a mistake that this program was started on, else the one that it comes with. */
  async function lastForm(of: string): Promise<F | undefined> {
    const before = await kept.recall(of);
    const form = before === undefined ? undefined : read(before).form;
    return form ?? read(await readFile(shipped(of), 'utf8')).form;
  }
}
