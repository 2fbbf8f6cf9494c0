import { dayIn, dayOnly } from '#src/features/opportunities/notice/closing.ts';
import { folderKey, likenessOf, ownKey } from '#src/features/opportunities/notice/keys.ts';
import type {
  Buyer,
  Lot,
  NoticeContent,
  NoticeKind,
  Place,
  Publication,
} from '#src/features/opportunities/notice/notice.ts';
import { departmentCode, placeOf } from '#src/features/opportunities/notice/place.ts';
import { saidLine } from '#src/features/opportunities/notice/words.ts';
import { readEforms } from '#src/features/opportunities/sources/eforms/read-eforms.ts';
import {
  NOTICE_PAGES,
  type ReadNotice,
  refused,
  understood,
} from '#src/features/opportunities/sources/source.ts';
import { refusalTexts } from '#src/features/opportunities/sources/texts.ts';
import {
  all,
  has,
  lineAt,
  namesIn,
  one,
  rawText,
  type Tree,
  treeOf,
} from '#src/features/opportunities/sources/tree.ts';
import { readXml } from '#src/features/opportunities/sources/xml.ts';
import { isIsoDate } from '#src/platform/calendar/iso-date.ts';
import { plainPlace } from '#src/reference/french-places.ts';
import { frenchForm } from './french-form.ts';
import { type Indexed, indexedIn } from './indexed.ts';
import { olderForm } from './older-form.ts';

/** What the API gives beside the two trees, under its own names. */
type Flat = Readonly<Record<string, unknown>>;

const EFORMS_KEYS = ['EFORMS', 'ContractNotice', 'ContractAwardNotice', 'PriorInformationNotice'];

/**
 * Reads a record of the data set « boamp » (DILA, Opendatasoft Explore v2.1): flat fields, and two trees as texts of JSON,
 * `gestion` (how it is filed) and `donnees` (the notice: eForms, FNSimple, MAPA, or the older forms). Records of a
 * `select` may have neither.
 */
export function readBoampRecord(record: unknown): ReadNotice {
  if (record === null || typeof record !== 'object' || Array.isArray(record))
    return refused(undefined, refusalTexts.notARecord);
  const flat = record as Flat;
  const trees = ['gestion', 'donnees'].map((field) => treeIn(flat[field]));
  const reference = textOf(flat.idweb) ?? lineAt(trees[0] || undefined, 'REFERENCE', 'IDWEB');
  for (const [at, field] of ['gestion', 'donnees'].entries())
    if (trees[at] === null) return refused(reference, refusalTexts.truncatedJson(field));
  if (reference === undefined) return refused(undefined, refusalTexts.noReference);
  const [gestion, donnees] = trees as (Tree | undefined)[];
  return readParts({ reference, flat, gestion, donnees });
}

/** Reads the XML that DILA publishes: the same two trees, under `ann` or `ANNONCE`. */
export function readBoampXml(text: string): ReadNotice {
  const xml = readXml(text);
  if ('why' in xml) return refused(undefined, xml.why);
  const gestion = one(xml.root, 'GESTION');
  const donnees = one(xml.root, 'DONNEES');
  const reference = lineAt(gestion, 'REFERENCE', 'IDWEB');
  if (!has(xml.root, 'DONNEES')) return refused(reference, refusalTexts.unknownShape(xml.name));
  if (reference === undefined) return refused(undefined, refusalTexts.noReference);
  return readParts({ reference, flat: {}, gestion, donnees });
}

/** A tree that the API gives as a text; null when the text is no JSON, undefined when there is none. */
function treeIn(value: unknown): Tree | null | undefined {
  if (value === null || value === undefined || value === '') return undefined;
  if (typeof value !== 'string') return treeOf(value);
  try {
    return treeOf(JSON.parse(value));
  } catch {
    return null;
  }
}

const textOf = (value: unknown): string | undefined =>
  typeof value === 'string' || typeof value === 'number' ? saidLine(String(value)) : undefined;

const textsOf = (value: unknown): string[] =>
  (Array.isArray(value) ? value : [value]).flatMap((one) => textOf(one) ?? []);

interface Parts {
  readonly reference: string;
  readonly flat: Flat;
  readonly gestion: Tree | undefined;
  readonly donnees: Tree | undefined;
}

