import { stemsOf } from '#src/platform/french/text-analysis.ts';
import type { ReadActs, SaidAct } from '#src/reader/acts/said-acts.ts';
import { withoutTalk } from '#src/reader/around-question.ts';
import { withCase } from '#src/reader/detect-case.ts';
import { placeWithin, type Within } from '#src/reader/encoder/within.ts';
import { partsIn, type SaidPart, tellingWords } from '#src/reader/parts.ts';
import { onlyTold, type ThreadContext } from '#src/reader/understand.ts';
import {
  type AskedPiece,
  type AskedPieces,
  asHeading,
  askedOf,
  askedPieces,
  asksByWords,
  asksInWords,
  asksOfNamed,
  hasAskingWord,
  isBare,
  isBareTime,
  marked,
  namedIn,
  namesNothing,
  namesOnlyBefore,
  piecesOf,
} from './asked-pieces.ts';
import type { FindAnswer, Found } from './found.ts';
import { withLessTold } from './less-told.ts';
import { isMissed, readMissed } from './missed.ts';
import { withoutDenials } from './without-denials.ts';

/** Characters of the longest message that is looked at: what is longer is a story, or a paste. */
const LONGEST = 900;
/** Questions of one message that are answered; the others are offered. */
const ANSWERED = 3;
/** Questions that are offered for those that are not answered. */
const OFFERED = 3;
/** Questions that are offered for one that may be any of them. */
const CHOICES = 2;
/** How likely a section must be that of a piece, to be given beside another: below, the message is read whole. */
const SURE = 0.5;
/**
 * The same of one that does not speak of what the piece names: « combien de temps garder mes factures » is not answered by
 * when they are paid. Under words of its author, a neighbour would be a false promise.
 */
const SURE_UNNAMED = 0.6;
/** The same of what leans on the question before: its page may be of that one only. */
const SURE_LEANING = 0.65;
/** A section that is about a piece speaks of more than this part of what it names. */
const SPOKEN_OF = 0.5;

/** What several questions are told apart with. */
export interface Asking {
  /** Looks up what was spoken of before, where that counts. */
  readonly before: () => Promise<ThreadContext | undefined>;
  readonly find: FindAnswer;
  /** Whether the message, or words of it, surely want something of somebody, looked up where that counts. */
  readonly isWish: (words?: string) => Promise<boolean>;
  /** Whether words surely say that something was left without an answer. */
  readonly saysMissed?: ((words: string) => Promise<boolean>) | undefined;
  /** What the message does, one thing after the other. */
  readonly readActs: ReadActs;
}

/** A question of a message, as it is best read, with what answers it. */
interface Asked {
  readonly question: string;
  readonly text: string;
  /** It needs what was named before. */
  readonly leans?: boolean | undefined;
  readonly goesOn: boolean;
  /** Where it stands in the message; absent for what is read whole. */
  readonly within?: Within | undefined;
  readonly found: Found;
}

/**
 * The questions of a message that are two: each is cut out as it is written, and surely has an answer of its own. What has
 * the answer of the one before is the same question, or goes on with it. Else the message is one question, and the better
 * of its readings is taken: whole, by the one piece that is surely answered, or with less of what it tells. Undefined where
 * the pages do not tell.
 */
