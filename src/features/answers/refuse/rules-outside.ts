import type { Rule } from './rule.ts';
import { outside } from './texts.ts';

/** Rates and indexes whose value changes with the months. */
const RATE =
  "(?:(?:bt|tp) ?\\d{2}|syntec|smic|(?:index|indices?)(?: [a-z]+)?|euribor|inflation|taux (?:directeur|bce|de refinancement|d'interet legal|de l'interet legal|de la (?:bce|banque centrale))|interet legal)";
const MONTHS = '(?:janvier|fevrier|mars|avril|mai|juin|juillet|aout|septembre|octobre|novembre|decembre)';
const NOW = `(?:aujourd'hui|en ce moment|actuel(?:le)?s?|actuellement|derniere? (?:valeur|publie\\w*|connue?)|ce (?:mois|semestre|trimestre)|(?:de |du mois de )${MONTHS}|(?:est )?sortie?|exactement)`;
const VALUE = '(?:(?:derniere |quelle est la )?valeur(?: exacte| actuelle)?|montant(?: exact| actuel)?)';

/** What is bought from professionals, at a price that is theirs. */
const SOLD =
  "(?:avocate?s?|huissiers?|consultants?|logiciels?|certificats?|cles? (?:de|usb)|signatures? electroniques?|qualifications?|qualibat|certifications?|iso|assurances?|decennale|annonces? (?:legales?|dans)|journal d'annonces|abonnements?|traducteurs?|experts?-comptables?|bureaux? d'etudes)";
/** What is advised from a catalogue. */
const TOOLS =
  '(?:logiciels?|applis?|applications?|outils? (?:ia|d.ia|en ligne|payants?|de veille|de redaction)|ia|crm|chatgpt)';
/** Where people are received. */
const OFFICE =
  '(?:mairie|hotel de ville|services? (?:des |de la |du |achats?|marches)|bureau|accueil|guichet|standard|prefecture|tribunal|conseil (?:departemental|regional)|urssaf|tresor public)';
/** Hours of a day, not a price for an hour: « le taux horaire de vente d'un ouvrier ». */
const HOURS = '(?<!\\b(?:taux|cout|couts|tarif|tarifs|prix|salaire|salaires|revient|valeur|base) )horaires?';
const OPENS =
  '(?:ouvr(?:e|es|ent|ez|ir|ira|iront|irez|ait|aient)|ouvert(?:e|es|s|ure|ures)?|ferm(?:e|es|ee|ees|ent|ez|er|era|eront|erez|ait|aient|eture|etures))';
const BUYER =
  '(?:mairie|ville|commune|departement|region|lycee|college|hopital|metropole|ugap|universite|ministere|office)';

/**
 * What no page can hold, because it changes outside: rates of the day, market prices, statistics, the life of one
 * tender, a platform's own breakdowns. The subject is ours, so the nearest questions are proposed.
 */
