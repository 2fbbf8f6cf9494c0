import { paragraph } from '#src/channel/blocks.ts';
import { checkDocument, textsOf } from '#src/knowledge/check/document.ts';
import { checkFigureUse } from '#src/knowledge/check/figure-use.ts';
import { FIGURES, GLOSSARY, type RegisterReading } from '#src/knowledge/desk/registers.ts';
import type { PageReading, SectionAnswer, TrialProblem } from '#src/knowledge/desk/trial.ts';
import { CANNED_ANSWERS, readCannedAnswers } from '#src/knowledge/model/canned-answers.ts';
import type { KnowledgeDocument, Problem } from '#src/knowledge/model/document.ts';
import { type FigureRegister, figureIdsIn, readFigures } from '#src/knowledge/model/figures.ts';
import { readGlossary } from '#src/knowledge/model/glossary.ts';
import type { IsoDate } from '#src/platform/calendar/iso-date.ts';
import { passagesOf } from '#src/retrieval/passages/passage.ts';
import { sectionAnswers } from './section-answers.ts';

/** Answers that a change of figures changes, as many as are looked at. */
const MOST_SHOWN = 40;

/** What a register is read with: what is in service, and the readers of the forms, which others know. */
export interface RegisterParts {
  readonly figures: FigureRegister;
  readonly documents: readonly KnowledgeDocument[];
  readonly forms: Readonly<Record<string, (text: string) => RegisterReading>>;
  readonly today: IsoDate;
}

/** A register as it would be read: its mistakes, and what people would read of it. */
export function readRegisterText(path: string, text: string, parts: RegisterParts): PageReading {
  if (path === FIGURES) return readFiguresText(text, parts);
  if (path === GLOSSARY) return reading(readGlossary(text, path).problems, []);
  if (path === CANNED_ANSWERS) {
    const { answers, problems } = readCannedAnswers(text, path);
    return reading(
      problems,
      answers.map(({ id, title, text: said }) => ({
        heading: title,
        line: lineOf(text, id),
        blocks: said.split(/\n{2,}/).map((one) => paragraph(one)),
      })),
    );
  }
  const { problems, shown } = parts.forms[path]?.(text) ?? { problems: [], shown: [] };
  return reading(
    problems,
    shown.map(({ heading, line, lines }) => ({ heading, line, blocks: lines.map((one) => paragraph(one)) })),
  );
}

const reading = (
  problems: readonly { readonly line: number; readonly message: string; readonly severity: string }[],
  answers: readonly SectionAnswer[],
): PageReading => ({
  document: undefined,
  problems: problems.map(({ line, message, severity }) => ({
    line,
    message,
    isBlocking: severity === 'error',
  })),
  answers,
});

/** The figures: what pages that quote those that changed would say, and those that could not be served any more. */
function readFiguresText(text: string, { figures, documents, today }: RegisterParts): PageReading {
  const { figures: written, problems } = readFigures(text, FIGURES);
  // What is left out for a mistake keeps its value: nothing is said of pages before it is mended.
  if (problems.some(({ severity }) => severity === 'error')) return reading(problems, []);
  const changed = new Set(
    [...new Set([...figures.keys(), ...written.keys()])].filter(
      (id) => JSON.stringify(figures.get(id)) !== JSON.stringify(written.get(id)),
    ),
  );
  const touched = documents.flatMap((document) => {
    const sections = document.sections.filter((section) => changedIn(section, changed).length > 0);
    return sections.length > 0 ? [{ ...document, sections }] : [];
  });
  return {
    ...reading(problems, answersThatChange(text, touched, { figures, written, changed, today })),
    problems: [
      ...reading(problems, []).problems,
      ...newProblems(
        (register) => touched.flatMap((document) => checkDocument(document, register)),
        { figures, written },
        true,
      ),
      ...newProblems((register) => checkFigureUse(documents, register), { figures, written }, false),
    ],
  };
}

interface Registers {
  readonly figures: FigureRegister;
  readonly written: FigureRegister;
}

/** What is wrong with the figures that are written, and was not with those in service. */
function newProblems(
  check: (register: FigureRegister) => readonly Problem[],
  { figures, written }: Registers,
  isBlocking: boolean,
): TrialProblem[] {
  const known = new Set(check(figures).map(({ path, message }) => `${path} ${message}`));
  return check(written)
    .filter(({ path, message }) => !known.has(`${path} ${message}`))
    .map(({ path, line, message }) => ({
      line: 1,
      message: path === FIGURES ? message : `${path}, ligne ${line} : ${message}`,
      isBlocking,
    }));
}

function answersThatChange(
  text: string,
  touched: readonly KnowledgeDocument[],
  { figures, written, changed, today }: Registers & { changed: ReadonlySet<string>; today: IsoDate },
): SectionAnswer[] {
  const found: SectionAnswer[] = [];
  for (const document of touched) {
    const before = sectionAnswers(document, figures, today);
    const passages = passagesOf([document]);
    for (const [place, answer] of sectionAnswers(document, written, today).entries()) {
      if (JSON.stringify(answer) === JSON.stringify(before[place])) continue;
      const [first = ''] = changedIn(passages[place] ?? { details: [] }, changed);
      found.push({ ...answer, line: lineOf(text, first) });
      if (found.length >= MOST_SHOWN) return found;
    }
  }
  return found;
}

const changedIn = (
  { shortAnswer = '', details }: Pick<KnowledgeDocument['sections'][number], 'shortAnswer' | 'details'>,
  changed: ReadonlySet<string>,
): string[] =>
  [shortAnswer, ...details.flatMap(textsOf)].flatMap(figureIdsIn).filter((id) => changed.has(id));

/** The line on which an entry of a register begins. */
function lineOf(text: string, id: string): number {
  const at = text.split('\n').findIndex((line) => /^ {0,12}(?:- {1,4})?id: /.test(line) && line.includes(id));
  return at === -1 ? 1 : at + 1;
}
