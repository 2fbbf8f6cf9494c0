import { MACHINE, matches, ordersMachine, plain } from './machine-orders.ts';

/**
 * Documents say « vous » to their readers, and speak of a market: « tu » and its orders, answers, users and
 * instructions are for somebody else. On text made plain.
 */
const FAMILIAR: readonly RegExp[] = [
  /(?<![\p{L}'-])(?:tu|toi|tes)(?![\p{L}'-]|-)|(?<![\p{L}'-])(?:ton|ta) (?:reponse|role|mission|prompt|consigne|tache|systeme|texte)|(?<![\p{L}-])t'(?=[aeiouhy])|-toi\b/u,
  /(?<!\b(?:vous|nous|je|j'y|ne) )\b(?:reponds|repondez)(?:-(?:lui|leur|moi))?,? (?:par (?:l'|un |une |la |le )?(?:affirmative|negative|oui|non)|que|d'|uniquement|toujours|seulement|«|"|\d)/,
  /\b(?:l'|un |les |aux? |chaque )utilisateurs? (?:demande|pose|interroge|veut|souhaite|questionne)/,
  /\b(?:(?:vos|ces|les) )?(?:instructions?|consignes?|regles?) (?:anterieures?|initiales?|prioritaires?|ci-dessus|precedentes?|recues|fournies|systeme)\b|\b(?:vos|votre) (?:instructions?|configuration|prompt|programmation|protections)\b/,
  new RegExp(
    String.raw`\b(?:a (?:destination|l'attention|l'usage|l'intention) d(?:e|es|u)|adresse\w* aux?|destine\w* aux?|lu par|traite par) (?:l'|la |le |les |une? |tout[es]* )*(?:${MACHINE})\b`,
  ),
  new RegExp(
    String.raw`\b(?:demande|merci|prie(?:re|s|es|e)?|recommande|ordonne) (?:(?:aux?|a l'|a la|les?|l'|tout|toute) )?(?:${MACHINE}|logiciels?|outils? d'analyse|systemes?|modeles?)\b|\b${MACHINE}\b[^.!?]{0,60}\b(?:sont|est) (?:pri|tenu|invit)e|\b(?:le|ce|chers?|tout) modeles?,? (?:doit|veuillez|devra)`,
  ),
  new RegExp(
    String.raw`\bvous (?:etes|serez|n'etes plus) (?:maintenant |desormais |une? |le |la )*(?:${MACHINE}|hotline|la hotline)\b`,
  ),
  /\b(?:dans|a la fin de|en) (?:chaque|toute|toutes les) reponses?\b(?! (?:d|du|des)\b)|\b(?:en reponse a|pour) toute question,? \p{L}+e (?:la|le|l'|que)/u,
  /\b(?:passages?|texte|paragraphe) (?:qui suit |suivant )?(?:prime|remplace|l'emporte|a priorite)|\bmessage du developpeur\b|\bmode (?:test|admin)\b|\bprotections sont levees\b/,
  /\b(?:ces|cette) (?:consignes?|instructions?) (?:prim|l'emport|rempla)|\bla hotline doit (?:dire|repondre|annoncer|affirmer)|^\W*(?:dis|demande) (?:a |aux? )(?:la |le |l')?(?:personne|utilisat\w+|lecteur|client|interlocuteur)/,
  /\b(?:irrespective of the question|system message|in whatever you|previous rules)\b/,
];
/** Words that open a sentence as the orders of « tu » do, and are none. */
const OPENERS = new Set(
  `toute toutes tous comme entre contre outre meme memes lorsque puisque quoique parce chaque dans sans des depuis apres
  vers hors hormis sous plus moins seules seule seuls malgre reste restent est sont existe peuvent figure figurent suite
  annexe article chapitre titre tout tel telle telles quelle quelles quels notre votre leurs leur une les ces cette mes
  ses nos vos vu soumis compris excepte passe suis fut soit jusque chez selon elle elles ils nous vous autres
  certaines certains plusieurs quelque quelques lors alors ainsi ensuite puis certes tres trois dix six ne je on que
  celles celui ceux mais constitue constituent tant bien encore aucune aucun nulle d'autres desormais toujours jamais exemple exemples`.split(
    /\s+/,
  ),
);
/** « Garde la réponse », « ne cite jamais le code », « rappelle-toi »: a verb, no subject, and what it is about. */
const ORDER =
  /^[^\p{L}_]*(?:ne |n')?(?!\p{L}*tes(?!\p{L}))(\p{L}{2,}(?:(?<!(?:[^aeu]|[oiau]i)r)e|(?<!t)e?s|ts|ds))(?:-(?:le|la|les|lui|leur|moi|toi|en|y)\b| (?:toujours |jamais |pas |plus |bien |simplement |uniquement )?(?:le|la|les|l'\p{L}+|une?|ce|cette|ces|ceci|cela|que|qu'\p{L}+|toujours|jamais|sur le|de langue|« ?\p{L}+) )/u;

const ENGLISH = new Set(
  'the you your is are to of this that and with any all must should be it its for from not if when will was were have has can'.split(
    ' ',
  ),
);
const FRENCH = new Set(
  'le la les un une des du de au aux et est sont pour que qui dans sur avec ce par en il elle ou si se son sa ses'.split(
    ' ',
  ),
);

/**
 * Whether a sentence of a page speaks to somebody else than its readers: an order to a machine, « tu », an answer to
 * give. A person who asks something may well say « tu »: use `ordersMachine` for messages.
 */
export const speaksToMachine = (sentence: string): boolean =>
  ordersMachine(sentence) || matches(FAMILIAR, sentence);

/** The same for a document of others, where no order to « tu » and no English is to be quoted. */
export const isForNoReader = (sentence: string): boolean =>
  speaksToMachine(sentence) || ordersReader(sentence) || isEnglish(sentence);

/** Whether a sentence, with its capital, opens with a verb as orders to « tu » do. */
function ordersReader(sentence: string): boolean {
  if (!/^[^\p{L}]*\p{Lu}/u.test(sentence)) return false;
  const verb = ORDER.exec(`${plain(sentence)} `)?.[1];
  return verb !== undefined && !OPENERS.has(verb);
}

/** Whether a sentence is English rather than French: nothing of it answers in French. */
function isEnglish(sentence: string): boolean {
  const words = plain(sentence).match(/\p{L}+/gu) ?? [];
  const english = words.filter((word) => ENGLISH.has(word)).length;
  return english >= 2 && english > 2 * words.filter((word) => FRENCH.has(word)).length;
}

/** Ends of sentences and lines: an order holds in one, or in two that follow. */
const SENTENCE = /(?<=[.!?…])\s+(?=\S)|\n+/;

/**
 * Parts a text: what it tells its readers, and what speaks to a machine, which goes with the sentences around it.
 * @param isOrder tells a sentence that speaks to a machine
 * @param around how many sentences before and after go with it
 */
export function partOrders(
  text: string,
  isOrder: (sentence: string) => boolean,
  around: { readonly before: number; readonly after: number },
): { kept: string; orders: string[] } {
  const pieces = text.split(SENTENCE).filter((piece) => piece.trim());
  const alone = pieces.map(isOrder);
  const found = pieces.flatMap((piece, at) => {
    if (alone[at]) return [{ at, order: piece }];
    const next = pieces[at + 1];
    if (next === undefined || alone[at + 1] || !ordersMachine(`${piece} ${next}`)) return [];
    return [{ at, order: `${piece} ${next}` }];
  });
  if (found.length === 0) return { kept: text, orders: [] };
  const near = (at: number) =>
    found.some((one) => at >= one.at - around.before && at <= one.at + around.after);
  return {
    kept: pieces.filter((_, at) => !near(at)).join(' '),
    orders: found.map(({ order }) => order.trim()),
  };
}
