/** How a chat line asks whether something is allowed, on folded text. */

/** « c'est abusif ? », « trop long ? » */
export const UNFAIR = /\b(?:abusi\w+|interdit\w*|illega\w+|irreguli\w+|trop|exagere\w*|pas le droit)\b/;
/** « ils ont le droit ? », « c'est normal ? » */
export const FAIR =
  /\b(?:peut|peuvent|pouvai(?:t|ent)|droit|legal\w*|normal\w*|ok|autorise\w*|permis|possible|reguli\w+|correct|conforme|dans les clous)\b/;
