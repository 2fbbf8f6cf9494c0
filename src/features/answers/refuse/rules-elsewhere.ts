import { refusal } from '#src/features/answers/texts.ts';
import { askedOfUs, type Rule, type Verbs } from './rule.ts';
import { declined } from './texts.ts';

/** Words of contracts and companies: a message that has one may be ours, however it begins. */
const OURS =
  /\b(?:marches?|appels? d'offres?|acheteu(?:rs?|ses?)|maires?|mairies?|elue?s?|artisans?|chantiers?|communes?|villes?|collectivites?|departements?|regions?|hopita(?:l|ux)|ministeres?|etat|consultations?|candidat\w*|offres?|lots?|sous-?trait\w*|titulaires?|groupements?|factures?|avances?|dc[1245]|dume|mapa|kbis|urssaf|insertion|fabrique|entreprises?|societes?|boites?|scops?|esats?|associations?|salarie\w*|contrats? publics?|memoires? techniques?|traiteurs?|cantines?|clauses?)\b/;

const TELL: Verbs = {
  imperative: 'ecris|ecrivez|raconte|racontez|compose|chante|fais|faites|invente',
  infinitive: 'ecrire|raconter|composer|chanter|faire|inventer',
};

/** Where French rules are not the ones that apply. */
const ABROAD =
  '(?:belgique|wallon(?:ie|ne)|luxembourg|suisse|allemagne|espagne|italie|portugal|angleterre|royaume-uni|irlande|pays-bas|autriche|pologne|monaco|andorre|quebec|canada|etats-unis|maroc|algerie|tunisie|senegal|cameroun|polynesie(?: francaise)?|nouvelle-caledonie|wallis)';

/** What is not for us at all: attempts on the assistant, anger, a general assistant's chores, private life. */
export const ELSEWHERE_RULES: readonly Rule[] = [
  {
    rule: 'injection',
    kind: 'refuse',
    sentence: declined.injection,
    any: [
      /\b(?:ignore|oublie|contourne|outrepasse)[rz]?\b.{0,15}\b(?:tes|vos) (?:\w+ )?(?:consignes?|instructions?|regles?|limites?)\b/,
      /\b(?:ignore|oublie)[rz]? (?:toutes )?les (?:consignes?|instructions?|regles?) (?:precedentes|d'avant|ci-dessus)\b/,
      /\b(?:affiche|montre|donne|revele|repete|recopie)[rz]?\b.{0,20}\b(?:(?:tes|vos|ton|votre) (?:\w+ )?(?:instructions?|consignes?|prompt)|prompt systeme|instructions? cachees?|cles? (?:d')?api)\b/,
      /\b(?:fais comme si|imagine que|pretends|a partir de maintenant),? (?:tu es|tu etais|vous etes|tu n'as)\b.{0,60}\b(?:sans (?:regles?|limites?|filtre)|plus de (?:regles?|limites?)|autre (?:ia|robot|assistant))\b/,
    ],
  },
  {
    rule: 'abuse',
    kind: 'refuse',
    sentence: declined.abuse,
    any: [
      /\b(?:connards?|connasses?|encules?|salopes?|salauds?|abrutis?|ta gueule|va te faire|allez (?:tous )?vous faire|bande d(?:e |')(?:incapables|nuls|cons|voleurs|escrocs))\b/,
      /\b(?:t'es|tu es|vous etes) (?:vraiment |juste |qu')?(?:une |de la |des )?merdes?\b/,
    ],
    unless: /\b(?:m'a|nous a|m'ont|a|ont) (?:traite|dit|ecrit|insulte)\w*\b/,
  },
  {
    rule: 'other-law',
    kind: 'refuse',
    sentence: declined.otherLaw,
    any: [
      new RegExp(
        `\\b(?:marches? publics?|seuils?|appels? d'offres?|commande publique|reglementation|regles?|procedures?|soumissionner|publicite)\\b.{0,40}\\b(?:en|au|aux|a|de|du|des|region) (?:la |l')?${ABROAD}\\b`,
      ),
      /\b(?:communes?|villes?|mairies?|cantons?|ministeres?|acheteurs?) (?:suisses?|belges?|luxembourgeoise?s?|allemande?s?|italien(?:ne)?s?|espagnole?s?|marocaine?s?|quebecoise?s?|canadien(?:ne)?s?)\b/,
    ],
    unless:
      /\b(?:mon entreprise|ma (?:societe|boite)|notre (?:societe|entreprise)|entreprises? (?:etrangeres?|basee?s?|etablie?s?)|fournisseurs?|sous-?traitants?|ouvriers|salaries|produits?|fabrique\w*|documents?|attestations?|francais\w* (?:achete|peut))\b/,
  },
  {
    rule: 'other-subject',
    kind: 'refuse',
    sentence: refusal.offTopic,
    any: [
      /^(?:.{0,15}\b)?recettes? (?:de|d'|du|des|facile|sans|pour|avec)\b/,
      /\b(?:quel temps (?:fait|fera|va)|il fait quel temps|meteo (?:a|de|du|pour|demain)|va (?:pleuvoir|neiger)|horoscope)\b/,
      new RegExp(
        `${askedOfUs(TELL)} (?:une? |des )?(?:petite? |courte? )?(?:poemes?|blagues?|chansons?|contes?|histoires? (?:drole|pour)|discours|raps?)\\b`,
      ),
      /\btradui(?:s|re|sez|t)\b.{0,60}\b(?:en|vers l') ?(?:anglais|espagnol|allemand|italien|arabe|chinois|portugais)\b/,
      /\b(?:bon|bonne|meilleure?|chouette|petit) (?:resto|restaurant|hotel|bar|cafe|brasserie|film|serie|coiffeur|cine\w*)\b.{0,15}\b(?:vers|pres|a cote|autour|dans le coin|ce soir|ce week-?end)\b/,
      /\b(?:resoudre|resous|calcule|derivee de|integrale de) [\dx(]|\bcapitale d(?:e |u |')/,
      /\b(?:qui a gagne|score|resultat)\b.{0,25}\b(?:match|psg|om|coupe du monde|hier soir)\b/,
      /\b(?:mon|ma|mes) (?:proprio|proprietaire|ex|copine|copain|mari|femme|fille|fils|bebe|chat|chien|appart\w*|voisin\w*|syndic|medecin|passeport|livebox|iphone|pension|carte vitale|permis de conduire|divorce|heritage|mariage)\b|\b(?:divorcer|pension alimentaire|garde (?:alternee|des enfants))\b/,
    ],
    unless: OURS,
  },
];
