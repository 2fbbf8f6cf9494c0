import type { InboundContent } from '#src/channel/port.ts';
import { looksLikeQuestion } from '#src/company/form/form-words.ts';
import { formUnderWay } from '#src/company/form/under-way.ts';
import { AS_ANSWER, type Candidate, type Reading, type Standing } from '#src/conversation/feature.ts';
import { callsOff } from '#src/conversation/rules/calls-off.ts';
import { actOf, isOffered, sureOf, wishOf } from '#src/conversation/rules/reading.ts';
import {
  type IntroductionDraft,
  introductionDraftOf,
  introductionHears,
} from '#src/features/directory/introductions/dialog.ts';
import { placeNamed } from '#src/features/directory/rules/asks-companies.ts';
import {
  answeredWords,
  answersLack,
  type SearchWords,
  searchOf,
  searchWords,
} from '#src/features/directory/rules/search-words.ts';
import { fold } from '#src/platform/french/text-analysis.ts';
import { type DirectoryState, spokenOf } from './memory.ts';
import { type DirectoryRequest, directoryButtons, directoryRequestOf } from './request.ts';
import { actsBesideExpert, type Needs } from './turn.ts';

/** What a message asks of the directory; an answer to a question about a buyer is read once it is known that it is one. */
export type HeardInDirectory =
  | { readonly request: DirectoryRequest; readonly isButton: boolean }
  | { readonly answers: IntroductionDraft; readonly text: string }
  /** To be put in touch with a company, told in these words. */
  | { readonly contactIn: string };

type Heard = Candidate<HeardInDirectory>;
const SURE = { search: 0.8 };
/** The act by which companies are looked for, as learnt from examples. */
const SEARCH = 'directory.search';
/** Words of an answer to what a search lacks. */
const ANSWER = 12;

/**
 * What a message asks of the directory. While a person of the team holds the conversation, words are for them: only
 * buttons of ours that need no words are heard. A bare « oui » answers what was said last; where something else was said
 * since, what it is about is shown again.
 */
export function directoryHears(
  message: Reading,
  at: Standing<DirectoryState>,
  { isOn, saysNeed }: { readonly isOn: boolean; readonly saysNeed: Needs['saysNeed'] },
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
  const answers = answersHeard(message, at, { content, isOn });
  // What was just asked is not said to be something else by what was learnt.
  const learnt = answers.length > 0 ? [] : learntIn(message, at, isOn);
  // Closed, it takes what a buyer says that they need; it answers no question on who may be found.
  const takes = isOn || (saysNeed(message.text, at.now) && !looksLikeQuestion(message.text));
  return [...answers, ...(request ? requestHeard(message, request, { isOn, takes }) : []), ...learnt];
}

const asks = (request: DirectoryRequest, ground: Candidate['ground'], probability = 1): Heard => ({
  turn: { request, isButton: false },
  ground,
  probability,
});

/** Answers to what the directory has asked. */
function answersHeard(
  message: Reading,
  at: Standing<DirectoryState>,
  { content, isOn }: { content: Extract<InboundContent, { type: 'text' }>; isOn: boolean },
): Heard[] {
  const heard = answersIn(message, at, content).map((one) =>
    'type' in one
      ? asks(one, 'asked', AS_ANSWER)
      : { turn: one, ground: 'presumed' as const, probability: 1 },
  );
  const answer = isOn ? searchAnswer(message, at) : undefined;
  return answer ? [...heard, asks(answer.request, answer.isRead ? 'asked' : 'presumed', AS_ANSWER)] : heard;
}

/** What a message asks in words that we know. */
function requestHeard(
  message: Reading,
  request: DirectoryRequest,
  { isOn, takes }: { readonly isOn: boolean; readonly takes: boolean },
): Heard[] {
  // Closed, it answers no search: the pages know the networks that may help.
  if (!isOn && request.type === 'contact-name') return [];
  if (!takes && request.type === 'search') return [];
  if (request.type !== 'search') return [asks(request, 'command')];
  const search = { ...request, words: searchWords(message.text) };
  // The answer to a question of a form may look like a search.
  if (wishOf(message) === undefined) return [asks(search, 'answer', SURE.search)];
  const act = actOf(message);
  return [asks(search, 'meant', act === undefined || act === SEARCH ? 1 : SURE.search)];
}

/** What is asked of companies in other words than ours, as learnt from examples. */
function learntIn(message: Reading, { memory, now }: Standing<DirectoryState>, isOn: boolean): Heard[] {
  const { text } = message;
  const meant = (turn: HeardInDirectory): Heard[] => [
    { turn, ground: 'meant', probability: sureOf(message) },
  ];
  switch (actOf(message)) {
    case SEARCH: {
      const words = searchWords(text, isOn ? spokenOf(memory, now).search : undefined);
      return meant({ request: searchFor(words, text), isButton: false });
    }
    case 'directory.contact':
      return meant({ contactIn: text });
    default:
      return [];
  }
}

/** A search that is told in these words, or the question on what it lacks. */
function searchFor(words: SearchWords, text: string): DirectoryRequest {
  const { search, lacks } = searchOf(words);
  return lacks === undefined
    ? { type: 'search', search, words }
    : { type: 'ask-search', lacks, words, unknownPlace: placeNamed(text) };
}

/** What a message answers to the question on what a search lacks; a question of another kind is none. */
function searchAnswer(
  message: Reading,
  { memory, now, asked }: Standing<DirectoryState>,
): { readonly request: DirectoryRequest; readonly isRead: boolean } | undefined {
  const { search } = spokenOf(memory, now);
  if (!search?.asks || asked !== 'directory') return undefined;
  const { text } = message;
  if (callsOff(text)) return { request: { type: 'drop-search' }, isRead: true };
  if (text.trim().split(/\s+/).length > ANSWER || looksLikeQuestion(text)) return undefined;
  const words = answeredWords(text, search.asks, search);
  return { request: searchFor(words, text), isRead: answersLack(text, search.asks) };
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
