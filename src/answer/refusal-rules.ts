import { fold } from '#src/retrieval/french-text.ts';
import { forbidden } from '#src/texts/answer.ts';

const PAPER =
  '(?:attestations?|atestations?|certificats?|kbis|documents?|papiers?|diplomes?|references?|factures?|bilans?|pdf|declarations?|memoires?|signatures?)';

/**
 * Requests that no page answers whatever words they share with one: a forged paper, a bribe, an agreement between
 * rivals, a rival's price, somebody's private details. Each has its own sentence.
 */
const RULES: readonly { pattern: RegExp; sentence: string }[] = [
  {
    pattern: new RegExp(
      `\\b(?:fais|fait|faites|faire|fabriqu\\w*|creer?|gener\\w*|redig\\w*|imit\\w*|obtenir|avoir|donne[rz]?)\\b.{0,25}\\b(?:faux|fausses?)\\b.{0,20}\\b${PAPER}\\b|\\b(?:falsifi|trafiqu|truqu|maquill|photoshop)\\w*\\b.{0,40}\\b${PAPER}\\b|\\b(?:changer|modifier|antidater|retoucher) (?:la |les |le |une? )?(?:dates?|montants?|chiffres?|nom|siret)?.{0,12}\\b(?:sur|de|du|d')\\b.{0,25}\\b(?:attestations?|atestations?|certificats?|kbis|pdf)\\b|\\bantidat`,
    ),
    sentence: forbidden.forgery,
  },
  {
    pattern:
      /\b(?:maire|elue?s?|adjointe?|agent|acheteu(?:r|se)|fonctionnaire)\b.{0,20}\b(?:me|nous) (?:demande|reclame|exige)\b.{0,15}(?:\b(?:de l'argent|du cash|du liquide|une commission|un cadeau|un billet|un pourcentage)\b|\d+ ?(?:€|euros?)\s*(?:$|[.!?,]|pour (?:avoir|gagner|passer|lui|obtenir)))/,
    sentence: forbidden.solicitation,
  },
  {
    pattern:
      /\bpots?[- ]de[- ]vin\b|\bdessous[- ]de[- ]table\b|\b(?:soudoy|corromp|graiss)\w*|\b(?:glisser|donner|offrir|filer|verser)\b.{0,30}\b(?:a l'(?:adjoint|acheteur|acheteuse|elue?|agent)|au maire|a la maire)\b.{0,40}\b(?:pour|afin|passer|gagner|marche)\b|\bbakchich|\benveloppe (?:de cash|d'argent|en liquide)/,
    sentence: forbidden.bribe,
  },
  {
    pattern:
      /\b(?:m'arranger|s'arranger|nous arranger|m'entendre|s'entendre|nous entendre|se mettre d'accord|me mettre d'accord|nous mettre d'accord)\b.{0,40}\b(?:concurrents?|autres? (?:entreprises?|boites?|candidats?))\b.{0,60}\b(?:prix|cher|lots?|offre|repartir|gagn)\w*|\boffres? de couverture\b/,
    sentence: forbidden.collusion,
  },
  {
    pattern:
      /\bcombien (?:est-ce que )?(?:mes|les|nos|mon|le) concurrents?\b.{0,25}\b(?:factur|prenn|prend|vend|demand|propos)\w*|\b(?:prix|tarifs?|offre) (?:exacte? )?(?:de|du|remis par|propose par) (?:mon|mes|nos|notre|le|un) concurrents?\b.{0,40}\b(?:donne|dis|connais|savoir|combien|quel)|\b(?:donne|dis|envoie|trouve)[a-z]*[- ](?:moi|nous)\b.{0,25}\b(?:prix|tarifs?|offre|memoire)\b.{0,20}\bconcurrents?\b|\bquel prix a (?:remis|propose|mis) (?:la societe|l'entreprise|la boite|la sarl|la sas)\b/,
    sentence: forbidden.rivalPrice,
  },
  {
    pattern:
      /\b(?:portable|numero|telephone|tel|adresse|mail|e-mail|instagram|facebook|linkedin)s? (?:perso(?:nnelle?|nnel)?|prive(?:e)?|de domicile)\b|\bou habite\b|\badresse (?:du domicile|de la maison)\b/,
    sentence: forbidden.privateData,
  },
];

/** The sentence that refuses a forbidden request; undefined for any other message. */
export function forbiddenRequest(question: string): string | undefined {
  const text = fold(question).replace(/\s+/g, ' ');
  return RULES.find(({ pattern }) => pattern.test(text))?.sentence;
}
