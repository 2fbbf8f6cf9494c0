import { oneAmount } from '#src/features/opportunities/notice/amount.ts';
import { dayIn } from '#src/features/opportunities/notice/closing.ts';
import { ownKey } from '#src/features/opportunities/notice/keys.ts';
import type { Clause, Place } from '#src/features/opportunities/notice/notice.ts';
import { departmentCode, distinctPlaces, placeOf } from '#src/features/opportunities/notice/place.ts';
import { saidLine, sirenOf } from '#src/features/opportunities/notice/words.ts';
import { procedureNamed } from '#src/features/opportunities/sources/boamp/indexed.ts';
import { type ReadNotice, refused, understood } from '#src/features/opportunities/sources/source.ts';
import { refusalTexts } from '#src/features/opportunities/sources/texts.ts';
import { all, has, one, rawAt, rawText, type Tree } from '#src/features/opportunities/sources/tree.ts';
import { addMonths } from '#src/platform/calendar/days.ts';
import type { IsoDate } from '#src/platform/calendar/iso-date.ts';
import { cpvCodeIn } from '#src/reference/cpv.ts';

/** A contract that ends within so many months is near: calls come three to nine months before the end. */
const NEAR_MONTHS = 12;
const CALL_FROM = 9;
const CALL_UNTIL = 3;
/** A contract that ended longer ago was renewed, or was not. */
const PAST_MONTHS = 1;
const SHORTEST_MONTHS = 6;
const LONGEST_MONTHS = 240;
/** Works last; what is kept up for years comes again. */
const KEPT_UP_MONTHS = 24;

/** A contract that is understood, and of which nothing is told: it does not end soon, or would not come again. */
export const PASSED = 'passed';

/**
 * Reads a contract of the « données essentielles de la commande publique », in the shape of 2019, of 2022, or flat: one
 * that ends soon is told as likely to come again, for nobody has promised it.
 * @param today « YYYY-MM-DD »
 */
export function readDecp(contract: Tree, today: IsoDate): ReadNotice | typeof PASSED {
  const number = saidLine(rawAt(contract, 'id'));
  const bought = buyerIn(contract);
  // The number of a contract is unique for its buyer only.
  const reference = number && bought ? `${bought.number}-${number}` : number;
  if (reference === undefined) return refused(undefined, refusalTexts.noReference);
  if (bought === undefined) return refused(reference, refusalTexts.noBuyer);
  const { buyer } = bought;
  const title = saidLine(rawAt(contract, 'objet'), 1_000);
  if (title === undefined) return refused(reference, refusalTexts.noTitle);
  const latest = latestOf(contract, today);
  if (!comesAgain(contract, latest.months)) return PASSED;
  const start = startOf(contract);
  if (start === undefined || latest.months === undefined) return refused(reference, refusalTexts.noEnd);
  const endsOn = addMonths(start, latest.months);
  if (endsOn > addMonths(today, NEAR_MONTHS) || endsOn < addMonths(today, -PAST_MONTHS)) return PASSED;
  const clauses = clausesIn(contract);
  return understood({
    title,
    buyer,
    lots: [
      {
        id: '-',
        title,
        natures: [],
        cpv: codeIn(contract),
        places: placesIn(contract),
        amount: latest.amount,
        months: latest.months,
        clauses,
      },
    ],
    procedure: procedureIn(contract),
    isFramework: isFramework(contract) ? true : undefined,
    amount: latest.amount,
    clauses,
    renewal: {
      endsOn,
      from: addMonths(endsOn, -CALL_FROM),
      until: addMonths(endsOn, -CALL_UNTIL),
      holders: latest.holders,
    },
    source: 'decp',
    reference,
    kind: 'renewal',
    publishedOn: dayIn(valueAt(contract, 'datePublicationDonnees')),
    isWhole: true,
    keys: [ownKey('decp', reference)],
    likeness: [],
  });
}

/** A field by its name, in the flat export in lower case too; « CDL » is none there. */
const valueAt = (tree: Tree | undefined, ...path: readonly string[]): string | undefined =>
  saidLine(rawAt(tree, ...path) ?? rawAt(tree, ...path.map((name) => name.toLowerCase())));

function buyerIn(contract: Tree) {
  const written =
    rawAt(contract, 'acheteur', 'id') ??
    rawAt(contract, 'autoriteConcedante', 'id') ??
    rawAt(contract, 'acheteur_id') ??
    rawAt(contract, 'acheteur.id');
  const number = (written ?? '').replace(/\s/g, '');
  if (!/^\d{9}(?:\d{5})?$/.test(number)) return undefined;
  const name =
    valueAt(contract, 'acheteur', 'nom') ??
    valueAt(contract, 'acheteur_nom') ??
    valueAt(contract, 'autoriteConcedante', 'nom');
  return { number, buyer: { name: name ?? `Acheteur (SIRET ${number})`, ...sirenOf(number) } };
}

const startOf = (contract: Tree): IsoDate | undefined =>
  ['dateDebutExecution', 'dateNotification', 'dateSignature']
    .map((name) => dayIn(valueAt(contract, name)))
    .find((day) => day !== undefined && day > '1990-01-01');

