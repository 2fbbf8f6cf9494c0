import { amountOf, oneAmount } from '#src/features/opportunities/notice/amount.ts';
import { closingIn, dayIn } from '#src/features/opportunities/notice/closing.ts';
import { likenessOf, ownKey, tedNumber } from '#src/features/opportunities/notice/keys.ts';
import type {
  Amount,
  Award,
  Buyer,
  Closing,
  Contact,
  Lot,
  Nature,
  NoticeContent,
  NoticeKind,
  Place,
  Procedure,
  Publication,
  Reserved,
} from '#src/features/opportunities/notice/notice.ts';
import { distinctPlaces, placeOf } from '#src/features/opportunities/notice/place.ts';
import { reservedSaid, SHELTERED } from '#src/features/opportunities/notice/reserved.ts';
import {
  mailAddress,
  pageAddress,
  saidLine,
  saidText,
  sirenOf,
} from '#src/features/opportunities/notice/words.ts';
import { type ReadNotice, refused, understood } from '#src/features/opportunities/sources/source.ts';
import { refusalTexts } from '#src/features/opportunities/sources/texts.ts';
import {
  all,
  allText,
  anywhere,
  attributeOf,
  has,
  lineAt,
  namesIn,
  one,
  rawAt,
  rawText,
  type Tree,
} from '#src/features/opportunities/sources/tree.ts';
import { cpvCodeIn } from '#src/reference/cpv.ts';

/** Forms of R2.0.9 (directives of 2014) by what they are; the others modify contracts or tell of systems. */
const FORMS: Readonly<Record<string, NoticeKind>> = {
  F01: 'intention',
  F02: 'initial',
  F03: 'attribution',
  F04: 'intention',
  F05: 'initial',
  F06: 'attribution',
  F12: 'initial',
  F13: 'attribution',
  F14: 'rectificatif',
  F21: 'initial',
  F22: 'initial',
  F23: 'initial',
  F24: 'initial',
  F25: 'attribution',
};

/** Reads a TED_EXPORT (R2.0.9, before eForms). @param url where people read it */
export function readOlderTed(root: Tree, reference: string | undefined, url?: string): ReadNotice {
  const coded = one(root, 'CODED_DATA_SECTION');
  const number =
    reference ??
    tedNumber(rawAt(coded, 'NOTICE_DATA', 'NO_DOC_OJS')) ??
    tedNumber(attributeOf(root, 'DOC_ID'));
  if (number === undefined) return refused(undefined, refusalTexts.noReference);
  const form = formIn(root);
  if (form === undefined) return refused(number, refusalTexts.unknownShape('TED_EXPORT'));
  const name = attributeOf(form, 'FORM') ?? '';
  const kind = kindOf(name, form);
  if (kind === undefined) return refused(number, refusalTexts.otherLaw(name || 'TED_EXPORT'));
  const content = contentOf(form, coded, kind);
  if (content === undefined) return refused(number, refusalTexts.noTitle);
  if (content.buyer === undefined) return refused(number, refusalTexts.noBuyer);
  const former = anywhere(form, 'NOTICE_NUMBER_OJ').flatMap((node) => tedNumber(rawText(node)) ?? []);
  const publication: Publication = {
    ...content,
    source: 'ted',
    reference: number,
    kind,
    publishedOn: dayIn(rawAt(coded, 'REF_OJS', 'DATE_PUB')),
    url,
    isWhole: false,
    keys: [ownKey('ted', number), ...former.map((one) => ownKey('ted', one))],
    likeness: kind === 'initial' ? likenessOf(content) : [],
  };
  return understood(publication);
}

/** The form itself: the French one where there are translations, or the original. */
function formIn(root: Tree): Tree | undefined {
  const section = one(root, 'FORM_SECTION');
  const forms = namesIn(section).flatMap((name) => all(section, name));
  return (
    forms.find((form) => attributeOf(form, 'LG') === 'FR') ??
    forms.find((form) => attributeOf(form, 'CATEGORY') === 'ORIGINAL') ??
    forms[0]
  );
}

function kindOf(name: string, form: Tree): NoticeKind | undefined {
  const kind = FORMS[name];
  const type = attributeOf(one(form, 'NOTICE'), 'TYPE') ?? '';
  // Forms of social services and of concessions announce, call or tell who won.
  if (/AWARD/.test(type)) return 'attribution';
  if (/^(?:PRI_ONLY|PER_ONLY)$/.test(type)) return 'intention';
  if (kind === 'attribution' && has(form, 'AWARD_CONTRACT') && isWithoutWinner(form)) return 'annulation';
  return kind;
}

const isWithoutWinner = (form: Tree): boolean =>
  all(form, 'AWARD_CONTRACT').every((award) => has(award, 'NO_AWARDED_CONTRACT'));

const words = (tree: Tree | undefined, ...path: readonly string[]): string | undefined =>
  saidText(allText(one(tree, ...path)));
const line = (tree: Tree | undefined, ...path: readonly string[]): string | undefined =>
  saidLine(allText(one(tree, ...path)));

