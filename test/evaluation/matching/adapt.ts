import { readFileSync } from 'node:fs';
import type { Bidder, Family } from '#src/features/opportunities/matching/bidder.ts';
import { departmentsOfRegions } from '#src/features/opportunities/matching/bidder.ts';
import { closingIn, dayOnly } from '#src/features/opportunities/notice/closing.ts';
import type { Lot, Notice, ReservedFor, Written } from '#src/features/opportunities/notice/notice.ts';
import { sectorsIn } from '#src/reference/sectors.ts';

/** A company of the set, as its writer told it. */
export interface PlainCompany {
  readonly id: string;
  readonly name: string;
  readonly families: readonly string[];
  readonly structure: string;
  readonly description: string;
  readonly activities: readonly string[];
  readonly territory: {
    readonly departments: readonly string[];
    readonly region: string | null;
    readonly france: boolean;
  };
  readonly size: { readonly employees: number; readonly turnover: number };
}

interface PlainLot {
  readonly number: string;
  readonly title: string;
  readonly cpv: readonly string[];
  readonly amount: number | null;
  readonly reserved: 'insertion' | 'handicap' | 'ess' | null;
  readonly place: readonly string[];
}

/** A notice of the set, as its writer told it. */
export interface PlainNotice {
  readonly id: string;
  readonly source: 'boamp' | 'ted' | 'approch' | 'staff';
  readonly buyer: string;
  readonly department: string;
  readonly object: string;
  readonly description: string;
  readonly lots: readonly PlainLot[];
  readonly cpv: readonly string[];
  readonly procedure: string;
  readonly amount: number | null;
  readonly published: string;
  readonly closing: string | null;
  readonly clauses: readonly string[];
}

/** What a hand said of a company and a lot. */
export interface Label {
  readonly company: string;
  readonly notice: string;
  readonly lot: string;
  readonly label: 'utile' | 'presque' | 'non';
  readonly why: string;
}

/** The lines of a file of the set. */
export const linesOf = <T>(name: string): T[] =>
  readFileSync(new URL(name, import.meta.url), 'utf8')
    .trim()
    .split('\n')
    .map((line): T => JSON.parse(line));

const FAMILIES: Readonly<Record<string, Family>> = {
  ess: 'ess',
  insertion: 'insertion',
  handicap: 'handicap',
  qpv: 'qpv',
  circulaire: 'circular',
  diversite: 'diversity',
};
const RESERVED: Readonly<Record<string, ReservedFor>> = {
  handicap: 'adapted',
  insertion: 'insertion',
  ess: 'ess',
};
const SIAE = ['EI', 'AI', 'ACI', 'ETTI', 'EITI'];
const ADAPTED = ['EA', 'ESAT'];
const ESS = ['association', 'SCOP', 'SCIC', 'mutuelle', 'fondation'];

/** A company of the set as the matcher takes them. */
export function bidderFrom(company: PlainCompany): Bidder {
  const { departments, region, france } = company.territory;
  const reservedFor: ReservedFor[] = [];
  if (ADAPTED.includes(company.structure)) reservedFor.push('adapted');
  if (
    SIAE.includes(company.structure) ||
    (company.families.includes('insertion') && company.structure === 'association')
  )
    reservedFor.push('insertion');
  if (ESS.includes(company.structure) || company.families.includes('ess')) reservedFor.push('ess');
  return {
    id: company.id,
    activities: company.activities,
    description: company.description,
    codes: codesOf(company),
    families: company.families.flatMap((family) => FAMILIES[family] ?? []),
    reservedFor,
    departments: [...new Set([...departments, ...departmentsOfRegions(region === null ? [] : [region])])],
    everywhere: france,
    turnover: company.size.turnover,
    employees: company.size.employees,
  };
}

/** The codes that the fiche draws of the words of a company. */
export const codesOf = ({ activities }: PlainCompany): string[] =>
  sectorsIn(activities.join(', ')).map(({ cpv }) => cpv);

/** A notice of the set as the sources give them. */
export function noticeFrom(plain: PlainNotice): Notice {
  const isOpen = plain.closing !== null;
  const [day = '', time] = (plain.closing ?? '').split('T');
  return {
    kind: plain.source === 'approch' ? 'intention' : plain.source === 'staff' ? 'written' : 'initial',
    seen: [],
    title: plain.object,
    description: plain.description,
    buyer: { name: plain.buyer, department: plain.department },
    lots: plain.lots.map((lot) => lotFrom(lot, plain)),
    procedure: plain.procedure === 'AO' ? 'open' : plain.procedure === 'MAPA' ? 'adapted' : 'none',
    amount: plain.amount === null ? undefined : euros(plain.amount),
    closing: isOpen ? (closingIn(day, time) ?? dayOnly(day)) : undefined,
    clauses: plain.clauses.map((clause) => (clause === 'sociale' ? 'social' : 'environmental')),
    publishedOn: plain.published,
    written: writtenOf(plain),
  };
}

const euros = (amount: number) => ({ low: amount, high: amount, currency: 'EUR', of: 'estimate' }) as const;

const lotFrom = (lot: PlainLot, { lots, cpv }: PlainNotice): Lot => ({
  id: lot.number,
  number: lots.length > 1 ? lot.number : undefined,
  title: lot.title,
  natures: [],
  cpv: lot.cpv.length > 0 ? lot.cpv : cpv,
  places: lot.place.map((department) => ({ department })),
  amount: lot.amount === null ? undefined : euros(lot.amount),
  reserved: { for: lot.reserved === null ? [] : [RESERVED[lot.reserved] as ReservedFor] },
});

function writtenOf({ source, procedure, buyer }: PlainNotice): Written | undefined {
  if (source !== 'staff') return undefined;
  const kind =
    procedure === 'convention'
      ? 'business-convention'
      : procedure === 'privé'
        ? 'private-contract'
        : 'public-contract';
  return { kind, publisher: buyer, publisherKind: 'other' };
}
