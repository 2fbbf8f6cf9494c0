import { amountOf, bracketSaid, oneAmount } from '#src/features/opportunities/notice/amount.ts';
import { closingIn, closingSaid } from '#src/features/opportunities/notice/closing.ts';
import type {
  Amount,
  Buyer,
  Contact,
  Lot,
  NoticeContent,
  NoticeKind,
  Place,
  Reserved,
} from '#src/features/opportunities/notice/notice.ts';
import { distinctPlaces, placeOf } from '#src/features/opportunities/notice/place.ts';
import { OPEN_TO_ALL, reservedSaid, reservedTo } from '#src/features/opportunities/notice/reserved.ts';
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
import { firstLine, naturesIn, procedureNamed } from './indexed.ts';

/** What a form tells; what it leaves out is looked for in how the notice is filed. */
export interface FormTold {
  readonly title: string | undefined;
  readonly buyer: Buyer | undefined;
  readonly lots: readonly Lot[];
  readonly content: Partial<NoticeContent>;
}

/** Parts of a notice of schema 3.x, by what it is; a form has one of them. */
const PARTS = ['initial', 'rectificatif', 'annulation', 'attribution', 'intention', 'modification'];

/**
 * Reads a notice in a French form of schema 3.x: `donnees` holds one element (FNSimple, MAPA, DSP, DIVERS…), which holds
 * `organisme` and one part by what the notice is. Names differ from a form to another; each is looked for under all of
 * them.
 */
export function frenchForm(donnees: Tree | undefined, kind: NoticeKind): FormTold {
  const form =
    namesIn(donnees)
      .map((name) => one(donnees, name))
      .find((tree) => has(tree, 'organisme')) ?? one(donnees, namesIn(donnees)[0] ?? '');
  const organism = one(form, 'organisme');
  const part = PARTS.map((name) => one(form, name)).find((tree) => tree !== undefined);
  const scope = one(part, 'natureMarche');
  const description = one(part, 'description');
  const title = firstLine(
    part,
    ['natureMarche', 'intitule'],
    ['description', 'objet'],
    ['objet'],
    ['intitule'],
  );
  return {
    title,
    buyer: buyerIn(organism),
    lots: lotsIn(part, title ?? ''),
    content: {
      description: saidText(
        rawAt(scope, 'description') ?? rawAt(part, 'caracteristiques', 'principales') ?? rawText(description),
      ),
      amount: amountIn(scope) ?? amountIn(one(part, 'caracteristiques')),
      closing: closingOf(part, kind),
      procedure: procedureOf(part),
      isFramework: frameworkIn(part),
      documentsUrl: documentsIn(part, organism),
      depositUrl: pageAddress(
        rawAt(part, 'communication', 'urlProfilAch') ?? rawAt(organism, 'urlProfilAcheteur'),
      ),
      contact: contactIn(part, organism),
      buyerReference: firstLine(
        part,
        ['communication', 'identifiantInterne'],
        ['renseignements', 'idMarche'],
      ),
      correction: kind === 'rectificatif' ? saidText(correctionIn(part)) : undefined,
      cancelled: kind === 'annulation' ? { why: saidText(endIn(part)) } : undefined,
      award: undefined,
    },
  };
}

function buyerIn(organism: Tree | undefined): Buyer | undefined {
  const name = firstLine(organism, ['acheteurPublic'], ['nomOfficiel'], ['denomination'], ['nom']);
  if (name === undefined) return undefined;
  const place = placeOf({
    commune: rawAt(organism, 'ville') ?? rawAt(organism, 'adr', 'ville'),
    postcode: rawAt(organism, 'cp') ?? rawAt(organism, 'adr', 'cp'),
  });
  return {
    name,
    ...sirenOf(rawAt(organism, 'codeIdentificationNational') ?? rawAt(organism, 'siret')),
    commune: place?.commune,
    postcode: place?.postcode,
    department: place?.department,
  };
}

