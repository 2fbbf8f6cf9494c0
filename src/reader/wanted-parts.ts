import type { ReadActs, SaidAct } from './acts/said-acts.ts';
import { withReasons } from './acts/with-reasons.ts';
import { asksSomething } from './follow-up.ts';
import { type SaidPart, tellingWords } from './parts.ts';
import { asksByWords, asksInWords, leansInAnyCase, marked, piecesOf } from './questions/asked-pieces.ts';
import { cutOutside } from './questions/cut.ts';
import { learntMeaning } from './wish/learnt.ts';
import type { WishScore } from './wish/meaning.ts';

/** What words may want, read by themselves, with its probabilities. */
export type ReadAlone = (text: string) => Promise<readonly WishScore[]>;

/** Characters of the longest message that is looked at clause by clause. */
const LONGEST = 700;
/** Clauses that are read: each costs a run of the encoder. */
const MOST = 8;
/** Words that a clause needs to want something. */
const FEWEST = 3;
/** How sure what a clause wants must be, to be a part of its own. */
const SURE = 0.7;
/** The same of what is written as a wish. */
const SURE_WRITTEN = 0.5;
/** From this on what is written as a wish is one, though the rest of the message drowns it: « ok alors inscri moi. et… ». */
const SURELY_WRITTEN = 0.85;
/** The same of what « et » links to it. */
const SURELY_LINKED = 0.95;
/** The same of what does something that nobody asked for, if it was not meant. */
const SURER: ReadonlyMap<string, number> = new Map([
  ['handoff', 0.85],
  ['privacy', 0.85],
]);
/** How likely what a clause wants must be of the whole message: a piece of a story reads as many things. */
const OF_WHOLE = 0.015;
/** A message that is surely a question is one, whatever its clauses look like. */
const SURELY_ASKED = 0.8;
/** What stands beside a wish, and has the form of a question, is one from this likelihood on. */
const ASKED = 0.6;
/** The act of what asks something of the rules. */
const QUESTION = 'question';
/** What is said beside anything else, and what leans on what was said before: never a part of its own. */
const NO_PART: ReadonlySet<string> = new Set(['help', 'form', 'last-answer', 'distress']);