function contentOf(form: Tree, coded: Tree | undefined, kind: NoticeKind): NoticeContent | undefined {
  const body = one(form, 'CONTRACTING_BODY');
  const object = one(form, 'OBJECT_CONTRACT');
  const title = line(object, 'TITLE') ?? line(one(form, 'OBJECT_CONTRACT', 'OBJECT_DESCR'), 'TITLE');
  if (title === undefined) return undefined;
  const address = one(body, 'ADDRESS_CONTRACTING_BODY');
  const procedure = one(form, 'PROCEDURE');
  return {
    title,
    description: words(object, 'SHORT_DESCR'),
    buyer: buyerIn(address),
    lots: lotsIn(form, object, coded, title),
    procedure: procedureIn(procedure),
    isFramework: has(procedure, 'FRAMEWORK') ? true : undefined,
    amount: amountIn(object, 'VAL_ESTIMATED_TOTAL'),
    closing: kind === 'rectificatif' ? movedClosing(form) : closingOf(procedure, coded, kind),
    documentsUrl: pageAddress(rawAt(body, 'URL_DOCUMENT')),
    depositUrl: pageAddress(rawAt(body, 'URL_PARTICIPATION')),
    contact: contactIn(address),
    buyerReference: line(object, 'REFERENCE_NUMBER'),
    correction:
      kind === 'rectificatif'
        ? (words(form, 'CHANGES', 'INFO_ADD') ?? words(form, 'COMPLEMENTARY_INFO', 'INFO_ADD'))
        : undefined,
    cancelled: kind === 'annulation' ? { why: reasonOf(form) } : undefined,
    award: kind === 'attribution' ? awardIn(form, object) : undefined,
  };
}

const reasonOf = (form: Tree): string | undefined => {
  const reasons = anywhere(form, 'NO_AWARDED_CONTRACT');
  if (reasons.some((node) => has(node, 'PROCUREMENT_UNSUCCESSFUL')))
    return 'Aucune offre n’a été reçue, ou toutes ont été rejetées.';
  return reasons.some((node) => has(node, 'PROCUREMENT_DISCONTINUED'))
    ? 'La procédure a été arrêtée.'
    : undefined;
};

function buyerIn(address: Tree | undefined): Buyer | undefined {
  const name = line(address, 'OFFICIALNAME');
  if (name === undefined) return undefined;
  const place = placeOf({
    nuts: nutsIn(address)[0],
    commune: lineAt(address, 'TOWN'),
    postcode: rawAt(address, 'POSTAL_CODE'),
    country: attributeOf(one(address, 'COUNTRY'), 'VALUE'),
  });
  return {
    name,
    ...sirenOf(rawAt(address, 'NATIONALID')),
    commune: place?.commune,
    postcode: place?.postcode,
    department: place?.department,
  };
}

const contactIn = (address: Tree | undefined): Contact | undefined => {
  const contact: Contact = {
    name: line(address, 'CONTACT_POINT'),
    mail: mailAddress(rawAt(address, 'E_MAIL')),
    phone: saidLine(rawAt(address, 'PHONE'), 40),
  };
  return Object.values(contact).some((value) => value !== undefined) ? contact : undefined;
};

const nutsIn = (tree: Tree | undefined): string[] =>
  all(tree, 'NUTS').flatMap((node) => attributeOf(node, 'CODE') ?? []);

function closingOf(
  procedure: Tree | undefined,
  coded: Tree | undefined,
  kind: NoticeKind,
): Closing | undefined {
  if (kind === 'attribution' || kind === 'annulation') return undefined;
  const stage =
    has(procedure, 'PT_RESTRICTED') ||
    has(procedure, 'PT_COMPETITIVE_NEGOTIATION') ||
    has(procedure, 'PT_COMPETITIVE_DIALOGUE')
      ? 'requests'
      : 'offers';
  return (
    closingIn(rawAt(procedure, 'DATE_RECEIPT_TENDERS'), rawAt(procedure, 'TIME_RECEIPT_TENDERS'), stage) ??
    closingIn(rawAt(coded, 'CODIF_DATA', 'DT_DATE_FOR_SUBMISSION'), undefined, stage)
  );
}

/** A correction tells old and new values by their place in the form: IV.2.2 is the end of the call. */
function movedClosing(form: Tree): Closing | undefined {
  const changes = all(form, 'CHANGES', 'CHANGE');
  const moved = changes.find((change) => /^IV\.2\.2\b/.test(rawAt(change, 'WHERE', 'SECTION') ?? ''));
  const value = one(moved, 'NEW_VALUE');
  return closingIn(rawAt(value, 'DATE'), rawAt(value, 'TIME'));
}

const PROCEDURES: Readonly<Record<string, Procedure>> = {
  PT_OPEN: 'open',
  PT_RESTRICTED: 'restricted',
  PT_COMPETITIVE_NEGOTIATION: 'negotiated',
  PT_NEGOTIATED_WITH_PRIOR_CALL: 'negotiated',
  PT_COMPETITIVE_DIALOGUE: 'dialogue',
  PT_INNOVATION_PARTNERSHIP: 'innovation',
  PT_AWARD_CONTRACT_WITHOUT_CALL: 'none',
  PT_NEGOTIATED_WITHOUT_PUBLICATION: 'none',
};

