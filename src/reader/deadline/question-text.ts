import { POLITE } from '#src/platform/french/polite.ts';
import { fold } from '#src/platform/french/text-analysis.ts';
import { readDeadline, readDeadlineAnswer } from './deadline.ts';

/**
 * The question of a message that also says when the tender closes: « Ai-je droit à une avance ? Ça ferme vendredi
 * midi » and « ça ferme vendredi midi, ai-je droit à une avance ? » are answered as « Ai-je droit à une avance ? ». A
 * sentence is left out only when it says the closing date, asks nothing, and another one asks something; a long one
 * tells of the case too.
 * @param isAsked whether the closing date was asked for: a bare « vendredi midi. » then says it
 */
export function questionText(text: string, now: number, isAsked = false): string {
  const sentences = text.match(/[^.!?\n]+[.!?]*\n*/g) ?? [];
  if (sentences.length > MOST_SENTENCES) return text;
  const asks = (sentence: string) => sentence.includes('?');
  const read = isAsked ? readDeadlineAnswer : readDeadline;
  const kept = sentences.filter(
    (sentence) => asks(sentence) || sentence.trim().length > LONGEST || read(sentence, now) === undefined,
  );
  const isWhole = kept.length === sentences.length || !kept.some(asks);
  const questions = isWhole ? sentences : kept;
  const bare = questions.map((sentence) => withoutClosing(sentence, now));
  if (isWhole && bare.every((sentence, index) => sentence === sentences[index])) return text;
  return bare.join(' ').replace(/\s+/g, ' ').trim();
}

/** More of them are a paste, whose own question is found where it is cleaned. */
const MOST_SENTENCES = 150;

/** Characters of the longest sentence that says the closing date and nothing else. */
const LONGEST = 60;

/** A short clause before the question, after a greeting and up to its comma: a longer one tells of the case too. */
const FIRST_CLAUSE = new RegExp(`^${POLITE}([^,;:? ][^,;:?]{5,44})[,;:] (.{12,}\\?)$`, 'i');
/** Asks of the date itself, or leans on the clause before: what is left would be another question. */
const NEEDS_DATE =
  /\b(?:ca|cela|y|en|l'|le temps|delais?|jours?|heures?|avant|apres|encore|trop tard|tard|retard|demain|(?:lun|mar|mercre|jeu|vendre|same)di|dimanche)\b|\b\d|\barriv|-(?:le|la|les|y|en)\b/;

/** A question without the clause that only says when the tender closes. */
function withoutClosing(sentence: string, now: number): string {
  const [, clause = '', question = ''] = FIRST_CLAUSE.exec(sentence.replace(/\s+/g, ' ').trim()) ?? [];
  const says = clause !== '' && readDeadline(clause, now) !== undefined;
  return says && !NEEDS_DATE.test(fold(question)) ? question : sentence;
}
