import type { InboundContent } from '#src/channel/port.ts';
import type { Conversation } from '#src/conversation/store/conversations.ts';
import { lastSaidKind } from '#src/conversation/store/last-said.ts';
import type { TurnState } from '#src/conversation/turn/make-reply.ts';
import { introductionDraftOf } from '#src/features/directory/introductions/dialog.ts';
import { currentCase } from '#src/features/expert/store/cases.ts';
import { isFilling } from '#src/features/referencing/chat/turn.ts';
import { isDiagnosing } from '#src/features/training/chat/turn.ts';
import { contactStateOf } from '#src/person/rules/contact-dialog.ts';
import type { Queryable } from '#src/platform/database/database.ts';
import { callsOff } from './case-request.ts';

/**
 * Whether « annuler » calls off the expert who is waited for: where the case was spoken of last, or where nothing else
 * is under way that it could be about.
 */
export async function callsOffExpert(
  db: Queryable,
  conversation: Conversation,
  content: InboundContent,
  now: number,
): Promise<boolean> {
  const { id, mode, state } = conversation;
  if (mode !== 'waiting' || content.type !== 'text' || !callsOff(content.text)) return false;
  if ((await lastSaidKind(db, id)) === 'case') return true;
  const { joining, handout } = state as TurnState;
  const isOthers =
    isFilling(state) ||
    isDiagnosing(state) ||
    joining === true ||
    introductionDraftOf(state, now) !== undefined ||
    contactStateOf(state, now) !== undefined;
  if (isOthers) return false;
  const isAskedSince = handout?.open === true && handout.at > ((await currentCase(db, id))?.openedAt ?? now);
  return !isAskedSince;
}