export async function severalQuestions(
  message: string,
  { before, find, isWish, saysMissed, readActs }: Asking,
): Promise<readonly SaidPart[] | undefined> {
  if (message.length > LONGEST) return undefined;
  const thread = await before();
  if ((await isCountedAlone(message, thread, find)) && !(await isWish()))
    return [{ text: message, isQuestion: true, alone: true }];
  const acts = await readActs(withoutTalk(message));
  if (thread?.lastAnswered && (await isMissed(acts, saysMissed))) {
    const again = await readMissed({ message, acts, thread }, find);
    if (again) return again;
  }
  // Their form alone tells two questions apart where nothing says what the message does.
  if (acts.length === 0) return severalByForm(message);
  const pieces = placedIn(message, askedPieces(acts));
  const alone = pieces ? [] : questionAlone(acts, message);
  if (!pieces && alone.length === 0 && !asksByWords(message)) return undefined;
  const shorter = pieces ? [] : [...new Set([...alone, ...withLessTold(message)])];
  if (!pieces && shorter.length === 0) return undefined;
  if ((await isWish()) && !(pieces && (await onlyAsk(pieces, isWish)))) return undefined;
  const whole = await find(message, thread);
  if (whole.outcome === 'declined') return undefined;
  // « c'est 30 jours ? et s'ils paient en retard ? »: one count answers both.
  if (whole.outcome === 'answer' && whole.thread.isOfAll) return [{ text: message, isQuestion: true }];
  const each = pieces && (await eachInMessage(pieces, thread, find));
  if (each && !isOneQuestion(whole, each))
    return partsOf(each, each, together(pieces.story, pieces.questions[0]?.text ?? ''));
  const read = pieces ? await withGrounds(await readPieces(pieces, thread, find), thread, find) : [];
  const own = read.filter(isAnswered);
  if (pieces && own.length >= 2) {
    if (isOneQuestion(whole, own)) return [{ text: message, ...leftOf(read, [{ found: whole }]) }];
    const all = withWhole(read, { message, whole });
    return partsOf(all.filter(isAnswered), all, together(pieces.story, pieces.questions[0]?.text ?? ''));
  }
  return asOne(message, { whole, read, thread, shorter }, find);
}

/** Pieces, each with where it stands in its message; not of a list, whose every reading would cost as many searches. */
const placedIn = (message: string, pieces: AskedPieces | undefined): AskedPieces | undefined =>
  pieces && pieces.questions.length <= ANSWERED
    ? {
        ...pieces,
        questions: pieces.questions.map((one) => ({ ...one, within: placeWithin(one.text, message) })),
      }
    : pieces;

/**
 * Whether each piece of a message asks by its form and wants nothing by itself, whatever they look like together: « est-ce
 * que j’aurai les alertes si je m’inscris, et est-ce que vous avez une formation ».
 */
async function onlyAsk({ questions }: AskedPieces, isWish: Asking['isWish']): Promise<boolean> {
  for (const { text } of questions) if (!asksByWords(text) || (await isWish(text))) return false;
  return true;
}

/** Two questions, by their form alone; undefined where it says one thing. */
export function severalByForm(message: string): readonly SaidPart[] | undefined {
  const said = partsIn(message);
  return said.length > 1 ? said : undefined;
}

/** A sum, a share or a time that is said. */
const NUMBER = /\d/;

/**
 * Whether a message is counted from what it says itself, and is not when it is read after what was asked before: « marché de
 * 172 000 € HT sur 5 mois, combien d’avance ? » after another subject.
 */
async function isCountedAlone(
  message: string,
  thread: ThreadContext | undefined,
  find: FindAnswer,
): Promise<boolean> {
  if (!thread?.lastAnswered || !NUMBER.test(message)) return false;
  const after = await find(message, thread);
  if (isCounted(after) || after.outcome === 'settled' || after.outcome === 'declined') return false;
  return isCounted(await find(message, onlyTold(thread)));
}

/** What is counted is sure, whatever its page. */
const isCounted = ({ outcome, likelihood }: Found): boolean =>
  outcome === 'answer' && likelihood === undefined;

/**
 * Whether what looks like two questions is one: read whole, it finds what none of its pieces does, and as surely. « dois-je
 * joindre mes attestations d'impôts et d'Urssaf à ma candidature ? » What asks twice in so many words, each time by itself,
 * is two, whatever page speaks of both.
 */
