import { askedOfUs, type Rule, type Verbs } from './rule.ts';
import { declined, handedOver } from './texts.ts';

const WRITE: Verbs = {
  imperative:
    'redige|redigez|ecris|ecrivez|prepare|preparez|fais|faites|monte|montez|remplis|remplissez|complete|completez|genere|generez|ponds',
  infinitive: 'rediger|ecrire|preparer|faire|monter|remplir|completer|generer|pondre',
};
const OWN =
  "(?:(?:tout|toute|l'integralite de|en entier|vite|stp|svp) )*(?:mon|ma|mes|notre|nos|le|la|les|un|une|l')";
const BRIEF =
  '(?:requetes?|assignations?|plaintes?|memoires? en (?:defense|reclamation|replique)|recours|refere(?: precontractuel| contractuel| suspension)?|saisine du (?:juge|tribunal))';
const OUR_FILE =
  "(?:memoires?(?: techniques?)?|dossiers?(?: de candidature| de reponse| complet)?|reponses?|offres?(?: technique)?|candidatures?|dc[124]|dume|dpgf|bpu|dqe|actes? d'engagement|notes? methodologiques?)";
const COMPLAIN = '(?:porter|deposer) (?:une )?plainte';
const COURT = `(?:tribunal|juges?|proces|justice|recours|refere|contentieux|avocat|attaqu\\w+|${COMPLAIN})`;
const CHANCES =
  "(?:chances? (?:de (?:gagner|reussir|succes|l'emporter)|devant|au)|(?:je|on) (?:gagne|vais gagner|va gagner))";
/** « je gagnerai », « on peut gagner »: who would win. */
const WINS =
  "(?:je|on|nous) (?:le |la |l')?(?:gagnerai|gagnera|gagnerons|gagnerait|peux gagner|peut gagner|pouvons gagner|pourrais gagner|pourrait gagner|l'emporterai|l'emportera)";
/** Ways out of a dispute, between which a person of ours would not choose either. */
const SETTLE = `(?:payer|encaisser|accepter|signer|me taire|laisser (?:tomber|faire|passer)|attaquer|contester|${COMPLAIN}|saisir le (?:juge|tribunal)|aller au (?:tribunal|proces))`;
const WISH =
  "(?:je veux|on veut|nous voulons|je voudrais|on voudrait|j'aimerais|je vais|on va|nous allons|je compte|aide[rz]?[- ](?:moi|nous) a)";
const WRONGED =
  '(?:trich\\w+|favoris\\w*|favoritisme|magouill\\w+|copinage|pistonn\\w+|truqu\\w+|illegal\\w*|injuste\\w*|arrange)';
