import { z } from 'zod';
import { bareFiguresIn } from './bare-figures.ts';
import type { Problem } from './document.ts';
import { readStaffYaml } from './staff-yaml.ts';
import { cannedTexts } from './texts-canned-answers.ts';

/** The file of the knowledge folder that holds them. */
export const CANNED_ANSWERS = 'canned-answers.yaml';

/** What the desk puts in place of `{{…}}`: names of the variables that staff may write. */
export const CANNED_VARIABLES = ['entreprise', 'expert', 'dossier', 'date-limite'] as const;

/** A ready-made answer that an expert inserts and completes. */
export interface CannedAnswer {
  readonly id: string;
  readonly title: string;
  readonly text: string;
}

const TITLE_MAX = 60;
const schema = z.array(
  z.strictObject({
    id: z.string().regex(/^[a-z0-9]+(?:-[a-z0-9]+)*$/, cannedTexts.badId),
    title: z.string().trim().min(1).max(TITLE_MAX, cannedTexts.longTitle),
    text: z.string().trim().min(1),
  }),
);

/**
 * Reads `canned-answers.yaml`. An answer that names an unknown variable, or writes a figure of its own (figures have one
 * home, and these texts are not filled from it), is a mistake; the other answers serve all the same.
 */
export function readCannedAnswers(
  text: string,
  path: string,
): { answers: CannedAnswer[]; problems: Problem[] } {
  const read = readStaffYaml(text, path, schema);
  if (!read.ok) return { answers: [], problems: read.problems };
  const seen = new Set<string>();
  const answers: CannedAnswer[] = [];
  const problems: Problem[] = [];
  for (const [index, answer] of read.data.entries()) {
    const mistakes = mistakesOf(answer, seen);
    seen.add(answer.id);
    for (const mistake of mistakes)
      problems.push(read.problemAt([index], `« ${answer.title} » : ${mistake}`));
    if (mistakes.length === 0) answers.push(answer);
  }
  return { answers, problems };
}

function mistakesOf({ id, text }: CannedAnswer, seen: ReadonlySet<string>): string[] {
  const known: readonly string[] = CANNED_VARIABLES;
  const marks = [...text.matchAll(/\{\{([^{}]*)\}\}/g)].map(([, name = '']) => name.trim());
  const unknown = marks.filter((name) => !known.includes(name));
  const isBroken = /\{\{|\}\}/.test(text.replace(/\{\{[^{}]*\}\}/g, ''));
  return [
    ...(seen.has(id) ? [cannedTexts.twice(id)] : []),
    ...unknown.map((name) => cannedTexts.unknownVariable(name, known)),
    ...(isBroken ? [cannedTexts.brokenMark] : []),
    ...bareFiguresIn(text).map(cannedTexts.bareFigure),
  ];
}
