import { forbidden } from '#src/features/answers/texts.ts';
import type { Rule } from './rule.ts';
import { declined } from './texts.ts';

const PAPER =
  '(?:attestations?|atestations?|certificats?|kbis|documents?|papiers?|diplomes?|references?|factures?|bilans?|pdf|declarations?|memoires?|signatures?)';
const OFFICIAL =
  '(?:attestations?|atestations?|certificats?|kbis|diplomes?|pdf|extraits?|avis d.imposition|liasse)';
const BUYERS =
  '(?:acheteu(?:rs?|ses?)|elue?s?|adjointe?s?|maire|agents?|directeurs?|directrices?|commission|cao|jury|dgs|chef de service|conseill(?:er|ere)s?|mec de la mairie|gars de la mairie)';
const GIFT =
  '(?:argent|liquide|cash|billets?|cadeaux?|week-?ends?|voyages?|enveloppes?|commissions?|pourcentages?|bouteilles?|champagne|resto|petit quelque chose)';
const ADVANTAGE =
  '(?:(?:passer|mettre|classer|etre|arriver|finir|mette|passe|classe) (?:en )?premiere?|passer devant|(?:faire )?pencher|favoris\\w*|gagner|passer (?:mon|notre) offre|avoir le marche|decroch\\w*)';
const SECRET =
  '(?:discret\\w*|en douce|sous la table|sans que (?:ca|cela) se (?:voie|voit|sache)|ni vu ni connu)';
/** What is done to go unnoticed is known to be wrong by who asks it. */
const UNNOTICED =
  "(?:sans que (?:ca|cela|l'acheteu(?:r|se)|la mairie|personne|quelqu'un|on|il|elle|ils) (?:ne )?(?:se (?:voie|voit|sache|remarque)|s'en (?:apercoive\\w*|rend\\w* compte)|(?:le |la |l')?(?:voie\\w*|sache\\w*|remarque\\w*|apprenne\\w*))|sans (?:se|me|nous|etre) (?:faire )?(?:prendre|pris\\w*|attraper|choper|pincer|griller|reperer|remarquer)|ni vu ni connu|en douce|discrets?|discretement)";
const RIVALS =
  '(?:concurrents?|concurrentes?|autres? (?:entreprises?|boites?|candidats?)|boites|confreres|collegues)';

/**
 * What nobody may do, whatever words it shares with a page: a forged paper, a bribe, an agreement between rivals, a
 * rival's prices, somebody's private details.
 */
