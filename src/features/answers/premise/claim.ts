import { readFigureText } from '#src/features/answers/figures/mentions.ts';

/** A figure that a question takes for granted: « comme le seuil est à 40 000 € ». */
export interface Claim {
  /** Canonical: `40000 €`, `60 jours`. */
  readonly figure: string;
  readonly value: number;
  /** Figures of one kind measure the same thing: `€`, `%`, `jours`… */
  readonly kind: string;
  /** Folded words that say what the figure is: subject, and what follows it (« pour les travaux »). */
  readonly about: string;
  /** Its words can only be those of a rule (« le plafond », « le seuil »), never of the person's own contract. */
  readonly isRule: boolean;
}

/** What a rule's figure is called. */
const NOUN =
  "seuils?|plafonds?|planchers?|barre|limites?|maxim\\w+|max|minim\\w+|mini|taux|delais?|durees?|indemnite|majoration|retenue de garantie|chiffre d'affaires|dispense|part|pourcentage|validite|anciennete|exclusion|standstill";
const RULE =
  /\b(?:seuils?|plafonds?|planchers?|maxim\w+|max|minim\w+|mini|legale?s?|legalement|reglementaires?|exigibles?|forfaitaires?|majoration|standstill|dispense|validite)\b/;
/** Words of the person's own affair: what they count is theirs, not the law's. */
const OWN =
  /\b(?:mon|ma|mes|notre|nos|votre|vos|leurs?|ccap|cctp|devis|factures?|budget|estimations?|commande|consultation|validite de l'offre|caution|j'ai (?!lu|vu|entendu|appris|toujours)|on a (?!dit|appris)|nous avons|il reste|date limite)\b/;
