import type { TeamsDesk } from '../desk.ts';
import { renderPressed } from '../render.ts';
import { teamsTexts } from '../texts.ts';
import { type CardAnswer, cardAnswer, sentenceAnswer } from './answer.ts';
import { type CardData, stateAfter } from './data.ts';

/**
 * What an expert sees at once of their press: the card with its field empty again and what was kept of their answer, or
 * a sentence. What becomes of the case shows when the card itself changes, for everybody.
 */
export function drawnForDesk(
  data: CardData,
  desk: TeamsDesk,
  links: { readonly linkToFile: (fileId: string) => string },
): CardAnswer {
  if (data.hotline !== 'reply') return sentenceAnswer(teamsTexts.caseNoted);
  const card = desk.cardOf(data.card);
  if (!card) return sentenceAnswer(data.answer ? teamsTexts.replyKept(data.answer) : teamsTexts.caseNoted);
  return cardAnswer(renderPressed(card, stateAfter(data), links));
}
