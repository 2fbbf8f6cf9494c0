/**
 * The wish to speak with a person, in whatever words: somebody human, a way of speaking with them, and nobody else than
 * us whom it could be about. Read on folded text (no accents, lower case, straight apostrophes).
 */

/** Somebody human; « personne morale », « quelqu'un d'autre » are about others. */
const SOMEBODY =
  "(?:quelqu'?\\s?un(?! d'autre)|qqn|qq ?1|personnes?(?! (?:morale|physique|publique|habilit\\w*|handicap\\w*|eloign\\w*|concernee?|salari\\w*|en (?:situation|insertion|contrat)|ne |n'))|humaine?s?|etre humain|interlocut\\w+|conseill(?:er|ere)s?|expert[es]*|specialistes?|juristes?|collegues?|responsables?|(?:chef(?:fe)?|patron(?:ne)?|superieure?|direct(?:eur|rice)|technicien(?:ne)?)s?(?! (?:de|du|des|d')\\b)|operat(?:eur|rice)|un des votres|votre equipe|l'equipe|vos equipes|gens de chez vous)";
/** Experts and advisers of others. */
const OTHERS =
  /\b(?:expert|conseiller|responsable|equipe)s?[- ](?:comptable|municip\w*|departement\w*|region\w*|judiciaire|technique|foncier|du marche|de l'acheteur|dediee?|travaux|d[eu] (?:la |l')?(?:cci|cma|chambre|banque|mairie|ville|pole))/;