function readParts({ reference, flat, gestion, donnees }: Parts): ReadNotice {
  const indexed = indexedIn(gestion);
  const kind = kindOf(flat, gestion, donnees);
  if (typeof kind !== 'string') return refused(reference, refusalTexts.otherLaw(kind.name));
  const follows = followsOf(flat, gestion, donnees, reference);
  const published = {
    source: 'boamp' as const,
    reference,
    publishedOn: dayIn(textOf(flat.dateparution)) ?? indexed.publishedOn,
    url: NOTICE_PAGES.boamp?.(reference),
  };
  const eforms = eformsIn(donnees);
  if (eforms) {
    const read = readEforms(eforms.name, eforms.root, { ...published, kind, follows });
    return read.ok ? understood(withIndexed(read.publication, indexed, flat)) : read;
  }
  const content = contentOf(kind, { flat, indexed, donnees });
  if (content === undefined) return refused(reference, refusalTexts.noTitle);
  if (content.buyer === undefined) return refused(reference, refusalTexts.noBuyer);
  return understood({
    ...content,
    ...published,
    kind,
    isWhole: false,
    keys: [ownKey('boamp', reference), ...folderKey(textOf(flat.contractfolderid)), ...follows],
    likeness: kind === 'initial' ? likenessOf(content) : [],
  });
}

/** The eForms tree of a record, by the name of its document. */
function eformsIn(donnees: Tree | undefined): { readonly name: string; readonly root: Tree } | undefined {
  const holder = one(donnees, 'EFORMS') ?? donnees;
  const name = namesIn(holder).find((one) => EFORMS_KEYS.includes(one));
  const root = name === undefined ? undefined : one(holder, name);
  return name === undefined || root === undefined ? undefined : { name, root };
}

const OTHERS = /^(?:MODIFICATION|INTENTION_CONCLURE|EX_ANTE_VOLONTAIRE)$/;

/** What a notice is, by how it is filed; the name of what is no call and tells nothing of one, otherwise. */
function kindOf(
  flat: Flat,
  gestion: Tree | undefined,
  donnees: Tree | undefined,
): NoticeKind | { readonly name: string } {
  const filed = one(gestion, 'REFERENCE', 'TYPE_AVIS');
  const states = [textOf(flat.etat), ...namesIn(one(filed, 'STATUT'))].map((name) => name?.toUpperCase());
  const natures = [textOf(flat.nature), ...namesIn(one(filed, 'NATURE'))].map((name) => name?.toUpperCase());
  const named = [...states, ...natures];
  if (named.includes('ANNULATION') || has(donnees, 'ANNULATION')) return 'annulation';
  if (named.includes('RECTIFICATIF')) return 'rectificatif';
  if (natures.some((name) => /^(?:ATTRIBUTION|RESULTAT)/.test(name ?? ''))) return 'attribution';
  const other = natures.find((name) => OTHERS.test(name ?? ''));
  if (other) return { name: textOf(flat.nature_libelle) ?? other };
  return natures.some((name) => /^(?:PRE[-_]?INFORMATION|PERIODIQUE)/.test(name ?? ''))
    ? 'intention'
    : 'initial';
}

/** The notices that one names as those it follows: chains may name a correction, not the first one. */
function followsOf(flat: Flat, gestion: Tree | undefined, donnees: Tree | undefined, own: string): string[] {
  const former = [
    ...all(gestion, 'REFERENCE', 'ANNONCE_ANTERIEUR', 'IDWEB'),
    ...all(gestion, 'MARCHE', 'ANNONCE_ANTERIEUR', 'REFERENCE', 'IDWEB'),
    ...all(donnees, 'ANNULATION', 'ANNUL_INFO_ANNONCE_ANTERIEUR', 'REFERENCE', 'IDWEB'),
    ...namesIn(donnees).flatMap((shape) => all(donnees, shape, 'rectificatif', 'avisInitial', 'idWeb')),
    ...namesIn(donnees).flatMap((shape) => all(donnees, shape, 'annulation', 'avisInitial', 'idWeb')),
  ].flatMap((node) => rawText(node) ?? []);
  const known = [...textsOf(flat.annonce_lie), ...former].filter(
    (id) => /^\d{2}-\d{1,8}$/.test(id) && id !== own,
  );
  return [...new Set(known.map((id) => ownKey('boamp', id)))];
}

/** What how it is filed adds to a notice in eForms: criteria, and where the form tells no place. */
function withIndexed(publication: Publication, indexed: Indexed, flat: Flat): Publication {
  const clauses = publication.lots.some(({ clauses: own }) => own !== undefined && own.length > 0)
    ? undefined
    : indexed.clauses;
  const places = departmentsOf(flat, indexed).flatMap((department) => placeOf({ department }) ?? []);
  return {
    ...publication,
    clauses: publication.clauses ?? clauses,
    lots: publication.lots.map((lot) => (lot.places.length > 0 ? lot : { ...lot, places })),
  };
}

/** Departments in which it is published: those where it is carried out are told apart where they are known. */
const departmentsOf = (flat: Flat, indexed: Indexed): string[] => {
  const carriedOut = textsOf(flat.code_departement_prestation).flatMap((code) => departmentCode(code) ?? []);
  const published = textsOf(flat.code_departement).flatMap((code) => departmentCode(code) ?? []);
  return carriedOut.length > 0 ? carriedOut : published.length > 0 ? published : [...indexed.departments];
};

