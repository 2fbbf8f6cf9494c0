import { z } from 'zod';
import { isIsoDate } from './iso-date.ts';

/** An optional day: absent, empty, or `YYYY-MM-DD`. */
export const optionalDay = z
  .string()
  .nullish()
  .transform((value) => value || undefined)
  .refine((value) => value === undefined || isIsoDate(value), 'une date s’écrit AAAA-MM-JJ');