const isOneQuestion = (whole: Found, pieces: readonly Asked[]): boolean =>
  whole.outcome === 'answer' &&
  !pieces.every((one, index) => asksByItself(one, pieces[index - 1])) &&
  pieces.every(({ found }) => found.sections[0] !== whole.sections[0]) &&
  pieces.filter(({ found }) => likelihoodOf(whole) >= likelihoodOf(found)).length >= pieces.length - 1;

/** Whether a question asks by itself, also where the one before it only goes on to it. */
const asksByItself = ({ question, goesOn }: Asked, before: Asked | undefined): boolean =>
  (!goesOn || asksInWords(question)) &&
  tellingWords(question).length > 0 &&
  (before && !before.question.endsWith('?') ? asksInWords(question) : asksByWords(question));

/**
 * Pieces, of which the one that the page of the whole message speaks most of is read with the whole, where that is surer:
 * « combien de devis je dois demander ? et seulement à des entreprises du coin ? » after who asks was told.
 */
function withWhole(
  read: readonly Asked[],
  { message, whole }: { message: string; whole: Found },
): readonly Asked[] {
  if (whole.outcome !== 'answer' || whole.heading === undefined) return read;
  if (repeats(whole, read)) return read.map((one) => readWith(one, { message, whole }));
  const heading = stemsOf(whole.heading);
  const shares = read.map(({ question }) => sharedWith(heading, question));
  const most = Math.max(...shares);
  const at = shares.indexOf(most);
  const one = read[at];
  if (!one || most === 0 || likelihoodOf(whole) <= likelihoodOf(one.found)) return read;
  return read.with(at, { ...one, text: message, goesOn: false, within: undefined, found: whole });
}

/** What goes on with the question before it is read with it, where that is surer: what follows then goes on with both. */
const readWith = (one: Asked, { message, whole }: { message: string; whole: Found }): Asked =>
  one.goesOn && isSame(one.found, whole) && likelihoodOf(whole) > likelihoodOf(one.found)
    ? { ...one, text: message, goesOn: false, within: undefined, found: whole }
    : one;

/** The part of what a question names that words speak of; nothing, where it names nothing. */
function sharedWith(stems: ReadonlySet<string>, question: string): number {
  const named = stemsOf(tellingWords(question).join(' '));
  return named.size === 0 ? 0 : named.intersection(stems).size / named.size;
}

/** A message that is one question, as it is best read. */
async function asOne(
  message: string,
  {
    whole,
    read,
    thread,
    shorter,
  }: {
    whole: Found;
    read: readonly Asked[];
    thread: ThreadContext | undefined;
    /** Its only question, with less of what it tells. */
    shorter: readonly string[];
  },
  find: FindAnswer,
): Promise<readonly SaidPart[] | undefined> {
  if (whole.outcome === 'settled') return besideSettled(read);
  const each = whole.outcome === 'doubt' ? readAsOffered(read, whole.offered ?? []) : [];
  if (each.length >= 2) return partsOf(each, each, each[0]?.text ?? '');
  const [best] = read.filter(isSure).toSorted((a, b) => likelihoodOf(b.found) - likelihoodOf(a.found));
  const isWholeBetter =
    whole.outcome === 'answer' &&
    (!best || likelihoodOf(whole) >= likelihoodOf(best.found) || isSame(best.found, whole));
  if (isWholeBetter && read.length > 0) {
    // What names nothing by itself is asked of what is told before it, all of which was answered.
    const [first] = read;
    const isOfWhole = first !== undefined && tellingWords(first.question).length === 0;
    const left = leftOf(isOfWhole ? read.slice(1) : read, [{ found: whole }]);
    // Where something is left, the question that is answered is said.
    const asked = best && isSame(best.found, whole) && Object.keys(left).length > 0;
    return [{ text: message, ...(asked && { asked: asHeading(best.question) }), ...left }];
  }
  if (isWholeBetter) return undefined;
  // What nobody knows as a whole may be anything, whatever page a piece of it finds; unless that is surely of the piece, or
  // each piece finds its own.
  if (best && (whole.outcome !== 'none' || likelihoodOf(best.found) >= SURE_UNNAMED || findsSeveral(read)))
    return partsOf([best], read, best.text).map((part) => ({ ...part, told: message }));
  // A long story hides what it asks: its page is among the nearest, and surely answers the question by itself.
  const near = whole.offered ?? whole.nearest ?? [];
  for (const text of near.length > 0 ? shorter : []) {
    const found = await find(text, thread);
    if (found.outcome === 'answer' && offeredBy(near, found) !== undefined)
      return [{ text, isQuestion: true, told: message }];
  }
  return undefined;
}

