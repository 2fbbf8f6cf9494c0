/** The words by which a chat line asks for a procedure or a publication, on folded text. */

/** Words of a tender, of competition at large, of publication. Sources, to be put in larger patterns. */
export const TENDER = String.raw`appels? d'? ?of+res?|appel dof+res?|\bao\b`;
export const COMPETITION = String.raw`(?:mis\w{0,12}|mett\w{1,12}|pass\w{1,12}|remettre|remise)? ?en concur+en\w+|concur+ence|consulter|consultation|comparer|${TENDER}|mapa|procedures?|marche public|par un marche\b|personne d'autre|voir d'autres`;
export const NOTICE = String.raw`publi(?:er|e|ee|ait|cite|cation|que|ent|ez)s?\b|\bpub\b|boamp|\bjal\b|journa(?:l|ux)|annonce[rs]?\b|avis de marche|avis d'appel|\bjoue\b|\bted\b|\bannoncer\b`;
/** « sans appel d'offres », « pas besoin de publier », « rien au BOAMP ». */
export const WITHOUT = new RegExp(
  String.raw`\b(?:consult|sollicit|demand|interrog)\w* (?:a )?personne\b|\b(?:pas|rien) (?:ete )?publi|\brien (?:au|dans|sur)\b.{0,20}(?:boamp|journa)|\bechapp\w+ a .{0,15}?(?:${COMPETITION})|\b(?:(?:se|me|nous|s'en|m'en) passer|dispens\w+) d.{0,25}?(?:${COMPETITION}|${NOTICE})|\b(?:sans|pas (?:besoin )?(?:de|d'|du)|aucune?)(?![\p{L}])(?:(?!\bsans\b).){0,40}?(?:${COMPETITION}|${NOTICE})`,
  'u',
);
export const DIRECT =
  /\b(?:en direct|direct|directement|gre a gre|achat direct|de la main a la main|dispens\w+|achet\w+ direct\w*)\b/;
/** A subcontractor's direct payment. */
export const NOT_DIRECT = /\b(?:paie\w*|paye\w*|paiement) (?:en )?direct/;

/** Another subject than the procedure, or a purchase with rules of its own. */
export const OTHER_SUBJECT =
  /\b(?:delais?|dates? limites?|combien de (?:temps|jours|fois)|(?:une|l'|d'|des )avances?|acomptes?|factur\w+(?!\w)(?! (?:pour )?\d[\d .]{0,12}(?:k?€|euros?)?(?: ?ht)? ?(?:par |l'|la |le |chaque |\/ ?)[a-z]+)|pay(?:e|er|ee|es|ements?)|paiements?|penalites?|retards?|retenue|caution|avenants?|modifi\w+|augmenter|rallong\w+|sous-?traitan\w+|chiffres? d'affaires?|attestations?|urssaf|kbis|assurances?|reserv\w+|rejet\w*|refus\w*|elimin\w*|recours|refere|clauses?|criteres?|environnement\w*|groupements?|cotrait\w+|variantes?|negoci\w+|subvention\w*|aidee?s? (?:a|par)|decoup\w+(?! en lots)|saucisson\w*|fraction\w+|repondre|postuler|candidat\w*|gagner|concessions?|dsp|delegation|[345] devis|plusieurs devis|trouver|chercher|veille|alertes?|courriels?|mails?|mel|papier|signature|electronique\w*|commission|cao|attribu\w+|notifi\w+|urgen\w+|sinistre|infructueu\w+|exclusi\w+|brevet\w*|seul (?:fournisseur|prestataire|fabricant)|droits d'auteur|centrales? d'achats?|(?:via|par|de) l'ugap|jei|jeunes? entreprises? innovantes?|indefiniment|toujours (?:le|la) meme|heures(?! (?:par|x|×) )|handicap\w*|prix|note|financ\w+|budget|chorus|dc[124]|dume|suivre|respecter|appliquer|garanties?|annul\w+|(?:mon|notre|nos|ma|mes) (?:offre|plis?|reponse|candidature|dossier)s?|par (?:la )?(?:poste|courrier)|en recommande|senegal|belgique|suisse|luxembourg|maroc|tunisie|algerie|quebec|canada|allemagne|espagne|italie|cote d'ivoire|polynesie|caledonie|wallis)\b/;
/** Asks for a rule, not for what it makes of an amount. */
export const GENERAL =
  /\b(?:a partir de (?:combien|quel|quand)|jusqu'(?:a|ou) ?(?:combien|quel|quand)?|au[- ]dela de (?:combien|quel)|en dessous de (?:combien|quel)|(?:quels?|c'est quoi les?) (?:est |sont )?(?:les? )?(?:seuils?|plafonds?|montants?)|c'est quoi|ca veut dire|signifie|definition|pourquoi|quel moment|difference entre)\b/;

export const MUST =
  /\b(?:faut|fallait|faudra\w*|doit|dois|doivent|devait|devaient|devra\w*|devons|devez|oblig\w+|forcement|besoin|necessaire|impose\w*|exige\w*|tenu\w*|due?s?)\b/;
export const MAY =
  /\b(?:peut|peux|peuvent|pouvait|pourr\w+|puis|possible|autorise\w*|permis|legal\w*|regulier\w*|le droit|normal\w*|valables?|ok|bon|conforme|correct)\b/;
export const FORBIDDEN = /\b(?:interdit\w*|illega\w+|irregulier\w*|illicite\w*|pas le droit|abusif)\b/;
/** « quelle procédure », « l'annonce sort où », « adapté ou formalisé ». */
export const WHICH =
  /\b(?:quel\w* (?:type |genre |sorte |mode )?(?:de |d')?(?:procedures?|passation|publicite|annonce|marche|regle\w*)|ou (?:doit|faut|ca|est|sera|paraitra|parait)\b|(?:sortir|paraitre|publie\w*) ou\b|(?:elle|ils?|acheteur|mairie|ville|commune|region|departement) (?:doit|doivent|est obligee? de) (?:faire|passer par) quoi\b|procedure et (?:la |quelle )?publicite\b|quoi comme (?:procedure|publicite|annonce)|comment (?:ca se passe|(?:l'|m'|nous |me |vous )?achet\w+|pass\w+|proced\w+|publi\w+)|(?:procedure|mapa|adaptee?|allegee|formalisee?|direct)\b.{0,25} ou .{0,25}(?:formalis\w+|mapa|adaptee|appels? d'? ?offres?|procedure))/;
