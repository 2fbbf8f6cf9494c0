import type { Closing } from '#src/conversation/feature.ts';
import { contentWords } from '#src/platform/french/text-analysis.ts';
import { readDeadlineAnswer } from '#src/reader/deadline/deadline.ts';

/** Where what is said of the date ends, in a message as it is written; not inside « 12 h 30 », « 12.12 ». */
const CLAUSE = /(?<=[.!?;,])\s+|\n+/u;
/** Words of a date, and those that say whose it is. */
const OF_DATE: ReadonlySet<string> = new Set(
  `lundi mardi mercredi jeudi vendredi samedi dimanche janvier fevrier mars avril mai juin juillet aout septembre octobre
  novembre decembre janv fev fevr avr juil sept oct nov dec midi minuit matin soir apres-midi heure heures h date limite
  limites cloture ferme fermeture fin depot remise offres plis demain prochain prochaine semaine merci bonjour oui donc
  voila ok alors c cest c'est jour max maximum`.split(/\s+/),
);

const isBare = (clause: string): boolean =>
  contentWords(clause).every((word) => OF_DATE.has(word) || /^\d/.test(word));

/** The closing that a clause of a message gives and nothing else, and whether the message says nothing more. */
export interface BareClosing {
  readonly closing: Closing;
  readonly isAll: boolean;
}

/**
 * What answers « donnez-moi la date et l’heure limites »: « le 12 décembre à midi », « c’est vendredi 12 h. et le RC c’est
 * quoi ? ». A date of something else has words of its own: « on a signé le 3 mars ».
 * @param now epoch milliseconds
 */
export function bareClosing(text: string, now: number): BareClosing | undefined {
  const clauses = text.split(CLAUSE).filter((clause) => clause.trim() !== '');
  for (const clause of clauses.filter(isBare)) {
    const closing = readDeadlineAnswer(clause, now);
    if (closing && closing !== 'none' && closing.at > now) return { closing, isAll: clauses.every(isBare) };
  }
  return undefined;
}