/** Somebody who is not us and of whom procurement speaks. */
const THIRD_PARTY =
  /\b(?:acheteurs?|acheteuse|mairie|communes?|ville|collectivite|departement|region|hopital|jury|commission|maitre d'(?:ouvrage|oeuvre)|titulaire|attributaire|concurrents?|candidats?|soumissionnaires?|sous-traitants?|mandataire|cotraitant|prefet|juge|tribunal|avocats?|huissier|tresor|comptable public|client|administration|salaries?|fournisseurs?|mediateurs?|pmsmp|stagiaires?|apprentis?)\b/;
/** Ways of speaking with somebody. */
const CONTACT =
  "(?:parl\\w+|caus\\w+|discut\\w+|echang\\w+|join(?:dre|t)|joignables?|rejoindre|appel\\w*|rappel\\w*|telephon\\w*|contact\\w*|rencontr\\w+|vois|voie|voir|rdv|rendez[- ]?vous|entretien|coup de (?:fil|telephone|tel)|bout du fil|vive voix|visio|relais|bip\\w*|sonn\\w+|(?:reprend|reprenn|prenn|prend)\\w* (?:la main|la suite|le dossier|mon dossier|tout ca|ca)|s'en (?:occupe|charge)\\w*|en relation|en contact|en ligne|explique\\w*|transfer\\w*)";
/** What is asked of us, or wished. */
const WISH =
  "(?:(?:je|on|nous) (?:\\w+ )?(?:veux|veut|voulons|voudrai[st]?|voudrions|souhait\\w+|aimerai\\w*|aimerions|prefer\\w+|desire\\w*)|j'aimerais|(?:besoin|envie) (?:d'|de |que |qu')|(?:il )?faut (?:que|qu'|absolument)|faudrait|(?:est[- ]ce que |est[- ]ce qu')?(?:je|on) (?:peux|peut|pourrais|pourrait)|(?:puis[- ]je|peut[- ]on|peut on|pouvez[- ]vous|vous pouvez|pourriez[- ]vous|peux[- ]tu|tu peux|possible d[e'])|svp|stp|s'il (?:vous|te) plait|merci de)";

const TOGETHER = new RegExp(
  `\\b${CONTACT}\\b.{0,40}\\b${SOMEBODY}\\b|\\b${SOMEBODY}\\b.{0,40}\\b${CONTACT}\\b`,
);
const WISHES = new RegExp(`(?:^|\\b|\\s)${WISH}`);
const HAVE_SOMEBODY = new RegExp(
  `(?:${WISH}|^)\\W*(?:avoir |voir |trouver |plutot )?(?:a |avec |directement |plutot )*(?:une? |un[e]? vrai[e]? |l'|des |vos |un de vos |une? autre )?(?:vrai[e]? )?${SOMEBODY}(?: (?:de reel|en vrai|reelle?|de chez vous|svp|stp|s'il (?:vous|te) plait|pour (?:m'|nous )?(?:aider|regarder|relire)\\b.*|qui (?:s'y connait|peut|puisse|regarde|m'aide|nous aide)\\b.*))+\\W*$`,
);

const RULES: readonly RegExp[] = [
  // Us, by name: « vous joindre », « vous avez un numéro ? », « venir vous voir », « rdv avec vous », « on s'appelle ? ».
  /\b(?:vous|te) (?:joindre|appeler|telephoner|contacter|rencontrer|parler(?: de vive voix| au telephone| directement))\b|\bvenir vous (?:voir|rencontrer)\b|\b(?:vous|tu|t')\s?(?:avez|etes|as|es) (?:\S+ )?(?:un (?:numero|telephone|tel)\b|joignables?)/,
  /\b(?:numero|telephone|tel|ligne) (?:pour|ou) (?:vous|t'|on (?:vous|peut vous))\s?(?:joindre|appeler|contacter)?|\brdv (?:avec )?(?:vous|chez vous)|\brendez[- ]?vous avec vous\b/,
  /\b(?:on|nous) (?:peut|pourrait|pourrions|peut[- ]on)? ?(?:s'|nous |se )(?:appel\w+|telephon\w+|voir en visio)\b/,
  /\b(?:me|nous) (?:faire )?(?:rappel\w+|telephon\w+)\b(?!.{0,25}\b(?:que|la regle|les regles|comment)\b)|\b(?:rappelez|appelez|telephonez)[- ]?(?:moi|nous)\b/,
  // « faites-moi biper par quelqu'un »: a call that they make.
  new RegExp(
    `\\b(?:faites|fais|faire)[- ]?(?:moi|nous)? (?:${CONTACT}|appeler)\\b.{0,15}\\bpar\\b.{0,15}\\b${SOMEBODY}\\b`,
  ),
  // A voice, not a text.
  /\b(?:de vive voix|au bout du fil|un coup de fil|par telephone)\b.{0,20}\b(?:vous|toi|svp|stp)\b|\b(?:parler|discuter|causer|echanger|expliquer)\b.{0,20}\b(?:de vive voix|en vrai|par telephone|au telephone)\b|\bquelqu'?\s?un au bout du fil\b/,
  // No machine.
  /\b(?:marre|assez|ras le bol|stop|arretez?|plus envie|fatigue|pas (?:confiance|parler))\b.{0,25}\b(?:robots?|bots?|machines?|ia|automates?|chatbots?|ordinateur)\b|\bpas (?:a |avec |envie de parler a )?(?:une? )?(?:robot|bot|machine|ia|automate|chatbot|intelligence artificielle)\b(?! (?:qui|dans|du))/,
  // Human help.
  /\b(?:avis|aide|soutien|regard|coup de main|reponse|contact|assistance) humaine?\b|\b(?:qu'on|que quelqu'un|qu'une personne|qu'un humain) (?:m'|me |nous )?(?:aide\w*|regarde\w*|relise\w*|lise\w*|explique\w*)\b/,
  /\b(?:quelqu'?\s?un|qqn|une personne|un humain|qui|un expert|un conseiller) (?:peut|pourrait|peux)\w*(?:[- ]il)? (?:m'|me |nous )?(?:regarder|relire|aider|accompagner|lire|jeter un oeil)\b.{0,40}\b(?:avec (?:moi|nous)|mon (?:dossier|offre|memoire)|notre (?:dossier|offre|memoire)|chez vous)\b/,
  // « y a quelqu'un ? », « passez-moi un responsable », « j'ai besoin de parler ».
  /^\W*(?:(?:allo|hello|bonjour|hep|ho|he|euh)\W*)?(?:il )?y ?a[- ]?(?:t[- ]il )?(?:quelqu'?\s?un|qqn|du monde|un humain|une personne)(?: (?:la|ici|de vivant|svp|derriere))*\W*$/,
  new RegExp(`\\b(?:passe[zr]?|donnez?)[- ]?(?:moi|nous|le relais)?\\b.{0,30}\\b${SOMEBODY}\\b`),
  new RegExp(`\\bm[ei]t\\w*[- ]?(?:moi|nous)?\\b.{0,20}\\bavec\\b.{0,20}\\b${SOMEBODY}\\b`),
  // Somebody's time and eyes: « un de vous peut prendre cinq minutes ? », « on fait le point ensemble ? », « un œil humain ».
  /\b(?:prendre|auriez|avez|accorder|trouver)\b.{0,20}\b(?:\d+|cinq|dix|quelques|quinze|trente) ?(?:minutes?|mn|min)\b.{0,30}\b(?:avec|pour) (?:moi|nous)\b|\b(?:faire|faisait|fait) (?:un|le) point (?:ensemble|avec vous|avec (?:quelqu'?un|une? \w+))/,
  /\b(?:un de vous|l'un de vous|l'un d'entre vous|quelqu'un d'entre vous|un des votres)\b|\b(?:oeil|yeux|regard) (?:humains?|exterieurs?)\b|\b(?:en |de )chair\b|\b(?:a|dans|chez) vos (?:bureaux|locaux)\b/,
  /\bvous (?:pouvez|pourriez|voulez bien)(?: me| nous)? (?:regarder|relire|jeter un oeil (?:a|sur)|verifier) (?:mon|ma|mes|notre|nos) (?:offre|dossier|memoire|candidature|reponse|bpu|prix|documents)\b|\b(?:relisez|regardez) (?:mon|ma|notre) (?:offre|dossier|memoire|candidature)\b/,
  /^\W*(?:j'ai|on a|nous avons) besoin de (?:parler|discuter)\W*$/,
];

/** Whether somebody asks to speak with a person of ours. @param folded text without accents, in lower case */
export function wishesForPerson(folded: string): boolean {
  if (folded.length > LONGEST || OTHERS.test(folded)) return false;
  // « puis-je appeler l'acheteur ? » is a question on procurement, whoever is to be called.
  if (
    THIRD_PARTY.test(folded) &&
    !/\b(?:chez vous|de chez vous|robot|bot|humain|ia|un de vos)\b/.test(folded)
  )
    return false;
  if (RULES.some((rule) => rule.test(folded))) return true;
  return HAVE_SOMEBODY.test(folded) || (TOGETHER.test(folded) && WISHES.test(folded));
}

/** A story of this length asks something, whoever it also speaks of. */
const LONGEST = 220;
