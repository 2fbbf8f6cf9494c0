import type { ClosingRead } from '#src/conversation/feature.ts';
import { fold } from '#src/platform/french/text-analysis.ts';
import { readDeadline, readDeadlineAnswer, readPressing } from '#src/reader/deadline/deadline.ts';
import { isOwnDue } from '#src/reader/deadline/own-due.ts';
import { questionText } from '#src/reader/deadline/question-text.ts';
import { bareClosing } from './bare-closing.ts';

/**
 * What a message says of when a tender closes, read once for whoever needs it.
 * @param isAsked it was just asked for: « c’est le 12 à midi. et le RC c’est quoi ? » tells it too
 */
export function closingRead(text: string, now: number, isAsked = false): ClosingRead {
  if (text === '') return { passing: undefined, given: undefined, question: '', questionBeside: '' };
  const told = isAsked ? bareClosing(text, now)?.closing : undefined;
  return {
    // « le loyer du dépôt tombe le 8 » closes nothing.
    passing: isOwnDue(fold(text)) ? undefined : (readDeadline(text, now) ?? told),
    given: readDeadlineAnswer(text, now),
    pressing: readPressing(text, now),
    question: questionText(text, now),
    questionBeside: questionText(text, now, true),
  };
}
