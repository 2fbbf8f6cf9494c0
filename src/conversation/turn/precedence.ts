import type { InboundContent } from '#src/channel/port.ts';
import type { Route } from '#src/conversation/rules/router.ts';
import type { Conversation } from '#src/conversation/store/conversations.ts';
import { type DirectoryParts, directoryTurn } from '#src/features/directory/chat/turn.ts';
import { referencingTurn } from '#src/features/referencing/chat/hear.ts';
import type { ReferencingParts } from '#src/features/referencing/chat/turn.ts';
import { trainingTurn } from '#src/features/training/chat/hear.ts';
import type { Queryable } from '#src/platform/database/database.ts';

/** What was decided about a message, unless it is for a form under way, a company's file, a session or the directory. */
export async function readTurn(
  parts: {
    readonly db: Queryable;
    readonly referencing?: ReferencingParts | undefined;
    readonly directory?: DirectoryParts | undefined;
    readonly mailIsOn?: boolean | undefined;
  },
  conversation: Conversation,
  content: InboundContent,
  decided: Route,
  now: number,
): Promise<Route> {
  const directory = await directoryTurn(parts, conversation, content, decided, now);
  // The answer to a question of a form may look like a search; nothing else of the directory looks like an answer.
  if (directory && directory.request.type !== 'search') return { to: 'directory', turn: directory };
  const training = await trainingTurn(parts, conversation, content, decided, now);
  if (training) return { to: 'training', turn: training };
  const turn = await referencingTurn(parts, conversation, content, decided, now);
  if (turn) return { to: 'referencing', turn };
  return directory ? { to: 'directory', turn: directory } : decided;
}
