import { CARD_TYPE, type CardElement } from './card.ts';

/** What Teams reads in the answer to a button of a card: a card that takes its place, a sentence, or a refusal. */
export interface CardAnswer {
  readonly statusCode: number;
  readonly type: string;
  readonly value: unknown;
}

export const cardAnswer = (card: CardElement): CardAnswer => ({
  statusCode: 200,
  type: CARD_TYPE,
  value: card,
});

export const sentenceAnswer = (sentence: string): CardAnswer => ({
  statusCode: 200,
  type: 'application/vnd.microsoft.activity.message',
  value: sentence,
});

export const errorAnswer = (statusCode: 400 | 500, message: string): CardAnswer => ({
  statusCode,
  type: 'application/vnd.microsoft.error',
  value: { code: statusCode === 400 ? 'BadRequest' : 'InternalServerError', message },
});
