import { BUYER_RULES, type Buyer, type BuyerRules, type Category } from '#src/calculators/buyers.ts';
import { type AskedCase, detectCase, type OwnBody, withoutBodies } from '#src/reader/detect-case.ts';
import { namesFood, objectsIn } from '#src/reader/purchases/objects.ts';
import type { Nature, ProcedureResult } from './procurement-procedure.ts';

/** A buyer that the code binds. */
export type PublicBuyer = Exclude<Buyer, 'private'>;

/** One way of filling what a question leaves unsaid. */
export interface ProcedureCase {
  readonly buyer: PublicBuyer;
  /** Where it is a local body that is easily taken for the State. */
  readonly body?: OwnBody | undefined;
  readonly rules: BuyerRules;
  readonly category: Category;
  readonly nature: Nature;
  readonly defence: boolean;
}

/** A case at one amount, with what it leads to. */
export interface Outcome {
  readonly one: ProcedureCase;
  readonly amount: number;
  readonly result: ProcedureResult;
}

/** What a question may leave unsaid, in the order in which it is worth asking. */
export const SLOTS = ['defence', 'category', 'buyer', 'social'] as const;
export type Slot = (typeof SLOTS)[number];

/** The cases that a question may speak of: the common one, and what each unsaid thing could be instead. */
export interface PossibleCases {
  readonly common: ProcedureCase;
  /** For each thing unsaid, the common case with that thing filled in each way, the common way first. */
  readonly open: Readonly<Partial<Record<Slot, readonly ProcedureCase[]>>>;
  /** Every combination. */
  readonly all: readonly ProcedureCase[];
}

const SURE_DEFENCE =
  /\b(?:marches?|contrats?|achats?|consultation|regime) (?:publics? )?de (?:la )?(?:defense|securite)\b|\bdefense ou (?:de )?(?:la )?securite\b|\barmement\b|\bmunitions?\b/;
/** Buyers that the code does not bind, when no public one is named. */
const PRIVATE_WORDS =
  /\b(?:promoteurs?|particuliers?|copropriet\w+|syndics?|enseignes?|supermarches?|clients?|startups?|start-ups?|multinationales?|grands? groupes?|privee?s?|restaurants?|magasins?)\b/;
/** The asker buys, and says of no public body that it is one. */
const OWN_PURCHASE =
  /\b(?:notre|mon|ma|une) (?:association|asso|entreprise|boite|societe|scop|cooperative|fondation)\b.{0,25}\bachet\w+|\b(?:on|nous|je) (?:veut|voulons|veux|doit|devons|dois|souhaite|souhaitons) acheter\b/;
const BUYER_WORDS =
  /\b(?:bailleurs? (?:sociaux|social)|logements? (?:sociaux|social)|economie sociale|etablissements? (?:publics? )?de sante|defense (?:ou|et) (?:de )?(?:la )?securite|centres? sociaux|centre social)\b/g;
/** Kinds of services that annex 3 may list, by the families that are known of it: its codes are to be checked. */
const PERHAPS_SOCIAL =
  /\b(?:sante|medic\w+|soins?|social\w*|sociaux|accompagnement|education\w*|enseignement|formations?|cultur\w+|spectacles?|artist\w+|sport\w*|juridi\w+|avocats?|hotel\w*|heberge\w+|restauration|traiteur|repas|cantine|gardiennage|securite|surveillance|creche|petite enfance|aide a domicile|animations?|periscolaire|interim)\b/;
const SERVICE_HEADS =
  /\b(?:nettoyage|menage|proprete|gardiennage|surveillance|mobilier|meubles|ordis?|ordinateurs?|logiciels?|repas|traiteur|formations?|etudes?|audits?|transport|livraisons?|espaces verts|tonte|fournitures?|prestations? de services?|locations?|materiaux|vente)\b/;
