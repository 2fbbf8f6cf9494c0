import { articleExists, articlesIn } from '#src/knowledge/article-number.ts';
import type { IsoDate } from '#src/knowledge/dates.ts';
import { contentWords, fold } from '#src/retrieval/french-text.ts';
import { type AskedCase, detectCase, withoutCase, withoutSlots } from './detect-case.ts';
import { type AskedDate, detectDate } from './detect-date.ts';
import { type Polarity, polarityOf } from './polarity.ts';

/** What a thread remembers of its last question: enough to understand « et pour les travaux ? ». */
export interface ThreadContext {
  /** The last question as understood, follow-ups resolved. */
  readonly question: string;
  readonly askedDate?: AskedDate | undefined;
}

/** A question as understood. */
export interface Understanding {
  /** As typed, cleaned and cut to a sane length. */
  readonly asked: string;
  /** What is searched: the question, completed by the thread when it follows up. */
  readonly question: string;
  readonly followsUp: boolean;
  /** The consultation's date if one is said or remembered, else today. */
  readonly date: IsoDate;
  readonly askedDate?: AskedDate | undefined;
  readonly case: AskedCase;
  readonly polarity?: Polarity | undefined;
  /** Articles named that exist, and those that do not. */
  readonly articles: readonly string[];
  readonly unknownArticles: readonly string[];
}

/** Questions are read up to this length: beyond it is a pasted document, whose end says nothing of what is asked. */
const MAX_QUESTION = 1_500;

const FOLLOW_UP =
  /^(?:ok|d'accord|merci|oui|non|ah|et|mais|donc|alors|pareil|idem|meme (?:question|chose)|c'est pareil|ca marche aussi|aussi)\b[,.! ]*(?:(?:et|mais|donc|alors|non) )?(?:pour|si|avec|dans|en|chez|sur|au|aux|a|le|la|les|des|du|un|une|quand|combien|c'est|ca|qu)?\b/;
const STRONG_FOLLOW_UP =
  /^(?:ok |d'accord |merci |ah |oui |non )?[,.! ]*(?:et (?:pour|si|dans|avec|chez|en|au|aux|quand|sur|les?|la|des|un|une|mon|ma|nous|moi)\b|et (?:apres|alors)\b|pareil pour|meme (?:question|chose) (?:pour|avec|si)|idem pour|non,? (?:des?|les?|la|pour|du|plutot)\b|c'est pareil (?:pour|si|en))/;
const PRONOUN_ONLY =
  /^(?:c'est(?! quoi)|ca|cela|il|elle|ils|elles|quel article|quels articles|dans quel cas|jusqu'a combien|combien de temps|sous quel delai|par qui|comment ca|pourquoi)\b|^(?:combien|quand|comment|qui|ou)\W*$/;

/**
 * Reads a message in its thread, without a model: date, regime, buyer, category, articles, yes/no polarity, and the
 * question itself when it only makes sense after the last one.
 */
export function understand(text: string, thread: ThreadContext | undefined, today: IsoDate): Understanding {
  const asked = clean(text);
  const followsUp = thread !== undefined && isFollowUp(asked);
  const question = followsUp ? `${withoutSlots(thread.question, asked)} ${asked}` : asked;
  const askedDate = followsUp ? followedDate(asked, thread, today) : detectDate(asked, today);
  const named = articlesIn(asked);
  return {
    asked,
    question,
    followsUp,
    date: askedDate?.date ?? today,
    askedDate,
    case: detectCase(question),
    polarity: followsUp ? followedPolarity(asked, thread) : polarityOf(asked),
    articles: named.filter(articleExists),
    unknownArticles: named.filter((article) => !articleExists(article)),
  };
}

/** « et pour les travaux ? » asks as the question that it completes did; « c'est obligatoire ? » asks by itself. */
function followedPolarity(asked: string, thread: ThreadContext): Polarity | undefined {
  const own = polarityOf(asked);
  if (own && own.modality !== 'vrai') return own;
  const completed = (thread.question.match(/[^?]+\??/g) ?? []).findLast((part) => !isFollowUp(part));
  return completed ? polarityOf(completed) : undefined;
}

/** « et en 2024 ? », « et aujourd'hui ? »: a follow-up speaks of the same consultation at another date, or goes on. */
function followedDate(asked: string, thread: ThreadContext, today: IsoDate): AskedDate | undefined {
  const text = fold(asked);
  if (/\b(?:aujourd'hui|maintenant|actuellement|desormais|cette annee)\b/.test(text)) return undefined;
  if (new RegExp(`\\b(?:en|pour) ${today.slice(0, 4)}\\b`).test(text)) return undefined;
  return detectDate(`consultation ${text.replace(/\bpour (?=20\d\d\b)/g, 'en ')}`, today) ?? thread.askedDate;
}

/** Whether a message only makes sense after the one before: it says so, or it is a stump with a pronoun. */
function isFollowUp(text: string): boolean {
  const folded = fold(text).trim();
  const words = contentWords(text).length;
  // « et pour un marché à 30 000 €, la mairie doit faire une mise en concurrence ? » is a whole question by itself.
  const own = contentWords(withoutCase(text)).filter((word) => !/^\d/.test(word)).length;
  if (STRONG_FOLLOW_UP.test(folded)) return words <= 8 && own <= 2;
  if (FOLLOW_UP.test(folded)) return words <= 3;
  return PRONOUN_ONLY.test(folded) && words <= 2;
}

/** One line, no control characters, a sane length. */
function clean(text: string): string {
  return text
    .normalize('NFC')
    .replace(/[\u0000-\u001F\u007F-\u009F\u200B-\u200F\u202A-\u202E\u2060-\u2069\uFEFF]+/g, ' ')
    .replace(/\s+/g, ' ')
    .trim()
    .slice(0, MAX_QUESTION);
}
