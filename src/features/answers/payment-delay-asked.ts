import type { IsoDate } from '#src/platform/calendar/iso-date.ts';
import { cleanQuestion } from '#src/reader/clean-question.ts';
import { asksSomething, newSubject } from '#src/reader/follow-up.ts';
import { quantitiesIn } from '#src/reader/quantities.ts';
import type { ThreadContext } from '#src/reader/understand.ts';
import type { KnowledgeBase } from '#src/retrieval/knowledge-base.ts';
import { isOnInvoice } from './counted-invoice.ts';

/** Characters of the longest message that only asks about that time. */
const LONGEST = 160;
/** The time to pay is doubted, or asked of somebody: « c'est bien trente jours pour un département ? ». */
const DOUBTS = /\bbien\b|\bpas plutot\b|\bsure?s?\b|\bet pour\b|\btoujours\b|\bvraiment\b/;
/** Days that are late, or of something else than the time to pay. */
const OF_ELSE =
  /\b(?:retards?|avances?|retenues?|penalites?|recours|references?|offres?|rejets?|signature|marches?|lots?|livraisons?)\b/;

/**
 * The question on the time to pay of a message that doubts it in a few words, after what a late invoice is worth: the
 * number of days alone names nothing. Undefined for any other message.
 */
export function paymentDelayAsked(
  text: string,
  { thread, base, today }: { thread: ThreadContext; base: KnowledgeBase; today: IsoDate },
): string | undefined {
  const asked = cleanQuestion(text).text;
  if (asked.length > LONGEST || newSubject(asked) !== undefined || !isOnInvoice(thread, base))
    return undefined;
  const { text: said, durations, amounts } = quantitiesIn(asked, today);
  const [days, ...more] = durations;
  if (days?.unit !== 'jours' || more.length > 0 || amounts.some(({ money }) => money)) return undefined;
  if (OF_ELSE.test(said) || !DOUBTS.test(said) || !(asked.includes('?') || asksSomething(asked)))
    return undefined;
  const [first = asked] = asked.split(/(?<=\?)\s/);
  return `${first.replace(/[\s?]{1,9}$/, '')}, le délai de paiement d’une facture ?`;
}