/** Services that are bought for works. */
const INTELLECTUAL =
  /\b(?:maitrise d'oeuvre|moe|assistance a (?:la )?maitrise|amo|controle technique|coordination sps|diagnostics?)\b/;
/** Who works for a buyer, and is bought only where it is said: « l'architecte estime la toiture à … » buys a roof. */
const DESIGNER = /\b(?:architectes?|bureaux? d'etudes?)\b/;
const HIRES =
  /\b(?:honoraires?|missions?|concours|(?:marche|contrat|achat|prestation|choix)s? d[e'] ?(?:l'|un )?(?:architecte|bureau)|chois\w+|recrut\w+|engag\w+|missionn\w+|prendre|payer|remuner\w+|faire appel|consult\w+ (?:un|des|plusieurs|trois))\b/;
/** Works that the shared word lists do not name. */
const RENOVATION =
  /\b(?:refection|renove(?:r|nt)? (?:une?|les?|la|l'|son|sa|ses|des)\b|ravale\w*|repeindre|(?:refai(?:re|t|sons|tes)|refont|refera) (?:le |la |les |l'|un |une |des )?(?:murs?|toits?|peintures?|sols?|facades?|parking|cour|clocher|cloture))\b/;
const SERVICES_ALONE =
  /\b(?:accompagnement|enseignement|spectacles?|(?:gestion|exploitation|places?) (?:d'une |de la |de |en )?creches?|animations?|interim|soins|aide a domicile|avocats?|com|videos?|films?|sites? (?:web|internet)|chaises|tables|photograph\w+|captation)\b/;
/** Goods, or works once they are laid. */
const LAID = /\bmenuiseries?\b|\bclimatisations?\b|\bstores?\b|\bcloture\b|\bportails?\b/;
/** « entretien des bâtiments » may be either. */
const AMBIGUOUS = /\b(?:entretien|maintenance|peinture)\b/;

/**
 * Reads the case of a question on procedure.
 * @returns undefined under other rules (a private buyer, a concession)
 */
export function possibleCases(
  text: string,
  asked: AskedCase,
  buyersToTry: readonly PublicBuyer[],
): PossibleCases | undefined {
  if (!asked.buyer && buysPrivately(text)) return undefined;
  if (asked.buyer === 'private' || asked.regime === 'private' || asked.regime === 'concession')
    return undefined;
  const nature = natureOf(text);
  const category = nature === 'books' || nature === 'social' ? 'supplies-services' : categoryOf(text);
  const buyers = buyersOf(text, asked, buyersToTry);
  const categories: readonly Category[] = category ? [category] : ['supplies-services', 'works'];
  const defences = defencesOf(text, asked);
  const first = buyers[0];
  const defence = defences[0];
  const commonCategory = categories[0];
  if (!first || defence === undefined || !commonCategory) return undefined;
  const natures = naturesOf(text, nature, commonCategory);
  const common = {
    ...caseOf(text, first, commonCategory, natures[0] ?? 'ordinary', defence),
    ...(first === 'local' && { body: ownBody(text, asked) }),
  };
  const all = defences.flatMap((inDefence) =>
    categories.flatMap((kind) =>
      buyers.flatMap((buyer) =>
        natures
          .filter((one) => one !== 'social' || kind === 'supplies-services')
          .map((one) => caseOf(text, buyer, kind, one, inDefence)),
      ),
    ),
  );
  return {
    common,
    open: {
      ...(defences.length > 1 && {
        defence: defences.map((one) => caseOf(text, first, commonCategory, nature, one)),
      }),
      ...(categories.length > 1 && { category: categories.map((one) => ({ ...common, category: one })) }),
      ...(buyers.length > 1 && {
        buyer: buyers.map((one) => caseOf(text, one, commonCategory, common.nature, defence)),
      }),
      ...(natures.length > 1 && { social: natures.map((one) => ({ ...common, nature: one })) }),
    },
    all,
  };
}

/** The body that buys: « la région équipe ses lycées » names no buyer of its own by them. */
export const ownBody = (text: string, { body }: AskedCase): OwnBody | undefined =>
  body === undefined ||
  /\bcaisses? des ecoles\b/.test(text) ||
  detectCase(withoutBodies(text)).buyer === 'local'
    ? undefined
    : body;

/** « pour ma boîte »: the company buys for itself. */
const buysPrivately = (text: string): boolean =>
  PRIVATE_WORDS.test(text) || (OWN_PURCHASE.test(text) && !/\bacheteu\w+|\bpubli(?:c|que)s?\b/.test(text));

function caseOf(
  text: string,
  buyer: PublicBuyer,
  category: Category,
  nature: Nature,
  defence: boolean,
): ProcedureCase {
  // The army's ordinary purchases are the State's.
  const kind = buyer === 'defence' && !defence ? 'state' : buyer;
  return { buyer: kind, rules: rulesOf(text, kind), category, nature, defence };
}

/** The Caisse des dépôts, France Travail and the UGAP buy at the State's level but choose their notices (R2100-1). */
function rulesOf(text: string, buyer: PublicBuyer): BuyerRules {
  const rules = BUYER_RULES[buyer];
  const free =
    buyer === 'state-agency' && /\b(?:caisse des depots|cdc|ugap|france travail|pole emploi)\b/.test(text);
  return free ? { ...rules, nationalNotice: false } : rules;
}

/** Buyers that the shared word lists do not name. */
const LOCAL_ADJECTIVES =
  /\b(?:communal\w*|communaux|municipa(?:l|le|ux)|intercommunal\w*|departementa(?:l|le|ux))\b/;
const HOUSING_OFFICE = /\boffices? (?:d'|de l')habitat\b/;

function buyersOf(text: string, asked: AskedCase, toTry: readonly PublicBuyer[]): readonly PublicBuyer[] {
  if (asked.buyer && asked.buyer !== 'private') return [asked.buyer];
  if (asked.regime === 'utilities') return ['network'];
  if (HOUSING_OFFICE.test(text)) return ['social-housing'];
  if (LOCAL_ADJECTIVES.test(text)) return ['local'];
  return isArmy(text, asked) ? ['defence'] : toTry;
}

/** The armament agency, by the initials that people write. */
const isArmy = (text: string, { regime, buyer }: AskedCase): boolean =>
  regime === 'defence' || buyer === 'defence' || /\bdga\b/.test(text);

function defencesOf(text: string, asked: AskedCase): readonly boolean[] {
  if (!isArmy(text, asked)) return [false];
  return SURE_DEFENCE.test(text) ? [true] : [true, false];
}

/** « un traiteur nous livre les repas » buys no book. */
const BOOKS =
  /\blivres\b(?<!\btu livres)|\b(?:un|le|du|de|d'un|ce|ces|au|par|mon|son|notre|votre|quel) livre\b(?! (?:blanc|d'or))/;

function natureOf(text: string): Nature {
  if (/(?<!\b(?:pas|non) )\bin+ovant\w*|(?<!\bpas d')\binnovations?\b/.test(text)) return 'innovative';
  const school = /(?<!non )(?<!non-)\bscolaires?\b|\bmanuels?\b/.test(text);
  if (BOOKS.test(text) && !school) return 'books';
  if (namesFood(text)) return 'ordinary';
  const annex = /\bannexe 3\b|\bservices? (?:sociaux|specifiques?)\b|\bservice social\b/.test(text);
  return annex && !/\bhors (?:de l')?annexe 3\b/.test(text) ? 'social' : 'ordinary';
}

function naturesOf(text: string, nature: Nature, category: Category): readonly Nature[] {
  if (nature !== 'ordinary' || category === 'works' || /\bhors (?:de l')?annexe 3\b/.test(text))
    return [nature];
  // Annex 3 lists services: food is goods, whoever eats it.
  if (namesFood(text)) return [nature];
  return PERHAPS_SOCIAL.test(text.replace(BUYER_WORDS, ' ')) ? ['ordinary', 'social'] : ['ordinary'];
}

/** Whether what is bought may be of annex 3: meals, care, training. */
export const mayBeSocial = (text: string): boolean =>
  naturesOf(text, natureOf(text), 'supplies-services').includes('social');

/** A company, or the place of what is bought: « chantier d'insertion », « pour les bâtiments communaux ». */
const NOT_THE_PURCHASE =
  /\bchantiers? (?:d'insertion|ecole)\b|\bbatiments\b|\b(?:pour|sur|dans) (?:une?|le|mon|notre|son|nos|ses|leurs?|les|des) (?:chantiers?|batiments?)\b/g;

/** The category as said; « nettoyage des bâtiments » is a service whatever it cleans, « entretien » of one is unclear. */
export function categoryOf(text: string): Category | undefined {
  if (INTELLECTUAL.test(text)) return 'supplies-services';
  if (DESIGNER.test(text) && (HIRES.test(text) || !namesWorks(text))) return 'supplies-services';
  const { category } = detectCase(text.replace(NOT_THE_PURCHASE, ' '));
  if (!category) return unnamedCategory(text);
  if (category !== 'works') return isUnclearOnBuilding(text) ? undefined : category;
  if (/\btravaux\b(?! (?:d'entretien|de nettoyage|de menage))/.test(text)) return 'works';
  if (SERVICE_HEADS.test(text)) return 'supplies-services';
  return AMBIGUOUS.test(text) && !/\bpeinture\b/.test(text) ? undefined : 'works';
}

/** Whether a text names works: by a word of their own, or as something that is built, laid or mended. */
const namesWorks = (text: string): boolean =>
  detectCase(text).category === 'works' ||
  RENOVATION.test(text) ||
  objectsIn(text).some(({ kind }) => kind === 'works');

const isUnclearOnBuilding = (text: string): boolean => AMBIGUOUS.test(text) && /\bbatiments?\b/.test(text);

/** The category of a purchase that only its own words tell. */
function unnamedCategory(text: string): Category | undefined {
  if (/nettoyage/.test(text)) return 'supplies-services';
  if (RENOVATION.test(text)) return 'works';
  if (LAID.test(text)) return undefined;
  // « la maintenance de la chaudière » is a service.
  if (namesWorks(text) && !AMBIGUOUS.test(text)) return 'works';
  return SERVICES_ALONE.test(text) ? 'supplies-services' : undefined;
}
