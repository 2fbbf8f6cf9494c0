import { readOptions } from '#src/commands/options.ts';
import { cliTexts } from '#src/commands/texts.ts';
import { checkModels } from '#src/features/handouts/models/folder.ts';
import { textsOf } from '#src/knowledge/check/document.ts';
import { endingFigures } from '#src/knowledge/check/ending-figures.ts';
import { checkInForce } from '#src/knowledge/check/in-force.ts';
import { nearDuplicates } from '#src/knowledge/check/near-duplicates.ts';
import { LONG_SENTENCE, readability } from '#src/knowledge/check/readability.ts';
import { knowledgeTexts } from '#src/knowledge/check/texts.ts';
import { type CheckedFolder, checkFolder } from '#src/knowledge/check-folder.ts';
import { importedEdition } from '#src/knowledge/loaders/law/imported-edition.ts';
import type { Problem } from '#src/knowledge/model/document.ts';
import { figureIdsIn } from '#src/knowledge/model/figures.ts';
import { frenchDate, type IsoDate } from '#src/platform/calendar/iso-date.ts';
import { type Passage, passagesOf } from '#src/retrieval/passages/passage.ts';
import { checkForms } from './check-forms.ts';
import { printProblems } from './print-problems.ts';
import { closePropositions, otherCases, propositionConflicts } from './proposition-conflicts.ts';

/**
 * `knowledge check [--report]`: reads every page as an ingest would, and all of them together, and says what to mend;
 * writes nothing. Exit 1 on an error. What is only worth a look is counted, and told in full with `--report`.
 */
export async function checkCommand(args: readonly string[]): Promise<number> {
  const { config, today, report } = readOptions(args);
  const checked = await checkFolder(config.knowledgeDir);
  const { documents, sections, figures, problems } = checked;
  process.stdout.write(`${cliTexts.checked(documents.length, sections, figures.size)}\n`);
  const passages = passagesOf(documents);
  const conflicts = [...propositionConflicts(passages), ...otherCases(passages)];
  const law = await importedEdition(config.dataDir);
  const notInForce = law ? checkInForce(documents, law) : [];
  // A section that ends with its figures waits for nothing after them.
  const lasting = passages.filter(({ validUntil }) => !validUntil || validUntil > today);
  const ending = endingFigures(figures, { quoted: quotedFigures(lasting), today });
  const models = await checkModels(config.knowledgeDir, figures);
  const forms = await checkForms(config.knowledgeDir);
  const code = printProblems([...problems, ...conflicts, ...notInForce, ...forms, ...models, ...ending]);
  // What is wrong is mended before what could be better.
  if (code === 0 || report) printReport(checked, today, report);
  return code;
}

/** What is worth a look: counts, and with `full` each of them. */
function printReport({ documents, figures, glossary }: CheckedFolder, today: IsoDate, full: boolean): void {
  const passages = passagesOf(documents);
  const { sentences, words, long, passive, jargon } = readability(documents, glossary);
  const alike = nearDuplicates(passages);
  const close = closePropositions(passages);
  const overdue = documents.flatMap(({ path, meta: { reviewBy } }) =>
    reviewBy && reviewBy < today ? [warning(path, knowledgeTexts.overdue(frenchDate(reviewBy)))] : [],
  );
  const quoted = quotedFigures(passages);
  const unquoted = [...figures.keys()]
    .filter((id) => !quoted.has(id))
    .map((id) => warning('figures.yaml', knowledgeTexts.unquoted(id)));
  const counts = { sentences, words, limit: LONG_SENTENCE };
  const lines = [
    knowledgeTexts.readability({
      ...counts,
      long: long.length,
      passive: passive.length,
      jargon: jargon.length,
    }),
    knowledgeTexts.likeness(alike.length, close.length),
    knowledgeTexts.upkeep(overdue.length, unquoted.length),
  ];
  const all = [...long, ...passive, ...jargon, ...alike, ...close, ...overdue, ...unquoted];
  if (full) lines.push(...all.map(({ path, line, message }) => `à voir ${path}:${line} ${message}`));
  else if (all.length > 0) lines.push(knowledgeTexts.seeReport);
  process.stdout.write(`${lines.join('\n')}\n`);
}

/** The figures that pages quote. */
const quotedFigures = (passages: readonly Passage[]): Set<string> =>
  new Set(
    passages
      .flatMap(({ shortAnswer = '', details }) => [shortAnswer, ...details.flatMap(textsOf)])
      .flatMap(figureIdsIn),
  );

const warning = (path: string, message: string): Problem => ({ path, line: 1, message, severity: 'warning' });
