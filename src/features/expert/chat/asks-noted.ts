const NUMBER = '(?:numeros?|num|tel|telephone|portable|fixe|06|07|coordonnees)';
/** « vous avez mon numéro oui ou non ? », « mon 06 est bien noté ? », « c'est bon pour le numéro ? » */
const ASKS_NOTED = new RegExp(
  [
    `\\b(?:avez|as|a|ont|eu|note[rz]?|notes|recu|garde|pris|enregistre[rz]?|marque[rz]?|retenu)(?: vous)?(?: \\w{1,8}){0,3} (?:mon|ce|le|mes) (?:bon )?${NUMBER}\\b`,
    `\\b(?:mon|le|mes) ${NUMBER}(?: \\w{1,8}){0,3} (?:note|enregistre|recu|pris|passe|transmis|arrive)e?s?\\b`,
    `\\bbon pour (?:le|mon) ${NUMBER}\\b`,
  ].join('|'),
);
/** It is asked, and not told. */
const ASKS = /\?|\boui ou non\b|\bou (?:pas|non|quoi)\b|\best[- ]ce que\b|\bc'est bon\b/;
/** Of somebody else: « vous avez le numéro de la mairie ? ». */
const OF_OTHERS = new RegExp(
  `\\b${NUMBER} (?:de|du|des|d'|pour joindre) ?(?:la |le |l'|un |une |mon |ma |votre )?(?!rappel)\\p{L}`,
  'u',
);

/** Whether a folded message asks if the number to call its author was noted. */
export const asksIfNoted = (folded: string): boolean =>
  ASKS.test(folded) && ASKS_NOTED.test(folded.replace(/-/g, ' ')) && !OF_OTHERS.test(folded);
