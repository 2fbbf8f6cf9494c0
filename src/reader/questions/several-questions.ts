import { withCase } from '#src/reader/detect-case.ts';
import type { SaidPart } from '#src/reader/parts.ts';
import { onlyTold, type ThreadContext } from '#src/reader/understand.ts';
import {
  type AskedPiece,
  asHeading,
  askedOf,
  askedPieces,
  asksOfNamed,
  isBare,
  namedIn,
  namesNothing,
} from './asked-pieces.ts';

/** What is found for a question. */
export interface Found {
  /** It is answered; a doubt between several questions is no answer, nor is a refusal. */
  readonly outcome: 'answer' | 'doubt' | 'none';
  /** What answers it: the sections that are cited, the first one first. */
  readonly sections: readonly string[];
  /** What a message after it is read in. */
  readonly thread: ThreadContext;
}

/** Finds what answers a question, after what was said before it. */
export type FindAnswer = (text: string, thread: ThreadContext | undefined) => Promise<Found>;

/** Questions of one message that are answered; the others are offered. */
const ANSWERED = 2;

/** A question of a message, as it is best read, with what answers it. */
interface Asked {
  readonly question: string;
  readonly text: string;
  readonly goesOn: boolean;
  readonly found: Found;
}

/**
 * The questions of a message that are two: each is cut out as it is written, and has an answer of its own. What has the
 * answer of the one before is the same question, or goes on with it; one part is then given. Undefined where the pages do
 * not tell.
 * @param before looks up what was spoken of before, where that counts
 * @param isWish whether the message surely wants something of somebody, looked up where that counts
 */
export async function severalQuestions(
  message: string,
  before: () => Promise<ThreadContext | undefined>,
  find: FindAnswer,
  isWish: () => Promise<boolean>,
): Promise<readonly SaidPart[] | undefined> {
  const pieces = askedPieces(message);
  const [opening, ...following] = pieces?.questions ?? [];
  if (!pieces || !opening || (await isWish())) return undefined;
  const { story } = pieces;
  const first = together(story, opening.text);
  const own: Asked[] = [
    { question: opening.text, text: first, goesOn: false, found: await find(first, await before()) },
  ];
  for (const piece of following) {
    const next = await readAfter(piece, story, own, find);
    if (next && !repeats(next.found, own)) own.push(next);
  }
  if (own.length < 2) return own[0]?.found.outcome === 'answer' ? [{ text: message }] : undefined;
  const said = own.slice(0, ANSWERED);
  if (!said.some(({ found }) => found.outcome === 'answer')) return undefined;
  const more = own.slice(ANSWERED).map(({ question }) => asHeading(question));
  return said.map(({ question, text, goesOn, found }, index) => ({
    text,
    ...(found.outcome === 'answer' && ({ isQuestion: true } as const)),
    asked: index === 0 ? asHeading(question) : withCase(asHeading(question), first),
    ...(goesOn && { goesOn }),
    ...(more.length > 0 && index === said.length - 1 && { more }),
  }));
}

const together = (story: string, question: string): string => `${story} ${question}`.trim();

/**
 * A question that follows another, by itself or after it, as it finds an answer of its own. What leans on the one before is
 * first read after it, then of what that one names; nothing where it only finds what was found, or nothing.
 */
async function readAfter(
  { text: question, leans }: AskedPiece,
  story: string,
  before: readonly Asked[],
  find: FindAnswer,
): Promise<Asked | undefined> {
  const last = before.at(-1);
  if (!last) return undefined;
  const told = together(story, last.question);
  const alone = withCase(together(story, question), told);
  const byItself = { text: alone, goesOn: false };
  const after = { text: question, goesOn: true };
  const ofNamed =
    asksOfNamed(question) || isBare(question)
      ? [{ text: askedOf(question, namedIn(last.question)), goesOn: false }]
      : [];
  const leaning = namesNothing(question) || isBare(question) ? [...ofNamed, after] : [after, ...ofNamed];
  const ways = leans ? [...leaning, byItself] : [byItself, after];
  const read: Asked[] = [];
  for (const way of ways) {
    const found = await find(way.text, way.goesOn ? last.found.thread : onlyTold(last.found.thread));
    const asked = { question, ...way, found };
    if (found.outcome === 'answer' && !repeats(found, before)) return asked;
    read.push(asked);
  }
  // What stands by itself is heard, also where it is not sure which of several it is.
  return leans || read.some(({ found }) => found.outcome === 'answer')
    ? undefined
    : read.find(({ found }) => found.outcome === 'doubt');
}

/** Whether it is answered by what answers another question of the message. */
const repeats = ({ sections }: Found, before: readonly Asked[]): boolean =>
  before.some(({ found }) => found.sections.some((section) => sections.includes(section)));
