import { amountOf, oneAmount } from '#src/features/opportunities/notice/amount.ts';
import { closingIn, closingSaid, dayIn } from '#src/features/opportunities/notice/closing.ts';
import type {
  Amount,
  Award,
  Buyer,
  Contact,
  Lot,
  NoticeKind,
  Place,
  Reserved,
} from '#src/features/opportunities/notice/notice.ts';
import { distinctPlaces, placeOf } from '#src/features/opportunities/notice/place.ts';
import { OPEN_TO_ALL, reservedSaid, SHELTERED } from '#src/features/opportunities/notice/reserved.ts';
import {
  mailAddress,
  pageAddress,
  saidLine,
  saidText,
  sirenOf,
} from '#src/features/opportunities/notice/words.ts';
import {
  all,
  allText,
  anywhere,
  attributeOf,
  has,
  namesIn,
  one,
  rawAt,
  rawText,
  type Tree,
} from '#src/features/opportunities/sources/tree.ts';
import { cpvCodeIn } from '#src/reference/cpv.ts';
import type { FormTold } from './french-form.ts';
import { firstLine, naturesIn, procedureNamed } from './indexed.ts';

/**
 * Reads a notice in the older forms of BOAMP (schemas 2.x, and FNSimple until 2024), in capitals: IDENTITE, OBJET,
 * PROCEDURE, CONDITION_DELAI, ATTRIBUTION, ANNULATION.
 */
export function olderForm(donnees: Tree | undefined, kind: NoticeKind): FormTold {
  const identity = one(donnees, 'IDENTITE');
  const object = one(donnees, 'OBJET');
  const title = firstLine(object, ['TITRE_MARCHE'], ['OBJET_COMPLET']);
  return {
    title,
    buyer: buyerIn(identity),
    lots: lotsIn(donnees, object, title ?? ''),
    content: {
      description: saidText(rawAt(object, 'OBJET_COMPLET')),
      amount: amountIn(one(object, 'CARACTERISTIQUES')) ?? amountIn(object),
      closing: closingOf(donnees, kind),
      procedure: procedureNamed(namesIn(one(donnees, 'PROCEDURE', 'TYPE_PROCEDURE'))),
      isFramework: frameworkIn(donnees),
      documentsUrl: addressIn(identity, 'URL_DOCUMENT', 'URL_OUTIL_LOGICIEL', 'URL_PROFIL_ACHETEUR'),
      depositUrl: addressIn(identity, 'URL_PARTICIPATION', 'URL_PROFIL_ACHETEUR', 'URL_OUTIL_LOGICIEL'),
      contact: contactIn(identity),
      buyerReference: saidLine(rawAt(object, 'REF_MARCHE') ?? rawAt(object, 'NUM_REFERENCE')),
      correction: kind === 'rectificatif' ? saidText(correctionIn(donnees)) : undefined,
      cancelled: kind === 'annulation' ? { why: saidText(rawAt(donnees, 'ANNULATION', 'MOTIF')) } : undefined,
      award: kind === 'attribution' ? awardIn(donnees) : undefined,
    },
  };
}

const addressIn = (identity: Tree | undefined, ...names: readonly string[]): string | undefined =>
  names.map((name) => pageAddress(rawAt(identity, name))).find((address) => address !== undefined);

function buyerIn(identity: Tree | undefined): Buyer | undefined {
  const name = saidLine(rawAt(identity, 'DENOMINATION'));
  if (name === undefined) return undefined;
  const place = placeOf({
    nuts: rawAt(identity, 'ADJUDICATEUR_NUTS') ?? rawAt(identity, 'CODE_NUTS'),
    commune: rawAt(identity, 'VILLE'),
    postcode: rawAt(identity, 'CP'),
  });
  return {
    name,
    ...sirenOf(rawAt(identity, 'CODE_IDENT_NATIONAL')),
    commune: place?.commune,
    postcode: place?.postcode,
    department: place?.department,
  };
}

function contactIn(identity: Tree | undefined): Contact | undefined {
  const contact: Contact = {
    name: saidLine(rawAt(identity, 'CONTACT') ?? rawAt(identity, 'CORRESPONDANT'), 120),
    mail: mailAddress(rawAt(identity, 'MEL')),
    phone: saidLine(rawAt(identity, 'TEL'), 40),
  };
  return Object.values(contact).some((value) => value !== undefined) ? contact : undefined;
}

function closingOf(donnees: Tree | undefined, kind: NoticeKind) {
  const times = one(donnees, 'CONDITION_DELAI');
  const requests = closingIn(
    rawAt(times, 'RECEPT_CANDIDATURES') ?? rawAt(times, 'RECEPT_DEMANDES'),
    undefined,
    'requests',
  );
  const told = requests ?? closingIn(rawAt(times, 'RECEPT_OFFRES'));
  return kind === 'rectificatif' ? (closingSaid(correctionIn(donnees)) ?? told) : told;
}

/** Corrections stand under names that begin alike. */
const correctionIn = (donnees: Tree | undefined): string =>
  namesIn(donnees)
    .filter((name) => /^(?:RECTIF|INFO_RECTIF|MODIF)/.test(name))
    .map((name) => allText(one(donnees, name)))
    .join('\n');

function frameworkIn(donnees: Tree | undefined): boolean | undefined {
  const named = namesIn(one(donnees, 'PROCEDURE', 'TECH_ACHAT'));
  if (named.length > 0) return named.some((name) => /ACCORD_CADRE/.test(name));
  return anywhere(donnees, 'ACCORD_CADRE_OUI').length > 0 || anywhere(donnees, 'ACCORD_CADRE').length > 0
    ? true
    : undefined;
}

