import { fold } from '#src/platform/french/text-analysis.ts';

/**
 * Words about dying. A table, and not what was learnt from examples: nobody who writes them may get another answer.
 * « En finir avec cette inscription », « un prix suicidaire » and « cette procédure va me tuer » are not among them.
 */
const DYING: readonly string[] = [
  // A tender for the prevention of suicide speaks of nobody who writes.
  '(?<!prevention (?:du |contre le |des ))suicid(?:e[rsz]?|ee?s?|ant|erai\\w*)(?! (?:commercial|economique|financier))',
  '(?:suis|sens|devien\\w+) suicidaires?',
  '(?:idees?|pensees?|envies?|pulsions?) suicidaires?',
  "(?<!\\b(?:va|vont) )(?:me |m'|nous )(?:tuer(?! (?:a la tache|au travail|a l'expliquer))|pendre|flinguer|supprimer la vie|foutre en l'air|oter la vie)",
  'mettre fin a (?:mes jours|ma vie)',
  '(?:plus|pas|sans) (?:envie|la force|le gout) de (?:continuer a )?vivre',
  '(?:veux|voudrais|souhaite) (?:plus|pas) vivre(?! (?:ca|cela|comme ca|de|avec|dans|sans)\\b)',
  'a quoi bon vivre',
  "envie (?:de (?:mourir|crever(?! de))|d'en finir(?! avec))",
  '(?:veux|voudrais|prefere|prefererais|vais|souhaite) (?:mourir(?! de rire)|en finir(?! avec))',
  "(?:j'aimerais|je pense a) (?:mourir|la mort)",
  'mourir (?:serait|vaudrait)',
  '(?:veux|voudrais|envie de) disparaitre(?! (?:de|du|des)\\b)',
  "(?:sauter|me jeter) (?:par la fenetre|d'un pont|du pont|sous (?:un|le) (?:train|metro|camion))",
  '(?:famille|enfants|femme|mari|monde) (?:\\w+ ){0,2}mieux sans moi',
];
const WORDS = new RegExp(`\\b(?:${DYING.join('|')})\\b`);

/** Whether somebody writes that they may want to die. */
export const speaksOfDying = (text: string): boolean => WORDS.test(fold(text).replace(/\s+/g, ' '));
