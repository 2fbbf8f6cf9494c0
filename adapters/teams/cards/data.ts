import { z } from 'zod';
import type { Choice } from '#src/channel/blocks.ts';

/** What was done on a card so far. Its buttons carry it, for a card is drawn anew at each press. */
export interface CardState {
  /** Choices already taken, by their ids. */
  readonly taken?: readonly string[] | undefined;
  readonly rated?: 'up' | 'down' | undefined;
  /** They also said why. */
  readonly explained?: boolean | undefined;
  /** How many answers were typed in its field, and the last of them. */
  readonly sent?: number | undefined;
  readonly last?: string | undefined;
}

/** The message that a card shows, and what was done on it. */
interface OnCard {
  readonly card: string;
  readonly seq: number;
  readonly state?: CardState | undefined;
}

/** What our cards carry back when a button is pressed. Whoever presses may have changed it: it is read as such. */
export type CardData =
  | (OnCard & { readonly hotline: 'choice'; readonly choice: Choice })
  | (OnCard & {
      readonly hotline: 'rating';
      readonly rating: 'up' | 'down';
      readonly reason?: string | undefined;
    })
  /** What was typed in the card's field. */
  | (OnCard & { readonly hotline: 'reply'; readonly value: string; readonly answer: string });

/** Longest answer that may be typed on a card, in UTF-16 units. */
export const LONGEST_ANSWER = 10_000;

const word = (max: number) =>
  z
    .string()
    .transform((value) => value.replaceAll('\u0000', '').toWellFormed())
    .pipe(z.string().min(1).max(max));

const onCard = {
  card: word(100),
  seq: z.number().int().min(1).max(Number.MAX_SAFE_INTEGER),
  state: z
    .object({
      taken: z.array(word(200)).max(50).optional(),
      rated: z.enum(['up', 'down']).optional(),
      explained: z.boolean().optional(),
      sent: z.number().int().min(0).max(10_000).optional(),
    })
    .optional()
    .catch(undefined),
};

const cardDataSchema: z.ZodType<CardData> = z.discriminatedUnion('hotline', [
  z.object({
    hotline: z.literal('choice'),
    ...onCard,
    choice: z.object({
      id: word(200),
      label: word(1_000),
      kind: z.enum(['ask', 'action']),
      value: word(1_000),
    }),
  }),
  z.object({
    hotline: z.literal('rating'),
    ...onCard,
    rating: z.enum(['up', 'down']),
    reason: z.string().trim().max(2_000).optional().catch(undefined),
  }),
  z.object({
    hotline: z.literal('reply'),
    ...onCard,
    value: word(200),
    // An empty field is said nothing of by some clients.
    answer: z
      .string()
      .transform((value) => value.replaceAll('\u0000', '').toWellFormed().trim())
      .pipe(z.string().max(LONGEST_ANSWER))
      .optional()
      .default(''),
  }),
]);

/** The data of one of our buttons, as an object, or as JSON in a text after the client; undefined when it is none. */
export function readCardData(value: unknown): CardData | undefined {
  return cardDataSchema.safeParse(typeof value === 'string' ? parseJson(value) : value).data;
}

/** What is done on a card once a button is pressed. */
export function stateAfter(data: CardData): CardState {
  const { taken = [], ...state } = data.state ?? {};
  if (data.hotline === 'rating')
    return { ...state, taken, rated: data.rating, explained: data.reason !== undefined };
  if (data.hotline === 'reply') return { ...state, taken, sent: (state.sent ?? 0) + 1, last: data.answer };
  return { ...state, taken: [...new Set([...taken, data.choice.id])] };
}

function parseJson(value: string): unknown {
  try {
    return JSON.parse(value);
  } catch {
    return undefined;
  }
}