/** What needs a person: a dispute of one's own, a lawyer's work, a whole file. */
export const PERSON_RULES: readonly Rule[] = [
  {
    rule: 'criminal',
    kind: 'refuse',
    sentence: declined.criminal,
    any: [
      /\b(?:garde a vue|mise? en examen|perquisition\w*|audition libre)\b/,
      /\bconvoque\w*\b.{0,30}\b(?:police|gendarm\w+|procureur|juge d'instruction|commissariat)\b/,
    ],
  },
  {
    rule: 'brief',
    kind: 'answer-and-handoff',
    sentence: handedOver.brief,
    any: [
      new RegExp(`${askedOfUs(WRITE)} (?:vite |stp |svp ){0,3}${OWN} ?(?:\\w+ ){0,2}${BRIEF}\\b`),
      new RegExp(
        `\\b(?:besoin|il (?:me|nous) faut|je veux|on veut) (?:d'une |d'un |une |un )(?:\\w+ )?${BRIEF} (?:toute prete|complete|redigee?|pour demain)`,
      ),
    ],
    unless: /\b(?:modele|combien|delais?|comment (?:rediger|faire|ecrire|preparer))\b/,
  },
  {
    rule: 'representation',
    kind: 'refuse',
    sentence: declined.representation,
    any: [
      /\b(?:defende[zr]?|defends|represente[zr]?|assiste[zr]?)[- ](?:moi|nous)\b/,
      /\b(?:peux|pouvez|pourriez|allez|vas)[- ](?:tu|vous) (?:me |nous )(?:defendre|representer|assister)\b|\b(?:tu|vous) (?:peux|pouvez|pourriez|allez|vas) (?:me |nous )(?:defendre|representer|assister)\b/,
      /\b(?:sois|soyez|etre|devenir|serez|seras) (?:mon|notre) avocate?\b/,
      /\b(?:plaide[rz]?|aller au tribunal|parler au juge) (?:a (?:ma|notre) place|pour (?:moi|nous))\b/,
    ],
  },
  {
    rule: 'dispute',
    kind: 'answer-and-handoff',
    sentence: handedOver.dispute,
    any: [
      new RegExp(`\\b${CHANCES}\\b.{0,50}\\b${COURT}\\b`),
      new RegExp(`\\b${COURT}\\b.{0,60}\\b${CHANCES}\\b`),
      new RegExp(
        `\\b(?:${COURT}|medi(?:ateur|ation))\\b.{0,60}\\b(?:me |nous |lui |leur )?donn\\w* (?:moi |nous )?raison\\b`,
      ),
      new RegExp(`\\b(?:${WINS})\\b.{0,50}\\b${COURT}\\b|\\b${COURT}\\b.{0,50}\\b(?:${WINS})\\b`),
      /\b(?:j'ai|on a|nous avons|ai-je|a-t-on) (?:mes |nos |des |une |de bonnes |nos )?chances? (?:si|en|d'avoir|de faire annuler|face)\b/,
      new RegExp(
        `\\b${WISH}\\b.{0,20}\\b(?:faire annuler|annuler|attaquer|casser|poursuivre|${COMPLAIN}|trainer)\\b`,
      ),
      new RegExp(`\\b${WRONGED}\\b.{0,80}\\b(?:faire annuler|attaquer|${COMPLAIN}|poursuivre)\\b`),
      /\b(?:refuse\w*|veut pas|veulent pas|ne veut plus) (?:de )?(?:me|nous) payer\b.{0,80}\b(?:attaqu\w+|tribunal|juge|avocat|proces|plainte|liquidation|bilan)\b/,
      // What to do of one's own dispute: « dois-je payer ou contester ? ».
      new RegExp(
        `\\b(?:(?:je|on|nous) (?:dois|doit|devons|devrais|fais|ferais mieux)|dois[- ]je|faut[- ]il|vaut mieux)\\b.{0,20}\\b${SETTLE}\\b.{0,20} ou (?:\\w+ ){0,2}${SETTLE}\\b`,
      ),
      /\b(?:en proces|en contentieux|devant le tribunal|assigne\w*(?: en justice)?) (?:avec|contre|par) (?:la|le|les|une?|l')/,
      /\b(?:va|vais|allons|vont|faire) (?:devoir )?(?:deposer le bilan|couler|mettre la cle sous la porte)\b/,
    ],
    unless:
      /\b(?:titulaire|concurrent|attributaire|client|gagnant) (?:qui )?(?:va|vient de|risque de) (?:deposer le bilan|couler)|\bquel(?:le)?s? (?:juge|tribunal|delais?|recours|voies?)\b|\bcombien de (?:temps|jours)\b|\bjusqu'a quand\b|\b(?:rembours\w+|frais|honoraires)\b.{0,40}\bavocate?s?\b|\bavocate?s?\b.{0,40}\b(?:rembours\w+|cout\w*|frais|honoraires)\b|\bdivorc\w{0,6}\b|\bpension alimentaire\b|\bgarde (?:alternee|des enfants)\b/,
  },
  {
    rule: 'prediction',
    kind: 'refuse',
    sentence: declined.prediction,
    any: [
      /\b(?:est-ce que|savoir si|dis[- ]moi si|dites[- ]moi si|tu crois qu\w*|vous croyez qu\w*|tu penses qu\w*|vous pensez qu\w*|a ton avis|a votre avis),? ?(?:je vais|on va|nous allons|j'ai|on a|je peux) (?:le |la |l')?(?:gagner|remporter|decrocher|l'avoir|etre (?:pris|retenu\w*|choisi\w*)|avoir (?:le|ce) marche|gagne|des chances)/,
      /\b(?:vais[- ]je|va[- ]t[- ]on|allons[- ]nous) (?:gagner|remporter|decrocher|etre (?:pris|retenu|choisi)\w*)\b/,
      /\b(?:quelles? (?:sont |est )?(?:mes|nos|ma|notre)|(?:j'ai|on a|ai-je|a-t-on|il y a) (?:combien de|des|une|quelles?|quoi comme)) (?:pourcentage de |% de )?(?:reelles? |vraies? )?chances? (?:de|d'|que)\b.{0,25}\b(?:gagn|remport|decroch|retenu|pris|passer|l'avoir|avoir|choisi)/,
      /\b(?:tu paries|pari|pronostic|predis|prediction)\b.{0,40}\b(?:marche|appel d'offres|lot|offre)\b/,
    ],
    unless:
      /\b(?:augmenter|ameliorer|maximiser|optimiser|comment (?:avoir|gagner))\b|\b(?:plusieurs|deux|combien de) (?:lots?|marches)\b|\b(?:session|promo|fabrique)\b/,
  },
  {
    rule: 'whole-file',
    kind: 'answer-and-handoff',
    sentence: handedOver.wholeFile,
    any: [
      new RegExp(`${askedOfUs(WRITE)} ${OWN} ?${OUR_FILE}\\b`),
      new RegExp(`${askedOfUs(WRITE)} (?:tout|toute|entierement) (?:le |la |mon |ma |notre )?${OUR_FILE}\\b`),
      new RegExp(
        `\\b(?:${WRITE.imperative}|${WRITE.infinitive})\\b.{0,30}\\b${OUR_FILE}\\b.{0,40}\\ba (?:ma|notre) place\\b`,
      ),
    ],
    unless:
      /\b(?:exemple|modele|trame|plan|guide|clause)s? (?:de|d'|du|pour)\b|\b(?:elle|il|la hotline|la fabrique|l'equipe|l'acheteur|le titulaire|le mandataire|mon sous-traitant) (?:redige|remplit|ecrit|peut|doit)\b|\b(?:dois|doit|faut|peut)[- ](?:je|on|il)\b|\bcomment (?:remplir|rediger|faire|preparer|monter|completer|ecrire)\b/,
  },
];
