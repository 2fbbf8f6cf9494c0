import type { ReadActs, SaidAct } from './acts/said-acts.ts';
import { withReasons } from './acts/with-reasons.ts';
import type { ClauseSaid } from './answer/clause-said.ts';
import { readPieces } from './answer/pieces.ts';
import { answerAtHead } from './answer/yes-at-head.ts';
import { asksSomething } from './follow-up.ts';
import { type SaidPart, tellingWords } from './parts.ts';
import { asksByWords, namesNothing, piecesOf } from './questions/asked-pieces.ts';
import { cutOutside } from './questions/cut.ts';
import { clausesOf, type ReadAlone, wishOfClause } from './wanted-parts.ts';
import { FORM_ANSWERS, learntMeaning } from './wish/learnt.ts';
import type { Meaning, WishScore } from './wish/meaning.ts';

/** What is said to a question that waits, by what was learnt from examples. */
export interface SaidToQuestion {
  /** What of the message is for the question: all of it, where nothing is said beside. */
  readonly text: string;
  /** How likely that says each wish. */
  readonly scores: readonly WishScore[];
  /** Its clauses, where it has several. */
  readonly clauses: readonly ClauseSaid[];
  /** What is for the question, cut finer: at commas, around numbers and addresses, before a remark; where there are several. */
  readonly pieces?: readonly ClauseSaid[] | undefined;
  /** What is wanted or asked beside it. */
  readonly beside: readonly SaidPart[];
  /** What is asked after the answer, of what was asked or answered: who asked tells it best. */
  readonly asks?: string | undefined;
}