const findsSeveral = (read: readonly Asked[]): boolean =>
  read.filter(({ found }) => found.outcome === 'answer').length >= 2;

/** What is settled for one piece of a message, « combien ça coûte ? », beside the others; undefined where it is settled for all. */
function besideSettled(read: readonly Asked[]): readonly SaidPart[] | undefined {
  const own = read.filter(isAnswered);
  if (!own.some(isSettled) || read.every(isSettled)) return undefined;
  return partsOf(own, read, own[0]?.text ?? '');
}

/** The only question of a message that tells a story, where it says by itself what it is about. */
function questionAlone(acts: readonly SaidAct[], message: string): readonly string[] {
  const [only, ...others] = piecesOf(acts)?.questions ?? [];
  if (!only || others.length > 0 || only.text.trim() === message.trim()) return [];
  return namesNothing(only.text) || tellingWords(only.text).length === 0 ? [] : [only.text];
}

/** Of what a doubt hesitates between, what a piece is likeliest about. */
const offeredBy = (offered: readonly string[], found: Found): string | undefined => {
  const heading = found.outcome === 'answer' ? found.heading : found.offered?.[0];
  return heading !== undefined && offered.includes(heading) ? heading : undefined;
};

/**
 * The pieces between which a doubt on the whole message hesitates, each as the question that is offered: by what it finds,
 * or by what it names. « ça passe en imprévision ? et le nom de l’indice » hesitates between its two questions.
 */
function readAsOffered(read: readonly Asked[], offered: readonly string[]): readonly Asked[] {
  const known = new Map<string, Asked>();
  for (const one of read) {
    const heading = offeredBy(offered, one.found);
    if (heading !== undefined && !known.has(heading)) known.set(heading, one);
  }
  for (const one of read) {
    // « à quel prix ? » names too little to be what a page says of prices.
    if ([...known.values()].includes(one) || one.leans) continue;
    const stems = stemsOf(tellingWords(one.question).join(' '));
    const named = offered.find(
      (heading) => !known.has(heading) && [...stemsOf(heading)].some((stem) => stems.has(stem)),
    );
    if (named !== undefined) known.set(named, one);
  }
  return read.flatMap((one) => {
    const [heading] = [...known].find(([, other]) => other === one) ?? [];
    if (heading === undefined) return [];
    return [isSure(one) ? one : { ...one, text: heading, goesOn: false, within: undefined }];
  });
}

/**
 * Pieces that are answered, as parts.
 * @param own those that are
 * @param read all that were read
 * @param told what the first one is asked with
 */
function partsOf(own: readonly Asked[], read: readonly Asked[], told: string): readonly SaidPart[] {
  const said = own.slice(0, ANSWERED);
  const left = leftOf(read, said);
  return said.map(({ question, text, goesOn, within }, index) => ({
    text,
    isQuestion: true,
    asked: index === 0 ? asHeading(question) : withCase(asHeading(question), told),
    ...(goesOn && { goesOn }),
    ...(within && { within }),
    ...(index === said.length - 1 && left),
  }));
}

