import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { answerCheck } from '#src/features/answers/verify/answer-check.ts';
import { parsePage } from '#src/knowledge/model/guide-parser.ts';
import { type HandoutModel, readModel } from '#src/knowledge/model/handout-model.ts';
import { type Passage, passagesOf } from '#src/retrieval/passages/passage.ts';
import { ROOT } from '#support/repository/source-files.ts';
import { REGISTER } from './ask-computation.ts';

const KNOWLEDGE = join(ROOT, 'knowledge');
const filesIn = (folder: string): string[] =>
  readdirSync(join(KNOWLEDGE, folder)).filter((name) => name.endsWith('.md'));
const textOf = (path: string): string => readFileSync(join(KNOWLEDGE, path), 'utf8');

/** The register that the hotline comes with. */
export const SHIPPED_FIGURES = REGISTER;

/** The models of documents that it comes with, and their text by id. */
export const SHIPPED_MODELS: readonly HandoutModel[] = filesIn('models').map((name) => {
  const { model, problems } = readModel(textOf(`models/${name}`), `models/${name}`);
  if (!model) throw new Error(problems.map(({ message }) => message).join('\n'));
  return model;
});
export const modelText = (id: string): string => textOf(`models/${id}.md`);
export const clauseText = (id: string): string => textOf(`clauses/${id}.md`);

/** The sections of the clauses that it comes with. */
export const SHIPPED_CLAUSES: readonly Passage[] = passagesOf(
  filesIn('clauses').flatMap(
    (name) => parsePage(`clauses/${name}`, textOf(`clauses/${name}`)).document ?? [],
  ),
);

/** The index in service, as far as documents to take away need it. */
export const SHIPPED_BASE = { passages: SHIPPED_CLAUSES, figures: SHIPPED_FIGURES };

/** What a conversation makes documents of. */
export const SHIPPED_HANDOUTS = {
  models: async () => SHIPPED_MODELS,
  base: () => SHIPPED_BASE,
  check: answerCheck,
};
