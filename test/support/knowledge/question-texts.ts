import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT } from '#support/repository/source-files.ts';

const FOLDER = join(ROOT, 'test/evaluation/questions');

/** Questions that people ask, in their own words. */
export const readQuestions = (): readonly string[] =>
  readdirSync(FOLDER)
    .filter((name) => name.endsWith('.jsonl'))
    .flatMap((name) => readFileSync(join(FOLDER, name), 'utf8').split('\n'))
    .filter((line) => line.trim() !== '')
    .flatMap((line) => {
      const { question } = JSON.parse(line) as { question?: unknown };
      return typeof question === 'string' ? [question] : [];
    });

/** The same said in other words, which no page has. */
export const readWordings = (): readonly string[] =>
  readFileSync(join(ROOT, 'test/evaluation/coverage/held-out-wordings.jsonl'), 'utf8')
    .split('\n')
    .filter((line) => line.trim() !== '')
    .flatMap((line) => {
      const { wording } = JSON.parse(line) as { wording?: unknown };
      return typeof wording === 'string' ? [wording] : [];
    });
