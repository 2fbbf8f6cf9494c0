import { fold } from '#src/platform/french/text-analysis.ts';
import { activityIn, type Criteria, placesIn, tradesIn } from './criteria.ts';
import { familiesSaid } from './families.ts';

/** A message that looks for companies. */
export interface CompanySearch {
  readonly criteria: Criteria;
  /** A place that was named and that no table knows: « à Trifouilly ». */
  readonly unknownPlace?: string | undefined;
}

/** A story of this length asks something else, whatever it also says. */
const LONGEST = 300;

const GREETING = '(?:(?:bonjour|bonsoir|salut|hello|bjr|slt|svp)\\W+)*';
const COMPANY =
  "(?:entreprises?|societes?|structures?|prestataires?|fournisseurs?|sous[- ]?traitants?|co-?traitants?|partenaires?|associations?|assos?|cooperatives?|scop|scic|esat|siae|ateliers?|chantiers? d'insertion|ressourceries?|traiteurs?|paysagistes?|imprimeurs?|plombiers?|peintres?|electricien(?:ne)?s?|menuisiers?|macons?|graphistes?|photographes?|demenageurs?|traduct(?:eur|rice)s?|developpeu(?:r|se)s?|artisans?|acteurs?|boites?)";
const SOME = "(?:une? |des |d'une? |d'un |d'|de |quelques |plusieurs |les |l')?(?:\\w+ )?";

/** Somebody who says that they look for a company themselves. */
const LOOKS_FOR = new RegExp(
  `\\b(?:(?:je|on|nous) (?:suis|sommes|est) (?:a la recherche|en recherche) (?:d'|de )|(?:je|on|nous|ma mairie|ma commune|notre \\w+|^\\W*${GREETING}) ?(?:re)?cherch(?:e|ons) (?:a travailler avec |a identifier |a contacter |actuellement |aussi )?|(?:j'ai|nous avons|on a) besoin d(?:'|e )|(?:je (?:veux|voudrais|souhaite\\w*)|j'aimerais|nous (?:voulons|voudrions|souhaitons|aimerions)|on (?:veut|voudrait)) (?:trouver|identifier|contacter|rencontrer|faire appel a|travailler avec) |trouve[rz]?[- ](?:moi|nous) |(?:pouvez[- ]vous|vous pouvez|peux[- ]tu) (?:me |nous |m'|n)?(?:trouver|indiquer|proposer|recommander|conseiller|donner) )${SOME}${COMPANY}\\b`,
);
/** Somebody who asks whether, or which, there are. */
const ASKS_WHICH = new RegExp(
  `^\\W*${GREETING}(?:(?:connaiss?ez[- ]vous|vous connaissez|avez[- ]vous|auriez[- ]vous|vous avez|y a[- ]t[- ]il|existe[- ]t[- ]il|(?:comment|ou) trouver|liste) ${SOME}|(?:quel(?:le)?s?) (?:sont les )?)${COMPANY}\\b`,
);
const WHO_DOES = new RegExp(
  `^\\W*${GREETING}(?:(?:savez[- ]vous|dites[- ]moi) )?qui (?:est-ce qui )?(?:(?:peut|peuvent|pourrait|pourraient|sait|saurait|savent) (?:\\w+ )?)?(?:faire|fait|font|assur\\w+|propos\\w+|livr\\w+|fourni\\w+|realis\\w+|entret\\w+|nettoy\\w+|nettoie\\w*|repar\\w+|s'occup\\w+|vend\\w*|imprim\\w+|prepar\\w+|organis\\w+|fabriqu\\w+|transport\\w+|collect\\w+|install\\w+|pos\\w+|lav\\w+|ramass\\w+|tond\\w*|taill\\w+|cuisin\\w+)\\b`,
);
/** « qui fait du traiteur ? », and nothing else. */
const WHO_DOES_ONLY = new RegExp(
  `^\\W*${GREETING}qui (?:(?:peut|peuvent|pourrait|sait) )?(?:faire|fait|font|propose\\w*) (?:du|de la|de l'|des) (?:[\\w'-]+\\W+){0,3}[\\w'-]+\\W*$`,
);

