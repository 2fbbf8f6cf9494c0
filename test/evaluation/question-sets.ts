import { existsSync, readFileSync } from 'node:fs';
import { basename, resolve } from 'node:path';
import { z } from 'zod';

const schema = z
  .strictObject({
    id: z.string().min(1),
    topic: z.string().min(1),
    question: z.string().optional(),
    turns: z.array(z.string()).min(1).optional(),
    date: z.iso.date().optional(),
    fact: z.string().optional(),
    expect: z.strictObject({
      kind: z.union([z.string(), z.array(z.string()).min(1)]),
      articles: z.array(z.string()).default([]),
      figures: z.array(z.string()).default([]),
      not: z.array(z.string()).default([]),
      verdict: z.enum(['oui', 'non']).nullish(),
    }),
  })
  .refine(({ question, turns }) => (question === undefined) !== (turns === undefined), {
    error: 'a line has either « question » or « turns »',
  });

/** What a reply must be. */
export interface Expectation {
  /** The kinds of reply that are right. */
  readonly kinds: readonly string[];
  /** Articles of which one at least must be cited. */
  readonly articles: readonly string[];
  /** Figures that must all be said, and those that must not. */
  readonly figures: readonly string[];
  readonly not: readonly string[];
  readonly verdict?: 'oui' | 'non' | undefined;
}

/** What a question is meant to try. */
export type Group = 'question' | 'à refuser' | 'dialogue' | 'piège' | 'intention';

/** A line of a question set: what a person types, and what they must get. */
export interface Question {
  readonly id: string;
  readonly topic: string;
  readonly group: Group;
  /** Messages of one conversation; the last one is judged. */
  readonly turns: readonly string[];
  readonly date?: string | undefined;
  readonly expect: Expectation;
}

/** A file of questions. */
export interface QuestionSet {
  readonly name: string;
  readonly questions: readonly Question[];
}

/** The sets kept in `questions/`, in the order in which they are played. */
export const SET_NAMES = [
  'development',
  'company-a',
  'company-b',
  'company-c',
  'company-d',
  'company-e',
  'company-f',
] as const;

/**
 * Reads one of the kept sets, all those that are there, or a file of one's own.
 * @throws Error when there is no such set, or a line of it is not a question (file and line named)
 */
export function readSets(asked: string): QuestionSet[] {
  if (asked.endsWith('.jsonl')) return [readSet(basename(asked, '.jsonl'), resolve(asked))];
  const names = SET_NAMES.filter((name) => asked === 'all' || asked === name);
  const sets = names.map((name) => ({ name, path: pathOf(name) })).filter(({ path }) => existsSync(path));
  if (sets.length === 0) throw new Error(`unknown question set: ${asked}`);
  return sets.map(({ name, path }) => readSet(name, path));
}

const pathOf = (name: string): string => resolve(import.meta.dirname, 'questions', `${name}.fr.jsonl`);

function readSet(name: string, path: string): QuestionSet {
  const lines = readFileSync(path, 'utf8').trim().split('\n');
  return { name, questions: lines.map((line, index) => readQuestion(line, `${path}:${index + 1}`)) };
}

function readQuestion(line: string, where: string): Question {
  try {
    const { id, topic, question, turns, date, expect } = schema.parse(JSON.parse(line));
    const { kind, articles, figures, not, verdict } = expect;
    const kinds = typeof kind === 'string' ? [kind] : kind;
    const asked = { id, topic, date, turns: turns ?? [question ?? ''] };
    const expectation = { kinds, articles, figures, not, verdict: verdict ?? undefined };
    return { ...asked, expect: expectation, group: groupOf(asked, kinds) };
  } catch (cause) {
    throw new Error(`${where}: not a question`, { cause });
  }
}

/** The mark in the id (`b-r3`, `b-d3`, `b-t3`), or what the line is made of in a set without marks. */
function groupOf(
  { id, topic, date, turns }: Pick<Question, 'id' | 'topic' | 'date' | 'turns'>,
  kinds: readonly string[],
): Group {
  const mark = /-([rdt])\d*$/.exec(id)?.[1];
  if (mark === 'r' || (!mark && kinds.includes('refusal') && !kinds.includes('answer'))) return 'à refuser';
  if (mark === 'd' || (!mark && turns.length > 1)) return 'dialogue';
  if (mark === 't' || (!mark && (date !== undefined || topic === 'date-regime'))) return 'piège';
  return kinds.includes('answer') ? 'question' : 'intention';
}
