import { fold } from '#src/platform/french/text-analysis.ts';
import type { Notice } from '../../notice/notice.ts';

const LIGHT =
  /\b(?:sans memoire|devis|par formulaire|simple courriel|inscription gratuite|lettre de candidature)\b/;
const HEAVY = /\b(?:memoire technique|memoire|planning exige|methodologie)\b/;

/** Whether answering takes days: a technical memorandum to write, rather than a quotation or a form to fill. */
export function isHeavyFile({ written, procedure }: Notice, text: string): boolean {
  const plain = fold(text.slice(0, 8_000));
  if (/\bsans memoire\b/.test(plain)) return false;
  if (HEAVY.test(plain)) return true;
  if (written !== undefined || procedure === 'none') return false;
  return !LIGHT.test(plain);
}
