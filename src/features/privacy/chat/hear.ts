import type { InboundContent } from '#src/channel/port.ts';
import { route } from '#src/conversation/rules/router.ts';
import type { Conversation } from '#src/conversation/store/conversations.ts';
import { PRIVACY_KIND } from '#src/conversation/store/kinds.ts';
import { isLastOffered, lastSaidKind } from '#src/conversation/store/last-said.ts';
import type { FormsInUse } from '#src/conversation/turn/forms-in-use.ts';
import type { ReadingParts } from '#src/conversation/workers/prepared.ts';
import type { DeskContext } from '#src/features/expert/desk/threads.ts';
import {
  callsOffErasure,
  type HeardPrivacyRequest,
  privacyButtons,
  privacyRequestOf,
  privacyStateOf,
} from '#src/features/privacy/rules/request.ts';
import type { Transaction } from '#src/platform/database/database.ts';
import { answerPrivacy, type PrivacySettings, type PrivacyWords } from './step.ts';
import { withdrawal } from './withdrawal.ts';

/**
 * What a message asks about the person's data; while somebody of the team holds the conversation, clear words only. A
 * « oui » answers what was asked last: where an expert, or another dialog, said something since, only the button does.
 */
export async function privacyIn(
  { db, hearsPrivacy, referencing }: Pick<ReadingParts, 'db' | 'hearsPrivacy' | 'referencing'>,
  { id, mode, state }: Conversation,
  said: InboundContent,
  now: number,
): Promise<HeardPrivacyRequest | undefined> {
  if (!hearsPrivacy) return undefined;
  const routed = mode === 'human' ? undefined : route(mode, said);
  const isAbout = routed?.to === 'intent' && routed.intent === 'privacy';
  const before = privacyStateOf(state, now);
  const asked = before && (await lastSaidKind(db, id)) === PRIVACY_KIND ? before : undefined;
  const request = privacyRequestOf(said, asked, isAbout);
  if (request?.type === 'withdraw') return withdrawal(request.words, await referencing?.form());
  if (request || said.type !== 'text' || !callsOffErasure(said.text)) return request;
  // « annuler », right after a word on the erasure that is coming, is about it.
  return (await isLastOffered(db, id, privacyButtons.cancel)) ? { type: 'cancel' } : undefined;
}

/** Does what was asked about the person's data, and says it. */
export async function privacyWords(
  tx: Transaction,
  context: DeskContext,
  turn: {
    readonly current: Conversation;
    readonly mailIsOn: boolean;
    readonly privacy: PrivacySettings | undefined;
    readonly forms: FormsInUse;
  },
  request: HeardPrivacyRequest,
): Promise<PrivacyWords & { kind: string }> {
  const { current, mailIsOn, privacy: settings } = turn;
  if (!settings) return { blocks: [], kind: PRIVACY_KIND };
  const around = { ...context, mailIsOn, others: settings.others };
  const said = await answerPrivacy(tx, around, current, request, { settings, form: turn.forms.form });
  return { ...said, kind: PRIVACY_KIND };
}
