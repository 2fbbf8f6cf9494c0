import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Computation, ComputedAnswer } from '#src/calculators/computation.ts';
import { figuresAt } from '#src/calculators/known.ts';
import { paragraph } from '#src/channel/blocks.ts';
import { verifyComputed } from '#src/features/answers/verify/computed.ts';
import { readFigures } from '#src/knowledge/model/figures.ts';
import { quantitiesIn } from '#src/reader/quantities.ts';
import { type ThreadContext, understand } from '#src/reader/understand.ts';
import { ROOT } from '#support/repository/source-files.ts';

/** The day on which these questions are asked. */
export const TODAY = '2026-11-24';

/** The register that the hotline ships. */
export const REGISTER = readFigures(
  readFileSync(join(ROOT, 'knowledge/figures.yaml'), 'utf8'),
  'figures.yaml',
).figures;

/** The shipped register as calculators read it on a day. */
export const figuresOn = (date = TODAY) => figuresAt(REGISTER, date);

/** What the first of these computations that a chat reaches gives for its last message. */
export function askComputation(
  computations: readonly Computation[],
  ...turns: string[]
): (ComputedAnswer & { id: string }) | undefined {
  let thread: ThreadContext | undefined;
  let found: (ComputedAnswer & { id: string }) | undefined;
  for (const turn of turns) {
    const understanding = understand(turn, thread, TODAY);
    const quantities = quantitiesIn(understanding.question, TODAY);
    const input = { understanding, quantities, figures: figuresOn(understanding.date), today: TODAY };
    found = undefined;
    for (const { id, compute } of computations) {
      const answer = compute(input);
      if (!answer) continue;
      found = { id, ...answer };
      break;
    }
    if (found) {
      const blocks = [found.headline, ...found.steps, ...found.caveats].map(paragraph);
      const problems = verifyComputed(blocks, found, understanding);
      if (problems.length > 0) throw new Error(`${turn} → ${JSON.stringify(problems)}`);
    }
    const { question, askedDate } = understanding;
    thread = { question, askedDate, open: found?.clarify !== undefined };
  }
  return found;
}

/** A text with its no-break spaces made plain, so that expectations can be read. */
export const plain = (text: string | undefined): string | undefined => text?.replace(/\u00A0/g, ' ');
