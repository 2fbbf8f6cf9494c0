import type { IsoDate } from '#src/platform/calendar/iso-date.ts';
import { contentWords, fold, stemsOf } from '#src/platform/french/text-analysis.ts';
import type { LastAnswered } from '#src/reader/encoder/continuation.ts';
import { joinedTo } from '#src/reader/follow-up.ts';
import { quantitiesIn } from '#src/reader/quantities.ts';
import { asksByWords } from '#src/reader/questions/asked-pieces.ts';
import { askedInstead } from '#src/reader/standing/asked-instead.ts';
import { meantIn } from '#src/reader/standing/correction.ts';
import { setAsideIn } from '#src/reader/standing/set-aside.ts';
import { speakerAfter } from '#src/reader/told.ts';
import { inCase, type ThreadContext, type Understanding, understand } from '#src/reader/understand.ts';
import type { WishScore } from '#src/reader/wish/meaning.ts';

/** What the reader calls a message that says that the last answer is beside the point. */
const BESIDE = 'answer-beside';
/** From this likelihood on, the section that was given steps back: a right one comes back by itself. */
const LIKELY = 0.25;
/** Content words of the shortest message that says what is meant instead. */
const ENOUGH = 2;

/** Whether a message says that the last answer is beside the point. */
export const isBeside = (scores: readonly WishScore[]): boolean =>
  scores.some(({ wish, probability }) => wish === BESIDE && probability >= LIKELY);

/**
 * A message without what it sets aside: « je ne parle pas de l'avance, je parle de la facture » is about the facture. Whole
 * where nothing else is said.
 */
function withoutWhatIsDenied(message: string, denied: readonly string[]): string {
  const folded = fold(message).replace(/\s+/g, ' ').trim();
  const left = denied.reduce((words, one) => words.replace(one, ' '), folded);
  return contentWords(left).length >= ENOUGH ? left : message;
}

/** The headings that were given since the last question was asked, and are said to be beside the point. */
export const setAside = (
  { setAside: before = [] }: ThreadContext,
  lastAnswered: LastAnswered | undefined,
): readonly string[] => [...new Set([...before, ...(lastAnswered ? [lastAnswered.heading] : [])])];

/** A question without the words of some stems: what it was understood to ask, and did not. */
const withoutStems = (question: string, stems: ReadonlySet<string>): string =>
  stems.size === 0
    ? question
    : question
        .split(' ')
        .filter((word) => [...stemsOf(word)].every((stem) => !stems.has(stem)))
        .join(' ');

/** Content words from which what is meant may be a question of its own. */
const WHOLE = 4;
/** Whether what is meant asks something by itself, and counts nothing. */
const asksAnother = (meant: string): boolean =>
  asksByWords(meant) && !/\d/.test(meant) && contentWords(meant).length >= WHOLE;

/** A question without the sums that it says. */
function withoutSums(question: string, today: IsoDate): string {
  const { text, amounts } = quantitiesIn(question, today);
  return amounts.toReversed().reduce((left, { at, end }) => `${left.slice(0, at)} ${left.slice(end)}`, text);
}

/**
 * A message that corrects, as it is to be answered: with the question before it, what it says in the place of what was
 * wrong; and beside, that question without what was answered, and the message by itself. The section that was given steps
 * back in all of them. Undefined where it says nothing but that it is not that.
 */
export function readCorrected(
  message: string,
  {
    thread,
    lastAnswered,
    today,
  }: { thread: ThreadContext; lastAnswered: LastAnswered | undefined; today: IsoDate },
): Understanding | undefined {
  const said = askedInstead(message);
  const left = said?.meant || withoutWhatIsDenied(message, said ? setAsideIn(message).denied : []);
  const { meant, denied: inPassing } = meantIn(left);
  if (meant === '') return undefined;
  const denied = [inPassing, said?.denied ?? ''].filter(Boolean).join(' ');
  // « non mais un client privé qui paie en retard, j'ai droit à des intérêts ? »: sums told of something else are not its own.
  const before = asksAnother(meant) ? withoutSums(thread.question, today) : thread.question;
  const { question } = joinedTo(meant, { question: withoutStems(before, stemsOf(denied)) }, today);
  const own = understand(message, undefined, today);
  const meantStems = stemsOf(meant);
  const shared = {
    notThat: setAside(thread, lastAnswered),
    notAbout: [...stemsOf(denied)].filter((stem) => !meantStems.has(stem)),
    told: thread.told,
    ...speakerAfter(message, thread.told),
    moment: own.moment ?? thread.told?.moment,
    date: own.askedDate?.date ?? thread.askedDate?.date ?? today,
    askedDate: own.askedDate ?? thread.askedDate,
  };
  const read = (text: string): Understanding => {
    const one = understand(text, undefined, today);
    return { ...one, ...shared, case: inCase(one.case, thread.told) };
  };
  const joined = read(question);
  return {
    ...joined,
    // What it denies would be read as well.
    asked: denied === '' ? message : meant,
    followsUp: true,
    lastAnswered,
    articles: own.articles,
    unknownArticles: own.unknownArticles,
    alsoRead: [read(meant), joined],
  };
}
