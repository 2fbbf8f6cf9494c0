import { refusal } from '#src/features/answers/texts.ts';
import type { WishScore } from '#src/reader/wish/meaning.ts';
import { declined } from './texts.ts';

/** From these on, what a message is for is plain, whatever the pages share with its words; chosen on writers held apart. */
const SURE: Readonly<Record<string, number>> = { harmful: 0.8, injection: 0.8, 'out-of-scope': 0.9 };

const SENTENCES: Readonly<Record<string, string>> = {
  harmful: declined.cheating,
  injection: declined.injection,
  'out-of-scope': refusal.offTopic,
};

/** Why nobody answers a message, by what was learnt from examples; undefined for any other. */
export function learntRefusal([best]: readonly WishScore[]): string | undefined {
  const sure = best && SURE[best.wish];
  return best && sure !== undefined && best.probability >= sure ? SENTENCES[best.wish] : undefined;
}
