import type { InboundContent } from '#src/channel/port.ts';
import type { Conversation } from '#src/storage/conversations.ts';
import type { Database } from '#src/storage/database.ts';
import { referencingTurn } from './read-referencing.ts';
import { trainingTurn } from './read-training.ts';
import type { ReferencingParts } from './referencing-turn.ts';
import type { Route } from './router.ts';

/** What was decided about a message, unless it is for a form under way, a company's file, or a training session. */
export async function readTurn(
  parts: { readonly db: Database; readonly referencing?: ReferencingParts | undefined },
  conversation: Conversation,
  content: InboundContent,
  decided: Route,
  now: number,
): Promise<Route> {
  const training = await trainingTurn(parts, conversation, content, decided, now);
  if (training) return { to: 'training', turn: training };
  const turn = await referencingTurn(parts, conversation, content, decided, now);
  return turn ? { to: 'referencing', turn } : decided;
}
