import type { Moment } from '#src/knowledge/model/document.ts';

const WE = "(?:j'ai|on a|nous avons|j'avais|on avait|nous avions|je viens|on vient|nous venons)";
const CONTRACT =
  "(?:marches?|contrats?|lots?|appels? d'offres|accords?-? ?cadres?|chantiers?|consultations?|affaires?)";
const THE = `(?:le|la|l'|un|une|ce|cet|mon|notre|nos|des|les|deux|trois) ?(?:\\p{L}{3,12} )?${CONTRACT}`;

/** What is held once it is won: a consultation or a call is not. */
const HELD = '(?:marches?|contrats?|lots?|accords?-? ?cadres?|chantiers?|affaires?)';
const A_HELD = `(?:le|la|l'|un|une|ce|cet|mon|notre|nos|des|les|deux|trois) ?(?:\\p{L}{3,12} )?${HELD}`;
/** Papers that are written to win a contract: who works on them holds none yet. */
const PAPERS =
  "(?:(?:a|sur) )?(?:l'|la |le |les |un |une |mon |ma |mes |notre |nos )?(?:offres?|reponses?|dossiers?|candidatures?|memoires?|devis|chiffrages?)";
/** What is still to be done with a call that somebody has. */
const TO_DO = '(?!.{0,30}\\ba (?:etudier|regarder|lire|preparer|chiffrer|rendre|remettre|deposer|gagner)\\b)';
/** What a refusal is of, or from whom it comes, where it is that of a contract. */
const OF_A_BID =
  "(?! (?:de|d'|du|des)(?! ?(?:la |l'|le |ma |mon |mes |notre |nos |cette |ce )?(?:offres?|candidatures?|dossiers?|plis?|reponses?|marches?|lots?|mairie|ville|commune|departement|region|agglo|metropole|hopital|acheteurs?|collectivite|prefecture)\\b)(?![\\p{L}]))";

