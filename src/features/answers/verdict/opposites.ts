/**
 * Words of which one says the contrary of the other: a page says that one « candidate », the question asks whether one
 * is « écarté ». By name, in folded text.
 */
const OPPOSITES: readonly (readonly [name: string, one: RegExp, other: RegExp])[] = [
  ['pay', /\b(?:pay(?:er|ante?s?|e)|factur(?:er|era)|cout\w*|cher|argent|frais|abonnement)\b/, /\bgratui/],
  [
    'keep',
    /\b(?:perd|supprim|annul|saut|tombe|disparai|prive|enlev)\w*|\bplus\b/,
    /\b(?:mainti|maintenu|gard|conserv|obten|touch|benefic|profit)\w*|\b(?:droit|encore)\b/,
  ],
  [
    'let',
    /\b(?:refus|rejet|ecart|elimin|exclu|bloqu|retoqu|interdi)\w*/,
    /\b(?:accept|admi|candidat|repond|obten|propos|present|autoris|laiss|recev|corrig|regularis|concour|depos)\w*/,
  ],
  ['wait', /\b(?:attend|patient)\w*/, /\b(?:commenc|immediat)\w*|\btout de suite\b/],
  ['alike', /\b(?:meme|pareil|identique|aussi)\w*/, /\b(?:different|autre|distinct)\w*|\bplus long/],
  ['free', /\blibre\w*|\bau choix\b/, /\b(?:obligatoire|impos|exig)\w*|\bforme\b/],
  [
    'online',
    /\b(?:papier|poste|courrier|enveloppe|mail|courriel)\b/,
    /\b(?:electronique|dematerialis|plateforme)\w*|\ben ligne\b/,
  ],
  [
    'whole',
    /\b(?:partie|partiel\w*|certain\w*|moitie|quelques)\b/,
    /\b(?:tout|toute|totalite|total|entier\w*|integral\w*)\b/,
  ],
  ['by itself', /\bautomatiqu\w*|\bd'office\b/, /\b(?:demand|reclam|sollicit)\w*/],
];

/** Verbs that undo, refuse or do without. */
const UNDOING =
  /\b(?:refus|rejet|ecart|elimin|exclu|bloqu|perd|annul|supprim|enlev|contest|s'oppos|attaqu|empech|dispens|exempt|evit|echapp|renonc|abandonn|arret|interdi|oubli|ignor|contourn|limit)/;

/** The names of the opposites of which a folded question says one word and a folded page the other, and only that one. */
export function oppositesBetween(question: string, page: string): string[] {
  return OPPOSITES.flatMap(([name, one, other]) => {
    const asksOne = one.test(question);
    const asksOther = other.test(question);
    const saysOne = one.test(page);
    const saysOther = other.test(page);
    const crossed = asksOne !== asksOther && saysOne !== saysOther && asksOne === saysOther;
    return crossed ? [name] : [];
  });
}

/** Whether folded words hold a verb that undoes, refuses or does without. */
export const undoes = (folded: string): boolean => UNDOING.test(folded);