const procedureIn = (procedure: Tree | undefined): Procedure | undefined =>
  namesIn(procedure).flatMap((name) => PROCEDURES[name] ?? [])[0];

function amountIn(tree: Tree | undefined, name: string): Amount | undefined {
  const value = one(tree, name);
  return oneAmount('estimate', rawText(value), attributeOf(value, 'CURRENCY'));
}

const NATURES: Readonly<Record<string, Nature>> = {
  WORKS: 'works',
  SUPPLIES: 'supplies',
  SERVICES: 'services',
};

const cpvIn = (tree: Tree | undefined): string[] =>
  ['CPV_MAIN', 'CPV_ADDITIONAL']
    .flatMap((name) => all(tree, name, 'CPV_CODE'))
    .flatMap((node) => cpvCodeIn(attributeOf(node, 'CODE') ?? '') ?? []);

/** Codes of places at the head of the notice, where lots tell none. */
const codedPlaces = (coded: Tree | undefined): Place[] =>
  distinctPlaces(
    ['PERFORMANCE_NUTS', 'ORIGINAL_NUTS'].flatMap((name) =>
      all(coded, 'NOTICE_DATA', name).map((node) => placeOf({ nuts: attributeOf(node, 'CODE') })),
    ),
  );

function lotsIn(form: Tree, object: Tree | undefined, coded: Tree | undefined, title: string): Lot[] {
  const nature = NATURES[attributeOf(one(object, 'TYPE_CONTRACT'), 'CTYPE') ?? ''];
  const described = all(object, 'OBJECT_DESCR');
  const reserved = reservedIn(form);
  const main = cpvIn(object);
  const lots = described.map((lot, at): Lot => {
    const number = described.length === 1 ? undefined : (rawAt(lot, 'LOT_NO') ?? String(at + 1));
    const places = placesIn(lot);
    const own = cpvIn(lot);
    return {
      id: number ?? '-',
      number,
      title: line(lot, 'TITLE') ?? title,
      description: words(lot, 'SHORT_DESCR'),
      natures: nature ? [nature] : [],
      cpv: [...new Set(number === undefined ? [...main, ...own] : own.length > 0 ? own : main)],
      places: places.length > 0 ? places : codedPlaces(coded),
      amount: amountIn(lot, 'VAL_OBJECT'),
      months: monthsIn(lot),
      reserved: reservedSaid(allText(lot)) ?? reserved,
    };
  });
  if (lots.length > 0) return lots;
  return [
    { id: '-', title, natures: nature ? [nature] : [], cpv: main, places: codedPlaces(coded), reserved },
  ];
}

function placesIn(lot: Tree): Place[] {
  const codes = nutsIn(lot);
  const site = allText(one(lot, 'MAIN_SITE'));
  const postcode = /(?<!\d)\d{5}(?!\d)/.exec(site)?.[0];
  const [only] = codes;
  if (codes.length === 1)
    return distinctPlaces([placeOf({ nuts: only, words: site, postcode: inside(only, postcode) })]);
  return distinctPlaces([...codes.map((nuts) => placeOf({ nuts })), placeOf({ words: site })]);
}

/** A postal code in the words of a place, where it is in the department that its code says. */
const inside = (nuts: string | undefined, postcode: string | undefined): string | undefined =>
  placeOf({ nuts, postcode })?.department === undefined ? undefined : postcode;

function monthsIn(lot: Tree): number | undefined {
  const measure = one(lot, 'DURATION');
  const length = Number(rawText(measure));
  const unit =
    attributeOf(measure, 'TYPE') === 'DAY' ? 1 / 30.4 : attributeOf(measure, 'TYPE') === 'YEAR' ? 12 : 1;
  const months = Math.round(length * unit);
  return months > 0 && months < 1_200 ? months : undefined;
}

function reservedIn(form: Tree): Reserved | undefined {
  const terms = one(form, 'LEFTI');
  if (has(terms, 'RESERVED_ORGANISATIONS_SERVICE_MISSION')) return { for: ['ess'] };
  return namesIn(terms).some((name) => name.startsWith('RESTRICTED_SHELTERED'))
    ? { for: SHELTERED }
    : undefined;
}

function awardIn(form: Tree, object: Tree | undefined): Award {
  const awards = all(form, 'AWARD_CONTRACT').map((award) => one(award, 'AWARDED_CONTRACT'));
  const winners = awards.flatMap((award) =>
    anywhere(award, 'OFFICIALNAME').flatMap((node) => saidLine(allText(node)) ?? []),
  );
  const total = one(object, 'VAL_TOTAL');
  return {
    winners: [...new Set(winners)],
    amount: amountOf('award', { low: rawText(total), high: rawText(total) }, attributeOf(total, 'CURRENCY')),
    on: awards
      .map((award) => dayIn(rawAt(award, 'DATE_CONCLUSION_CONTRACT')))
      .find((day) => day !== undefined),
  };
}