/** Of what was read, the questions that are not among those that are answered: what is offered for them, and what is not. */
function leftOf(
  read: readonly Asked[],
  answered: readonly (Pick<Asked, 'found'> & { readonly question?: string })[],
): Pick<SaidPart, 'more' | 'unsure' | 'unheard'> {
  const given = new Set(answered.flatMap(({ found }) => found.heading ?? []));
  const left = read.filter(
    ({ question, found }) =>
      !answered.some((one) => one.question === question) &&
      !repeats(found, answered) &&
      !given.has(found.offered?.[0] ?? ''),
  );
  const more = left.filter(isAnswered).map(({ question, found }) => found.heading ?? asHeading(question));
  const unsure = left.flatMap((one) => {
    const offered = isAnswered(one) ? [] : offer(one);
    return offered.length > 0 ? [{ asked: asHeading(one.question), offered }] : [];
  });
  // « Et moi qui ai fini deuxième, … » asks nothing by itself: it is not said to have no answer.
  const unheard = left
    .filter((one) => !isAnswered(one) && offer(one).length === 0 && isAsking(one.question))
    .map(({ question }) => asHeading(question));
  return {
    ...(more.length > 0 && { more: [...new Set(more)].slice(0, OFFERED) }),
    ...(unsure.length > 0 && { unsure }),
    ...(unheard.length > 0 && { unheard }),
  };
}

const isAsking = (question: string): boolean => asksByWords(question) || hasAskingWord(question);

/** How likely what a question may be must be, to be proposed: below, nothing is known of it. */
const LIKELY = 0.2;

/** What a question that is not surely answered may be, as pages ask it: the likeliest ones. */
function offer({ question, text, found }: Asked): readonly string[] {
  const { outcome, heading, offered = [] } = found;
  if (likelihoodOf(found) < LIKELY) return [];
  if (outcome === 'doubt') return offered.slice(0, CHOICES);
  if (outcome !== 'answer' || heading === undefined) return [];
  const named = namesOnlyBefore(question) ? text : question;
  // What is not likely, and speaks of nothing that a word or two name, is no more than noise.
  const says = likelihoodOf(found) >= SURE || tellingWords(question).length > 1;
  return says || speaksOf(found, named, 0) ? [heading] : [];
}

const together = (...said: readonly string[]): string => said.filter(Boolean).join(' ');

/**
 * How likely the section of each piece must be, read where it stands in its message, for all of them to be answered so. Of
 * 183 questions that follow another, 155 are as likely, and 96 % of these find their section.
 */
const SURE_IN_MESSAGE = 0.7;

/** The pieces of a message, each where it stands in it, where each of them surely has a section of its own so. */
async function eachInMessage(
  { story, questions }: AskedPieces,
  thread: ThreadContext | undefined,
  find: FindAnswer,
): Promise<readonly Asked[] | undefined> {
  const read: Asked[] = [];
  for (const { text: question, leans, told, within } of questions) {
    const last = read.at(-1);
    const text = together(...(last ? [told] : [story, told]), marked(question));
    // A bare « quand ? » may be answered by the page of the one before.
    if (!within || isBareTime(question)) return undefined;
    const found = await find(text, last ? last.found.thread : thread, within);
    const asked = { question, text, leans, goesOn: last !== undefined, within, found };
    const isLikely = found.likelihood !== undefined && found.likelihood >= SURE_IN_MESSAGE;
    if (!isSure(asked) || !isLikely || repeats(found, read)) return undefined;
    read.push(asked);
  }
  return read;
}

