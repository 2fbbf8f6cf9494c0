import { fold } from '#src/platform/french/text-analysis.ts';

/**
 * Words about dying. A table, and not what was learnt from examples: nobody who writes them may get another answer.
 * « En finir avec cette inscription » is not one of them.
 */
const DYING =
  /\b(?:suicid\w*|(?:me|m'|nous) (?:tuer|pendre|flinguer|supprimer la vie|foutre en l'air|oter la vie)|mettre fin a (?:mes jours|ma vie)|(?:plus|pas|sans) (?:envie|la force|le gout) de (?:continuer a )?vivre|envie (?:de (?:mourir|crever)|d'en finir(?! avec))|(?:veux|voudrais|prefere|prefererais|vais|souhaite) (?:mourir|en finir(?! avec))|(?:j'aimerais|je pense a) (?:mourir|la mort))\b/;

/** Whether somebody writes that they may want to die. */
export const speaksOfDying = (text: string): boolean => DYING.test(fold(text).replace(/\s+/g, ' '));
