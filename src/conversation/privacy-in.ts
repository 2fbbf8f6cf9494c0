import type { InboundContent } from '#src/channel/port.ts';
import { type PrivacyRequest, privacyRequestOf, privacyStateOf } from '#src/privacy/request.ts';
import type { Conversation } from '#src/storage/conversations.ts';
import type { HandlerParts } from './make-reply.ts';
import { route } from './router.ts';

/** What a message asks about the person's data; while somebody of the team holds the conversation, clear words only. */
export function privacyIn(
  { privacy }: HandlerParts,
  { mode, state }: Conversation,
  said: InboundContent,
  now: number,
): PrivacyRequest | undefined {
  if (!privacy) return undefined;
  const routed = mode === 'human' ? undefined : route(mode, said);
  const isAbout = routed?.to === 'intent' && routed.intent === 'privacy';
  return privacyRequestOf(said, privacyStateOf(state, now), isAbout);
}
