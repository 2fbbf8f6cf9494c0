import { fold } from '#src/platform/french/text-analysis.ts';

const NO_NEWS =
  /^\W*(?:stop(?: (?:aux? )?(?:messages?|notifications?|alertes?))?|(?:merci de )?(?:ne |n')?(?:plus me|me) (?:prevenir|ecrire|relancer|contacter)(?: plus)?|ne (?:me|m'|nous) ?(?:prevenez|ecrivez|relancez|contactez|envoyez) plus(?: (?:de messages?|rien))?|arretez de m'(?:ecrire|envoyer des messages)|desabonne[zr](?:-moi)?|je ne veux plus (?:etre prevenue?|recevoir de messages?))(?: (?:merci|svp|stp|s'il (?:vous|te) plait))?\W*$/;
/** « m'écrire » alone is no wish to hear no more. */
const IS_NEGATED = /stop|plus|arrete|desabonn/;

/** Whether a message, as a whole, asks to be told nothing more: « STOP », « ne m’écrivez plus ». */
export function asksNoNews(text: string): boolean {
  if (text.length > 80) return false;
  const said = fold(text).replace(/’/g, "'").replace(/\s+/g, ' ');
  return IS_NEGATED.test(said) && NO_NEWS.test(said);
}
