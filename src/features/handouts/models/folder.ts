import { readdir, readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { KEEPS_NOTHING } from '#src/knowledge/last-good.ts';
import type { Problem } from '#src/knowledge/model/document.ts';
import type { FigureRegister } from '#src/knowledge/model/figures.ts';
import {
  checkModel,
  type HandoutModel,
  MODELS_FOLDER,
  readModel,
} from '#src/knowledge/model/handout-model.ts';
import type { Logger } from '#src/platform/logger.ts';

/** The models that the hotline comes with: for a knowledge folder that has none. */
const SHIPPED = fileURLToPath(new URL(`../../../../knowledge/${MODELS_FOLDER}`, import.meta.url));

interface ReadModel {
  readonly name: string;
  readonly stamp: string;
  readonly text: string;
  readonly model: HandoutModel | undefined;
  readonly problems: readonly Problem[];
}

/** Reads the models of a knowledge folder, for a check. @returns no problem when the folder has none */
export async function checkModels(knowledgeDir: string, figures: FigureRegister): Promise<Problem[]> {
  const folder = join(knowledgeDir, MODELS_FOLDER);
  const problems: Problem[] = [];
  for (const name of await modelFiles(folder)) {
    const { model, problems: own } = await readOne(folder, name, '');
    problems.push(...own, ...(model ? checkModel(model, `${MODELS_FOLDER}/${name}`, figures) : []));
  }
  return problems;
}

/**
 * The models as staff last wrote them well. The files are looked at again at each use: a change serves the next
 * message, and one with a mistake leaves the model before it in service, also after a start, which the log and `/staff`
 * say.
 */
export function createModelSource(
  knowledgeDir: string,
  logger: Pick<Logger, 'error'>,
  kept = KEEPS_NOTHING,
): () => Promise<readonly HandoutModel[]> {
  const good = new Map<string, HandoutModel>();
  const seen = new Map<string, string>();
  return async () => {
    const own = join(knowledgeDir, MODELS_FOLDER);
    const folder = (await stat(own).catch(() => undefined))?.isDirectory() ? own : SHIPPED;
    const names = await modelFiles(folder);
    for (const name of names) {
      const info = await stat(join(folder, name)).catch(() => undefined);
      const stamp = `${folder} ${info?.mtimeMs} ${info?.size}`;
      if (seen.get(name) === stamp) continue;
      seen.set(name, stamp);
      const { model, problems, text } = await readOne(folder, name, stamp);
      if (problems.length > 0) logger.error({ problems }, 'a model of document has mistakes');
      else await kept.keep(pathOf(name), text);
      const serves = model ?? good.get(name) ?? (await lastModel(name));
      if (serves) good.set(name, serves);
    }
    return names.flatMap((name) => good.get(name) ?? []);
  };

  /** The model before a mistake that this program was started on. */
  async function lastModel(name: string): Promise<HandoutModel | undefined> {
    const before = await kept.recall(pathOf(name));
    return before === undefined ? undefined : readModel(before, pathOf(name)).model;
  }
}

const pathOf = (name: string): string => `${MODELS_FOLDER}/${name}`;

const modelFiles = async (folder: string): Promise<string[]> =>
  (await readdir(folder).catch((): string[] => []))
    .filter((name) => name.endsWith('.md') && name !== 'README.md')
    .sort();

async function readOne(folder: string, name: string, stamp: string): Promise<ReadModel> {
  const text = await readFile(join(folder, name), 'utf8').catch(() => '');
  const { model, problems } = readModel(text, pathOf(name));
  return { name, stamp, text, model, problems };
}
