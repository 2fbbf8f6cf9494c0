import { readYesNo } from '#src/company/form/readers/yes-no.ts';
import {
  AS_ANSWER,
  type Candidate,
  type Closing,
  type Reading,
  type Standing,
} from '#src/conversation/feature.ts';
import { callsOff } from '#src/conversation/rules/calls-off.ts';
import { actOf, sureOf, wishOf } from '#src/conversation/rules/reading.ts';
import { isWithin } from '#src/features/expert/known-closing.ts';
import { weekdayOf } from '#src/platform/calendar/days.ts';
import { parisDay, WEEKDAYS } from '#src/platform/calendar/iso-date.ts';
import { fold } from '#src/platform/french/text-analysis.ts';
import { isOwnDue, saysNoTender, takesBackDay } from '#src/reader/deadline/own-due.ts';
import { asksIfNoted } from './asks-noted.ts';
import { type CallBack, callBackIn, saysCall } from './call-back.ts';
import { type CaseRequest, caseRequestOf } from './case-request.ts';
import type { ExpertState } from './memory.ts';
import { isCallAwaited, momentProposed } from './moment-proposed.ts';

/** What a message asks about the exchange with the experts. */
export type ExpertTurn =
  | { readonly type: 'request'; readonly request: CaseRequest }
  /** The closing date of the tender. */
  | { readonly type: 'deadline'; readonly deadline: Closing | 'none' }
  /** A person is asked for, in these words; by telephone, where that was learnt from them. */
  | { readonly type: 'open'; readonly text: string; readonly byPhone?: boolean }
  /** The number and the moment to call back. */
  | { readonly type: 'call-back'; readonly callBack: CallBack };

/** Whether a message orders something of another feature, for which a date may be. */
export type OrdersSomething = (text: string) => boolean;

/**
 * What a message asks of the experts. All that the company may ask of the bot while one of them holds the conversation
 * is that it comes back.
 */
export function expertHears(
  message: Reading,
  at: Standing<ExpertState>,
  ordersSomething: OrdersSomething,
): Candidate<ExpertTurn>[] {
  const { content } = message;
  const { mode } = at.conversation;
  if (content.type !== 'text' && content.type !== 'action') return [];
  const aboutCase = caseRequestOf(content);
  if (mode === 'human') return aboutCase === 'end' ? [requestOf('end', 'right')] : [];
  const heard: Candidate<ExpertTurn>[] = [];
  // Without a case there is nothing to end: « stop » may mean the alerts.
  const mayEnd = mode === 'waiting' || content.type === 'action';
  if (aboutCase && (aboutCase !== 'end' || mayEnd)) heard.push(requestOf(aboutCase, 'right'));
  if (mode === 'waiting') heard.push(...calledOffIn(message));
  heard.push(...personIn(message), ...callBackSaid(message, at));
  // « fais-moi un rétroplanning, ça ferme vendredi » wants more than the date kept.
  if (content.type === 'text' && !ordersSomething(content.text)) heard.push(...datesIn(message, at));
  return heard;
}

/** Whether who waits for an expert needs none any more. */
function calledOffIn(message: Reading): Candidate<ExpertTurn>[] {
  const { content } = message;
  // « annuler » is about the case where that was spoken of last, or where nothing else waits that it could be about.
  if (content.type === 'text' && callsOff(content.text))
    return [requestOf('end', message.shown.kind === 'case' ? 'stop' : 'meant')];
  const isSure = sureOf(message) >= SURELY_TAKEN_BACK;
  return isSure && actOf(message) === 'expert.take-back' ? [requestOf('end', 'meant')] : [];
}

/** What ends a case is to be meant: « il m'a rappelé hier » looks like it. */
const SURELY_TAKEN_BACK = 0.75;

/** A person who is asked for. */
function personIn(message: Reading): Candidate<ExpertTurn>[] {
  if (wishOf(message) !== 'handoff') return [];
  const isButton = message.content.type === 'action';
  // An appointment is of the training session, where there is one: that feature is surer.
  const probability = isButton ? 1 : sureOf(message) * (actOf(message)?.startsWith('appointment.') ? 0.9 : 1);
  return [
    {
      turn: { type: 'open', text: message.text, byPhone: actOf(message) === CALL_BACK || tellsCall(message) },
      ground: isButton ? 'command' : 'meant',
      probability,
    },
  ];
}

