/** What the words around a date say of it: the closing of a tender, when one means to hand in, something else, or nothing. */
export type Tie = 'closing' | 'plan' | 'other' | 'none';

/** What is already done is no closing: « j’ai déposé mon offre lundi », « les offres remises le 12 ». */
const DONE = [
  /(?:j'ai|on a|nous avons|vous avez|ils ont|ont|ai|avons) (?:deja |bien |tous? )*(?:depose|rendu|remis|envoye|repondu|soumis|transmis)\w*/,
  /a (?:rendu|envoye|repondu|soumis|transmis)|(?:deposes|deposees?|remises par|rendues)/,
];
/** What one means to do, and no duty: « on dépose à 11 h 50 », « je compte envoyer jeudi », « si l’envoi finit à 12 h 03 ». */
const PLAN = [
  /(?:je|j'|on|nous)\s?(?:(?:vais|va|allons|compte|comptons|pense|pensons|prevois?|prevoit|prevoyons|voudrais|voulais|voulait|aimerais)(?: de)? )?(?:l'|la |le |les |tout )?(?:depose|deposer|deposons|depose|envoie|envoyer|envoyons|envoi)/,
  /(?:mon|notre|l')\s?(?:envoi|depot|upload|telechargement) (?:est prevue?|demarre\w{0,4}|commence\w{0,4}|part\w{0,4}|fini\w{0,6}|se termine\w{0,4}|arrive\w{0,4})|(?:demarr|fini|commenc)\w{1,6} (?:l'envoi|le depot)/,
];
/** Duties are said in the passive too: « les plis doivent être remis avant… ». */
const CLOSING = [
  /dates? (?:et (?:l')?heures? )?limites?|date butoir|deadline|dead line|dlro|dlrc|limite|echeance/,
  /(?:etre|a) (?:deposee?s?|remise?s?|rendue?s?|transmise?s?|envoyee?s?|recue?s?)/,
  /parvenir|ferm(?:e|ent|era|eront|ait|aient|eture)|(?:a|est) fermee?|clotur\w*|clos|close|clot/,
  /remise(?! (?:gracieuse|en etat|a niveau|des cles|de prix|commerciale|en concurrence|de penalites|de \d))/,
  /remettre|depot(?! de (?:bilan|garantie|marque|plainte))|depots|deposer|depose/,
  /rendre(?! (?:compte|visite|les cles))|rends|(?<=\bon )rend|(?<=nous )rendons|rende|rendu|fin(?= (?:le|:|au|des? (?:depots?|remises?|reception))(?!\w))|soumettre|fin de la consultation/,
  /(?:dois|doit|devons|doivent|faut|veux|voulons|voudrais|voudrait|voudrions|souhaite|souhaitons|peux|peut|pour|a) (?:y |leur |lui )?(?:repondre|candidater|soumissionner|postuler|envoyer|transmettre)/,
  /(?:j'ai|on a|nous avons|ai|a|avons|reste) (?:encore |plus |que )*jusqu'(?:a|au)/,
  /(?:ca|consultation|d'offres|depots?|ao) (?:se termine|expire|s'arrete)/,
  /(?:offres?|dossiers?|reponses?|candidatures?|plis?|ca) (?:doit|doivent|devra|devrait) (?:partir|arriver)|(?:reponses?|offres?|dossiers?|candidatures?) (?:est |sont )?(?:attendue?s?|demandee?s?) (?:pour|avant)/,
];
const OTHER = [
  /(?:prix|tranches?|commandes?) (?:sont |est )?fermes?/,
  /(?:bureaux?|mairie|standard|agence|accueil|guichet|service|magasin|vous) ferm\w*/,
  /commenc\w*|demarr\w*|debut\w*|notifi\w*|publi(?:e|ee|es|ees|er|cation)|paru\w*/,
  /parution|mis en ligne|lance\w*|factur\w*|pay(?:e|er|es|ee|ees|ez|ement)|paiements?/,
  /visit\w*|(?<!procedure |d'offres |marche )ouvert\w*|ouverture|rendez-vous|rdv|reunion/,
  /audition|soutenance|livrer|livree?s?|livraison prevue|execution|signe\w*|signature/,
  /rec(?:u|ue|us|ues|oit|ois)|envoye\w*|attribu\w*|rejet\w*|questions?|recours|refere/,
  /retenus?|embauch\w*|rappel\w*|appelez|vigueur|applicables?|s'applique\w*|seuils?/,
  /valables?|validite|bureaux?|horaires?|standard|(?<!close |clos |fermee |ferme |cloturee |cloture )depuis|contrats?/,
  /(?:me|nous) (?:repondre|repondez|rappeler|recontacter)|disponibles?|joignables?|joindre|conges?|vacances/,
];
const anyOf = (patterns: readonly RegExp[]): string => patterns.map(({ source }) => source).join('|');
const ANCHOR = new RegExp(
  String.raw`(?<![\p{L}\d])(?:(?<done>${anyOf(DONE)})|(?<plan>${anyOf(PLAN)})|(?<other>${anyOf(OTHER)})|(?<closing>${anyOf(CLOSING)}))(?![\p{L}\d])`,
  'gu',
);
/** « avant », « jusqu’à » alone say little: a law too is in force « jusqu’au 31 décembre ». */
const BEFORE =
  /\b(?:avant|jusqu'(?:a|au)|d'ici|au plus tard|dernier delai|pour|reste(?:nt)?|(?:reste(?:nt)?|plus|n'\w+) que|(?:reste|plus|n'\w+) qu')(?: (?:le|la|ce|cet|cette|a))* ?$/;
const OWN = /\b(?:je|me|j'\w+|on|nous|mon|ma|mes|notre|nos|il faut|faut)\b/;
const OFFER =
  /\b(?:offres?|plis?|candidatures?|consultations?|appels? d'offres|ao|dce|dc1|dume|soumission\w*|dlro|memoire technique|repon(?:dre|se)|marche)\b/;
/** « j’envoie ça jeudi » may be anything; what is handed in is an offer. */
const HANDS_IN = /\b(?:depose\w*|depots?)\b/;
/** Papers that are handed in too, but not to a tender. */
const OTHER_PAPERS =
  /\b(?:factur\w*|chorus|attestations?|kbis|urssaf|paiements?|bilan|recours|refere|caution|garantie|avenants?|conges|declarations?|reclamation|decompte|dgd|tva|impots?|chantier|doe|livrables?|dossier de subvention)\b/;
/** « j’ai jusqu’à jeudi pour contester »: what the time is for may come last. */
const FOR_ANOTHER_END =
  /^.{0,20}\bpour (?:\w+ )?(?:payer|regler|rembourser|contester|attaquer|faire|former|saisir|embaucher|signer|facturer|livrer|commencer|demarrer|publier|lancer|sortir)\b/;

/** « peut-on déposer après le 28 ? » */
const AFTER = /\bapres (?:le |la )?$/;

/** How far words may stand from the date that they are tied to, in characters. */
const REACH = { before: 90, after: 45 };
/** Words that follow the date are further than those that go before. */
const FARTHER = 2;
/** Words of another clause are further than they look. */
const CLAUSE = 30;

/**
 * What a sentence (folded) says of the moment between two places: the nearest words decide. Those before it count for
 * more, as French says « la clôture est vendredi » more often than « vendredi, c’est la clôture ».
 */
export function tieOf(sentence: string, start: number, end: number): Tie {
  const anchors = [...sentence.matchAll(ANCHOR)].flatMap((match) => {
    const from = match.index;
    const to = match.index + match[0].length;
    const isBefore = to <= start;
    const overlaps = !isBefore && from < end;
    const gap = isBefore ? sentence.slice(to, start) : sentence.slice(end, from);
    const distance = gap.length * (isBefore ? 1 : FARTHER) + (/[,;]/.test(gap) ? CLAUSE : 0);
    const { closing, plan } = match.groups ?? {};
    const tie: Tie = closing ? 'closing' : plan ? 'plan' : 'other';
    if (overlaps || gap.length > REACH[isBefore ? 'before' : 'after']) return [];
    return [{ distance, tie }];
  });
  const [nearest] = anchors.toSorted((a, b) => a.distance - b.distance);
  if (nearest?.tie === 'other' || FOR_ANOTHER_END.test(sentence.slice(end))) return 'other';
  if (AFTER.test(sentence.slice(0, start))) return 'other';
  if (OTHER_PAPERS.test(sentence) && !OFFER.test(sentence)) return 'other';
  const isBounded = BEFORE.test(sentence.slice(0, start)) || / avant /.test(sentence.slice(start, end));
  if (nearest?.tie === 'plan' && !isBounded)
    return HANDS_IN.test(sentence) || OFFER.test(sentence) ? 'plan' : 'none';
  if (nearest) return 'closing';
  const isDuty = isBounded && OFFER.test(sentence) && OWN.test(sentence);
  return isDuty ? 'closing' : 'none';
}