/** When offers are due; in a correction, the date to which its words move it. */
function closingOf(part: Tree | undefined, kind: NoticeKind) {
  const offers =
    rawAt(part, 'procedure', 'dateReceptionOffres') ??
    rawAt(part, 'delais', 'receptionOffres') ??
    rawText(anywhere(part, 'dateReceptionOffres')[0]) ??
    rawText(anywhere(part, 'receptionOffres')[0]);
  const requests =
    rawText(anywhere(part, 'dateReceptionCandidatures')[0]) ??
    rawText(anywhere(part, 'receptionCandidatures')[0]) ??
    rawText(anywhere(part, 'dateReceptionCandidature')[0]);
  if (kind === 'rectificatif')
    return closingSaid(correctionIn(part)) ?? closingIn(offers) ?? closingIn(requests, undefined, 'requests');
  return requests === undefined ? closingIn(offers) : closingIn(requests, undefined, 'requests');
}

const correctionIn = (part: Tree | undefined): string =>
  allText(one(part, 'infosRectif') ?? one(part, 'informationsRectificatives'));
const endIn = (part: Tree | undefined): string =>
  allText(one(part, 'motif') ?? one(part, 'motifAnnulation') ?? one(part, 'infosAnnulation'));

const procedureOf = (part: Tree | undefined) =>
  procedureNamed(
    namesIn(one(part, 'procedure')).filter((name) =>
      /^(?:procedure|appel|concours|dialogue|systeme|marche)/i.test(name),
    ),
  );

/** « techAchat » says it; nothing is concluded from its silence. */
function frameworkIn(part: Tree | undefined): boolean | undefined {
  const named = namesIn(one(part, 'procedure', 'techAchat'));
  return named.length === 0 ? undefined : named.some((name) => /accord/i.test(name));
}

function documentsIn(part: Tree | undefined, organism: Tree | undefined): string | undefined {
  const written = [
    rawAt(part, 'communication', 'urlDocConsul'),
    rawAt(part, 'adressesComplt', 'document', 'coord', 'url'),
    rawAt(part, 'communication', 'urlProfilAch'),
    rawAt(organism, 'urlProfilAcheteur'),
  ];
  return written.map((text) => pageAddress(text)).find((address) => address !== undefined);
}

function contactIn(part: Tree | undefined, organism: Tree | undefined): Contact | undefined {
  const writer = one(organism, 'correspondantPRM');
  const names = [rawAt(writer, 'pren'), rawAt(writer, 'nom')].filter((name) => name !== undefined).join(' ');
  const contact: Contact = {
    name: firstLine(part, ['communication', 'nomContact']) ?? saidLine(names),
    mail: mailAddress(
      rawAt(part, 'communication', 'adresseMailContact') ??
        rawAt(part, 'adressesComplt', 'admEtTech', 'coord', 'mel') ??
        rawAt(organism, 'coord', 'mel'),
    ),
    phone: firstLine(part, ['communication', 'telContact']) ?? saidLine(rawAt(organism, 'coord', 'tel'), 40),
  };
  return Object.values(contact).some((value) => value !== undefined) ? contact : undefined;
}

/** « valeurEstimee »: one value, or two bounds; `devise` beside. */
function amountIn(scope: Tree | undefined): Amount | undefined {
  const estimated = one(scope, 'valeurEstimee') ?? one(scope, 'valeur');
  const currency = attributeOf(estimated, 'devise');
  const sole = oneAmount('estimate', rawAt(estimated, 'valeur') ?? rawText(estimated), currency);
  const bounds = one(estimated, 'fourchette') ?? estimated;
  return (
    sole ??
    amountOf(
      'bracket',
      { low: rawText(anywhere(bounds, 'valeurBasse')[0]), high: rawText(anywhere(bounds, 'valeurHaute')[0]) },
      currency,
    )
  );
}

const cpvIn = (scope: Tree | undefined): string[] => [
  ...new Set(
    ['classPrincipale', 'classSupplementaire']
      .flatMap((name) => anywhere(scope, name))
      .flatMap((node) => cpvCodeIn(rawText(node) ?? '') ?? []),
  ),
];

