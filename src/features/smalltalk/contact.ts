import { choicesOf, words } from '#src/channel/make-blocks.ts';
import {
  AS_ANSWER,
  type Candidate,
  type Errand,
  type Feature,
  type Memory,
  type Reading,
  type Standing,
} from '#src/conversation/feature.ts';
import { mustBeAsRead } from '#src/conversation/turn/stale-turn.ts';
import { contactRequestIn, contactWords } from '#src/person/chat/contact.ts';
import { linkAnswerIn } from '#src/person/chat/link-request.ts';
import type { Merging } from '#src/person/merging.ts';
import {
  type ContactRequest,
  type ContactState,
  contactSchema,
  contactStateOf,
} from '#src/person/rules/contact-dialog.ts';
import { CONTACT_KIND } from '#src/person/rules/contact-kind.ts';

interface State {
  readonly contact?: ContactState | undefined;
}
const memory: Memory<State> = { schema: contactSchema, left: (state) => state };

/** A step to a confirmed address, with where that dialog stood when it was read; or its code that others wait for. */
type ContactAct =
  | {
      readonly act: 'step';
      readonly data: { readonly request: ContactRequest; readonly was: ContactState | undefined };
    }
  | { readonly act: 'await-code'; readonly data: unknown };

/** « annuler » of another dialog is likelier that one's. */
const PERHAPS = 0.5;

/** What a message does on the way to a confirmed address; « annuler » is about it where it asked last. */
function heard(message: Reading, at: Standing<State>): Candidate<ContactRequest>[] {
  const { content } = message;
  const turn = linkAnswerIn(message.shown.choices, content) ?? contactRequestIn(at, content);
  if (!turn) return [];
  const own = { turn, isBeside: true, isSecret: true };
  if (turn.type !== 'cancel' || content.type !== 'text') return [{ ...own, ground: 'right', probability: 1 }];
  const isLast = at.asked === undefined || at.asked === 'contact';
  return isLast
    ? [{ ...own, ground: 'stop', probability: AS_ANSWER }]
    : [{ ...own, ground: 'asked', probability: PERHAPS }];
}

/** Who hears that an address was confirmed. */
const CONFIRMED: readonly Errand[] = [
  { feature: 'referencing', act: 'address-confirmed' },
  { feature: 'directory', act: 'address-confirmed' },
  { feature: 'opportunities', act: 'address-confirmed' },
];
/** Who hears that one is forgotten: nothing is said of it. */
const FORGOTTEN: readonly Errand[] = [{ feature: 'opportunities', act: 'address-forgotten' }];
const ENDED: readonly Errand[] = [{ feature: 'directory', act: 'address-confirmed' }];

/** The way to a confirmed address, and the answer to « is that you, on the other channel? ». */
export function contactFeature({
  mailIsOn,
  merging,
}: {
  readonly mailIsOn: boolean;
  readonly merging: Merging;
}): Feature<ContactRequest, ContactAct, State> {
  return {
    name: 'contact',
    memory,
    saidBeside: [CONTACT_KIND],
    knows: async () => undefined,
    hears: heard,
    prepare: async (request, at) => ({
      act: 'step',
      data: { request, was: contactStateOf(at.memory, at.now) },
    }),
    act: async (tx, doing, at) => {
      const { conversation, now, readAt } = at;
      if (doing.act === 'await-code') {
        const { contact } = contactSchema.safeParse({ contact: doing.data }).data ?? {};
        return { blocks: [], kind: CONTACT_KIND, state: { contact }, isAside: true };
      }
      const { request, was } = doing.data;
      // What was asked of the address since, on another device or by a button, decides what these words mean.
      mustBeAsRead(contactStateOf(at.memory, readAt), was);
      const { sentences, next, choices } = await contactWords(tx, conversation, request, {
        mailIsOn,
        merging,
        now,
      });
      const isOver = next === undefined && conversation.mode !== 'human';
      return {
        blocks: [...words(...sentences), ...choicesOf(choices)],
        kind: CONTACT_KIND,
        state: { contact: next },
        asked: next !== undefined,
        isAside: true,
        next: [
          ...(request.type === 'forget' ? FORGOTTEN : []),
          ...(!isOver ? [] : request.type === 'code' ? CONFIRMED : ENDED),
        ],
      };
    },
    pending: () => undefined,
  };
}

/** What another feature asks that has a code sent: what comes next may be it. */
export const awaitCode = (contact: ContactState): Errand => ({
  feature: 'contact',
  act: 'await-code',
  data: contact,
});
