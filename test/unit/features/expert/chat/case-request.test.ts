import { expect, test } from 'vitest';
import { caseRequestOf } from '#src/features/expert/chat/case-request.ts';

const wanted = (text: string) => caseRequestOf({ type: 'text', text });

test.each([
  'je n’ai plus besoin d’expert',
  'Laissez tomber, je n’ai plus besoin d’expert',
  'laissez tomber je n’ai plus besoin d’un expert, merci',
  'c’est bon, j’ai trouvé, plus besoin de parler à quelqu’un',
  'finalement je n’ai pas besoin d’aide pour l’instant',
  'annulez ma demande d’expert',
])('« %s » takes the request for an expert back', (text) => expect(wanted(text)).toBe('end'));

test.each([
  'je n’ai pas besoin d’expert-comptable pour candidater ?',
  'ai-je besoin d’un expert pour répondre ?',
  'laissez tomber les travaux, parlons des services',
  'merci, j’ai trouvé la réponse',
])('« %s » does not', (text) => expect(wanted(text)).toBeUndefined());