/** The pieces of a message, each read by itself or after the one before it. */
async function readPieces(
  { story, questions }: AskedPieces,
  thread: ThreadContext | undefined,
  find: FindAnswer,
): Promise<readonly Asked[]> {
  const read: Asked[] = [];
  // « j'ai pas demandé d'expert, c'est pas une cantine »: what is said not to be is told of nothing that is asked.
  let told = story;
  const affirmed = withoutDenials(story);
  let otherwise: Asked | undefined;
  for (const asked of questions) {
    const piece = { ...asked, text: marked(asked.text) };
    if (read.length === 0) {
      const texts = [story, affirmed].map((before) => together(before, piece.told, piece.text));
      const ways = [...texts, ...bareOf(piece)];
      const [first, ...others] = await eachWay(piece.text, ways, (way) => find(way, thread));
      if (first.text !== texts[0]) told = affirmed;
      // What is told before it is what it leans on.
      const isOfStory = first.text !== piece.text;
      const own = { ...first, question: asked.text, leans: piece.leans && !isOfStory };
      read.push((isAnswered(own) ? undefined : await readWithin(piece, undefined, thread, find)) ?? own);
      otherwise = others.find((one) => isSure(one) && !isSame(one.found, first.found));
      continue;
    }
    const next = await readAfter(piece, told, read, find);
    if (!next || !isAnswered(next)) {
      const inMessage = await readWithin(piece, read.at(-1), thread, find);
      if (inMessage && !repeats(inMessage.found, read.filter(isSure))) {
        read.push(inMessage);
        continue;
      }
    }
    if (next && !repeats(next.found, read.filter(isSure))) {
      read.push({ ...next, question: asked.text, leans: piece.leans, within: piece.within });
      continue;
    }
    // The story made the first one find what the second one asks: by itself it finds its own.
    const [first] = read;
    if (!first || !otherwise || read.length > 1) continue;
    const own = { ...otherwise, question: first.question };
    const other = await readAfter(piece, told, [own], find);
    if (other && isSure(other) && isSame(other.found, first.found))
      read.splice(0, 1, own, { ...other, question: asked.text, leans: piece.leans, within: piece.within });
  }
  return read;
}

/**
 * A question as it stands in its message, after the one before it: its own words, with what was said around them. It is
 * surely answered, or nothing.
 */
async function readWithin(
  { text: question, leans, within }: AskedPiece,
  last: Asked | undefined,
  thread: ThreadContext | undefined,
  find: FindAnswer,
): Promise<Asked | undefined> {
  // A bare « et quand ? » is of what was asked, whatever else is near.
  if (!within || isBare(question)) return undefined;
  const goesOn = last?.found.outcome === 'answer';
  const before = goesOn ? last.found.thread : last ? onlyTold(last.found.thread) : thread;
  const found = await find(question, before, within);
  const asked = { question, text: question, leans, goesOn, within, found };
  return isSure(asked) ? asked : undefined;
}

/**
 * Pieces, of which one that goes on with another that gets no answer is read with its words: said alone, « ils peuvent me
 * virer ? » is of anything. Where that does not find the same, it is only offered.
 */
async function withGrounds(
  read: readonly Asked[],
  thread: ThreadContext | undefined,
  find: FindAnswer,
): Promise<readonly Asked[]> {
  const all: Asked[] = [];
  for (const one of read) {
    const before = all.at(-1);
    if (!one.goesOn || !before || isAnswered(before) || !isSure(one)) {
      all.push(one);
      continue;
    }
    const ways = [together(before.text, one.text)];
    if (tellingWords(one.question).length >= TELLS_ALONE) ways.unshift(one.text);
    const read = await surer(one.question, ways, (text) => find(text, onlyTold(thread)));
    const grounded = { ...one, text: read.text, goesOn: false, found: read.found };
    all.push(isSure(grounded) ? grounded : asDoubt(one));
  }
  return all;
}

const asDoubt = (one: Asked): Asked => ({
  ...one,
  found: { ...one.found, outcome: 'doubt', offered: one.found.heading ? [one.found.heading] : [] },
});

/** A question without the story, where it says by itself what it is about: another thing may be told before it. */
const bareOf = ({ text, leans, told }: AskedPiece): readonly string[] => {
  const telling = tellingWords(text).length;
  return leans || telling === 0 || (namesOnlyBefore(text) && telling < TELLS_ALONE)
    ? []
    : [together(told, text)];
};

/** Telling words of a question without a noun that says enough alone: « je peux répondre toute seule ? ». */
const TELLS_ALONE = 2;