/** Where it is carried out, or delivered: a text, or an address. */
function placesIn(scope: Tree | undefined): Place[] {
  const written = ['lieuExecution', 'lieuExecutionLivraison', 'lieuLivraison'].flatMap((name) =>
    all(scope, name),
  );
  return distinctPlaces(
    written.map((node) =>
      placeOf({
        nuts: rawAt(node, 'codeNuts') ?? rawAt(node, 'codeNUTS'),
        commune: rawAt(node, 'ville'),
        postcode: rawAt(node, 'cp'),
        words: rawText(node) ?? rawAt(node, 'voie', 'nomvoie') ?? rawAt(node, 'libelle'),
      }),
    ),
  );
}

function lotsIn(part: Tree | undefined, title: string): Lot[] {
  const scope = one(part, 'natureMarche') ?? part;
  const described = one(part, 'description');
  const without = withoutLots(part);
  const whole = {
    natures: naturesIn(one(scope, 'natureMarche') ?? one(part, 'natureMarche')),
    cpv: cpvIn(without),
    places: [...placesIn(scope), ...placesIn(described)],
    months: monthsIn(part),
    reserved: reservedIn(scope) ?? reservedSaid([title, allText(described)].join('. ')),
  };
  const lots = [
    ...all(part, 'lots', 'lot'),
    ...all(scope, 'lotsMarche', 'oui', 'lot'),
    ...all(scope, 'lots', 'lot'),
  ];
  if (lots.length === 0) return [{ id: '-', title, ...whole }];
  return lots.map((lot, at): Lot => {
    const number = firstLine(lot, ['numLot'], ['num'], ['numero']) ?? String(at + 1);
    const own = { cpv: cpvIn(lot), places: placesIn(lot), natures: naturesIn(one(lot, 'natureMarche')) };
    return {
      id: number,
      number,
      title: firstLine(lot, ['intitule'], ['objet'], ['description']) ?? title,
      description: saidText(rawAt(lot, 'description')),
      natures: own.natures.length > 0 ? own.natures : whole.natures,
      cpv: own.cpv.length > 0 ? own.cpv : whole.cpv,
      places: own.places.length > 0 ? own.places : whole.places,
      amount: amountIn(lot) ?? bracketSaid(rawAt(lot, 'quantite') ?? rawAt(lot, 'valeur')),
      months: monthsIn(lot) ?? whole.months,
      reserved: reservedIn(lot) ?? reservedSaid(allText(lot)) ?? whole.reserved,
    };
  });
}

/** What is told of the whole: codes of lots are theirs. */
const withoutLots = (part: Tree | undefined): Tree | undefined =>
  typeof part === 'object' && !Array.isArray(part)
    ? Object.fromEntries(Object.entries(part).filter(([name]) => name !== 'lots'))
    : part;

function monthsIn(part: Tree | undefined): number | undefined {
  const said =
    rawAt(part, 'natureMarche', 'dureeMois') ?? rawAt(part, 'duree', 'nbMois') ?? rawAt(part, 'dureeMois');
  const months = Number(said);
  return said !== undefined && Number.isInteger(months) && months > 0 && months < 1_200 ? months : undefined;
}

/** « reservationMarche »: no, or yes with whom. */
function reservedIn(scope: Tree | undefined): Reserved | undefined {
  const node = one(scope, 'reservationMarche') ?? one(scope, 'marcheReserve');
  if (node === undefined) return undefined;
  if (has(node, 'non') || /^non$/i.test(rawText(node) ?? '')) return OPEN_TO_ALL;
  const words = `${allText(node)} ${anyNames(node).join(' ')}`.replace(/(?<=[a-z])(?=[A-Z])/g, ' ');
  const said = reservedSaid(words);
  if (said) return said;
  const whom = reservedTo(words);
  if (whom.length > 0) return { for: whom };
  // Reserved, and nothing tells to whom: not sure.
  return undefined;
}

const anyNames = (tree: Tree | undefined): string[] =>
  namesIn(tree).flatMap((name) => [name, ...anyNames(one(tree, name))]);
