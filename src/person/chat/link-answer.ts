import type { Choice } from '#src/channel/blocks.ts';
import type { InboundContent } from '#src/channel/port.ts';
import { fold } from '#src/platform/french/text-analysis.ts';
import { type LinkAnswer, linkAnswerOf } from './link-request.ts';

const YES: ReadonlySet<string> = new Set(['oui', "c'est moi", "oui c'est moi", "oui c'est bien moi"]);
const NO: ReadonlySet<string> = new Set([
  'non',
  'pas moi',
  "ce n'est pas moi",
  "c'est pas moi",
  "non ce n'est pas moi",
  "non c'est pas moi",
]);
/** Nobody says these at length. */
const LONGEST = 40;

/**
 * The answer in words to « is that you, on the other channel? », as who has no button at hand gives it: only right after
 * that question, for a « oui » answers what was asked last.
 * @param choices the buttons of what was last said
 */
export function linkAnswerIn(
  choices: readonly Pick<Choice, 'value'>[],
  content: InboundContent,
): LinkAnswer | undefined {
  if (content.type !== 'text' || content.text.length > LONGEST) return undefined;
  const words = fold(content.text)
    .replace(/[^a-z']+/g, ' ')
    .trim();
  const yes = YES.has(words);
  if (!yes && !NO.has(words)) return undefined;
  return choices.map(({ value }) => linkAnswerOf(value)).find((answer) => answer?.yes === yes);
}
