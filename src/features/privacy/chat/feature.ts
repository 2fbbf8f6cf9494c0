import { z } from 'zod';
import type { Form } from '#src/company/form/form.ts';
import type { Candidate, Errand, Feature, Memory, Reading, Standing } from '#src/conversation/feature.ts';
import { actOf, isOffered, wishOf } from '#src/conversation/rules/reading.ts';
import { loadWorkingHours } from '#src/conversation/store/working-hours.ts';
import {
  asksWhatIsKept,
  callsOffErasure,
  FILE_PURPOSE,
  type HeardPrivacyRequest,
  PRIVACY_KIND,
  type PrivacyRequest,
  type PrivacyState,
  privacyAlwaysHeard,
  privacyButtons,
  privacyRequestOf,
  privacyStateOf,
} from '#src/features/privacy/rules/request.ts';
import { fold } from '#src/platform/french/text-analysis.ts';
import { answerPrivacy, type PrivacySettings } from './step.ts';
import { withdrawal } from './withdrawal.ts';

const schema = z.object({
  /** What was last asked of the person, whose « oui » is the answer. */
  privacy: z
    .object({ asking: z.enum(['erase', 'file']), at: z.number() })
    .optional()
    .catch(undefined),
});
interface State {
  readonly privacy?: PrivacyState | undefined;
}
const memory: Memory<State> = { schema, left: () => ({}) };

/** What is done about somebody's data, with the form whose agreements it names. */
interface PrivacyAct {
  readonly act: 'answer';
  readonly data: { readonly request: HeardPrivacyRequest; readonly form: Form | undefined };
}

/** What is asked of one's data in other words than ours, as learnt from examples; what destroys is confirmed anyway. */
const LEARNT: ReadonlyMap<string, PrivacyRequest> = new Map([
  ['privacy.erase', { type: 'erase' }],
  ['privacy.export', { type: 'export' }],
  ['privacy.consent', { type: 'consents' }],
  ['referencing.leave', { type: 'change', purpose: FILE_PURPOSE, given: false }],
]);

/**
 * What a message asks about the person's data; while somebody of the team holds the conversation, clear words only. A
 * « oui » answers what was asked last: where an expert, or another dialog, said something since, only the button does.
 */
function heard(message: Reading, { conversation, memory, now }: Standing<State>): PrivacyRequest | undefined {
  const { content, shown } = message;
  const isAbout = conversation.mode !== 'human' && content.type === 'text' && wishOf(message) === 'privacy';
  const asked = shown.kind === PRIVACY_KIND ? privacyStateOf(memory, now) : undefined;
  const request =
    privacyRequestOf(content, asked, false) ??
    (isAbout ? (LEARNT.get(actOf(message) ?? '') ?? privacyRequestOf(content, asked, true)) : undefined);
  if (request || content.type !== 'text' || !callsOffErasure(content.text)) return request;
  // « annuler », right after a word on the erasure that is coming, is about it.
  return isOffered(message, privacyButtons.cancel) ? { type: 'cancel' } : undefined;
}

/** How sure it is that words which nobody learnt ask what is kept: less than another wish that is plain. */
const KEPT = 0.8;
/** What a message asks of what is kept, in words that may be of something else: another wish goes before it. */
const keptIn = (message: Reading, { conversation }: Standing<State>): Candidate<PrivacyRequest>[] =>
  conversation.mode !== 'human' && message.content.type === 'text' && asksWhatIsKept(message.folded)
    ? [{ ...candidateOf({ type: 'about' }), ground: 'meant', probability: KEPT }]
    : [];

const candidateOf = (turn: PrivacyRequest, part?: number): Candidate<PrivacyRequest> => ({
  turn,
  part,
  ground: 'right',
  probability: 1,
  isBeside: true,
});

/** What a question on what is erased, when, and who may read it until then, speaks of. */
const OF_DATA =
  /\b(?:lire|lit|lisent|lu|voit|voir|voient|acces|gard\w{1,6}|conserv\w{1,6}|effac\w{1,6}|supprim\w{1,6}|donnees|delai|attendre|jours?|secret|confidentiel\w{0,3})\b/;

/** What is asked of one's data beside « oui »: why so many days, who may read it until then. */
const askedBeside = ({ parts }: Reading): Candidate<PrivacyRequest>[] =>
  parts.flatMap(({ text, isBeside }, index) =>
    isBeside && OF_DATA.test(fold(text)) ? [candidateOf({ type: 'about' }, index)] : [],
  );

/** What is said and done about people's data. */
export function privacyFeature(parts: {
  readonly settings: PrivacySettings;
  readonly form: () => Promise<Form>;
  readonly surfaces: readonly string[];
  readonly mailIsOn: boolean;
  /** What else of the message is heard by others, after what is said of what is kept. */
  readonly after?: readonly Errand[] | undefined;
}): Feature<PrivacyRequest, PrivacyAct, State> {
  const { settings, surfaces, mailIsOn } = parts;
  return {
    name: 'privacy',
    memory,
    saidBeside: [PRIVACY_KIND],
    alwaysHeard: privacyAlwaysHeard,
    knows: async () => undefined,
    hears: (message, at): Candidate<PrivacyRequest>[] => {
      const turn = heard(message, at);
      const own = turn ? [candidateOf(turn)] : keptIn(message, at);
      const isAnswer = turn?.type === 'confirm' || turn?.type === 'keep';
      return isAnswer ? [...own, ...askedBeside(message)] : own;
    },
    prepare: async (request) => {
      const form = await parts.form();
      return {
        act: 'answer',
        data: { request: request.type === 'withdraw' ? withdrawal(request.words, form) : request, form },
      };
    },
    act: async (tx, { data: { request, form } }, { conversation, now }) => {
      const { others } = settings;
      const context = { surfaces, hours: await loadWorkingHours(tx), now, mailIsOn, others };
      const { blocks, state } = await answerPrivacy(tx, context, conversation, request, { settings, form });
      // What was asked of one's data is answered alone.
      const next = request.type === 'about' && conversation.mode === 'waiting' ? parts.after : undefined;
      return { blocks, kind: PRIVACY_KIND, state, asked: state?.privacy !== undefined, isLast: true, next };
    },
    pending: () => undefined,
  };
}
