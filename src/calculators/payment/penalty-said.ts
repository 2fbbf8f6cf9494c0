/**
 * A penalty of the contract, in folded text: so much for each day or hour late, or for what is delivered late. It is what
 * the company owes, and no invoice of its own: « 50 € par quart d'heure de retard », « si je livre en retard ».
 */
const OF_CONTRACT =
  /(?:€|\beuros?) ?(?:(?:par|\/) ?(?:1\/4|quart|heure|jour|semaine|minute)|(?:le|du) ?(?:quart|1\/4))|\blivr(?:e|er|ons|ions|aison|aisons)\b.{0,15}\bretard|\bretards? (?:a|de|dans|pour|sur|d') ?(?:la |une |les |mes |nos )?livraison/;

/** Whether a message speaks of the contract's penalties for being late. */
export const saysPenalty = (text: string): boolean => OF_CONTRACT.test(text);
