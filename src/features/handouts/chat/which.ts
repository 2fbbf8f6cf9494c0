import { type Block, type Choice, paragraph } from '#src/channel/blocks.ts';
import { choices, listOf } from '#src/channel/make-blocks.ts';
import { EXPERT_BUTTON } from '#src/conversation/expert-button.ts';
import { nearestFirst } from '#src/features/handouts/rules/asked.ts';
import { handoutTexts as texts } from '#src/features/handouts/texts.ts';
import { slugify } from '#src/knowledge/model/guide-parser.ts';
import type { HandoutModel } from '#src/knowledge/model/handout-model.ts';
import { type ClauseBase, clausesNear } from './clause.ts';
import type { HandoutReply } from './pending.ts';

/** Clauses that are offered beside the documents. */
const CLAUSES = 3;

/** Which documents can be prepared, those that a message comes nearest to first, and the question which one. */
export function askWhich(
  text: string,
  { models, base, now }: { models: readonly HandoutModel[]; base: ClauseBase; now: number },
): HandoutReply {
  const clauses = clausesNear(text, base).slice(0, CLAUSES);
  const documents = nearestFirst(text, models).map(({ button }) => ({ label: button, value: button }));
  const offered = [...clauses, ...documents];
  const buttons = offered.map(
    ({ label, value }): Choice => ({ id: slugify(label), label, kind: 'ask', value }),
  );
  const blocks: Block[] = [
    paragraph(texts.which),
    listOf(offered.map(({ label }) => label)),
    paragraph(texts.whichClause),
    choices(...buttons, EXPERT_BUTTON),
  ];
  return {
    kind: 'help',
    blocks,
    pending: { said: text, at: now, open: true, offered: offered.map(({ value }) => value) },
  };
}