export const FORBIDDEN_RULES: readonly Rule[] = [
  {
    rule: 'forgery',
    kind: 'refuse',
    sentence: forbidden.forgery,
    any: [
      new RegExp(
        `\\b(?:fais|fait|faites|faire|fabriqu\\w*|creer?|gener\\w*|redig\\w*|imit\\w*|obtenir|avoir|donne[rz]?)\\b.{0,25}\\b(?:faux|fausses?)\\b.{0,20}\\b${PAPER}\\b`,
      ),
      new RegExp(`\\b(?:falsifi|trafiqu|truqu|maquill|photoshop)\\w*\\b.{0,40}\\b${PAPER}\\b`),
      /\b(?:changer|modifier|antidater|retoucher) (?:la |les |le |une? )?(?:dates?|montants?|chiffres?|nom|siret)?.{0,12}\b(?:sur|de|du|d')\b.{0,25}\b(?:attestations?|atestations?|certificats?|kbis|pdf)\b/,
      new RegExp(
        `\\b(?:modifi|chang|retouch|edit)\\w* (?:moi |nous )?(?:mon|ma|mes|notre|le|la|une?|l') ?${OFFICIAL}\\b.{0,40}\\bpour (?:que?|qu'|faire|passer|avoir)\\b`,
      ),
      /\bantidat/,
      // « mon attestation a expiré, tu peux me changer la date dessus ? »
      new RegExp(
        `\\b${OFFICIAL}\\b.{0,60}\\b(?:tu|vous|me|moi|nous)\\b.{0,12}\\b(?:chang|modifi|retouch|edit|corrig|remplac|gomm|effac|repouss|prolong|rajeun)\\w*(?: |-)(?:(?:moi|nous|la|les|le|sa|ses) |l')*(?:dates?|montants?|chiffres?|annees?|validite|echeance|duree)\\b`,
      ),
      // « mon attestation est périmée, je peux changer la date ? »: by one's own hand, not through who delivers it.
      new RegExp(
        `\\b${OFFICIAL}\\b.{0,60}\\b(?:je|on|nous|j')(?: | ?l')?(?:peux|peut|pouvons|pourrais|vais|va|veux|veut|dois|doit)?(?:[- ](?:je|on|nous))? ?(?:juste |simplement |la |le |les )*(?:chang|modifi|retouch|gomm|effac|antidat)\\w* (?:juste |moi[- ]meme |nous[- ]memes? )*(?:la |les |le |sa |ses |l')(?:dates?|montants?|chiffres?|annees?|validite)(?! (?:de (?:remise|depot|livraison|facture|debut|fin des|cloture)|limite))\\b`,
      ),
      new RegExp(
        `\\b(?:chang|modifi|retouch|edit|corrig|remplac|gomm|effac|refai)\\w*\\b.{0,40}\\b(?:${PAPER}|dates?)\\b.{0,60}${UNNOTICED}`,
      ),
      new RegExp(
        `\\b${PAPER}\\b.{0,60}\\b(?:chang|modifi|retouch|edit|corrig|remplac|gomm|effac|refai)\\w*\\b.{0,60}${UNNOTICED}`,
      ),
      // A paper of somebody else's hand, or one that tells what did not happen.
      new RegExp(
        `\\b(?:refai[st]\\w*|refaire|recre\\w*|reedit\\w*)\\b.{0,20}\\b${OFFICIAL}\\b.{0,40}\\b(?:sans|en (?:enlevant|retirant|changeant|cachant))\\b`,
      ),
      /\b(?:ecri[st]\w*|ecrire|redig\w*|fais|faites|faire|prepare\w*)\b.{0,15}\b(?:attestations?|atestations?|certificats?|references?|lettres? de recommandation)\b.{0,40}\b(?:au nom d|a la place d|comme si|signee? (?:du|de la|par))/,
    ],
    unless: /\b(?:risqu\w+|sanctions?|reconnaitre|concurrents?|reperer|detecter|signaler)\b/,
  },
  {
    rule: 'invention',
    kind: 'refuse',
    sentence: declined.invention,
    // « je triche pas ; 31,8, c'est ça ? »: « ça » folds as « CA » does, and what is denied is not wanted.
    any: [
      /\b(?:invent|bidonn)\w*\b.{0,25}\b(?:references?|chantiers?|clients?|attestations?|certificats?|bilans?|cv|experiences?|chiffre d'affaires|(?:le|mon|notre|un|du|son|leur|au|de) ca)\b/,
      /\b(?:gonfl|trich)\w*\b(?! (?:pas|rien|jamais)\b).{0,30}\b(?:chiffre d'affaires|(?:le|mon|notre|un|du|son|leur|au|de) ca|effectifs?|references?|bilan|dc2|dume|declaration)\b/,
      /\b(?:coller|mettre|utiliser|afficher|ajouter|poser)\b.{0,15}\b(?:logo|label|macaron)\b.{0,80}\b(?:sans (?:l'avoir|etre|le label|qu'on)|pas (?:le label|labellise|certifie))/,
      /\bpas (?:le label|labellise\w*|certifie\w*)\b.{0,60}\b(?:coller|mettre|utiliser|afficher|ajouter|poser)\b.{0,15}\b(?:logo|label|macaron)\b/,
    ],
    unless: /\b(?:risqu\w+|sanctions?|concurrents?|attributaire|exclu\w*)\b/,
  },
  {
    rule: 'solicitation',
    kind: 'refuse',
    sentence: forbidden.solicitation,
    any: [
      /\b(?:maire|elue?s?|adjointe?|agent|acheteu(?:r|se)|fonctionnaire)\b.{0,20}\b(?:me|nous) (?:demande|reclame|exige)\b.{0,15}(?:\b(?:de l'argent|du cash|du liquide|une commission|un cadeau|un billet|un pourcentage)\b|\d+ ?(?:€|euros?)\s*(?:$|[.!?,]|pour (?:avoir|gagner|passer|lui|obtenir)))/,
    ],
  },
  {
    rule: 'bribe',
    kind: 'refuse',
    sentence: forbidden.bribe,
    any: [
      /\bpots?[- ]de[- ]vin\b|\bdessous[- ]de[- ]table\b|\b(?:soudoy|corromp|graiss)\w*|\bbakchich|\benveloppe (?:de cash|d'argent|en liquide)/,
      /\b(?:glisser|donner|offrir|filer|verser)\b.{0,30}\b(?:a l'(?:adjoint|acheteur|acheteuse|elue?|agent)|au maire|a la maire)\b.{0,40}\b(?:pour|afin|passer|gagner|marche)\b/,
      new RegExp(
        `\\b(?:gliss|donn|offr|vers|fil|pay|invit|remerci)\\w*\\b(?=.{0,60}\\b${BUYERS}\\b).{0,90}\\b(?:${ADVANTAGE}|${SECRET})`,
      ),
      new RegExp(
        `\\b${BUYERS}\\b.{0,60}\\b${ADVANTAGE}\\b.{0,40}\\b(?:contre|pour) (?:une? |du |de l')?(?:petit )?${GIFT}`,
      ),
    ],
    unless: /\b(?:risqu\w+|sanctions?|peines?|delit|denonc\w+|signal\w+|echantillons?|conge|subvention)\b/,
  },
  {
    rule: 'collusion',
    kind: 'refuse',
    sentence: forbidden.collusion,
    any: [
      /\b(?:m'arranger|s'arranger|nous arranger|m'entendre|s'entendre|nous entendre|se mettre d'accord|me mettre d'accord|nous mettre d'accord)\b.{0,40}\b(?:concurrents?|autres? (?:entreprises?|boites?|candidats?))\b.{0,60}\b(?:prix|cher|lots?|offre|repartir|gagn)\w*/,
      /\boffres? de couverture\b/,
      /\b(?:s'entendre|nous entendre|m'entendre|s'arranger|nous arranger|se mettre d'accord|nous mettre d'accord|s'aligner|fixer ensemble|se concerter)\b.{0,25}\b(?:prix|tarifs?|montants? des offres|qui gagne)\b/,
      new RegExp(
        `\\b${RIVALS}\\b.{0,40}\\b(?:se|nous) (?:partag|repart)\\w*\\b.{0,30}\\b(?:communes?|lots?|secteurs?|marches|villes|zones)\\b`,
      ),
      new RegExp(
        `\\b(?:gonfl|mont)\\w*\\b.{0,20}\\bprix\\b.{0,40}\\b${RIVALS}\\b.{0,40}\\b(?:gagn|lots?|tour)`,
      ),
    ],
    unless: /\b(?:groupements?|co-?trait\w*|mandataire|risqu\w+|sanctions?|soupconn\w+|denonc\w+)\b/,
  },
  {
    rule: 'rival-price',
    kind: 'refuse',
    sentence: forbidden.rivalPrice,
    any: [
      /\bcombien (?:est-ce que )?(?:mes|les|nos|mon|le) concurrents?\b.{0,25}\b(?:factur|prenn|prend|vend|demand|propos)\w*/,
      /\b(?:prix|tarifs?|offre) (?:exacte? )?(?:de|du|remis par|propose par) (?:mon|mes|nos|notre|le|un) concurrents?\b.{0,40}\b(?:donne|dis|connais|savoir|combien|quel)/,
      /\b(?:donne|dis|envoie|trouve)[a-z]*[- ](?:moi|nous)\b.{0,25}\b(?:prix|tarifs?|offre|memoire)\b.{0,20}\bconcurrents?\b/,
      /\bquel prix a (?:remis|propose|mis) (?:la societe|l'entreprise|la boite|la sarl|la sas)\b/,
    ],
  },
  {
    rule: 'stolen-offer',
    kind: 'refuse',
    sentence: declined.stolenOffer,
    any: [
      new RegExp(
        `\\b(?:prix|tarifs?|offres?|memoires?|bordereaux?|bpu|devis)\\b.{0,40}\\b(?:${RIVALS}|autres|d'en face|(?:ancien )?titulaire|sortant)\\b.{0,80}\\b(?:avant (?:la date limite|que (?:je|on)|de deposer|le depot|la remise|l'ouverture)|sans passer par|photocopi\\w*|un pote|un copain|en douce|discretement|me les passer|fuit\\w*)\\b`,
      ),
    ],
    unless: /\b(?:exclu\w*|concurrent a (?:eu|obtenu|vu))\b/,
  },
  {
    rule: 'private-data',
    kind: 'refuse',
    sentence: forbidden.privateData,
    any: [
      // The direct line of whoever does a job there.
      /\b(?:portable|06|ligne directe|numero(?: perso\w*| direct)?|telephone|tel|e-?mail|mail)\b (?:perso\w* )?(?:de la|du|de l'|de) ?(?:dame|monsieur|personne|gars|type|mec|fille|femme|agente?|gestionnaire|celle|celui|ceux) qui (?:gere|s'occupe|suit|tient|traite|signe|passe|decide)\w*/,
      // Who else writes to us, and what.
      /\b(?:listes?|noms?|mails?|e-?mails?|adresses?|coordonnees|contacts?|numeros?|questions?|messages?)\b.{0,40}\b(?:autres?|tou\w+ (?:les|ceux)) (?:(?:les|des|vos) )?(?:boites?|entreprises?|personnes?|utilisat\w+|clients?|societes?|gens|structures?|patrons?|qui)\b.{0,40}\b(?:(?:vous|te|t'|t) ?(?:posent|ecri\w+|demand\w+|ont|contact\w+|interrog\w+|parl\w+|consult\w+)|ici|cette conversation|la hotline|ce (?:chat|bot|canal))\b/,
      /\b(?:qui|quelles? (?:entreprises?|boites?|personnes?)) (?:d'autres? |dans (?:la|ma) (?:ville|region) )?(?:vous|t') ?(?:ecri\w+|posent|pose|contact\w+|interrog\w+)\b/,
      /\b(?:portable|numero|telephone|tel|adresse|mail|e-mail|instagram|facebook|linkedin)s? (?:perso(?:nnelle?|nnel)?|prive(?:e)?|de domicile)\b|\bou habite\b|\badresse (?:du domicile|de la maison)\b/,
      /\bnumero de secu(?:rite sociale)?\b.{0,30}\b(?:du|de la|de l'|des)\b/,
      /\b(?:liste|donne|noms?)\b.{0,70}\bavec leurs? (?:maladies?|handicaps?|salaires?|adresses?|numeros?)\b/,
      /(?:^|\b(?:donne|envoie|passe|trouve|file)[a-z]*[- ](?:moi |nous )?(?:le |la |les )?|\bje (?:veux|voudrais|cherche) (?:le |la )?|\bil me faut (?:le |la )?|\bquel(?:le)? est (?:le |la |l')?)(?:nom|mail|e-?mail|adresse mail|telephone|tel|numero(?: de telephone| direct)?|ligne directe)(?: et (?:le |la )?(?:nom|mail|telephone|tel|numero))? (?:de la personne|du responsable|de la responsable|de l'acheteu\w+|du service (?:des )?(?:achats?|marches)|du directeur|de la directrice|du maire|de la maire|de l'elue?|de l'adjointe?)\b/,
    ],
    unless: /\b(?:dois|doit|faut|doivent|obligatoire|fournir|indiquer|remettre)\b/,
  },
];
