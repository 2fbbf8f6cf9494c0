import { z } from 'zod';

const schema = z.object({
  filling: z.literal(true).optional().catch(undefined),
  diagnosing: z.literal(true).optional().catch(undefined),
});

/** The form whose question a conversation last asked: the sign-up, which comes first where it was begun since, or the diagnosis. */
export function formUnderWay(state: unknown): 'sign-up' | 'diagnosis' | undefined {
  const { filling, diagnosing } = schema.safeParse(state ?? {}).data ?? {};
  if (filling) return 'sign-up';
  return diagnosing ? 'diagnosis' : undefined;
}