/** How sure a wish beside an answer must be: a trade and an address look like wishes. */
const SURE_BESIDE = 0.85;
/** How sure a question beside an answer must be. */
const SURELY_ASKED = 0.7;
/** The same of words that are surely for nobody who asked something. */
const MAY_BE_ASKED = 0.25;
const FOR_NONE = 0.1;
const FEWEST = 5;
const QUESTION = 'question';
/** What one tells of oneself may answer another question of the same form. */
const OF_ONESELF =
  /^(?:(?:et|mais|alors|donc|puis) )?(?:on|nous|je|j['’]|moi|la|le|l['’]|ma|mon|notre|nos|c['’]est)(?![\p{L}-])/iu;
/** From this on, a clause is for the question that waits. */
const FOR_QUESTION = 0.5;
/** What asks something, whether or not a page answers it. */
const ASKED: ReadonlySet<string> = new Set(['question', 'unanswerable', 'out-of-scope']);
/** What is said to a form, in whatever words. */
const TO_FORM: ReadonlySet<string> = new Set(['form.skip', 'form.later', 'form.back', 'form.why']);

/** How likely words are for a form that asks something: an answer, or a word about the form itself. */
export const likelyForQuestion = (scores: readonly WishScore[]): number =>
  shareOf(scores, (wish) => FORM_ANSWERS.has(wish) || TO_FORM.has(wish));

/** How likely words are an answer to a form's question. */
export const likelyAnswer = (scores: readonly WishScore[]): number =>
  shareOf(scores, (wish) => FORM_ANSWERS.has(wish));

/** How likely words are to ask something. */
export const likelyAsked = (scores: readonly WishScore[]): number =>
  shareOf(scores, (wish) => ASKED.has(wish));

const shareOf = (scores: readonly WishScore[], is: (wish: string) => boolean): number =>
  scores.reduce((sum, { wish, probability }) => (is(wish) ? sum + probability : sum), 0);

/** What is said around an answer, and is none. */
const COURTESIES: ReadonlySet<string> = new Set(['greeting', 'thanks', 'goodbye-or-ok', 'complaint']);

/** What words mean to a form, courtesies around it left aside: « bon, laissez, on verra ce soir ». */
export function meantToForm(scores: readonly WishScore[]): readonly Meaning[] {
  const courtesy = shareOf(scores, (wish) => COURTESIES.has(wish));
  const meant = learntMeaning(
    scores
      .filter(({ wish }) => !COURTESIES.has(wish))
      .map(({ wish, probability }) => ({ wish, probability: probability / Math.max(1 - courtesy, 0.1) })),
  );
  return meant.filter(({ act }) => act !== undefined && TO_FORM.has(act));
}

/**
 * What a message says while a question waits for its answer: what of it is for that question, and what is wanted or asked
 * beside, as long as something of it is for the question.
 */
export async function saidToQuestion(
  message: string,
  read: ReadAlone,
  readActs: ReadActs = async () => [],
): Promise<SaidToQuestion> {
  const said = await besideSaid(message, read, readActs);
  const pieces = await readPieces(said.text, read);
  return pieces.length > 1 ? { ...said, pieces } : said;
}

async function besideSaid(message: string, read: ReadAlone, readActs: ReadActs): Promise<SaidToQuestion> {
  const scores = await read(message);
  const alone: SaidToQuestion = { text: message, scores, clauses: [], beside: [] };
  const head = answerAtHead(message);
  if (head && !head.isHeldBack)
    return {
      text: head.answer,
      scores: await read(head.answer),
      clauses: [],
      beside: [{ text: head.asked }],
    };
  const asked = head
    ? undefined
    : ((await besideWordToForm(message, read)) ??
      (await askedBeside(withReasons(await readActs(message)), read)) ??
      (await askedAfterAnswer(message, read)));
  if (asked) return asked;
  const said = clausesOf(message, 'answer');
  if (said.length < 2) return alone;
  const clauses: ClauseSaid[] = [];
  for (const text of said) clauses.push({ text, scores: await read(text) });
  const kinds: (string | undefined)[] = [];
  for (const clause of clauses) kinds.push(await besideIn(clause, scores, read));
  // « avant je suis en service », after a wish, is told of it: it is a word to the form only where it surely is.
  clauses.forEach((clause, index) => {
    const before = kinds[index - 1];
    if (before !== undefined && kinds[index] === undefined && !isSurelyForForm(clause)) kinds[index] = before;
  });
  // « oui, mais est-ce que je perds mon dossier ? » agrees to nothing yet: it is one thing.
  if (head?.isHeldBack) return { ...alone, clauses };
  const own = clauses.filter((_, index) => kinds[index] === undefined);
  if (own.length === clauses.length) return { ...alone, clauses };
  // Where nothing is for the question, the message is for somebody else, whole.
  if (!own.some((clause) => isForQuestion(clause))) return alone;
  const text = own.map((clause) => clause.text).join(' ');
  const beside = [...new Set(kinds.filter((kind) => kind !== undefined))].map((kind) => ({
    text: clauses
      .filter((_, index) => kinds[index] === kind)
      .map((clause) => clause.text)
      .join(' '),
  }));
  return { text, scores: await read(text), clauses: own.length > 1 ? own : [], beside };
}

/** « et est », between two questions, is for nobody. */
const isForQuestion = ({ text, scores }: ClauseSaid): boolean =>
  likelyForQuestion(scores) >= FOR_QUESTION && saysSomething(text);

const saysSomething = (text: string): boolean => tellingWords(text).length > 0 || /\d/.test(text);

/** Where a sentence ends that another one follows. */
const ENDED = /(?<=[.!?…]) |\n/;
/** Sentences of the longest word to a form. */
const LONGEST_WORD = 3;

/**
 * « Plus tard pour le SIRET, je ne l’ai pas. Dites-moi d’abord si j’aurai les alertes, et si vous avez une formation »: a
 * word to the form, and after it what it is asked before that. Undefined for any other message.
 */
async function besideWordToForm(message: string, read: ReadAlone): Promise<SaidToQuestion | undefined> {
  const sentences = cutOutside(message.replace(/[^\S\n]+/g, ' '), ENDED)
    .map((sentence) => sentence.trim())
    .filter(Boolean);
  let own = 0;
  while (own < Math.min(LONGEST_WORD, sentences.length - 1)) {
    const scores = await read(sentences[own] as string);
    if (shareOf(scores, (wish) => TO_FORM.has(wish)) < SURE_WORD) break;
    own += 1;
  }
  if (own === 0) return undefined;
  const rest = sentences.slice(own).join(' ');
  const ofRest = await read(rest);
  const isForForm = likelyForQuestion(ofRest) >= MAY_BE_ASKED || isOfWhatWasSaid(rest, ofRest);
  if (isForForm || !(asksByWords(rest) || isWanted(ofRest))) return undefined;
  const text = sentences.slice(0, own).join(' ');
  return { text, scores: await read(text), clauses: [], beside: [{ text: rest }] };
}

/** Whether something is surely asked or wanted. */
function isWanted(scores: readonly WishScore[]): boolean {
  const [wanted] = learntMeaning(scores);
  const isWish = wanted !== undefined && wanted.probability >= SURE_BESIDE && !OF_EXCHANGE.has(wanted.wish);
  return isWish || likelyAsked(scores) >= SURELY_ASKED;
}

/**
 * « au 06 12 34 56 78. En attendant, le marché peut-il passer à 72 000 ? »: what was learnt to be asked is asked beside what
 * is told before it, where that is for the question or wants something. Undefined for any other message.
 */
async function askedBeside(acts: readonly SaidAct[], read: ReadAlone): Promise<SaidToQuestion | undefined> {
  const from = acts.findIndex(({ act }) => act === 'ask');
  const text = textOf(acts.slice(0, from));
  if (from < 1 || !saysSomething(text)) return undefined;
  const scores = await read(text);
  const [wanted] = learntMeaning(scores);
  const isWish = wanted !== undefined && wanted.probability >= FOR_QUESTION && !OF_EXCHANGE.has(wanted.wish);
  if (likelyForQuestion(scores) < FOR_QUESTION && !isWish && !NUMBER.test(text)) return undefined;
  const asked = textOf(acts.slice(from));
  const pieces = piecesOf(acts.slice(from));
  if (!pieces || isOfWhatWasSaid(asked, await read(asked))) return undefined;
  for (const { text: question } of pieces.questions) {
    const ofQuestion = await read(question);
    if (likelyForQuestion(ofQuestion) >= MAY_BE_ASKED || likelyAsked(ofQuestion) < SURELY_ASKED)
      return undefined;
  }
  return { text, scores, clauses: [], beside: [{ text: asked }] };
}

/** A number to call, or of a company: it answers whoever asks for one. */
const NUMBER = /(?:\d[ .]?){9}/;

const textOf = (acts: readonly SaidAct[]): string => acts.map(({ text }) => text).join(' ');

/** Where what is said after an answer may begin. */
const AFTER_ANSWER =
  /[,;.!…\n]{1,3}\s*| (?=(?:et|mais|sinon|par contre|d['’]ailleurs|au fait|est[- ]ce qu) ?)/giu;
/** What says that something else follows. */
const ELSE =
  /^(?:(?:et|mais|sinon|puis|alors|bon|d['’]ailleurs|au fait|par contre|du coup|dites|juste|autre chose|une question)[ ,:]+)+/iu;
/** Places of an answer where its question may begin that are read; each costs two runs of the encoder. */
const MOST_CUTS = 4;
/** What asks of what was just said, or of what was asked: nobody else knows of what. */
const OF_WHAT_WAS_SAID: ReadonlySet<string> = new Set([
  ...TO_FORM,
  'again-or-more',
  'simpler',
  'answer-source',
  'answer-sure',
  'answer-yes-no',
]);

/** Wishes that are about what is being said, and want nothing else. */
const OF_EXCHANGE: ReadonlySet<string> = new Set(['form', 'last-answer', 'help']);

/**
 * « 12 salariés, d’ailleurs c’est quoi un lot ? »: an answer, and what is asked after it in the same breath. The answer is
 * surely one by itself, and the rest surely none; undefined for any other message.
 */
async function askedAfterAnswer(message: string, read: ReadAlone): Promise<SaidToQuestion | undefined> {
  if (!mayAsk(message)) return undefined;
  const cuts = [...message.matchAll(AFTER_ANSWER)].slice(-MOST_CUTS).reverse();
  for (const { index, 0: sign } of cuts) {
    const text = message.slice(0, index).trim().replace(LINK_LEFT, '');
    const asked = message
      .slice(index + sign.length)
      .trim()
      .replace(ELSE, '');
    if (text === '' || !mayAsk(asked) || asksByWords(text)) continue;
    const scores = await read(text);
    const ofAsked = await read(asked);
    if (likelyForQuestion(scores) < FOR_QUESTION || likelyAnswer(ofAsked) >= FOR_QUESTION) continue;
    if (!asksByWords(asked) && likelyAsked(ofAsked) < SURELY_ASKED) continue;
    // « je veux des alertes quand il y a… » asks nothing, whatever its words.
    const [wanted] = learntMeaning(ofAsked);
    if (wanted && wanted.probability >= SURE_BESIDE && !OF_EXCHANGE.has(wanted.wish)) continue;
    const own: SaidToQuestion = { text, scores, clauses: [], beside: [] };
    return isOfWhatWasSaid(asked, ofAsked) ? { ...own, asks: asked } : { ...own, beside: [{ text: asked }] };
  }
  return undefined;
}

const mayAsk = (text: string): boolean => /\?\W{0,3}$/.test(text) || asksByWords(text);
const LINK_LEFT = /[ ,]{1,3}(?:et|mais|puis|sinon|alors)$/iu;

/** Whether a question is about the form, or about what was just said to it: it names nothing that a page is about. */
const isOfWhatWasSaid = (asked: string, scores: readonly WishScore[]): boolean =>
  shareOf(scores, (wish) => TO_FORM.has(wish)) >= FOR_QUESTION ||
  (namesNothing(asked) && shareOf(scores, (wish) => OF_WHAT_WAS_SAID.has(wish)) >= FOR_QUESTION);

/** How sure a clause after a wish must be, to be a word to the form itself. */
const SURE_WORD = 0.75;
const isSurelyForForm = ({ scores }: ClauseSaid): boolean =>
  likelyAnswer(scores) >= FOR_QUESTION || likelyForQuestion(scores) >= SURE_WORD;

/** What a clause wants beside the answer: a wish by its name, or a question; undefined where it is for the question. */
async function besideIn(
  { text, scores }: ClauseSaid,
  whole: readonly WishScore[],
  read: ReadAlone,
): Promise<string | undefined> {
  if (likelyForQuestion(scores) >= FOR_QUESTION) return undefined;
  const [first] = learntMeaning(scores);
  if (first && first.probability >= SURE_BESIDE && (await wishOfClause(text, whole, read))) return first.wish;
  if (asksSomething(text) && likelyAsked(scores) >= SURELY_ASKED) return QUESTION;
  // « dites-moi si j'aurai les alertes » may want them or ask of them: either way it answers nothing.
  if (asksByWords(text) && likelyForQuestion(scores) < FOR_NONE) return QUESTION;
  // What is surely no answer, and likelier a question than not, is not for whoever asked.
  const isForNone =
    !OF_ONESELF.test(text) && likelyForQuestion(scores) < FOR_NONE && text.split(/\s+/).length >= FEWEST;
  return isForNone && likelyAsked(scores) >= MAY_BE_ASKED ? QUESTION : undefined;
}
