import type { Role } from '#src/knowledge/model/document.ts';
import { buyersNamed } from '#src/reader/detect-case.ts';
import { likelyRole } from './learnt-role.ts';

/** The names of the roles of a company, as people write them; a group names each. */
const NAMED =
  /\b(?:(?<subcontractor>(?:sous|ss?)[-/ ]?traitant(?:e?s?))|(?<holder>titulaires?|attributaires?)|(?<member>mandataires?|co-?traitant(?:e?s?)|membres? (?:du|d'un|de (?:notre|mon|ce)) groupement))(?![\p{L}])/gu;
/** A mandate of a court, the holder before: other things of the same names; so is who holds a diploma. */
const OTHER_THING =
  /^ (?:judiciaires?|social|immobilier|sortante?s?|actuel(?:le)?s?|precedente?s?)(?![\p{L}])/u;
const OF_SOMETHING_ELSE =
  /^ (?:d'une? |du |de la |de l'|des |de |d')(?:\p{L}{1,12} )?(?:diplomes?|caps?|beps?|bacs?|licences?|masters?|brevets?|cartes?|permis|comptes?|titres?|postes?|certificats?|labels?|agrements?|qualifications?|habilitations?)(?![\p{L}])/u;
/** Of another rank: « pas sous-traitant d'un sous-traitant » does not say to be none. */
const OF_SECOND_RANK = /^ (?:d'un|d'une|de l') ?(?:autre )?(?:sous|ss?)[-/ ]?traitante?(?![\p{L}])/u;
const ARTICLES =
  "(?:(?:bien|juste|seulement|deja|donc|le|la|les|l'|un|une|des|son|leur|votre|notre|simple|petite?|seule?|ici|moi|que|meme) ?){0,3}";
/** What says, right before a name, that who writes is that: « je suis », « c moi », « d’être son ». */
const SELF = new RegExp(
  `(?:(?<!est[- ]ce que |\\bsi )\\bje (?:suis|serai|serais)|\\bj ?suis|\\bjsui|\\bchuis?|\\bon (?:est|sera|serait)|\\bnous (?:sommes|serons|serions)|\\bc(?:'est|'etait| est|est)? (?:moi|nous)|\\b(?:moi|nous) (?:c'est|c)|\\ben (?:tant que?|qualite de)|\\ben tant qu'|\\b(?:me|m'|nous) (?:\\p{L}{1,12} ){0,2}(?:comme|d'etre|pour etre)) ${ARTICLES}$`,
  'u',
);
/** What sends it away: « pas sous-traitante », « ni titulaire ». */
const DENIED =
  /\b(?:pas|ni|jamais|plus|non) (?:(?:du tout|moi|nous|votre|son|leur|le|la|l'|un|une|de|des|en) ?){0,2}$/;
/** What others take somebody for: « comme si j'étais », « on nous a pris pour un », « la mairie dit qu'on est ». */
const HEARSAY =
  /\b(?:comme si (?:j'etais|on etait|nous etions)|pris(?:es?|s)? pour|traitee?s? comme|considere(?:e|s|es)? comme|(?:dit|disent|croit|croient|pense|pensent) (?:que |qu')(?:je suis|on est|nous sommes|j'etais|on etait)) (?:le |la |l'|une? |des )?$/;
/** Somebody else of that name: « mon sous-traitant », « un sous-traitant ». */
const SOMEBODY = /\b(?:mon|ma|mes|notre|nos|son|sa|ses|leurs?|une?|des|du|le|les|au|aux|quel|ce|cette) $/;
/** Folded characters before a name that tell whose it is. */
const BEFORE = 60;

/** Who works for the holder, without the name: the holder does not pay them; they work « en sous-traitance pour » somebody. */
const UNDER_HOLDER = new RegExp(
  [
    "\\b(?:le|la|mon|notre|ce) titulaire (?:du marche )?(?:ne |n')?(?:me|m'|nous|veut pas (?:me|nous)|refuse de (?:me|nous)) ?(?:a |ont )?(?:pas |rien |toujours |encore |plus ){0,2}(?:paie|paye|regl|vers|declar|doi(?!\\p{L}{0,6} [^.?!]{0,25}penalit))",
    "\\b(?:mon|notre) donneur d'ordres?(?! (?:c'est|est) (?:la |le |l'|une? )?(?:mairie|commune|ville|collectivite|departement|region|metropole|etat|hopital))\\b",
    '\\b(?:je|on|nous) (?:travaille|bosse|interviens|intervient|intervenons|travaillons) en sous[- ]?traitance\\b',
    '\\ben sous[- ]?traitance (?:chez|pour le compte de)\\b',
    '\\b(?:je|on) sous[- ]?traite pour\\b',
  ].join('|'),
);
/** Who bids with others: « mon cotraitant », « notre groupement ». */
const WITH_OTHERS =
  /\b(?:mon|ma|mes|nos|notre) (?:co-?traitant(?:e?s?)|groupement)(?![\p{L}]| (?:de commandes?|hospitaliers?|d'achats?|de collectivites))/u;

interface Named {
  readonly role: Role;
  readonly says: 'self' | 'denied' | 'other';
  /** It is said of somebody else by name: « mon sous-traitant ». */
  readonly isSomebody: boolean;
}

/** The roles that a folded message names, in order, and whether it says them of its author. */
function namedIn(text: string): Named[] {
  return [...text.matchAll(NAMED)].flatMap(({ index, groups = {}, 0: name }) => {
    const role = (['subcontractor', 'holder', 'member'] as const).find((one) => groups[one] !== undefined);
    const after = text.slice(index + name.length, index + name.length + BEFORE);
    if (!role || OTHER_THING.test(after)) return [];
    if (role === 'holder' && OF_SOMETHING_ELSE.test(after)) return [];
    const before =
      text
        .slice(Math.max(0, index - BEFORE), index)
        .split(/[.;!?\n]/)
        .at(-1) ?? '';
    const isHeard = HEARSAY.test(before);
    const isDenied = DENIED.test(before);
    if (isDenied && OF_SECOND_RANK.test(after)) return [];
    const says = isDenied ? 'denied' : SELF.test(before) && !isHeard ? 'self' : 'other';
    return [{ role, says, isSomebody: !isHeard && SOMEBODY.test(before) }];
  });
}

/** As what a folded message says in so many words that its author stands: « je suis titulaire ». */
export const ownRoleIn = (text: string): Role | undefined =>
  namedIn(text).findLast(({ says }) => says === 'self')?.role;

/** As what a folded message says that its author stands with a contract; of several, the last one. */
export function roleIn(text: string): Role | undefined {
  const own = ownRoleIn(text);
  if (own) return own;
  if (UNDER_HOLDER.test(text)) return 'subcontractor';
  return WITH_OTHERS.test(text) ? 'member' : undefined;
}

/** « mon sous-traitant n'est pas payé » */
const OWN_SUBCONTRACTOR =
  /\b(?:mon|mes|notre|nos) (?:petit |propre )?(?:sous|ss?)[-/ ]?traitants?(?![\p{L}])/u;

/** Whether a folded text speaks of the sub-contractor of its author: what is written to sub-contractors is not for them. */
export const hasSubcontractor = (text: string): boolean => OWN_SUBCONTRACTOR.test(text);

/** What a folded message says that its author is not: « pas sous-traitante ». */
export const deniedRoles = (text: string): readonly Role[] =>
  namedIn(text).flatMap(({ role, says }) => (says === 'denied' ? [role] : []));

/**
 * From this on, a message that names no role tells of who works for the holder: « je bosse sur le chantier d'une école pour
 * une grosse boîte ». Of 50,084 messages on other sections, some twelve do.
 */
const LIKELY_SUBCONTRACTOR = 0.65;
/** Who was a sub-contractor deals with a buyer itself, in another affair: « une mairie veut que je fasse un devis ». */
const LIKELY_HOLDER = 0.85;
const UNLIKELY = 0.2;

/** Whether a message tells that its author works for the holder, as examples taught; « mon sous-traitant » is somebody else. */
function isLikelySubcontractor(text: string, before: Role | undefined): boolean {
  if (namedIn(text).some(({ role, isSomebody }) => role === 'subcontractor' && isSomebody)) return false;
  const direct = likelyRole(text, 'holder');
  // Who said to hold the contract is believed before what is only likely.
  return (
    likelyRole(text, 'subcontractor') >=
    (before === 'holder' ? 2 : 1) * Math.max(LIKELY_SUBCONTRACTOR, direct)
  );
}

/** Whether a message tells of an affair in which its author deals with the buyer itself, which it names. */
const isLikelyHolder = (text: string): boolean =>
  buyersNamed(text).some(({ buyer }) => buyer !== 'private') &&
  likelyRole(text, 'holder') >= LIKELY_HOLDER &&
  likelyRole(text, 'subcontractor') < UNLIKELY;

/** The role that a folded message tells without its name, as examples taught. */
export function toldRole(text: string, before: Role | undefined): Role | undefined {
  if (isLikelySubcontractor(text, before)) return 'subcontractor';
  return before === 'subcontractor' && isLikelyHolder(text) ? 'holder' : undefined;
}

/** The role of who writes once a folded message is said too; a buyer has none. */
export function roleAfter(
  text: string,
  before: { readonly role?: Role | undefined; readonly side?: 'buyer' | 'company' | undefined } | undefined,
): Role | undefined {
  const said = roleIn(text);
  if (said) return said;
  const told = before?.side === 'buyer' ? undefined : toldRole(text, before?.role);
  if (told) return told;
  const denied = deniedRoles(text);
  const kept = before?.role !== undefined && denied.includes(before.role) ? undefined : before?.role;
  // Who works for no holder is one, or bids.
  return kept ?? (denied.includes('subcontractor') ? 'holder' : undefined);
}

/** Words of the subject itself: « je veux sous-traiter », « le DC4 », « notre groupement ». */
const SUBJECTS: Readonly<Record<Exclude<Role, 'holder'>, RegExp>> = {
  subcontractor:
    /\b(?:(?:sous|ss?)[-/ ]?(?:trait|tret)\p{L}{0,8}|dc ?4|paiement direct|action directe|donneurs? d'ordres?|acte special|entreprise (?:generale|principale)|(?:le|au|du) general(?![\p{L}]))/u,
  member: /\b(?:groupements?|co-?traitan\p{L}{0,6}|mandataires?|conjoints?|solidaires?)(?![\p{L}])/u,
};

/** Whether a folded text speaks of a role, in other words than those that deny to have it. */
export function speaksOfRole(text: string, role: Exclude<Role, 'holder'>): boolean {
  const all = namedIn(text);
  const named = all.filter((one) => one.role === role);
  const isDenied = named.some(({ says }) => says === 'denied');
  if (isDenied && named.every(({ says, isSomebody }) => says === 'denied' || !isSomebody)) return false;
  if (SUBJECTS[role].test(text)) return true;
  // Who speaks of the holder as of somebody else may work for them.
  const holders = all.filter((one) => one.role === 'holder');
  return role === 'subcontractor' && holders.length > 0 && holders.every(({ says }) => says === 'other');
}