/** Whether a message tells how to call: « quelqu'un peut me rappeler ce soir après 18 h ». */
function tellsCall({ content, text }: Reading): boolean {
  if (content.type !== 'text' || !saysCall(text)) return false;
  const { phone, when } = callBackIn(text);
  return phone !== undefined || when !== undefined;
}

/** What is wanted by who would rather be called. */
const CALL_BACK = 'expert.call-back';

/** A number to call, or the moment to, by who was asked for it or waits for an expert. */
function callBackSaid(
  message: Reading,
  { memory, conversation }: Standing<ExpertState>,
): Candidate<ExpertTurn>[] {
  const { content, text, folded } = message;
  if (content.type !== 'text') return [];
  const said = callBackIn(text);
  const { isRefused, ...callBack } = withOffers(said, text, memory);
  const { when } = callBack;
  const turn = { type: 'call-back', callBack } as const;
  const isSaid = wordCount(text) <= STATEMENT && !ASKS.test(folded);
  const isMoved = wordCount(text) <= MOVING && MOVES.test(folded);
  const isWhen = when !== undefined && (isSaid || isMoved) && !isOfElse(message);
  const isAnswer = callBack.phone !== undefined || isRefused || isWhen;
  // « vous avez mon numéro oui ou non ? » hears what is noted, whatever else it asks.
  if (conversation.mode === 'waiting' && !said.phone && asksIfNoted(folded))
    return [{ turn: { type: 'call-back', callBack: {} }, ground: 'meant', probability: 1, isBeside: true }];
  if (memory.asking === 'phone' && isAnswer) return [{ turn, ground: 'asked', probability: AS_ANSWER }];
  return conversation.mode === 'waiting'
    ? saidWhileWaiting(message, memory, { turn, said, isWhen, isSaid, isMoved })
    : [];
}

/** What is said of the call by who waits for an expert. */
function saidWhileWaiting(
  { text, folded }: Reading,
  memory: ExpertState,
  heard: {
    readonly turn: Extract<ExpertTurn, { type: 'call-back' }>;
    readonly said: CallBack;
    readonly isWhen: boolean;
    readonly isSaid: boolean;
    readonly isMoved: boolean;
  },
): Candidate<ExpertTurn>[] {
  const { turn, said, isWhen, isSaid, isMoved } = heard;
  const proposed = isCallAwaited(memory) ? momentProposed(text) : undefined;
  if (proposed) return meant({ ...turn, callBack: { ...turn.callBack, when: proposed.when } });
  if (said.phone)
    return numberLeft(turn, { isSaid, text, folded, isDateAsked: memory.asking === 'deadline' });
  // Who is to be called says another moment: « finalement rappelez-moi plutôt à 15 h ».
  const isAnother = isWhen && (isMoved || saysCall(text));
  return memory.call !== undefined && isAnother ? meant(turn) : [];
}

const meant = (turn: ExpertTurn): Candidate<ExpertTurn>[] => [
  { turn, ground: 'meant', probability: AS_ANSWER },
];

/** A moment at which something closes, or happens, where nothing is said of a call. */
const isOfElse = ({ text, folded, closing }: Reading): boolean =>
  !saysCall(text) && (closing.passing !== undefined || HAPPENS.test(folded));
const HAPPENS =
  /\b(?:visites?|soutenances?|auditions?|negociations?|livraisons?|chantiers?|ouverture des (?:plis|offres)|date limite|ferme\w{0,4}|clotur\w{0,4}|depots?|remise|offres?|consultations?|audiences?)\b/;

/** The same, with the number and the moment that were offered to who says yes to them. */
function withOffers(
  said: CallBack,
  text: string,
  { asking, offeredPhone, offeredWhen }: ExpertState,
): CallBack & { readonly isRefused: boolean } {
  const offers = offeredPhone !== undefined || offeredWhen !== undefined;
  const answer = asking === 'phone' && offers ? readYesNo(text) : undefined;
  const isYes = answer?.ok === true && answer.value;
  const isRefused = answer?.ok === true && !answer.value;
  return {
    phone: said.phone ?? (isYes ? offeredPhone : undefined),
    when: said.when ?? (isYes ? offeredWhen : undefined),
    offered: isRefused ? undefined : offeredPhone,
    isRefused,
  };
}

