import type { Buyer, Category } from '#src/calculators/buyers.ts';
import type { Regime } from '#src/knowledge/model/regime.ts';
import { fold } from '#src/platform/french/text-analysis.ts';
import { objectsIn } from './purchases/objects.ts';

interface SlotRule<T> {
  readonly value: T;
  readonly pattern: RegExp;
}

const REGIME_RULES: SlotRule<Regime>[] = [
  {
    value: 'defence',
    // « défense » as a sector; not « la défense de mes droits », nor the district of La Défense.
    pattern:
      /\b(?:ministere|direction generale|service|commissariat)s? (?:de la |des |de l')(?:defense|armees?|armement)\b|\bdefense(?:[- ](?:ou|et|\/)[- ]?(?:de )?(?:la )?securite)?\b(?! de (?:mes|nos|mon|ma|notre|leurs?|ses)\b)(?<!\ba la defense)(?<!\bquartier de la defense)|\bmilitaires?\b|\barmees?\b(?! du salut)|\barmement\b/g,
  },
  {
    value: 'concession',
    // « la délégation de la piscine »; not that of a power, a signature or a payment.
    pattern:
      /\b(?:concessions?|concessionnaires?|delegations? de service public|dsp|affermage|delegataires?|delegations? (?:de la|de l'|du|des|d'une?) (?!pouvoir|signature|paiement|creance|competence|maire|conseil|prefet))\b/g,
  },
  {
    value: 'utilities',
    pattern:
      /\b(?:entites? adjudicatrices?|operateurs? de reseaux?|sncf|ratp|edf|enedis|rte|grdf|aeroports?|(?<!\b(?:par|a|dans|via|avec|cachet de) )la poste|regies? (?:des eaux|(?:de|des) transports?|d'eau|d'electricite)|exploitants? (?:prives? )?de reseaux?)\b/g,
  },
  {
    value: 'private',
    // Between companies only: a private body subject to the code (landlord, association, SEM) is an ordinary buyer.
    pattern:
      /\bclient(?:e?s)?(?: (?:est|qui est|c'est))?,? ?(?:une? )?(?:prive(?:e?s)?|entreprises?|societes?|boites?|promoteurs?|groupes? prives?)\b|\bdonneurs? d'ordres? prives?\b|\b(?:entreprise|societe)s? (?:cliente?s?)\b|(?<!\b(?:reforme|factur\w*|electronique)s? )\bentre (?:deux )?(?:entreprises|societes|professionnels)\b|\bb ?to ?b\b|\bb2b\b|\bsecteur prive\b|\bmarches? prives?\b|\bpaiements? prives?\b|\b(?:poly)?cliniques? (?:\p{L}+ )?privees?\b|\b(?:c|c'est|cest|ils sont|elle est|il est) (?:une? |du |dans le |un truc |une boite )?privee?s?\b(?! (?:de|d'|du|ou)\b| ?\?)/gu,
  },
];

const BUYER_RULES: SlotRule<Buyer>[] = [
  {
    value: 'private',
    pattern: /\b(?:clients? prives?|donneurs? d'ordres? prives?|acheteurs? prives?)\b/g,
  },
  {
    value: 'social-housing',
    pattern:
      /\b(?:bailleurs?(?: social| sociaux| hlm| prives?)?|office (?:public de l'habitat|d'habitat|hlm)|offices publics de l'habitat|oph|hlm)\b/g,
  },
  {
    value: 'public-company',
    pattern:
      /\b(?:sem|spl|spla|semop|societes? d'economie mixte|societes? publiques? locales?|epic|entreprises? publiques?)\b/g,
  },
  {
    value: 'hospital',
    pattern:
      /\b(?:hopital|hopitaux|chu|chru|chr|ght|ap-?hp|ap-?hm|centres? hospitaliers?|cliniques? publiques?|etablissements? (?:public )?de sante|etablissements publics de sante)\b/g,
  },
  {
    value: 'network',
    pattern:
      /\b(?:entites? adjudicatrices?|sncf|ratp|edf|enedis|rte|grdf|aeroports?|(?<!\b(?:par|a|dans|via|avec|cachet de) )la poste|regies? (?:des eaux|(?:de|des) transports?|d'eau|d'electricite)|operateurs? de reseaux?)\b/g,
  },
  {
    value: 'defence',
    pattern: /\b(?:ministere des armees|armees?|militaires?|marches? de (?:la )?defense|dga)\b/g,
  },
  {
    value: 'state-agency',
    pattern:
      /\b(?:universites?|cnrs|inserm|crous|ademe|france travail|pole emploi|caisse des depots|cdc|ugap|etablissements? publics? (?:administratifs? )?(?:de l'etat|nationa(?:l|ux))|agences? (?:nationales?|de l'eau)|musees? nationa(?:l|ux)|ecoles? nationales?|parcs? nationa(?:l|ux))\b/g,
  },
  {
    value: 'state',
    pattern:
      /\b(?:(?<!\b(?:aide|subvention|soutien|finance|convention|agree|agrement)\p{L}{0,5} (?:par|de|avec) )l'etat|(?:services? de l'|a l'|pour l')?(?<!l')etat(?! d)|ministeres?|prefectures?|rectorats?|administrations? centrales?|dreal|direccte|drieets?|(?<=\b(?:pour|avec) (?:le |un |notre )?)tribunal|gendarmerie|police nationale|douanes)\b/gu,
  },
  {
    value: 'local',
    pattern:
      /\b(?:mairies?|(?<=\bsuis (?:le |la )?)maires?|villages?|communes?|communa(?:l|le|les|ux)|villes?|municipa(?:l|le|les|ux|lites?)|collectivites?(?: territoriales?| locales?)?|departements?|regions?|metropoles?|agglo(?:merations?)?|communautes? (?:de communes|urbaines?|d'agglomeration)|intercos?|epci|conseils? (?:departementa(?:l|ux)|regiona(?:l|ux)|municipa(?:l|ux))|syndicats? (?:mixtes?|intercommuna(?:l|ux))|ccas|cias|sivom|sivu|sivos|ehpad|colleges?|lycees?|eples?|caisses? des ecoles|sdis)\b/g,
  },
  // After the public ones: « je suis une entreprise privée, la mairie… », « une société privée de HLM ».
  { value: 'private', pattern: /\b(?:entreprise|societe|boite)s? privees?\b/g },
  { value: 'private-body', pattern: /\bassociations? (?:acheteuses?|soumises?|qui achetent?)\b/g },
];

const CATEGORY_RULES: SlotRule<Category>[] = [
  {
    value: 'works',
    pattern:
      /\b(?:travaux|chantiers?(?! d'insertion)|btp|construction|construire|renovation|rehabilitation|gros oeuvre|second oeuvre|toitures?|couverture|charpente|maconnerie|plomberie|ravalement|demolition|terrassement|voirie|vrd|isolation|peinture en batiment|platrerie|carrelage|menuiseries? exterieures?|cloisons?)\b(?! (?:d'entretien|de nettoyage))/g,
  },
  {
    value: 'supplies-services',
    pattern:
      /\b(?:fournitures?(?: et (?:de )?services?)?|services?|f\/s|prestations?(?: de services?| intellectuelles?)?|materiels?|mobilier|meubles|ordinateurs?|ordis?|informatique|logiciels?|videos?|vetements?|textiles?|uniformes?|(?:bio)?nettoyage|menage|entretien|proprete|traiteur|repas|buffets?|denrees|paniers?|restauration(?! (?:d'un|de la|du|des) )|conseil(?! (?:municipal|departemental|regional))|audits?|etudes?|formations?|gardiennage|transport|livraisons?|espaces verts|tonte|blanchisserie|evenementiel|communication|graphisme|impression|interpretariat|traduction|recyclage|collecte)\b/g,
  },
];

/** A kind of local body that rules of its own hold for. */
export type OwnBody = 'care-home' | 'school';

const BODY_RULES: readonly SlotRule<OwnBody>[] = [
  {
    value: 'care-home',
    pattern:
      /\b(?:ehpad|maisons? de retraite|foyers? (?:publics?|pour adultes)|(?:etablissements? )?(?:publics? )?(?:sociaux et )?medico-? ?socia(?:l|ux))\b/g,
  },
  { value: 'school', pattern: /\b(?:colleges?|lycees?|epl?e|caisse des ecoles)\b/g },
];

/** The kinds of local bodies of their own that a text names. */
export function namedBodies(text: string): readonly OwnBody[] {
  const folded = fold(text);
  return BODY_RULES.flatMap(({ value, pattern }) => (new RegExp(pattern.source).test(folded) ? [value] : []));
}

/** A folded text without the words that name those bodies: whether it names another buyer beside. */
export const withoutBodies = (folded: string): string =>
  BODY_RULES.reduce((text, { pattern }) => text.replace(pattern, ' '), folded);

/** The case that a question speaks of, as far as it says. */
export interface AskedCase {
  readonly regime: Regime;
  readonly regimeSaid: boolean;
  readonly buyer?: Buyer | undefined;
  /** Where the buyer is a local body that has rules of its own. */
  readonly body?: OwnBody | undefined;
  readonly category?: Category | undefined;
}

/** Reads buyer, category and regime in a question. A question that names none is an ordinary one. */
export function detectCase(question: string): AskedCase {
  const text = fold(question).replace(/\s+/g, ' ');
  // A private company that buys is under no rule of the code, unless it is said to be.
  const named = regimeIn(text) ?? (buyerIn(text) === 'private' ? 'private' : undefined);
  // « mes références viennent de clients privés : comptent-elles pour un marché public ? », « mes clients privés paient à 60
  // jours, et la mairie ? »: what is said of public buyers is not to be hidden by a private client named beside.
  const publicBuyer = BUYER_RULES.find((rule) => rule.value !== 'private' && isSaid(text, rule))?.value;
  const isBeside = named === 'private' && (publicBuyer !== undefined || /\bmarches? publics?\b/.test(text));
  const regime = isBeside ? undefined : named;
  const buyer = isBeside ? publicBuyer : buyerIn(text);
  return {
    regime: regime ?? 'ordinary',
    regimeSaid: regime !== undefined,
    buyer,
    ...(buyer === 'local' && { body: namedBodies(text)[0] }),
    category: categoryIn(text),
  };
}

/** What says, just before a category, that it is not the one: « c'est pas des travaux », « ce n'est pas un marché de travaux ». */
const DENIED_CATEGORY =
  /\b(?:est|etait|sont|c) (?:pas|plus|jamais) (?:pour )?(?:une? |la |le |l'|les |des |du |de la |de l'|de |d')?(?:(?:marches?|contrats?)(?: publics?)? (?:de |d'))?$|(?<!\b(?:ai|as|a|avons|avez|ont|fais|fait|font|faisons) )\b(?:pas|et non) (?:des|du|un marche(?: public)? de|un contrat de) $/;

const isDeniedCategory = (text: string, index: number): boolean =>
  DENIED_CATEGORY.test(text.slice(Math.max(0, index - 60), index));

/** The first category that a folded text names, and does not deny. */
function categoryIn(text: string): Category | undefined {
  const isSaid = ({ pattern }: SlotRule<Category>) =>
    [...text.matchAll(pattern)].some(({ index }) => !isDeniedCategory(text, index));
  return CATEGORY_RULES.find(isSaid)?.value ?? (namesGoods(text) ? 'supplies-services' : undefined);
}

/** « viande », « pain », « draps »: goods that the table of purchases names, where no word of a category is said. */
const namesGoods = (text: string): boolean =>
  objectsIn(text).some(({ kind, at }) => kind === 'supplies' && !isDeniedCategory(text, at));

/** The categories that a message says it is not of, and names nowhere else. */
export function deniedCategories(message: string): readonly Category[] {
  const text = fold(message).replace(/\s+/g, ' ');
  return CATEGORY_RULES.filter(({ pattern }) => {
    const named = [...text.matchAll(pattern)];
    return named.length > 0 && named.every(({ index }) => isDeniedCategory(text, index));
  }).map(({ value }) => value);
}

/**
 * What says, just before a buyer, that it is not the one: « j'ai jamais parlé de l'État », « c'est pas la mairie », « pas
 * celui de l'État ».
 */
const DENIED =
  /\bpas (?:celui|ceux|le seuil|les seuils) (?:de |d'|du |des )(?:la |le |l'|les )?$|\b(?:c?est|etait|suis|sommes) (?:pas|plus|jamais) (?:pour |avec )?(?:une? |la |le |l'|les |des )?$|\b(?:pas|jamais?) (?:parl\w{1,4}|evoqu\w{1,4}) (?:de |d'|du |des )?(?:une? |la |le |l')?$/;

const isDenied = (text: string, index: number): boolean =>
  DENIED.test(text.slice(Math.max(0, index - 60), index));

/** « la MAIRIE pas client privé »: no client is denied to be private but in passing, with no verb. */
const DENIED_BARELY = /\bpas (?:pour |avec |de |d'|du |des )?(?:une? |le |la |l'|les |mon |mes )?$/;

/** Whether a folded text names what a rule is on, and does not deny it. */
const isSaid = <T>(text: string, { value, pattern }: SlotRule<T>): boolean =>
  [...text.matchAll(pattern)].some(
    ({ index }) =>
      !isDenied(text, index) &&
      !(value === 'private' && DENIED_BARELY.test(text.slice(Math.max(0, index - 60), index))),
  );

/** The first regime that a folded text names, and does not deny: « ce n'est pas une concession ». */
const regimeIn = (text: string): Regime | undefined => REGIME_RULES.find((rule) => isSaid(text, rule))?.value;

/** The first buyer that a folded text names, and does not deny. */
const buyerIn = (text: string): Buyer | undefined => BUYER_RULES.find((rule) => isSaid(text, rule))?.value;

/** Whether a text names a private client, and does not deny it. */
export function namesPrivateClient(question: string): boolean {
  const text = fold(question).replace(/\s+/g, ' ');
  const rules: readonly SlotRule<Regime | Buyer>[] = [...REGIME_RULES, ...BUYER_RULES];
  return rules.some((rule) => rule.value === 'private' && isSaid(text, rule));
}

/** Every buyer that a folded text names, with its place; several times, one that is named several times. */
export const buyersNamed = (
  text: string,
): { readonly buyer: Buyer; readonly at: number; readonly end: number }[] =>
  [
    ...BUYER_RULES,
    ...REGIME_RULES.flatMap(({ value, pattern }) => (value === 'private' ? [{ value, pattern }] : [])),
  ].flatMap(({ value, pattern }) =>
    [...text.matchAll(pattern)].map(({ 0: found, index }) => ({
      buyer: value,
      at: index,
      end: index + found.length,
    })),
  );

/** The buyers that a message says it is not: what was told of them holds no more. */
export function deniedBuyers(message: string): readonly Buyer[] {
  const text = fold(message).replace(/\s+/g, ' ');
  return BUYER_RULES.filter(({ pattern }) =>
    [...text.matchAll(pattern)].some(({ index }) => isDenied(text, index)),
  ).map(({ value }) => value);
}

/** Every buyer and category that a text names: a page may hold for several. */
export function namedCases(text: string): { buyers: readonly Buyer[]; categories: readonly Category[] } {
  const folded = fold(text).replace(/\s+/g, ' ');
  const all = <T>(rules: readonly SlotRule<T>[]) =>
    rules.flatMap(({ value, pattern }) => (new RegExp(pattern.source).test(folded) ? [value] : []));
  return { buyers: all(BUYER_RULES), categories: all(CATEGORY_RULES) };
}

/**
 * Removes from an earlier question the words of each slot that a follow-up fills anew, so that « et pour les
 * travaux ? » replaces « fournitures » and leaves the rest.
 */
export function withoutSlots(question: string, followUp: string): string {
  const later = fold(followUp);
  let text = fold(question);
  for (const rules of [REGIME_RULES, BUYER_RULES, CATEGORY_RULES] as const) {
    if (!rules.some(({ pattern }) => new RegExp(pattern.source).test(later))) continue;
    for (const { pattern } of rules) text = text.replace(pattern, ' ');
  }
  return text.replace(/\s+/g, ' ').trim();
}

/** A text without the words that name a buyer, a category or a regime. */
export const withoutCase = (text: string): string => withoutSlots(text, text);

/** How a buyer is said again where it was said before; each is read as itself. */
const BUYER_SAID: Readonly<Record<Buyer, string>> = {
  state: 'l’État',
  'state-agency': 'un établissement public de l’État',
  local: 'une collectivité',
  hospital: 'un hôpital',
  'social-housing': 'un bailleur social',
  'public-company': 'une entreprise publique',
  'private-body': 'une association acheteuse',
  network: 'un opérateur de réseaux',
  defence: 'le ministère des Armées',
  private: 'un client privé',
};
const CATEGORY_SAID: Readonly<Record<Category, string>> = {
  works: 'travaux',
  'supplies-services': 'fournitures ou services',
};

export const nameOfBuyer = (buyer: Buyer): string => BUYER_SAID[buyer];
export const nameOfCategory = (category: Category): string => CATEGORY_SAID[category];

/** A question with the buyer and the category that were said beside it, where it says none: « … (pour l’État, travaux) ? » */
export function withCase(question: string, beside: string): string {
  const own = detectCase(question);
  const told = detectCase(beside);
  const buyer = told.buyer && own.buyer === undefined ? `pour ${BUYER_SAID[told.buyer]}` : undefined;
  const category = told.category && own.category === undefined ? CATEGORY_SAID[told.category] : undefined;
  const added = [buyer, category].filter((one) => one !== undefined);
  if (added.length === 0) return question;
  return `${question.replace(/[\s?]{1,9}$/, '')} (${added.join(', ')}) ?`;
}