interface Told {
  readonly flat: Flat;
  readonly indexed: Indexed;
  readonly donnees: Tree | undefined;
}

/** What is understood of a notice in a French form, or of the flat fields alone. */
function contentOf(kind: NoticeKind, { flat, indexed, donnees }: Told): NoticeContent | undefined {
  const form =
    has(donnees, 'IDENTITE') || has(donnees, 'OBJET') ? olderForm(donnees, kind) : frenchForm(donnees, kind);
  const title = textOf(flat.objet) ?? indexed.title ?? form.title ?? ended(kind, indexed, flat);
  if (title === undefined) return undefined;
  const name = textOf(flat.nomacheteur) ?? indexed.buyer ?? form.buyer?.name;
  const departments = departmentsOf(flat, indexed);
  const byDepartment = departments.flatMap((department) => placeOf({ department }) ?? []);
  const natures = naturesOf(flat) ?? indexed.natures;
  const lots = form.lots.length > 0 ? form.lots : [{ id: '-', title, natures: [], cpv: [], places: [] }];
  return {
    ...form.content,
    title,
    buyer: name === undefined ? undefined : { department: undefined, ...form.buyer, name },
    lots: lots.map(
      (lot): Lot => ({
        ...lot,
        title: lot.title || title,
        natures: lot.natures.length > 0 ? lot.natures : natures,
        places: located(lot.places, byDepartment, form.buyer),
        clauses: lot.clauses ?? indexed.clauses ?? criteriaOf(flat),
      }),
    ),
    procedure: form.content.procedure ?? indexed.procedure,
    clauses: indexed.clauses ?? criteriaOf(flat),
    closing: closes(kind) ? (form.content.closing ?? indexed.closing ?? flatClosing(flat)) : undefined,
    award:
      kind === 'attribution'
        ? { ...form.content.award, winners: winnersOf(flat, indexed, form.content) }
        : undefined,
  };
}

/**
 * Places that words alone name are in the department where the notice is published, where there is one; the town of the
 * buyer is known.
 */
function located(
  places: readonly Place[],
  departments: readonly Place[],
  buyer: Buyer | undefined,
): readonly Place[] {
  if (places.some(({ department, nuts }) => department ?? nuts)) return places;
  const [only] = departments;
  if (places.length === 0 || !only) return departments;
  const town = places.find(
    ({ words }) => words !== undefined && buyer?.commune && isSameTown(words, buyer.commune),
  );
  if (town && buyer?.department)
    return [{ department: buyer.department, commune: buyer.commune, words: town.words }];
  if (departments.length > 1) return [...departments, ...places];
  return places.map((place) => ({ ...only, ...place, department: only.department }));
}

const isSameTown = (one: string, other: string): boolean => plainPlace(one) === plainPlace(other);

const closes = (kind: NoticeKind): boolean =>
  kind === 'initial' || kind === 'rectificatif' || kind === 'intention';

/** A cancellation may name nothing but what it cancels. */
const ended = (kind: NoticeKind, indexed: Indexed, flat: Flat): string | undefined =>
  kind === 'annulation' ? (indexed.title ?? textOf(flat.nature_libelle) ?? 'Annulation') : undefined;

/**
 * The flat date is no sure instant: forms without a zone are labelled « +00:00 » at the hour of Paris, others are turned
 * into UTC. Its day holds.
 */
function flatClosing(flat: Flat) {
  const day = dayIn(textOf(flat.datelimitereponse)) ?? textOf(flat.datelimitereponse)?.slice(0, 10);
  return day !== undefined && isIsoDate(day) ? dayOnly(day) : undefined;
}

function naturesOf(flat: Flat): Lot['natures'] | undefined {
  const known = { TRAVAUX: 'works', FOURNITURES: 'supplies', SERVICES: 'services' } as const;
  const named = textsOf(flat.type_marche).flatMap(
    (name) => known[name.toUpperCase() as keyof typeof known] ?? [],
  );
  return named.length > 0 ? named : undefined;
}

function criteriaOf(flat: Flat): Lot['clauses'] {
  const named = textsOf(flat.criteres).map((name) => name.toLowerCase());
  if (named.length === 0) return undefined;
  return [
    ...(named.some((name) => name.startsWith('socia')) ? (['social'] as const) : []),
    ...(named.some((name) => name.startsWith('environnement')) ? (['environmental'] as const) : []),
  ];
}

/** Names only: the field holds prose at times. */
function winnersOf(flat: Flat, indexed: Indexed, content: Partial<NoticeContent>): string[] {
  const named = [...textsOf(flat.titulaire), ...indexed.winners, ...(content.award?.winners ?? [])];
  return [
    ...new Set(named.filter((name) => name.length <= 120 && !/\b(?:section|d[ée]tails?|voir)\b/i.test(name))),
  ];
}
