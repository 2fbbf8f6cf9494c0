import { z } from 'zod';
import { isAwaited } from './reply.ts';

const schema = z.object({ given: z.object({ at: z.number() }).optional().catch(undefined) });

/** Whether a document was given in a conversation not long ago: what is said next may put it right. */
export function wasJustGiven(state: unknown, now: number): boolean {
  const { given } = schema.safeParse(state ?? {}).data ?? {};
  return given !== undefined && isAwaited(given, now);
}