/** Whether a page speaks of nothing that some words name; what is counted has no page. */
function straysFrom(told: string, { heading }: Found): boolean {
  if (heading === undefined) return false;
  const named = stemsOf(told);
  return ![...stemsOf(heading)].some((stem) => named.has(stem));
}

/** How much surer a question must be without its story to be read so. */
const SURER = 0.2;

/** The surest way of reading a question that stands by itself. */
async function surer(
  question: string,
  ways: readonly string[],
  find: (text: string) => Promise<Found>,
): Promise<Asked> {
  const [first] = await eachWay(question, ways, find);
  return first;
}

/** The ways of reading a question that stands by itself, the surest one first. */
async function eachWay(
  question: string,
  ways: readonly string[],
  find: (text: string) => Promise<Found>,
): Promise<[Asked, ...Asked[]]> {
  const read: Asked[] = [];
  for (const text of new Set(ways)) read.push({ question, text, goesOn: false, found: await find(text) });
  const [first, ...others] = read as [Asked, ...Asked[]];
  const surest = others.find(
    (one) => isSure(one) && (!isSure(first) || likelihoodOf(one.found) > likelihoodOf(first.found) + SURER),
  );
  return surest ? [surest, ...read.filter((one) => one !== surest)] : [first, ...others];
}

/**
 * A question that follows another, by itself or after it, as it finds an answer of its own. What leans on the one before is
 * first read after it, then of what that one names; nothing where it only finds what was found, or nothing.
 */
async function readAfter(
  { text: question, leans, told: since, within }: AskedPiece,
  story: string,
  all: readonly Asked[],
  find: FindAnswer,
): Promise<Asked | undefined> {
  const last = all.at(-1);
  if (!last) return undefined;
  // What no page surely answers may still be what this one is.
  const before = all.filter(isSure);
  const told = together(story, last.question, since);
  const alone = withCase(together(story, since, question), told);
  const byItself = { text: alone, goesOn: false };
  // What is read after a piece that has no answer would lean on nothing.
  const goingOn = last.found.outcome === 'answer' ? [{ text: together(since, question), goesOn: true }] : [];
  const named = namedBefore(all);
  const ofNamed =
    named !== '' && (asksOfNamed(question) || isBare(question))
      ? [{ text: together(story, since, askedOf(question, named)), goesOn: false }]
      : [];
  const leaning =
    namesNothing(question) || isBare(question) ? [...ofNamed, ...goingOn] : [...goingOn, ...ofNamed];
  // A bare « quand ? », « dans quel délai ? » is never read alone.
  const standsAlone = !leans || (tellingWords(question).length > 0 && !isBareTime(question));
  // What is told just before it is what it leans on.
  const ofTold = leans && since !== '' ? [{ text: together(since, question), goesOn: false }] : [];
  const ways = leans ? [...ofTold, ...leaning, ...(standsAlone ? [byItself] : [])] : [byItself, ...goingOn];
  const bare = bareOf({ text: question, leans, told: since });
  let own: Asked | undefined;
  if (bare.length > 0) {
    own = await surer(question, [alone, ...bare.map((text) => withCase(text, told))], (text) =>
      find(text, onlyTold(last.found.thread), within),
    );
    if (isSure(own) && !repeats(own.found, before)) return own;
  }
  // What stands alone, and has a page that may be its own, is not what goes on with another one.
  if (!leans && own && mayBe(own) && !repeats(own.found, before)) return own;
  const read: Asked[] = [];
  for (const way of ways) {
    const found = await find(way.text, way.goesOn ? last.found.thread : onlyTold(last.found.thread), within);
    const asked = { question, leans, ...way, found };
    // « est-ce qu'il doit dater de trois mois ? » read by itself may be of anything: it is heard where its page goes on.
    // A bare « et quand ? » is of what was just asked: a page that speaks of nothing in it is another's.
    const strays = tellingWords(question).length === 0 && straysFrom(told, found);
    const isOfStory = story !== '' && !straysFrom(story, found);
    if (strays || (leans && way === byItself && !isOfPages(found, before) && !isOfStory)) {
      read.push({ question, ...way, found: { outcome: 'none', sections: [], thread: found.thread } });
      continue;
    }
    if (isSure(asked) && !repeats(found, before)) return asked;
    // « que répondre, et dans quel délai ? »: the page that says what says in how long; read alone it is anybody's.
    if (isBareTime(question) && isSure(asked)) return asked;
    read.push(asked);
  }
  // What is not sure may be one of what the whole message hesitates on, also where it finds nothing alone.
  const unsure =
    read
      .filter(({ found }) => found.outcome === 'answer' && !repeats(found, before))
      .toSorted((a, b) => likelihoodOf(b.found) - likelihoodOf(a.found))[0] ??
    read.find(({ found }) => found.outcome === 'doubt');
  // Read one way, it has the answer of the one before: it goes on with that.
  if (unsure || read.some(({ found }) => found.outcome === 'answer')) return unsure;
  return read.find(isSettled) ?? read.find(({ found }) => found.outcome === 'none');
}