/** What the contract is after its changes; those dated after today are mistakes. */
function latestOf(contract: Tree, today: IsoDate) {
  const changes = all(contract, 'modifications')
    .flatMap((node) => (has(node, 'modification') ? all(node, 'modification') : [node]))
    .flatMap((change) => {
      const on = dayIn(
        valueAt(change, 'dateNotificationModification') ?? valueAt(change, 'dateSignatureModification'),
      );
      return on !== undefined && on <= today ? [{ change, on }] : [];
    })
    .toSorted((one, other) => (one.on < other.on ? -1 : 1))
    .map(({ change }) => change);
  const told = [...changes.toReversed(), contract];
  const first = <T>(read: (tree: Tree) => T | undefined): T | undefined =>
    told.map(read).find((value) => value !== undefined);
  return {
    months:
      first((tree) => monthsIn(valueAt(tree, 'dureeMois'))) ??
      monthsIn(valueAt(contract, 'dureeMoisModification')),
    amount: first((tree) => oneAmount('award', valueAt(tree, 'montant') ?? valueAt(tree, 'valeurGlobale'))),
    holders: told.map(holdersIn).find((names) => names.length > 0) ?? [],
  };
}

const monthsIn = (text: string | undefined): number | undefined => {
  const months = Number(text);
  return text !== undefined && Number.isInteger(months) && months > 0 && months <= LONGEST_MONTHS
    ? months
    : undefined;
};

/** Names, or SIRETs: texts in place of records, and lists in lists, are in real data. */
function holdersIn(tree: Tree): string[] {
  const listed = ['titulaires', 'concessionnaires'].flatMap((name) => all(tree, name)).flatMap(flat);
  const held = listed.flatMap((node) => {
    const own = one(node, 'titulaire') ?? one(node, 'concessionnaire') ?? node;
    return saidLine(rawAt(own, 'denominationSociale') ?? rawAt(own, 'id')) ?? [];
  });
  const flatIds = [1, 2, 3].flatMap((at) => valueAt(tree, `titulaire_id_${at}`) ?? []);
  return [...new Set([...held, ...flatIds])].slice(0, 10);
}

const flat = (tree: Tree): Tree[] => (Array.isArray(tree) ? tree.flatMap(flat) : [tree]);

/**
 * Whether a contract is of those that come again: not one under a framework agreement, which follows it; not one that was
 * passed without competition, for nothing says that it will be opened; not a short one; of works, only what is kept up.
 */
function comesAgain(contract: Tree, months: number | undefined): boolean {
  const nature = valueAt(contract, 'nature') ?? '';
  const how = listed(contract, 'modalitesExecution', 'modaliteExecution');
  if (/subs[ée]quent/i.test(`${nature} ${how}`)) return false;
  if (/sans publicit/i.test(valueAt(contract, 'procedure') ?? '')) return false;
  if (months !== undefined && months < SHORTEST_MONTHS) return false;
  const isWorks = codeIn(contract).some((code) => code.startsWith('45'));
  return !isWorks || isFramework(contract) || /concession/i.test(nature) || (months ?? 0) >= KEPT_UP_MONTHS;
}

/** A list in a record (2022), or a text (flat). */
const listed = (contract: Tree, plural: string, singular: string): string =>
  [...all(contract, plural, singular), ...all(contract, plural), ...all(contract, plural.toLowerCase())]
    .flatMap((node) => rawText(node) ?? [])
    .join(' ');

const isFramework = (contract: Tree): boolean =>
  /accord-cadre/i.test(`${listed(contract, 'techniques', 'technique')} ${valueAt(contract, 'nature') ?? ''}`);

const codeIn = (contract: Tree): string[] => {
  const code = cpvCodeIn(valueAt(contract, 'codeCPV') ?? '');
  return code === undefined ? [] : [code];
};

const procedureIn = (contract: Tree) => {
  const said = valueAt(contract, 'procedure');
  return said === undefined ? undefined : procedureNamed([said]);
};

/** « lieuExecution »: a code, of a kind that is told in words. */
function placesIn(contract: Tree): Place[] {
  const code = valueAt(contract, 'lieuExecution', 'code') ?? valueAt(contract, 'lieuExecution_code');
  const type =
    valueAt(contract, 'lieuExecution', 'typeCode') ?? valueAt(contract, 'lieuExecution_typeCode') ?? '';
  const words = valueAt(contract, 'lieuExecution', 'nom');
  const said = words !== undefined && !/^code\b/i.test(words) ? words : undefined;
  if (/postal/i.test(type)) return distinctPlaces([placeOf({ postcode: code, words: said })]);
  if (/d[ée]partement/i.test(type)) return distinctPlaces([placeOf({ department: code, words: said })]);
  // Codes of communes and of arrondissements begin as their department does.
  if (/commune|arrondissement|canton/i.test(type) && code !== undefined)
    return distinctPlaces([placeOf({ department: inCode(code), words: said })]);
  if (/pays/i.test(type))
    return distinctPlaces([placeOf({ nuts: /^FR/i.test(code ?? '') ? 'FR' : undefined })]);
  return distinctPlaces([placeOf({ words: said })]);
}

const inCode = (code: string): string | undefined =>
  departmentCode(code.slice(0, /^9[78]/.test(code) ? 3 : 2));

function clausesIn(contract: Tree): Clause[] | undefined {
  const social = listed(contract, 'considerationsSociales', 'considerationSociale');
  const green = listed(contract, 'considerationsEnvironnementales', 'considerationEnvironnementale');
  if (social === '' && green === '') return undefined;
  const isTold = (text: string) => text !== '' && !/^\s*pas de\b/i.test(text);
  return [
    ...(isTold(social) ? (['social'] as const) : []),
    ...(isTold(green) ? (['environmental'] as const) : []),
  ];
}
