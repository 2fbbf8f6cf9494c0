import type { Moment, Role } from '#src/knowledge/model/document.ts';
import type { IsoDate } from '#src/platform/calendar/iso-date.ts';
import { fold } from '#src/platform/french/text-analysis.ts';
import { articleExists, articlesIn } from '#src/reference/article-number.ts';
import { withTerritory } from './asked-territory.ts';
import { cleanQuestion } from './clean-question.ts';
import { type AskedCase, detectCase } from './detect-case.ts';
import { type AskedDate, detectDate } from './detect-date.ts';
import type { Continuation, LastAnswered } from './encoder/continuation.ts';
import { asksAnew, followUpAtHead, followUpOf, newSubject } from './follow-up.ts';
import { type Polarity, polarityOf } from './polarity.ts';
import { type PositiveReading, readPositive } from './positive-question.ts';
import type { Side } from './speaker/who-speaks.ts';
import { momentIn } from './standing/moment.ts';
import { speakerAfter, type Told } from './told.ts';

/** What a thread remembers of its last question: enough to understand « et pour les travaux ? ». */
export interface ThreadContext {
  /** The last question as understood, follow-ups resolved. */
  readonly question: string;
  /** The last message, as it was typed. */
  readonly asked?: string | undefined;
  /** The computation that asked what it lacks, by its id: what comes next may say it. */
  readonly asking?: string | undefined;
  /** Likewise of another question of the same message, with that question. */
  readonly alsoAsking?: { readonly asking: string; readonly question: string } | undefined;
  /** The last answer was this computation, by its id: what corrects a number of it counts again. */
  readonly computed?: string | undefined;
  /** That computation answers all the questions of the last message. */
  readonly isOfAll?: true | undefined;
  /** The computation that asked what the last message said. */
  readonly completed?: string | undefined;
  readonly askedDate?: AskedDate | undefined;
  /** The hotline asked something, or the message told a story without a question: the next one completes it. */
  readonly open?: boolean | undefined;
  /** The last question that was answered, and by what: the next message is read after them. */
  readonly lastAnswered?: LastAnswered | undefined;
  /** The last answer came from no section of a page: what was answered before it is not what was read last. */
  readonly isElsewhere?: boolean | undefined;
  /** Headings given to the last question and said to be beside the point. */
  readonly setAside?: readonly string[] | undefined;
  /** What was told of the contract that is spoken of. */
  readonly told?: Told | undefined;
  /** Nothing of it is leant on but what was told. */
  readonly isOnlyTold?: true | undefined;
  /** How the last question was read, where it was read after an answer. */
  readonly continuation?: Continuation | undefined;
}

/** A thread of which only what was told is kept: a question of the same message that stands by itself is read after it. */
export const onlyTold = (thread: ThreadContext | undefined): ThreadContext | undefined =>
  thread?.told && { question: '', told: thread.told, isOnlyTold: true };

/** A question as understood. */
export interface Understanding {
  /** As typed, cleaned and cut to a sane length. */
  readonly asked: string;
  /** What is searched: the question, completed by the thread when it follows up. */
  readonly question: string;
  readonly followsUp: boolean;
  /** What of it goes on with the question before, where the rest only tells: what is read in its place. */
  readonly head?: string | undefined;
  /** It completes what this computation asked, by its id. */
  readonly asking?: string | undefined;
  /** What the reader reads it after; nothing for a first message, or one that says it leaves the subject. */
  readonly lastAnswered?: LastAnswered | undefined;
  /** What it comes to was told, and left out: it is wanted, whatever the words. */
  readonly isChecked?: true | undefined;
  /** It is the own question of the section of this heading, as a button sends it: that one answers it. */
  readonly heading?: string | undefined;
  /** Headings of sections that do not answer it: they were given, and are said to be beside the point. */
  readonly notThat?: readonly string[] | undefined;
  /** Stems of what it says that it is not about. */
  readonly notAbout?: readonly string[] | undefined;
  /** Other ways of reading it, which are searched beside it: of a message that corrects what was understood. */
  readonly alsoRead?: readonly Understanding[] | undefined;
  /** The consultation's date if one is said or remembered, else today. */
  readonly date: IsoDate;
  readonly askedDate?: AskedDate | undefined;
  /** What was told of the contract before this message; nothing for one that leaves the subject. */
  readonly told?: Told | undefined;
  /** On which side of the contract its author stands, by this message or those before. */
  readonly side?: Side | undefined;
  /** As what a company stands with it, by this message or those before. */
  readonly role?: Role | undefined;
  /** Where its author stands with the contract, by this message or those before. */
  readonly moment?: Moment | undefined;
  /** Of the question; what it does not say of the buyer and of what is bought is what was told before. */
  readonly case: AskedCase;
  readonly polarity?: Polarity | undefined;
  /** The question in its positive form: what pages are searched with, and decide. */
  readonly positive: PositiveReading;
  /** Articles named that exist, and those that do not. */
  readonly articles: readonly string[];
  readonly unknownArticles: readonly string[];
}