/** Between sentences, lines, and what is added to one, of words that one space parts: « …, et aussi », « sinon ». */
const BETWEEN =
  /(?<=[.!?…;]) |\n|,? (?=(?:et|puis|sinon|mais|bon|par contre|au fait|autre chose|autre truc|ensuite) )|, (?=(?:je|j'|on|nous|vous|tu)(?: |\b))/iu;

/** Where somebody says the next thing of themselves, without a sign: « la boîte s'appelle Lumen on est à Lille ». */
const OF_ONESELF =
  /(?<!\b(?:moi|et|mais)) (?=(?:(?:et|mais) )?(?:(?:on|nous) (?:[ns]['’]|(?:est|sont|sommes|fait|fais|faisons|a|avons|répare|vend|travaille|bosse|compte|tourne)(?![\p{L}-]))|moi (?:j['’]|(?:je|ce que|c['’]est)(?![\p{L}-]))|(?:ce que (?:je|on|nous)|par contre|en revanche)(?![\p{L}-])))/iu;

/**
 * The clauses of a message; none, where it is too long, or has too many, to be read clause by clause.
 * @param as what answers several questions at once is cut at each thing that it tells, too
 */
export function clausesOf(message: string, as: 'message' | 'answer' = 'message'): readonly string[] {
  if (message.length > LONGEST) return [];
  const said = cutOutside(message.replace(/[^\S\n]+/g, ' '), BETWEEN)
    .flatMap((clause) => (as === 'answer' ? cutOutside(clause, OF_ONESELF) : clause))
    .map((clause) => clause.trim())
    .filter((clause) => /\p{L}/u.test(clause) || (as === 'answer' && /\d/.test(clause)));
  return said.length > MOST ? [] : said;
}

/** A stretch of a message: what it does, as it was learnt. */
interface Stretch extends SaidAct {
  /** « et » links it to what is written as a wish: « je voudrais m’inscrire, et recevoir des alertes ». */
  readonly isLinked?: boolean;
}

interface Clause extends SaidAct {
  readonly wish: string | undefined;
}

/** Between sentences, and lines. */
const ENDED = /(?<=[.!?…;]) |\n/;

/** What a message says one thing after the other; none, where it is too long, or says too much, to be read so. */
async function stretchesOf(message: string, readActs: ReadActs): Promise<readonly Stretch[]> {
  if (message.length > LONGEST) return [];
  const acts = withReasons(await readActs(message.replace(/[^\S\n]+/g, ' ')));
  const said = acts.flatMap(({ act, text }, index): Stretch[] => {
    // What is told in the sentence of a wish may go on with it: « …, je suis à Sarcelles, et recevoir des alertes ».
    const before = acts[index - 1];
    const goesOn = act === 'tell' && before?.act === 'want' && !/[.!?…]\s?$/.test(before.text);
    const [first = '', ...others] = cutOutside(text, act === 'want' ? BETWEEN : ENDED);
    const pieces = goesOn ? [...cutOutside(first, BETWEEN), ...others] : [first, ...others];
    const linked = act === 'want' ? pieces.length : goesOn ? pieces.length - others.length : 0;
    // Only the first of what « et » links is written so.
    return pieces.flatMap((one, at): Stretch[] => {
      if (!/\p{L}/u.test(one)) return [];
      const said = one.trim();
      return [at > 0 && at < linked ? { act: 'tell', text: said, isLinked: true } : { act, text: said }];
    });
  });
  const [only, ...others] = said;
  // What reads as one thing may still be cut by its links.
  if (only && others.length === 0) return clausesOf(message).map((text) => ({ act: only.act, text }));
  return said.length > MOST ? [] : said;
}

/**
 * What a message wants at once, by what its clauses mean: two wishes, or a wish and a question beside it. Undefined where
 * it wants one thing, however long the story around it. What is wanted comes first.
 * @param mayCorrect a document was just given: what is said of it may put it right
 */
export async function wantedParts(
  message: string,
  read: ReadAlone,
  readActs: ReadActs,
  { mayCorrect = false }: { readonly mayCorrect?: boolean } = {},
): Promise<readonly SaidPart[] | undefined> {
  const corrected = mayCorrect ? await correctionFirst(message, read) : undefined;
  if (corrected) return corrected;
  const said = await stretchesOf(message, readActs);
  if (said.length < 2) return undefined;
  const whole = await read(message);
  if (likelihoodOf(QUESTION, whole) >= SURELY_ASKED) return wishBeside(message, said, read);
  const clauses: Clause[] = [];
  let isSurelyWritten = false;
  for (const one of said) {
    const last = clauses.at(-1);
    const likely = await wishOfClause(one.text, whole, read, one.isLinked ? 'linked' : one.act === 'want');
    const wish = likely !== undefined && (await isSetAside(one.text, message, read)) ? undefined : likely;
    // « rappelez-moi demain, vers 12 h, 06 12… »: what is told right after a wish, and asks nothing, is told of it.
    const mayBeOfLast = wish === undefined && one.act === 'tell' && last?.wish !== undefined;
    const isOfLast = mayBeOfLast && likelihoodOf(QUESTION, await read(one.text)) < ASKED;
    clauses.push({ ...one, wish: isOfLast ? last?.wish : wish });
    if (wish !== undefined && one.act === 'want' && !isSurelyWritten)
      isSurelyWritten = (learntMeaning(await read(one.text))[0]?.probability ?? 0) >= SURELY_LINKED;
  }
  const wishes = Map.groupBy(
    clauses.filter(({ wish }) => wish !== undefined),
    ({ wish }) => wish,
  );
  const wanted = [...wishes].map(([wants = '', own]) => ({ text: textOf(own), wants }));
  if (wanted.length === 0) return undefined;
  const rest = clauses.filter(({ wish }) => wish === undefined);
  if ((await leansOnWish(textOf(rest), readActs)) || (await asks(textOf(rest), read)))
    return [...wanted, { text: textOf(rest) }];
  const asked = await questionIn(rest, read);
  if (asked !== undefined) return [...wanted, { text: asked }];
  // « …, ya des aides, et vous pouvez m'inscrire »: what asks in so many words is not hidden by what is surely wanted.
  const isAsked = rest.some(({ act }) => act === 'ask') && (isSurelyWritten || asksOfSomething(textOf(rest)));
  if (isAsked && !(await wantsSame(textOf(rest), wanted, read)))
    return [...wanted, { text: marked(textOf(rest)) }];
  // What is told beside several wishes is told of them all.
  return wanted.length > 1
    ? wanted.map(({ text, wants }) => ({ text: `${textOf(rest)} ${text}`.trim(), wants }))
    : undefined;
}

/** How a sentence is heard that says that something is not what is asked. */
const SET_ASIDE = 'answer-beside';
/** How sure it must be, for none of its clauses to want anything. */
const SURELY_SET_ASIDE = 0.7;

/** « laissez les espaces verts, c’était un souvenir »: what a clause seems to want, its whole sentence sets aside. */
async function isSetAside(clause: string, message: string, read: ReadAlone): Promise<boolean> {
  const sentence = cutOutside(message.replace(/[^\S\n]+/g, ' '), ENDED).find((one) => one.includes(clause));
  if (sentence === undefined || sentence.trim() === clause) return false;
  return likelihoodOf(SET_ASIDE, await read(sentence.trim())) >= SURELY_SET_ASIDE;
}

/** The act of what puts a document right. */
const CORRECTS = 'handout.correct';
/** How sure the first sentences must be to put right a document that was just given. */
const SURE_CORRECTION = 0.5;

/** « Non, le lot 2 c’est nous toutes seules. Et quel papier je joins ? »: a document is put right, and something is asked after it. */
async function correctionFirst(message: string, read: ReadAlone): Promise<readonly SaidPart[] | undefined> {
  const sentences = cutOutside(message.replace(/[^\S\n]+/g, ' ').slice(0, LONGEST), ENDED).filter(
    (one) => one.trim() !== '',
  );
  let own = 0;
  while (own < sentences.length - 1) {
    if (likelihoodOf(CORRECTS, await read(sentences[own] as string)) < SURE_CORRECTION) break;
    own += 1;
  }
  const rest = sentences.slice(own).join(' ').trim();
  if (own === 0 || message.length > LONGEST || !asksByWords(rest)) return undefined;
  return [{ text: sentences.slice(0, own).join(' ').trim(), wants: CORRECTS }, { text: rest }];
}

/** How sure what is written as a wish must be, beside what is surely a question. */
const WRITTEN_SO = 0.7;
/** A clause of so few words that wants something, whatever else the message asks. */
const LONGEST_WISH = 9;
/** « inscrivez-moi » is two words without a space; what is so sure needs no third. */
const FEWEST_LETTERED = 2;
/**
 * How surely: of 1,030 messages of several clauses that surely ask, none has a clause that wants one of these from 0.95 on,
 * and « je veux parler à un expert », « inscrivez-moi », « supprimez mes données » are from 0.97. What tells of a bid, or
 * of mails that come, does not part so.
 */
const WANTS = 0.95;
const BESIDE: ReadonlySet<string> = new Set(['handoff', 'referencing', 'training.apply', 'privacy']);

/** « je veux m’inscrire, et c’est quoi un MAPA ? »: something is wanted beside what is surely a question. */
async function wishBeside(
  message: string,
  said: readonly Stretch[],
  read: ReadAlone,
): Promise<readonly SaidPart[] | undefined> {
  for (const { text, act } of said) {
    const wants = act === 'want';
    const words = text.match(/[\p{L}\d]+/gu)?.length ?? 0;
    if (words < FEWEST_LETTERED || (!wants && words > LONGEST_WISH) || text.includes('?')) continue;
    const [first] = learntMeaning(await read(text));
    if (!first || NO_PART.has(first.wish)) continue;
    if (wants ? first.probability < WRITTEN_SO : !BESIDE.has(first.wish) || first.probability < WANTS)
      continue;
    return [{ text, wants: first.wish }, { text: without(text, message) }];
  }
  return undefined;
}

/** What a message says beside one of its clauses, with the commas between the others. */
const without = (clause: string, message: string): string =>
  message
    .replace(/[^\S\n]+/g, ' ')
    .replace(clause, ' ')
    .replace(/^[\s,;]+|(?<![\s,;])[\s,;]+$/g, '')
    .replace(/ {2,}/g, ' ');

const textOf = (clauses: readonly Clause[]): string => clauses.map(({ text }) => text).join(' ');

const likelihoodOf = (act: string, scores: readonly WishScore[]): number =>
  scores.find(({ wish }) => wish === act)?.probability ?? 0;

/**
 * What a clause surely wants, where the whole message may want it too.
 * @param wants it is written as what wants something of us, or linked to what is
 */
export async function wishOfClause(
  text: string,
  whole: readonly WishScore[],
  read: ReadAlone,
  wants: boolean | 'linked' = false,
): Promise<string | undefined> {
  if (text.split(/\s+/).length < FEWEST) return undefined;
  const scores = await read(text);
  const [first] = learntMeaning(scores);
  if (!first || NO_PART.has(first.wish) || NO_PART.has(scores[0]?.wish ?? '')) return undefined;
  const { probability } = first;
  const sure = wants === true ? SURE_WRITTEN : (SURER.get(first.wish) ?? SURE);
  if (probability < sure) return undefined;
  const acts = scores.filter((one) => learntMeaning([{ ...one, probability: 1 }])[0]?.wish === first.wish);
  const ofWhole = acts.reduce((sum, { wish }) => sum + likelihoodOf(wish, whole), 0);
  const isWritten =
    (wants === true && probability >= SURELY_WRITTEN) || (wants === 'linked' && probability >= SURELY_LINKED);
  return isWritten || ofWhole >= OF_WHOLE ? first.wish : undefined;
}

/** Whether what stands beside a wish asks something of it: alone, its words are nothing, and tell nothing to the encoder. */
const leansOnWish = async (text: string, readActs: ReadActs): Promise<boolean> =>
  text.endsWith('?') &&
  piecesOf(await readActs(text))?.questions.every((one) => leansInAnyCase(one.text)) === true;

/** How likely what is written as a question beside a wish must be one. */
const WRITTEN_ASKED = 0.3;

/** What is written as a question beside a wish and may be one, with what is told of it; undefined where nothing is. */
async function questionIn(rest: readonly Stretch[], read: ReadAlone): Promise<string | undefined> {
  const { story = '', questions = [] } = piecesOf(rest) ?? {};
  const asked: string[] = [];
  for (const { text, told } of questions) {
    const own = `${told} ${text}`.trim();
    const whole = `${story} ${own}`.trim();
    // « c’est possible ? » asks of the wish itself.
    const isOfWish = tellingWords(whole).length === 0;
    if (!isOfWish && likelihoodOf(QUESTION, await read(whole)) >= WRITTEN_ASKED) asked.push(own);
  }
  return asked.length > 0 ? `${story} ${asked.join(' ')}`.trim() : undefined;
}

const asksOfSomething = (text: string): boolean =>
  asksInWords(text) && tellingWords(text).length >= FEWEST_TELLING;
/** Telling words of a question beside a wish that says of what it asks. */
const FEWEST_TELLING = 2;

/** « …, et c’est quoi votre numéro ? »: who asks for somebody asks for the same. */
async function wantsSame(
  text: string,
  wanted: readonly { readonly wants: string }[],
  read: ReadAlone,
): Promise<boolean> {
  const [first] = learntMeaning(await read(text));
  return wanted.some(({ wants }) => wants === first?.wish);
}

/** Whether what is told beside a wish surely asks something. */
const asks = async (text: string, read: ReadAlone): Promise<boolean> =>
  text.split(/\s+/).length >= FEWEST &&
  asksSomething(text) &&
  likelihoodOf(QUESTION, await read(text)) >= ASKED;
