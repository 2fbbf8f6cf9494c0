import type { IsoDate } from '#src/platform/calendar/iso-date.ts';
import { cleanQuestion } from '#src/reader/clean-question.ts';
import { detectCase } from '#src/reader/detect-case.ts';
import { asksSomething, newSubject } from '#src/reader/follow-up.ts';
import { quantitiesIn } from '#src/reader/quantities.ts';
import type { ThreadContext } from '#src/reader/understand.ts';
import type { KnowledgeBase } from '#src/retrieval/knowledge-base.ts';
import { isOnInvoice } from './counted-invoice.ts';

/** Characters of the longest message that only asks about that time. */
const LONGEST = 160;
/** The time to pay is doubted: « c'est bien trente jours pour un département ? ». */
const DOUBTS = /\bbien\b|\bpas plutot\b|\bsure?s?\b|\btoujours\b|\bvraiment\b/;
/** It is asked of somebody: « et pour un département, 30 jours ? ». */
const ASKED_OF = /\bet pour (?:une?|la|le|l'|les|des|mon|ma|notre|ce|cette)\b/;
/** How much, or what if: another number of days is counted. */
const COUNTS =
  /\bcombien\b|\bca (?:me |nous )?(?:fait|ferait|donne)\b|\btouch\w{0,5}|\bcalcul|\binterets?\b|\bsi c'est\b|\bc'etait\b|\betait\b/;
/** Days that are late, or of something else than the time to pay. */
const OF_ELSE =
  /\b(?:avocats?|juges?|tribunal|saisir|repondre|contester|signer|retards?|avances?|retenues?|penalites?|recours|references?|offres?|rejets?|signature|marches?|lots?|livraisons?)\b/;

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
  if (OF_ELSE.test(said) || COUNTS.test(said)) return undefined;
  const { buyer } = detectCase(asked);
  const isDoubt = DOUBTS.test(said) || (ASKED_OF.test(said) && buyer !== undefined && buyer !== 'private');
  if (!isDoubt || !(asked.includes('?') || asksSomething(asked))) return undefined;
  const [first = asked] = asked.split(/(?<=\?)\s/);
  return `${first.replace(/[\s?]{1,9}$/, '')}, le délai de paiement d’une facture ?`;
}