function amountIn(tree: Tree | undefined): Amount | undefined {
  const sole = one(tree, 'VALEUR');
  const [low, high] = [one(tree, 'VALEUR_MIN'), one(tree, 'VALEUR_MAX')];
  return (
    oneAmount('estimate', rawText(sole), attributeOf(sole, 'DEVISE')) ??
    amountOf('bracket', { low: rawText(low), high: rawText(high) }, attributeOf(high ?? low, 'DEVISE'))
  );
}

const cpvIn = (tree: Tree | undefined): string[] => [
  ...new Set(
    [
      ...all(tree, 'CPV', 'PRINCIPAL'),
      ...all(tree, 'CPV', 'SUPPLEMENTAIRE'),
      ...all(tree, 'CPV', 'SUPP'),
    ].flatMap((node) => cpvCodeIn(rawText(node) ?? '') ?? []),
  ),
];

function placesIn(tree: Tree | undefined): Place[] {
  return distinctPlaces([
    ...all(tree, 'LIEU_EXEC_LIVR').map((node) =>
      placeOf({
        nuts: rawAt(node, 'CODE_NUTS'),
        postcode: rawAt(node, 'CP'),
        commune: rawAt(node, 'VILLE'),
        words: rawAt(node, 'ADRESSE'),
      }),
    ),
    ...all(tree, 'CODE_NUTS').map((node) => placeOf({ nuts: rawText(node) })),
    ...all(tree, 'LIEU_PRINCIPAL').map((node) => placeOf(saidPlace(rawText(node)))),
  ]);
}

/** « FRANCE METROPOLITAINE » is all of it. */
const saidPlace = (words: string | undefined): { nuts?: string; words?: string | undefined } =>
  /^\s*(?:toute la )?france(?: (?:m[ée]tropolitaine|enti[èe]re))?\s*$/i.test(words ?? '')
    ? { nuts: 'FR', words }
    : { words };

function lotsIn(donnees: Tree | undefined, object: Tree | undefined, title: string): Lot[] {
  const whole = {
    natures: naturesIn(one(object, 'TYPE_MARCHE')),
    cpv: cpvIn(object),
    places: placesIn(object),
    months: monthsIn(object),
    reserved:
      reservedIn(object) ??
      reservedIn(one(donnees, 'CONDITION_PARTICIPATION')) ??
      reservedSaid([title, rawAt(object, 'OBJET_COMPLET')].join('. ')),
  };
  const lots = all(object, 'LOTS', 'LOT');
  // One lot is the whole, told twice.
  if (lots.length < 2) {
    const [only] = lots;
    return [{ id: '-', title, ...whole, cpv: [...new Set([...whole.cpv, ...cpvIn(only)])] }];
  }
  return lots.map((lot, at): Lot => {
    const said = saidLine(rawAt(lot, 'INTITULE') ?? rawAt(lot, 'DESCRIPTION'), 300);
    const number =
      firstLine(lot, ['NUM'], ['NUM_LOT'], ['NUMERO']) ??
      /^lot n?[°o]? ?(\d{1,3})\b/i.exec(said ?? '')?.[1] ??
      String(at + 1);
    const [cpv, places] = [cpvIn(lot), placesIn(lot)];
    return {
      id: number,
      number,
      title: said ?? title,
      description: saidText(rawAt(lot, 'DESCRIPTION')),
      natures: whole.natures,
      cpv: cpv.length > 0 ? cpv : whole.cpv,
      places: places.length > 0 ? places : whole.places,
      amount: amountIn(lot),
      months: monthsIn(lot) ?? whole.months,
      reserved: reservedIn(lot) ?? reservedSaid(allText(lot)) ?? whole.reserved,
    };
  });
}

function monthsIn(object: Tree | undefined): number | undefined {
  const length = one(object, 'DUREE_DELAI') ?? object;
  const [months, days] = [Number(rawAt(length, 'DUREE_MOIS')), Number(rawAt(length, 'DUREE_JOURS'))];
  const found = months > 0 ? months : days > 0 ? Math.max(1, Math.round(days / 30.4)) : undefined;
  return found !== undefined && Number.isInteger(found) && found < 1_200 ? found : undefined;
}

/** Both workshops and programmes were « protected »: the older forms do not tell handicap from insertion. */
function reservedIn(tree: Tree | undefined): Reserved | undefined {
  if (has(tree, 'MARCHE_RESERVE_NON')) return OPEN_TO_ALL;
  const node = one(tree, 'MARCHE_RESERVE_OUI');
  if (node === undefined) return undefined;
  return reservedSaid(allText(node)) ?? { for: SHELTERED };
}

function awardIn(donnees: Tree | undefined): Award {
  const decisions = all(donnees, 'ATTRIBUTION', 'DECISION');
  const winners = decisions.flatMap((decision) =>
    all(decision, 'TITULAIRE', 'DENOMINATION').flatMap((node) => saidLine(rawText(node)) ?? []),
  );
  const [first] = decisions;
  const amount = one(first, 'RENSEIGNEMENT', 'MONTANT');
  return {
    winners: [...new Set(winners)],
    // Of several decisions, each has its own: their sum is told by nobody.
    amount:
      decisions.length === 1 ? oneAmount('award', rawText(amount), attributeOf(amount, 'DEVISE')) : undefined,
    on: dayIn(rawAt(first, 'RENSEIGNEMENT', 'DATE_ATTRIBUTION')),
  };
}
