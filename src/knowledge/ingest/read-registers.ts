import { CANNED_ANSWERS, readCannedAnswers } from '#src/knowledge/model/canned-answers.ts';
import type { Problem } from '#src/knowledge/model/document.ts';
import { type Figure, readFigures } from '#src/knowledge/model/figures.ts';
import { EMPTY_GLOSSARY, type Glossary, readGlossary } from '#src/knowledge/model/glossary.ts';
import type { IndexContent } from '#src/retrieval/passages/index-content.ts';
import { type FoundFile, readText } from './scan.ts';

/** The registers of the folder, as they serve, and what is wrong with them now. */
export interface Registers {
  readonly figures: readonly Figure[];
  readonly glossary: Glossary;
  readonly problems: readonly Problem[];
}

/**
 * Reads the two registers. One that does not read, or has gone, keeps its last good state in service; a folder that
 * never had one is merely told so.
 */
export async function readRegisters(
  files: readonly FoundFile[],
  previous: Pick<IndexContent, 'figures' | 'glossary'> | undefined,
): Promise<Registers> {
  const severity = (known = 0) => (known > 0 ? 'error' : 'warning');
  const figures = await readRegister(files, readFigures, {
    path: 'figures.yaml',
    line: 1,
    message: 'le registre des chiffres manque',
    severity: severity(previous?.figures.length),
  });
  const glossary = await readRegister(files, readGlossary, {
    path: 'glossary.yaml',
    line: 1,
    message: 'le glossaire manque',
    severity: severity(previous?.glossary.terms.length),
  });
  // Experts read their ready-made answers from the file itself: nothing of it is kept here.
  const canned =
    files.some(({ path }) => path === CANNED_ANSWERS) &&
    (await readRegister(files, readCannedAnswers, {
      path: CANNED_ANSWERS,
      line: 1,
      message: '',
      severity: 'error',
    }));
  const goodGlossary = glossary.problems.length === 0 ? glossary.read?.glossary : undefined;
  return {
    figures:
      figures.read && figures.problems.length === 0
        ? [...figures.read.figures.values()]
        : mergeFigures(previous?.figures ?? [], figures.read?.figures),
    glossary: goodGlossary ?? previous?.glossary ?? EMPTY_GLOSSARY,
    problems: [...figures.problems, ...glossary.problems, ...(canned ? canned.problems : [])],
  };
}

async function readRegister<T extends { problems: Problem[] }>(
  files: readonly FoundFile[],
  parse: (text: string, path: string) => T,
  missing: Problem,
): Promise<{ read?: T; problems: Problem[] }> {
  const file = files.find((candidate) => candidate.path === missing.path);
  if (!file) return { problems: [missing] };
  const found = await readText(file);
  if ('problem' in found) return { problems: [found.problem] };
  const read = parse(found.text, file.path);
  return { read, problems: read.problems };
}

/** Good entries of a register that has bad ones, completed by what was in service before. */
function mergeFigures(
  previous: readonly Figure[],
  read: ReadonlyMap<string, Figure> | undefined,
): readonly Figure[] {
  const merged = new Map(previous.map((figure) => [figure.id, figure]));
  for (const [id, figure] of read ?? []) merged.set(id, figure);
  return [...merged.values()];
}