/** « … dans notre marché », « … d'après le CCAP »: right after a figure, makes it theirs. */
const OWN_AFTER =
  /^ ?(?:€|euros?|ht|ttc|jours?|mois|ans?|%|fois| )*(?:dans|sur|pour|chez|avec|selon|d'apres|prevue?s?|indique\w*|au|a)\b (?:(?:dans|par|au|a) )?(?:(?:mon|ma|mes|notre|nos|votre|ce|cette|le|la|l'|les) ?)?(?:ccap|cctp|contrats?|marches?|devis|dossiers?|reglement|acte d'engagement|lots?|chantiers?|projets?|clients?|nous|moi)\b/;
/** What a contract fixes for itself: its own, unless the question says that it speaks of the law's limit. */
const OF_A_CONTRACT =
  /\b(?:execution|livraison|chantier|prestations?|accord-cadre|remise des offres|marche|contrat|dossier)\b/;
const NOT_NOW =
  /\b(?:n'|ne |etai(?:t|ent)\b|avant\b|ancien|auparavant\b|fut\b|sera\b|seront\b|passera\b|devait\b|aurait\b|serait\b)/;
const ADVERB =
  '(?:toujours|encore|bien|deja|maintenant|desormais|legalement|normalement|aujourd.hui|actuellement)';
const VERB = `(?:est|sont|etait|etaient|reste|restent|demeure|s'eleve|monte|passe|passent|dure|plafonne|plafonnent)(?: ${ADVERB}){0,3}(?: (?:passe|fixe|limite|plafonne|reste|monte|descendu|egal|de|d'au plus|au plus)e?s?)?(?: ${ADVERB}){0,3}(?: (?:a|au|de|d'|jusqu'a|:))?`;
/** « on m'a dit que le seuil était à »: said of now, in the past of what is reported. */
const REPORTED =
  /\b(?:(?:on|il|elle|ils) (?:m'|nous |lui )?(?:a|ont) (?:dit|assure|affirme|certifie|soutenu|explique)|j'ai (?:lu|entendu|vu|appris)|je (?:croyais|pensais)) (?:dire )?qu/;
const isPast = (before: string): boolean =>
  NOT_NOW.test(REPORTED.test(before) ? before.replace(/\betai(?:t|ent)\b/g, ' ') : before);

/** « le seuil de dispense est toujours à », right before the figure. */
const STATED = new RegExp(
  `\\b(?:le|la|les|du|des|au|aux|un|une|l'|que|vu|avec|si|et|comme) ?((?:[\\p{L}'’-]{1,40} ){0,8}?(?:${NOUN})\\b(?: [\\p{L}'’-]{1,40}){0,12}?) ${VERB} ?$`,
  'u',
);
/** « sous le seuil de », « la barre des »: taken for granted without a verb. */
const NAMED =
  /\b(?:le|du|au|ce|un) ((?:seuil|plafond|barre)(?: [\p{L}'’-]+){0,6}?) (?:a|de|des|d') ?$|\bla (barre) (?:de|des) ?$/u;
/** « puisque les mairies peuvent acheter jusqu'à »: what a buyer may do. */
const MAY =
  /\b(?:comme|(?:puis|vu |etant donne |sachant |on m'a dit |parait |j'ai lu |je croyais )qu\w{0,2}'?) ?((?:[\p{L}'’-]{1,40} ){0,4}(?:l')?(?:mairies?|communes?|acheteurs?|collectivites?|villes?|on|ils?|elles?) (?:peut|peuvent) (?:[\p{L}'’-]{1,40} ){0,8}?)(?:jusqu'a|de|d'|sous) ?$/u;
/** What follows a figure and still says what it is. */
const FOLLOWS =
  /^(?: ?(?:€|euros?|ht|ttc|hors taxes?|le montant(?: du marche| estime)*))*,? ?((?:pour|en|chez|dans|sans|d'un|d'une|des|du|par)\b(?: (?!(?:je|j'|on|il|elle|ils|ma|mon|mes|notre|nos|est|sont|a|ai|peut|peux|dois|doit|faut)\b)[\p{L}'’-]+){1,7})/u;
/** « 40 000 ou 60 000 € ? » asks which; « de 40 000 à 60 000 » says both. */
const OR =
  /^ ?(?:€|euros?|ht|%|jours?|mois|fois)* ?(?:,? ?ou (?:bien |de |a |plutot )?(?:de |a )?\d|a \d|- ?\d)/;
/** « passé de 40 000 à 60 000 »: the second figure is the one claimed. */
const FROM_TO =
  /(?<=\b(?:passe|passee?s?|monte|releve|baisse) )de [\d .,]+(?:(?:k|€|euros?|ht|%|jours?|mois|fois) *)*(?=a \d)/g;

/** How far words that are read with a figure may stand from it, in characters. */
const NEAR = 400;

/** The figures that a question states as the law's, in order; none in most questions. */
export function claimsIn(question: string): Claim[] {
  const spoken = question
    .replace(/\bC\.?A\.?(?![\p{L}'’])/gu, 'chiffre d’affaires')
    .replace(/\b(le|du|de|un|au) ca\b/giu, '$1 chiffre d’affaires')
    .replace(/\bdgp\b/giu, 'délai de paiement')
    .replace(/\ble double\b/giu, '2 fois');
  const plain = readFigureText(spoken).text.replace(FROM_TO, '');
  const { text, mentions } = readFigureText(plain);
  return mentions.flatMap(({ figure, kind, at, end }) => {
    if (kind === 'date' || OR.test(text.slice(end))) return [];
    const start = Math.max(...[...'.?!;(:,\n'].map((mark) => text.lastIndexOf(mark, at - 1))) + 1;
    // What is said of a figure stands near it.
    const before = text.slice(Math.max(start, at - NEAR), at).trimStart();
    const rest = text.slice(end, end + NEAR);
    const stated = STATED.exec(before)?.[1];
    const about = stated ?? NAMED.exec(before)?.slice(1).find(Boolean) ?? MAY.exec(before)?.[1];
    if (!about) return [];
    const after = FOLLOWS.exec(rest)?.[1] ?? '';
    const isRule = stated !== undefined && RULE.test(about);
    if (OWN.test(`${before} ${after}`) || OWN_AFTER.test(rest) || isPast(before)) return [];
    if (stated !== undefined && !isRule && OF_A_CONTRACT.test(`${about} ${after}`)) return [];
    const value = Number(figure.split(' ')[0]);
    return [{ figure, value, kind, about: `${about} ${after}`.trim(), isRule }];
  });
}