/** Subjects of procurement: who names one asks about the rules, not for a company. */
const LAW =
  /\b(?:marches?|lots?|reserv\w+|repondre|soumission\w*|candidat\w*|postul\w*|appels? d'offres|consultations?|recours|attribu\w*|seuils?|criteres?|clauses?|articles?|code|loi|lois|droits?|obligatoires?|obliges?|oblig\w+|eligib\w+|conditions?|doit|doivent|dois|devons|avances?|paiements?|factures?|penalites?|garanties?|caution|offres?|dossiers?|pieces|attestations?|groupements?|mandataire|signe\w*|signer|heures d'insertion|demande d'agrement|agrements?|benefici\w+|interdit\w*|autoris\w+|risqu\w+|tva|subvention\w*|aides?)\b/;
/** What even who looks for a company asks when they ask about the rules. */
const RIGHTS =
  /\b(?:puis[- ]je|peut[- ]on|dois[- ]je|doit[- ]on|faut[- ]il|ai[- ]je|a[- ]t[- ]on|suis[- ]je|sommes[- ]nous|est[- ]ce que (?:je|on|nous|c'est)|ai[- ]je le droit|le droit|obligatoires?|oblige\w*|interdit\w*|autorise\w*|quel(?:le)?s?|droits?|on peut|combien|comment (?:faire|rediger|ecrire|prouver|calculer)|pourquoi|seuils?)\b/;
/** Words of sentences: a request in the style of a search box has none. */
const SENTENCE =
  /\b(?:je|j'\w+|on|nous|tu|vous|il|elle|ils|elles|mon|ma|mes|notre|nos|est|sont|suis|sommes|avons|ai|avez|peut|peux|pouvons|comment|quel\w*|qui|quand|pourquoi|combien|si)\b/;
const BOX_WORDS = 12;

const PLACE_WORDS =
  /(?:^|\s)(?:à|au|aux|vers|près\s+d(?:e\s|['’])|autour\s+d(?:e\s|['’])|du\s+côté\s+d(?:e\s|['’])|sur|dans\s+l(?:a\s|e\s|es\s|['’])|en)\s*((?:\p{Lu}[\p{L}'’]*)(?:[ -](?:(?:sur|en|lès|les|la|le|de|du|des|sous)[ -])*\p{Lu}[\p{L}'’]*)*)/u;

/** A place that a text names, whether or not it is known: « à Trifouilly »; « en ESAT » is none. */
export function placeNamed(text: string): string | undefined {
  const named = PLACE_WORDS.exec(text)?.[1];
  return named === undefined || familiesSaid(named).wanted.length > 0 ? undefined : named;
}

/**
 * What a message looks for when it looks for companies; undefined for anything else. A doubt is a question, which the
 * answers know better: « qui peut répondre à un marché réservé ? » asks for a rule.
 */
export function companiesAskedFor(text: string): CompanySearch | undefined {
  const said = fold(text).replace(/\s+/g, ' ').trim();
  if (said === '' || said.length > LONGEST) return undefined;
  const { wanted: families, rest: withoutFamilies } = familiesSaid(said);
  const { places, rest } = placesIn(withoutFamilies, true);
  const trade = tradesIn(rest);
  const unknownPlace = places.length === 0 ? placeNamed(text) : undefined;
  const has = {
    trade: trade.length > 0,
    place: places.length > 0 || unknownPlace !== undefined,
    family: families.length > 0,
  };
  if (!isSearch(said, has)) return undefined;
  const activity = has.trade ? { sectors: trade, stems: [] } : otherActivity(rest, unknownPlace);
  return { criteria: { ...activity, places, families }, unknownPlace };
}

function isSearch(said: string, has: { trade: boolean; place: boolean; family: boolean }): boolean {
  if (LOOKS_FOR.test(said)) return !RIGHTS.test(said) && (has.trade || (has.family && has.place));
  if (LAW.test(said)) return false;
  if (ASKS_WHICH.test(said)) return has.place && (has.trade || has.family);
  if (WHO_DOES.test(said)) return has.trade && (has.place || has.family || WHO_DOES_ONLY.test(said));
  const isBox = said.split(' ').length <= BOX_WORDS && !SENTENCE.test(said);
  const begins = new RegExp(`^\\W*(?:une? |des )?${COMPANY}\\b`).test(said);
  return isBox && has.place && has.trade && (has.family || begins);
}

/** An activity that no sector has: the words that are left, when they are few enough to be one. */
export function otherActivity(
  rest: string,
  unknownPlace: string | undefined,
): Pick<Criteria, 'sectors' | 'stems'> {
  const place = unknownPlace ? fold(unknownPlace).replace(/[^\p{L}\p{N}]+/gu, ' ') : undefined;
  const words = (place ? rest.replace(place, ' ') : rest)
    .replace(new RegExp(`\\b${COMPANY}\\b`, 'g'), ' ')
    .replace(ASKED_WORDS, ' ');
  const { stems } = activityIn(words);
  return { sectors: [], stems: stems.length <= MOST_STEMS ? stems : [] };
}
const MOST_STEMS = 3;
const ASKED_WORDS =
  /\b(?:bonjour|merci|svp|stp|s il vous plait|actuellement|aussi|souhait\w*|aimer\w*|voul\w*|identifi\w*|contact\w*|rencontr\w*|appel|indiqu\w*|recommand\w*|conseill\w*|donner|liste|existe|marche|lot|commune|mairie|ville|collectivite|projet)\b/g;