export const OUTSIDE_RULES: readonly Rule[] = [
  {
    rule: 'rate-of-the-day',
    kind: 'refuse-and-point',
    sentence: outside.rate,
    any: [
      new RegExp(`\\b${RATE}\\b.{0,60}\\b${NOW}\\b`),
      new RegExp(`\\b${NOW}\\b.{0,25}\\b${RATE}\\b`),
      new RegExp(`\\b${VALUE} (?:de l'|du |des |de )(?:la |l'|le )?${RATE}\\b`),
    ],
    // With a sum, the interest is computed; with a clause, it is its wording that is asked.
    unless:
      /\d ?(?:€|euros?|k€)|\b(?:clauses?|formules?|obligatoires?|prevoir|a quelle date|comment (?:calcul|revis|chois|actualis)\w*)\b/,
  },
  {
    rule: 'market-price',
    kind: 'refuse-and-point',
    sentence: outside.price,
    any: [
      new RegExp(
        `\\b(?:combien (?:ca |cela |est-ce que )?(?:coute|vaut|prend)\\w*|(?:prix|tarifs?|couts?|honoraires) (?:d'une?|des?|du|de la|de l'|chez))\\b.{0,25}\\b${SOLD}\\b`,
      ),
      new RegExp(
        `\\b${SOLD}\\b.{0,25}\\b(?:ca |cela )?coute\\w* combien\\b|\\bca coute combien\\b.{0,25}\\b${SOLD}\\b`,
      ),
      /\b(?:quels?|a quel|au quel) (?:prix|tarif|taux horaire|marge)\b.{0,40}\b(?:mettre|proposer|afficher|prendre|devrais|gagner)\b/,
      /\b(?:prix|tarif) (?:au|du|de l'|a l'|par) ?(?:m2|metre|km|kilo|repas|couvert|heure)\b.{0,60}\b(?:mettre|proposer|devrais|gagner)\b/,
      // How a price will move is known to nobody.
      /\b(?:prix|cours|tarifs?) (?:du|de la|de l'|des|d')\b.{0,40}\b(?:va|vont) (?:\w+ )?(?:monter|baisser|augmenter|grimper|flamber|chuter|doubler)\b/,
      /\b(?:marges?|tarifs?|prix|montants?|taux horaires?) (?:moyens?|moyennes?|habituels?|habituelles?|d'habitude|d'usage|(?<!montants? )du marche(?! public))\b|\bmarge (?:on|faut|je) .{0,20}\b(?:d'habitude|en general)\b/,
    ],
    unless:
      /\b(?:gratuite?s?|rembours\w*|a (?:ma|la|leur|notre) charge|qui (?:paie|paye)|prix (?:du marche|global) (?:gagnant|signe)|revis\w*|actualis\w*|aux prix du marche)\b/,
  },
  {
    rule: 'tax-rate',
    kind: 'refuse',
    sentence: outside.taxRate,
    any: [
      /\b(?:quel(?:le)?s?|combien de|c'est quoi la|la bonne) (?:est (?:la |le )?)?(?:taux de )?tva\b|\btaux (?:reduit |normal )?de (?:la )?tva\b/,
      /\btva\b.{0,50}\b\d{1,2}(?:[.,]\d)? ?%? ou (?:a |de )?\d{1,2}|\b\d{1,2}(?:[.,]\d)? ?%? ou (?:a |de )?\d{1,2}(?:[.,]\d)? ?%? .{0,12}\btva\b|\btva (?:a|de) (?:2,1|5,5|8,5|10|20)\b/,
    ],
    unless:
      /\b(?:assujetti\w*|franchise|avances?|interets?|seuils?|compar\w*|attestations?|autoliquid\w*|paiement direct|plafond|retenue)\b/,
  },
  {
    rule: 'tool',
    kind: 'refuse',
    sentence: outside.tool,
    any: [
      new RegExp(
        `\\b(?:quel(?:le)?s?|meilleure?s?|conseill\\w+|recommand\\w+|preconis\\w+)\\b.{0,35}\\b${TOOLS}\\b`,
      ),
      new RegExp(
        `\\b${TOOLS}\\b.{0,60}\\b(?:vous (?:me |nous )?(?:conseillez|recommandez)|tu (?:me |nous )?(?:conseilles|recommandes)|(?:a |pour )?quel (?:prix|tarif)|combien (?:ca |il |elle )?(?:coute|vaut))\\b`,
      ),
    ],
    unless: /\b(?:signature|signer|chorus|obligatoire|impos\w*|exig\w*|doit|dois|faut|clauses?|format)\b/,
  },
  {
    rule: 'opening-hours',
    kind: 'refuse',
    sentence: outside.hours,
    any: [
      new RegExp(
        `\\b(?:a quelle heure|quels? (?:sont les )?horaires?|${HOURS}|quels jours)\\b.{0,30}\\b(?:${OPENS}|${OFFICE})\\b`,
      ),
      new RegExp(
        `\\b${OFFICE}\\b.{0,60}\\b(?:est|sont|sera) (?:ouvert|ferme)\\w* (?:le|la|l'|jusqu|a|avant|apres|en|quand|samedi|dimanche|ce|entre)`,
      ),
    ],
    unless:
      /\b(?:plis?|depots?|depos\w+|remise|date limite|heure limite|offres?|travail\w*|salaries|chantier|clauses?|execution|hotline|fabrique)\b/,
  },
  {
    rule: 'statistics',
    kind: 'refuse-and-point',
    sentence: outside.statistics,
    any: [
      /\bcombien d(?:e |')(?:marches?|contrats?|appels? d'offres?|entreprises?|pme|candidats?|offres?|reponses?)\b.{0,60}\b(?:l'an dernier|l'annee derniere|l'an passe|par an|chaque annee|en moyenne|en france|en 20\d\d|ont ete (?:attribues|passes|signes|lances))\b/,
      /\b(?:notes?|nombre|taux|pourcentage|part)\b.{0,40}\b(?:moyenne?s?|en moyenne)\b/,
    ],
    unless:
      /\b(?:ess 2024|jeux|jop|fabrique|session|canaux|effectifs?|chiffre d'affaires|exige\w*|salaries)\b/,
  },
  {
    rule: 'one-tender',
    kind: 'refuse-and-point',
    sentence: outside.tender,
    any: [
      // A tender under way, seen from one who answered it: who else did, whether it has been read.
      /\bcombien (?:de |d')?(?:candidats?|concurrents?|offres?|reponses?|plis?|entreprises?|on est|sommes[- ]nous)\b.{0,90}\b(?:auquel|a laquelle|ou|pour lequel) (?:j'ai|on a|nous avons) (?:repondu|candidate|postule|depose|soumissionne)/,
      /\b(?:mon|ma|notre|mes|nos) (?:offre|memoire|dossier|plis?|candidature|reponse)\b.{0,80}\b(?:ils|elle|il|la (?:mairie|ville|region)|l'acheteur) (?:l'|les |la |le )?(?:ont|a) (?:deja |bien |enfin )?(?:lue?s?|ouverte?s?|regardee?s?|notee?s?|analysee?s?|examinee?s?)(?: ou (?:toujours |encore )?(?:pas|non)| deja| enfin)\b/,
      new RegExp(
        `\\bqui a (?:eu|gagne|remporte|decroche|obtenu) (?:le|ce|leur|l') ?(?:marche|lot|contrat|appel d'offres)\\b.{0,50}\\b${BUYER}\\b`,
      ),
      new RegExp(
        `\\b(?:marche|appel d'offres)\\b.{0,50}\\b${BUYER}\\b.{0,40}\\b(?:sort|repart|revient|est relance|sera relance) quand\\b`,
      ),
      // What a buyer means to buy, not how it may: « la ville de Pantin va sortir un marché de nettoyage en janvier ? ».
      new RegExp(
        `^(?!.*(?:€|\\beuros?\\b|\\bsans\\b|\\bdirect))(?:[^?]{0,40}[,.!] ?)?(?:est[- ]ce que |(?:tu |vous |on )?(?:sai[st]|savez|savoir|sait[- ]on) si )?(?:la |le |l'|les )?(?:\\w+ de )?${BUYER}\\b(?! qui)[^?,]{0,30}\\b(?:va|vont|compte|comptent|prevoit|prevoient)(?:[- ](?:t-)?(?:elle|il|on|ils))? (?:de |d'|bientot )*(?:re)?(?:sortir|lancer|publier) (?:un |une |des |son |sa |le |l')*(?:nouve\\w+ )?(?:marches?|appels? d'offres?|consultations?)\\b[^?,]{0,50}\\?*$`,
      ),
      new RegExp(
        `\\b(?:date (?:de (?:sortie|publication|lancement))?|quand (?:sort|repart|revient|sera publie|est publie))\\b.{0,15}\\b(?:prochain )?(?:marche|appel d'offres)\\b.{0,50}\\b(?:${BUYER}|de [a-z-]+)\\b`,
      ),
    ],
    unless: /\b(?:comment|doit|doivent|ou (?:voir|trouver|chercher|regarder)|concurrent|lettre)\b/,
  },
  {
    rule: 'breakdown',
    kind: 'refuse-and-point',
    sentence: outside.breakdown,
    any: [
      /\b(?:perdu|oublie|reinit\w*|change\w*|marche pas|marche plus)\b.{0,25}\b(?:mot de passe|mdp|identifiants?)\b|\b(?:mot de passe|mdp)\b.{0,40}\b(?:perdu|oublie|reinit\w*|bloque|arrive pas|marche pas)\b/,
      /\berreurs? (?:java|[45]0\d)\b|\b(?:telephone|numero|tel|mail|contact)\b.{0,15}\b(?:assistance|support|service client|sav)\b/,
    ],
  },
];