/** It holds the contract: « j'ai un marché en cours », « notre marché de nettoyage », « la mairie nous doit ». */
const PERFORMS = new RegExp(
  [
    `\\b${WE}(?: (?:de|enfin|bien))? (?:gagner|remporter|decrocher|obtenir|gagne|remporte|decroche|obtenu|signe|eu) ${THE}\\b`,
    `\\b(?:j'ai|on a|nous avons) (?:deja )?(?:${A_HELD})${TO_DO} (?:avec|en cours|depuis|a la(?! fois)|au|signe|notifie|de \\p{L}{3,20}|d'\\p{L}{3,20}|pour)\\b`,
    `\\b(?:mon|notre|nos|ce|mes) ${CONTRACT} (?:en cours|actuels?|(?:a |est |sont )?(?:deja |bien )?(?:demarre|commence|signe|notifie|court|dure|se termine|finit|touche)|de \\p{L}{4,20}|d'\\p{L}{4,20}|avec|du|au|a la)\\b`,
    "\\b(?:pendant|durant|au cours de|en cours de|a la fin de|depuis le debut de) (?:mon|notre|nos|l'execution (?:de mon|de notre|du)) (?:marche|contrat|chantier)\\b",
    '\\b(?:je suis|on est|nous sommes|je reste) (?:le |la |les |co-?)?(?:titulaires?|attributaires?|mandataire du marche)\\b',
    `\\b(?:j'execute|on execute|nous executons|je realise|on realise|nous realisons|on travaille deja|je travaille deja|nous travaillons deja) (?!que? |qu'|${PAPERS}\\b)\\p{L}`,
    "\\b(?:la|le|l'|notre|une|un) ?(?:petite )?(?:mairie|ville|commune|departement|region|agglo|hopital|etat|acheteur|college|lycee|collectivite|metropole|communaute de communes|client|maire) (?:ne |n')?(?:nous|me|m'|ne nous|ne me) ?(?:doit|a (?:pas )?(?:paye|regle|commande|attribue|confie|notifie|applique|inflige)|paie|paye|applique|confie)\\b",
    "\\b(?:mes|nos|ma|notre|des|3|trois|deux|une) factures? (?:est|sont|n'est|ne sont|reste|restent|impayee|bloquee)",
    "\\ble (?:marche|contrat|lot) (?:nous a|m'a) ete (?:notifie|attribue|confie)|\\ble (?:marche|contrat) est (?:deja )?(?:signe|notifie) avec\\b",
    '\\b(?:en plein chantier|sur notre chantier|sur mon chantier|notre chantier|mon chantier)\\b',
  ].join('|'),
  'u',
);
/** Its answer is not handed in yet: « avant de répondre », « je prépare mon offre », « on veut candidater ». */
const BIDS = new RegExp(
  [
    "\\bavant (?:de|d')(?: |)(?:repondre|candidater|deposer|postuler|soumissionner|remettre|signer (?:mon|notre) offre|me lancer|nous lancer)\\b",
    "\\b(?:je|on|nous) (?:veux|veut|voulons|voudrais|voudrait|voudrions|souhaite|souhaitons|compte|comptons|pense|pensons|hesite|hesitons|envisage|envisageons|aimerais|aimerait|aimerions|vais|va|allons|prepare|preparons|suis en train de|est en train de|sommes en train de) (?:a |de |d'|deja |me |se |nous )?(?:repondre|candidater|postuler|deposer|soumissionner|remettre|porter candidat|faire (?:mon|une|notre) (?:offre|dossier|reponse)|(?:mon|ma|notre|nos|une) (?:offre|candidature|reponse|dossier))\\b",
    '\\b(?:je|on|nous) (?:reponds?|repond|repondons|candidate|candidatons|postule|postulons|soumissionne)\\b',
    '\\ben (?:repondant|candidatant|deposant)\\b',
    "\\b(?:la |ma )?date limite (?:est|c'est|approche|tombe)\\b",
    "\\b(?:je|on) regarde un (?:marche|appel d'offres|dossier)\\b",
  ].join('|'),
  'u',
);
/** Somebody else was chosen: « on n'a pas été retenus », « notre offre a été rejetée », « on a perdu ». */
const LOST = new RegExp(
  [
    '\\b(?:pas|plus|jamais) (?:ete )?(?:retenu|choisi|selectionne)(?:e|s|es)?\\b(?! (?:de garantie|sur))',
    "\\b(?:mon|notre|ma) (?:offre|candidature|dossier|reponse|pli) (?:a|n'a pas|est|n'est pas|vient d') ?(?:ete |d'etre )?(?:rejete|refuse|ecarte|elimine|retenu|recale|classe|declare)(?:e|s|es)?\\b",
    "\\b(?:j'ai|on a|nous avons) (?:perdu|rate|loupe) (?:le|un|ce|notre|l'|la|face|contre|d'un|de)\\b",
    "\\b(?:je n'ai|j'ai|on n'a|on a|nous n'avons) pas (?:eu|obtenu|gagne|remporte|decroche) (?:le|ce|l'|un|mon|notre)\\b",
    `\\b(?:lettre|courrier|mail|avis) de (?:rejet|refus)\\b${OF_A_BID}`,
    "\\b(?:on a|j'ai|nous avons) ete (?:ecarte|elimine|rejete|refuse|recale|evince)(?:e|s|es)?\\b",
    '\\b(?:je suis|on est|nous sommes)(?: arrivee?s?)? (?:deuxiemes?|seconde?s?|evincee?s?|recalee?s?|classee?s? deuxiemes?)\\b',
  ].join('|'),
  'u',
);

/**
 * At which moment a folded message says that its author stands with a contract; undefined where it says none or several. A
 * bare mention of a contract says none.
 */
export function momentIn(text: string): Moment | undefined {
  const said: Moment[] = [];
  if (PERFORMS.test(text)) said.push('performance');
  if (BIDS.test(text)) said.push('before');
  if (LOST.test(text)) said.push('decision');
  return said.length === 1 ? said[0] : undefined;
}
