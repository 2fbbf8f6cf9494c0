import { CANNED_ANSWERS, readCannedAnswers } from '#src/knowledge/model/canned-answers.ts';
import type { Problem } from '#src/knowledge/model/document.ts';
import { type Figure, readFigures } from '#src/knowledge/model/figures.ts';
import { EMPTY_GLOSSARY, type Glossary, readGlossary } from '#src/knowledge/model/glossary.ts';
import { type IndexContent, sha256 } from '#src/retrieval/passages/index-content.ts';
import { type FoundFile, readText } from './scan.ts';

/** Change it when a register is read differently, so that each is read again. */
const READER_VERSION = '1';

/** The registers of the folder, as they serve, and what is wrong with them now. */
export interface Registers {
  /** Of each that is as it should be, by its path: what tells whether it changed. */
  readonly digests: Readonly<Record<string, string>>;
  readonly figures: readonly Figure[];
  readonly glossary: Glossary;
  readonly problems: readonly Problem[];
}

/**
 * Reads the two registers. One that does not read, or has gone, keeps its last good state in service; a folder that
 * never had one is merely told so. One that has not changed since it was read well is not read again.
 */
export async function readRegisters(
  files: readonly FoundFile[],
  previous: Pick<IndexContent, 'figures' | 'glossary'> | undefined,
  known: Registers['digests'] = {},
): Promise<Registers> {
  const digests: Record<string, string> = {};
  const severity = (known = 0) => (known > 0 ? 'error' : 'warning');
  const readOne = async <T extends { problems: Problem[] }>(
    parse: (text: string, path: string) => T,
    same: () => T | undefined,
    missing: Problem,
  ) => {
    const { path } = missing;
    const found = await readRegister(files, parse, missing, (digest) =>
      known[path] === digest ? same() : undefined,
    );
    if (found.digest !== undefined && found.problems.length === 0) digests[path] = found.digest;
    return found;
  };
  const sameFigures = () =>
    previous && {
      figures: new Map(previous.figures.map((figure) => [figure.id, figure])),
      problems: [],
    };
  const figures = await readOne(readFigures, sameFigures, {
    path: 'figures.yaml',
    line: 1,
    message: 'le registre des chiffres manque',
    severity: severity(previous?.figures.length),
  });
  const sameGlossary = () => previous && { glossary: previous.glossary, problems: [] };
  const glossary = await readOne(readGlossary, sameGlossary, {
    path: 'glossary.yaml',
    line: 1,
    message: 'le glossaire manque',
    severity: severity(previous?.glossary.terms.length),
  });
  // Experts read their ready-made answers from the file itself: nothing of it is kept here.
  const canned =
    files.some(({ path }) => path === CANNED_ANSWERS) &&
    (await readOne<{ problems: Problem[] }>(readCannedAnswers, () => ({ problems: [] }), {
      path: CANNED_ANSWERS,
      line: 1,
      message: '',
      severity: 'error',
    }));
  const goodGlossary = glossary.problems.length === 0 ? glossary.read?.glossary : undefined;
  return {
    digests,
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
  same: (digest: string) => T | undefined,
): Promise<{ read?: T; problems: Problem[]; digest?: string }> {
  const file = files.find((candidate) => candidate.path === missing.path);
  if (!file) return { problems: [missing] };
  const found = await readText(file);
  if ('problem' in found) return { problems: [found.problem] };
  const digest = sha256(`${READER_VERSION}:${found.text}`);
  const read = same(digest) ?? parse(found.text, file.path);
  return { read, problems: read.problems, digest };
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