/** What the last question names, and the one that it leans on itself: « c’est légal ? y a un plafond ? et pour contester ? » */
function namedBefore(all: readonly Asked[]): string {
  const from = Math.max(
    0,
    all.findLastIndex(({ leans }) => !leans),
  );
  return all
    .slice(from)
    .map(({ question }) => namedIn(question))
    .filter(Boolean)
    .join(' ');
}

const likelihoodOf = ({ likelihood = 1 }: Found): number => likelihood;

/** Whether what is found surely answers a question: it speaks of what that names, unless it is likelier still. */
function isSure({ question, text, leans, found }: Omit<Asked, 'goesOn'>): boolean {
  if (found.outcome !== 'answer') return false;
  const own = tellingWords(question).length;
  // « j'ai le droit ? » is of what is told beside it, and says nothing alone.
  const named = own === 0 || namesOnlyBefore(question) ? text : question;
  if (speaksOf(found, named) && tellingWords(named).length > 0) return likelihoodOf(found) >= SURE;
  // One word says little of what is asked: « et on la donne quand ? »
  const saysMore = leans === true && own > 1;
  return likelihoodOf(found) >= (saysMore ? SURE_LEANING : SURE_UNNAMED);
}

function speaksOf({ said, heading = '' }: Found, question: string, part = SPOKEN_OF): boolean {
  if (said === undefined || tellingWords(question).length === 0) return true;
  return sharedWith(stemsOf(`${heading} ${said}`), question) > part;
}

/** Whether what is found may well answer it, whatever it names. */
const mayBe = ({ found }: Pick<Asked, 'found'>): boolean =>
  found.outcome === 'answer' && likelihoodOf(found) >= SURE;

const isSettled = ({ found }: Pick<Asked, 'found'>): boolean => found.outcome === 'settled';

/** Whether a piece gets its answer under its own words: a page that is surely its own, or what is settled for it. */
const isAnswered = (one: Asked): boolean => isSure(one) || isSettled(one);

const pageOf = (section: string): string => section.split('#')[0] ?? section;

/** Whether what answers it stands on a page that answers another question of the message. */
const isOfPages = ({ sections }: Found, before: readonly Pick<Asked, 'found'>[]): boolean =>
  before.some(({ found }) =>
    found.sections.some((one) => sections.some((section) => pageOf(section) === pageOf(one))),
  );

/** Whether the same section answers both. */
const isSame = (one: Found, other: Found): boolean =>
  one.sections[0] !== undefined && one.sections[0] === other.sections[0];

/** Whether it is answered by what answers another question of the message. */
const repeats = (found: Found, before: readonly Pick<Asked, 'found'>[]): boolean =>
  before.some((one) => isSame(found, one.found));
