import { readDeadline, readDeadlineAnswer } from '#src/expert/deadline.ts';

/**
 * The question of a message that also says when the tender closes: « Ai-je droit à une avance ? Ça ferme vendredi
 * midi » is answered as « Ai-je droit à une avance ? ». A sentence is left out only when it says the closing date, asks
 * nothing, and another one asks something.
 * @param isAsked whether the closing date was asked for: a bare « vendredi midi. » then says it
 */
export function questionText(text: string, now: number, isAsked = false): string {
  const sentences = text.match(/[^.!?\n]+[.!?]*\n*/g) ?? [];
  const asks = (sentence: string) => sentence.includes('?');
  const read = isAsked ? readDeadlineAnswer : readDeadline;
  const kept = sentences.filter((sentence) => asks(sentence) || read(sentence, now) === undefined);
  if (kept.length === sentences.length || !kept.some(asks)) return text;
  return kept.join(' ').replace(/\s+/g, ' ').trim();
}
