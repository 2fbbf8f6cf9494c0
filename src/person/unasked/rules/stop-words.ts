/** Whole messages that say « stop », and no more: what they stop is what was spoken of last. */
const BARE = ['stop', 'stopper', 'desabonnement', 'desinscription'] as const;

/** Whole messages that say what they stop. Without accents, capitals nor signs. */
const PLAIN = [
  'stop rappels',
  'stop messages',
  'stop aux messages',
  'stop notifications',
  'stop aux notifications',
  'stop alertes',
  'stop aux alertes',
  'me desabonner',
  'desabonnez moi',
  'desabonner moi',
  'ne m ecrivez plus',
  'ne me prevenez plus',
  'ne me relancez plus',
  'ne me contactez plus',
  'ne m envoyez plus rien',
  'ne m envoyez plus de messages',
  'ne m envoyez plus de message',
  'ne nous ecrivez plus',
  'ne nous prevenez plus',
  'ne nous relancez plus',
  'ne nous contactez plus',
  'ne plus me prevenir',
  'ne plus m ecrire',
  'ne plus me relancer',
  'ne plus me contacter',
  'merci de ne plus m ecrire',
  'merci de ne plus me prevenir',
  'merci de ne plus me relancer',
  'merci de ne plus me contacter',
  'arretez de m ecrire',
  'arretez de me relancer',
  'arretez de m envoyer des messages',
  'plus de messages',
  'plus de rappels',
  'je ne veux plus de messages',
  'je ne veux plus de message',
  'je ne veux plus recevoir de messages',
  'je ne veux plus recevoir de message',
  'je ne veux plus etre prevenu',
  'je ne veux plus etre prevenue',
  'ne plus recevoir ces messages',
  'ne plus recevoir de messages',
] as const;

const COURTESIES = ['', ' merci', ' svp', ' stp', ' s il vous plait', ' s il te plait'] as const;
const withCourtesies = (words: readonly string[]): string[] =>
  words.flatMap((one) => COURTESIES.map((end) => one + end));

/** Whole messages that stop all that is told unasked, wherever they are said. */
export const STOP_WORDS: readonly string[] = withCourtesies(PLAIN);
const PLAINLY: ReadonlySet<string> = new Set(STOP_WORDS);
const BARELY: ReadonlySet<string> = new Set(withCourtesies(BARE));

/** Nobody says these at length. */
export const LONGEST_STOP = 60;

/**
 * What a whole message says of what is told unasked: to stop it; « stop » alone, which is about what was spoken of last; or
 * nothing. Pure.
 * @param bare without accents, capitals nor signs
 */
export function stopSaid(bare: string): 'plain' | 'bare' | undefined {
  if (PLAINLY.has(bare)) return 'plain';
  return BARELY.has(bare) ? 'bare' : undefined;
}