/** Words of the longest message that says another moment, with why. */
const MOVING = 25;
const MOVES = /\b(?:mett(?:ez|re)|mets|disons|plutot|finalement|note[rz]|changez)\b/;

/** Whose number it is, where it is not theirs. */
const OF_OTHERS = /\b(?:numero|tel|telephone|portable|standard) (?:de|du|des) (?:l'|la |le )?(?!moi\b)/;

/**
 * Who waits for an expert and writes a number is to be called, whatever else the message says. What it asks besides is
 * answered too.
 */
function numberLeft(
  turn: ExpertTurn,
  said: {
    readonly isSaid: boolean;
    readonly text: string;
    readonly folded: string;
    readonly isDateAsked: boolean;
  },
): Candidate<ExpertTurn>[] {
  const { isSaid, text, folded, isDateAsked } = said;
  const ground = isDateAsked ? 'asked' : 'meant';
  const left = { turn, ground, probability: AS_ANSWER } as const;
  if (isSaid) return [left];
  if (OF_OTHERS.test(folded)) return [];
  return text.includes('?') || ASKS.test(folded) ? [{ ...left, ground: 'meant', isBeside: true }] : [left];
}

/** Something asked about the case, that is heard beside whatever else the message says. */
const requestOf = (request: CaseRequest, ground: Candidate['ground']): Candidate<ExpertTurn> => ({
  turn: { type: 'request', request },
  ground,
  probability: 1,
  isBeside: true,
});

/**
 * What a message says of the closing date whose day is of something else: « mais non le 5 c'est la paie », « y a pas de
 * consultation ». Undefined for any other.
 */
function ofOwnDue(
  { text, folded }: Reading,
  memory: ExpertState,
  isWaiting: boolean,
): Candidate<ExpertTurn>[] | undefined {
  const known = memory.notedClosing ?? memory.saidClosing?.at;
  const isTakenBack = known !== undefined && takesBackDay(folded, Number(parisDay(known).slice(-2)));
  if (isWaiting && isTakenBack) return [{ ...dateTurn('none', 'meant'), isBeside: true }];
  if (!isOwnDue(folded)) return undefined;
  const isAnswer = memory.asking === 'deadline' && saysNoTender(folded);
  return isAnswer ? [{ ...dateTurn('none', 'asked'), isBeside: callBackIn(text).phone !== undefined }] : [];
}

/** The closing date as an answer, or said by itself to who waits for an expert. */
function datesIn(message: Reading, { memory, conversation }: Standing<ExpertState>): Candidate<ExpertTurn>[] {
  const isWaiting = conversation.mode === 'waiting';
  const ofOwn = ofOwnDue(message, memory, isWaiting);
  if (ofOwn) return ofOwn;
  // What was noted is taken back: « j'ai jamais dit que ça ferme demain ».
  if (isWaiting && DENIES_CLOSING.test(message.folded) && !GIVES_ANOTHER.test(message.folded))
    return [dateTurn('none', 'meant')];
  const anew = isWaiting ? dateAnew(message, memory) : undefined;
  if (anew) return [dateTurn(anew, 'command')];
  const asked = memory.asking === 'deadline' ? dateAnswered(message) : undefined;
  if (asked !== undefined) return [dateTurn(asked, 'asked')];
  // « finalement ça ferme jeudi à 16 h » asks nothing: only the case has use of it.
  return isWaiting && !ASKS.test(message.folded) ? dateInPassing(message, memory) : [];
}

const dateTurn = (deadline: Closing | 'none', ground: Candidate['ground']): Candidate<ExpertTurn> => ({
  turn: { type: 'deadline', deadline },
  ground,
  probability: AS_ANSWER,
});

/**
 * The date in the place of the one that was noted: « c'est pas le 4, c'est le 11 » denies that very day, whatever else is
 * asked or waits.
 */
function dateAnew(
  { folded, closing: { given } }: Reading,
  { saidClosing, notedClosing, asking, call }: ExpertState,
): Closing | undefined {
  const known = notedClosing ?? saidClosing?.at;
  if (known === undefined || given === undefined || given === 'none' || asking === 'phone') return undefined;
  const noted = parisDay(known);
  const weekday = WEEKDAYS[weekdayOf(noted)] as string;
  // « pas vendredi, plutôt lundi », where the call was to be on a Friday, may be said of the call.
  const isOfCall = fold(call?.when ?? '').includes(weekday);
  const days = [`0?${Number(noted.slice(-2))}(?:er)?`, ...(isOfCall ? [] : [weekday])];
  const isDenied = new RegExp(`\\bpas (?:pour )?(?:le |ce )?(?:${days.join('|')})\\b`).test(folded);
  return isDenied && parisDay(given.at) !== noted ? given : undefined;
}

/** What answers the question on the closing date; undefined where nothing does. */
function dateAnswered(message: Reading): Closing | 'none' | undefined {
  const { text, closing } = message;
  // « la consultation est fermée, c'est le recours qui presse : vendredi à midi »
  if (closing.passing === undefined && closing.pressing) return closing.pressing;
  // The moment beside a number is when to call, where nothing says that something closes then.
  const given = callBackIn(text).phone === undefined ? closing.given : closing.passing;
  if (given !== undefined) return asksBeside(text) ? undefined : given;
  // « je n'ai pas de consultation », « c'est moi l'acheteur »: nothing closes.
  return saysNone(message) ? 'none' : undefined;
}

/** The closing date that is said by itself. */
function dateInPassing(
  { text, folded, closing: { given, passing, pressing } }: Reading,
  { saidClosing }: ExpertState,
): Candidate<ExpertTurn>[] {
  const words = wordCount(text);
  const due = passing && !isWithin(passing, saidClosing) ? passing : pressing;
  if (due && words <= STATEMENT) return [dateTurn(due, 'meant')];
  // Who waits for an expert may answer the question on the date after another message: the bare date is enough then,
  // unless somebody else has asked something since. « À vendredi » is a farewell.
  if (words > BARE_DATE || !STARTS_WITH_DATE.test(folded)) return [];
  return given === undefined || given === 'none' ? [] : [dateTurn(given, 'answer')];
}

/** Says that no closing date was ever given. */
const DENIES_CLOSING =
  /\b(?:j'ai|je n'ai|on a|on n'a) (?:jamais?|pas) (?:di[ts]?|ecrit|parle) (?:que |qu'|d'une? )[^,.;:!?]{0,30}\b(?:ferm\w*|clotur\w*|date limite|consultation)\b/;
/** Another date is given in its place. */
const GIVES_ANOTHER = /\bmais\b|\bplutot\b|:/;

/** What is said, in whatever words, to the question on the closing date by who has none to give. */
const NONE_CLOSES = 'form.skip';
/** How sure a clause must be that says so beside something else. */
const SURE_CLAUSE = 0.5;
const saysNone = (message: Reading): boolean =>
  actOf(message) === NONE_CLOSES ||
  (message.toQuestion?.clauses ?? []).some(({ scores }) =>
    scores.some(({ wish, probability }) => wish === NONE_CLOSES && probability >= SURE_CLAUSE),
  );
/** Words of a message that says a date and nothing else. */
const STATEMENT = 12;
/** Words of a date, with its hour: « le vendredi 28 novembre à 12 h ». */
const BARE_DATE = 8;
const STARTS_WITH_DATE =
  /^\W*(?:(?:c'est |ce sera )?(?:pour |avant )?(?:le |ce )?)?(?:\d{1,2}(?:er)?(?:[ /.-]|$)|demain\b|apres[- ]demain\b|(?:lun|mar|mercre|jeu|vendre|same)di\b|dimanche\b)/;
/** A date that is asked back: « vendredi midi ? ». */
const BARE = 4;
const ASKS =
  /\?|\b(?:est[- ]ce|comment|combien|quel(?:le)?s?|pourquoi|qui|quoi|ou|droit|besoin)\b|\w-(?:je|tu|il|elle|on|nous|vous|ils|elles)\b/;

const wordCount = (text: string): number => text.trim().split(/\s+/).length;

/** Whether a message asks something beside the date that it may give: the question must not be lost. */
const asksBeside = (text: string): boolean => text.includes('?') && wordCount(text) > BARE;