/**
 * Reads a message in its thread, without a model: date, regime, buyer, category, articles, yes/no polarity, and the
 * question itself when it only makes sense after the last one.
 */
export function understand(text: string, earlier: ThreadContext | undefined, today: IsoDate): Understanding {
  const cleaned = cleanQuestion(text).text;
  const other = newSubject(cleaned);
  const asked = other ?? cleaned;
  const thread = other === undefined ? earlier : undefined;
  const followUp = thread && (followUpOf(asked, thread, today) ?? followUpAtHead(asked, thread, today));
  const question = withTerritory(followUp?.question ?? asked);
  const askedDate = followUp ? followedDate(asked, thread, today) : detectDate(asked, today);
  const named = articlesIn(asked);
  const asking = followUp ? followedAsking(asked, thread, followUp.question) : asked;
  return {
    asked,
    question,
    followsUp: followUp !== undefined,
    head: followUp?.head,
    asking: followUp && !asksAnew(asked) ? thread?.asking : undefined,
    lastAnswered: thread?.lastAnswered,
    date: askedDate?.date ?? today,
    askedDate,
    told: thread?.told,
    ...speakerAfter(asked, thread?.told),
    moment: momentIn(fold(asked)) ?? thread?.told?.moment,
    case: inCase(detectCase(question), thread?.told),
    polarity: polarityOf(asking),
    positive: readPositive(question, asking),
    articles: named.filter(articleExists),
    unknownArticles: named.filter((article) => !articleExists(article)),
  };
}

/** A case with the buyer and what is bought that were told before, where it says none. */
export const inCase = (own: AskedCase, told: Told | undefined): AskedCase => ({
  ...own,
  // Between companies, and under a regime of its own, a rule holds for other buyers.
  buyer: own.buyer ?? (own.regimeSaid ? undefined : told?.buyer),
  body: own.body ?? (own.buyer ? undefined : told?.body),
  category: own.category ?? told?.category,
});

/**
 * What tells how a follow-up asks: « et pour les travaux ? » asks as the question that it completes did; « c'est
 * obligatoire ? » asks by itself.
 */
function followedAsking(asked: string, thread: ThreadContext, joined: string): string {
  const own = polarityOf(asked);
  if (own && own.modality !== 'vrai') return asked;
  return polarityOf(thread.question) || !thread.open ? thread.question : joined;
}

/** « et en 2024 ? », « et aujourd'hui ? »: a follow-up speaks of the same consultation at another date, or goes on. */
function followedDate(asked: string, thread: ThreadContext, today: IsoDate): AskedDate | undefined {
  const text = fold(asked);
  if (/\b(?:aujourd'hui|maintenant|actuellement|desormais|cette annee)\b/.test(text)) return undefined;
  if (new RegExp(`\\b(?:en|pour) ${today.slice(0, 4)}\\b`).test(text)) return undefined;
  return detectDate(`consultation ${text.replace(/\bpour (?=20\d\d\b)/g, 'en ')}`, today) ?? thread.askedDate;
}
