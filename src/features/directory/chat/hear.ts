import type { InboundContent } from '#src/channel/port.ts';
import { formUnderWay } from '#src/company/form/under-way.ts';
import { AS_ANSWER, type Candidate, type Reading, type Standing } from '#src/conversation/feature.ts';
import { isOffered, wishOf } from '#src/conversation/rules/reading.ts';
import {
  type IntroductionDraft,
  introductionDraftOf,
  introductionHears,
} from '#src/features/directory/introductions/dialog.ts';
import { fold } from '#src/platform/french/text-analysis.ts';
import type { DirectoryState } from './memory.ts';
import { type DirectoryRequest, directoryButtons, directoryRequestOf } from './request.ts';
import { actsBesideExpert } from './turn.ts';

/** What a message asks of the directory; an answer to a question about a buyer is read once it is known that it is one. */
export type HeardInDirectory =
  | { readonly request: DirectoryRequest; readonly isButton: boolean }
  | { readonly answers: IntroductionDraft; readonly text: string };

type Heard = Candidate<HeardInDirectory>;
const SURE = { search: 0.8 };

/**
 * What a message asks of the directory. While a person of the team holds the conversation, words are for them: only
 * buttons of ours that need no words are heard. A bare « oui » answers what was said last; where something else was said
 * since, what it is about is shown again.
 */
export function directoryHears(
  message: Reading,
  at: Standing<DirectoryState>,
  { isOn }: { readonly isOn: boolean },
): Heard[] {
  const { content } = message;
  const request = directoryRequestOf(content);
  if (content.type === 'action') {
    if (!request) return [];
    const turn = { request, isButton: true };
    return actsBesideExpert(turn)
      ? [{ turn, ground: 'right', probability: 1, isBeside: true }]
      : [{ turn, ground: 'command', probability: 1 }];
  }
  if (content.type !== 'text') return [];
  const asks = (own: DirectoryRequest, ground: Candidate['ground'], probability = 1): Heard => ({
    turn: { request: own, isButton: false },
    ground,
    probability,
  });
  const heard = answersIn(message, at, content).map((one) =>
    'type' in one
      ? asks(one, 'asked', AS_ANSWER)
      : { turn: one, ground: 'presumed' as const, probability: 1 },
  );
  if (!request) return heard;
  // Closed, it answers no search: the pages know the networks that may help.
  if (!isOn && (request.type === 'search' || request.type === 'contact-name')) return heard;
  if (request.type !== 'search') return [...heard, asks(request, 'command')];
  // The answer to a question of a form may look like a search.
  return [
    ...heard,
    wishOf(message) === undefined ? asks(request, 'answer', SURE.search) : asks(request, 'meant'),
  ];
}

/** What a message says of a wish that is under way, or of whether the company agrees to be in the directory. */
function answersIn(
  message: Reading,
  { memory, conversation, now }: Standing<DirectoryState>,
  content: Extract<InboundContent, { type: 'text' }>,
): (DirectoryRequest | { readonly answers: IntroductionDraft; readonly text: string })[] {
  const draft = introductionDraftOf(memory, now);
  if (!draft) {
    const own = memory.joining ? consentAnswer(conversation.state, content.text) : undefined;
    if (own === 'agree' && !isOffered(message, directoryButtons.agree)) return [{ type: 'join' }];
    return own ? [{ type: own }] : [];
  }
  // What is begun waits for the code, which is another dialog's: it ends with that.
  if (draft.step === 'code') return [];
  switch (introductionHears(draft, content, false)) {
    case 'answer':
      return [{ answers: draft, text: content.text }];
    case 'send':
      return [{ type: isOffered(message, directoryButtons.send) ? 'send' : 'show' }];
    case 'drop':
      return [{ type: 'drop' }];
    default:
      return [];
  }
}

// The whole message is the answer: « oui mais sans mon adresse » agrees to nothing.
const AGREES =
  /^\W*(?:oui\W+)?(?:oui|ok|d'accord|j'accepte|on accepte|nous acceptons|je suis d'accord|nous sommes d'accord|bien sur|je veux bien|volontiers)(?: (?:merci|avec plaisir))?\W*$/;
const DECLINES =
  /^\W*(?:non\W+)?(?:non|merci|je refuse|je n'accepte pas|je ne veux pas|pas d'accord|pas maintenant|plus tard|annule[rz]?)(?: merci)?\W*$/;

/** The answer, in words, to whether the company agrees to be in the directory; a form that was begun since is answered first. */
function consentAnswer(state: unknown, text: string): 'agree' | 'decline' | undefined {
  if (formUnderWay(state)) return undefined;
  const said = fold(text).replace(/\s+/g, ' ').trim();
  if (AGREES.test(said)) return 'agree';
  return DECLINES.test(said) && !/^\W*merci\W*$/.test(said) ? 'decline' : undefined;
}
