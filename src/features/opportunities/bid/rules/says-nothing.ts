import { bareYesNo } from '#src/company/form/readers/yes-no.ts';
import { bareWords } from '#src/platform/french/text-analysis.ts';

/** Whole answers that say nothing. Without accents, capitals nor signs. */
const NOTHING: ReadonlySet<string> = new Set([
  '',
  'rien',
  'rien du tout',
  'rien de special',
  'rien a changer',
  'je ne changerais rien',
  'je changerais rien',
  'non rien',
  'aucun',
  'aucune',
  'aucune idee',
  'pas d idee',
  'je n ai pas d idee',
  'je sais pas',
  'je ne sais pas',
  'je ne sais pas trop',
  'sais pas',
  'chais pas',
  'je n en sais rien',
  'je passe',
  'passe',
  'plus tard',
  'pas maintenant',
]);
const COURTESY = ' merci';

/** Whether the answer to « qu’est-ce que vous changeriez ? » says nothing of it: « non », « rien », « je ne sais pas ». Pure. */
export function saysNothing(text: string): boolean {
  if (bareYesNo(text) !== undefined) return true;
  const bare = bareWords(text);
  return NOTHING.has(bare.endsWith(COURTESY) ? bare.slice(0, -COURTESY.length) : bare);
}
