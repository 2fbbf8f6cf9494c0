import type { InboundContent } from '#src/channel/port.ts';
import { currentCase } from '#src/storage/cases.ts';
import type { Conversation } from '#src/storage/conversations.ts';
import type { Queryable } from '#src/storage/database.ts';
import { lastSaidKind } from '#src/storage/last-said.ts';
import { callsOff } from './case-request.ts';
import { contactStateOf } from './contact-dialog.ts';
import { introductionDraftOf } from './introduction-dialog.ts';
import type { TurnState } from './make-reply.ts';
import { isFilling } from './referencing-turn.ts';
import { isDiagnosing } from './training-turn.ts';

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
