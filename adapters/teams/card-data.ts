import { z } from 'zod';
import type { Choice } from '#src/channel/blocks.ts';

/** What our cards carry back when a button is pressed. Whoever presses may have changed it: it is read as such. */
export type CardData =
  | { readonly hotline: 'choice'; readonly card: string; readonly choice: Choice }
  | {
      readonly hotline: 'rating';
      readonly card: string;
      readonly seq: number;
      readonly rating: 'up' | 'down';
      readonly reason?: string | undefined;
    };

const word = (max: number) =>
  z
    .string()
    .transform((value) => value.replaceAll('\u0000', '').toWellFormed())
    .pipe(z.string().min(1).max(max));

const cardDataSchema: z.ZodType<CardData> = z.discriminatedUnion('hotline', [
  z.object({
    hotline: z.literal('choice'),
    card: word(100),
    choice: z.object({
      id: word(200),
      label: word(1_000),
      kind: z.enum(['ask', 'action']),
      value: word(1_000),
    }),
  }),
  z.object({
    hotline: z.literal('rating'),
    card: word(100),
    seq: z.number().int().min(1).max(Number.MAX_SAFE_INTEGER),
    rating: z.enum(['up', 'down']),
    reason: z.string().trim().max(2_000).optional().catch(undefined),
  }),
]);

/**
 * The data of one of our buttons. Teams gives it as it was, or inside the part that says how the press is shown, or as
 * JSON in a text, after the client.
 */
export function readCardData(value: unknown): CardData | undefined {
  const object = typeof value === 'string' ? parseJson(value) : value;
  const { data } = cardDataSchema.safeParse(object);
  if (data) return data;
  const inner = (object as { msteams?: { value?: unknown } } | null | undefined)?.msteams?.value;
  return inner === undefined ? undefined : cardDataSchema.safeParse(inner).data;
}

function parseJson(value: string): unknown {
  try {
    return JSON.parse(value);
  } catch {
    return undefined;
  }
}
