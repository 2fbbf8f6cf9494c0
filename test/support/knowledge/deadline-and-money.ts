import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { DEADLINE_AND_MONEY_COMPUTATIONS } from '#src/calculators/all-computations.ts';
import type { ComputedAnswer } from '#src/calculators/computation.ts';
import { type FiguresAt, figuresAt } from '#src/calculators/known.ts';
import { paragraph } from '#src/channel/blocks.ts';
import { verifyComputed } from '#src/features/answers/verify/computed.ts';
import { type FigureRegister, readFigures } from '#src/knowledge/model/figures.ts';
import type { IsoDate } from '#src/platform/calendar/iso-date.ts';
import { quantitiesIn } from '#src/reader/quantities.ts';
import { type ThreadContext, type Understanding, understand } from '#src/reader/understand.ts';
import { ROOT } from '#support/repository/source-files.ts';

const PATH = 'knowledge/figures.yaml';
const text = readFileSync(join(ROOT, PATH), 'utf8');

/** The shipped register. */
export const register: FigureRegister = readFigures(text, PATH).figures;

/** The shipped register, with entries that staff would add. */
export const registerWith = (entries: string): FigureRegister =>
  readFigures(`${text}\n${entries}`, PATH).figures;

/** The day on which the tests' questions are asked: a Tuesday. */
export const TODAY: IsoDate = '2026-11-24';

/** The shipped register at a date. */
export const known = (date: IsoDate = TODAY): FiguresAt => figuresAt(register, date);

/** A computed answer with the computation that gave it, no-break spaces made plain. */
export type Asked = ComputedAnswer & { readonly id: string };

/**
 * What the computations of dates and sums answer to the last of some messages, or undefined.
 * @throws when two of them claim the question, or when an answer would not pass the hotline's own checks
 */
export function ask(
  turns: string | readonly string[],
  figures: FigureRegister = register,
  today: IsoDate = TODAY,
): Asked | undefined {
  let thread: ThreadContext | undefined;
  let answer: Asked | undefined;
  for (const turn of typeof turns === 'string' ? [turns] : turns) {
    const understanding = understand(turn, thread, today);
    answer = compute(understanding, figures, today);
    thread = {
      question: understanding.question,
      askedDate: understanding.askedDate,
      ...(answer?.clarify ? { open: true } : {}),
    };
  }
  return answer;
}

function compute(understanding: Understanding, figures: FigureRegister, today: IsoDate): Asked | undefined {
  const input = {
    understanding,
    quantities: quantitiesIn(understanding.question, today),
    figures: figuresAt(figures, understanding.date),
    today,
  };
  const found = DEADLINE_AND_MONEY_COMPUTATIONS.flatMap((computation) => {
    const result = computation.compute(input);
    return result ? [{ id: computation.id, result }] : [];
  });
  if (found.length > 1)
    throw new Error(`${understanding.question} : ${found.map(({ id }) => id).join(', ')}`);
  const [one] = found;
  if (!one) return undefined;
  const findings = verifyComputed([paragraph(one.result.headline)], one.result, understanding);
  if (findings.length > 0) throw new Error(`${understanding.question} : ${JSON.stringify(findings)}`);
  const { headline, steps, caveats } = one.result;
  return {
    ...one.result,
    id: one.id,
    headline: plain(headline),
    steps: steps.map(plain),
    caveats: caveats.map(plain),
  };
}

const plain = (line: string): string => line.replace(/\u00A0/g, ' ');
