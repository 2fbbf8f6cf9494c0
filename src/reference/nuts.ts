import table from './nuts.json' with { type: 'json' };

/** A territory of the European nomenclature, in France. */
export interface NutsTerritory {
  /** « FRK26 » */
  readonly code: string;
  readonly label: string;
  /** 0 for the country, 1 and 2 for regions, 3 for departments. */
  readonly level: number;
  /** Code of the department (Insee), where it is one. */
  readonly department: string | undefined;
}

const KNOWN: ReadonlyMap<string, NutsTerritory> = new Map(
  table.map((one): [string, NutsTerritory] => [
    one.code,
    { code: one.code, label: one.label, level: one.code.length - 2, department: one.department },
  ]),
);

/**
 * Departments under the codes of before 2018 (NUTS 2013), which older notices carry: those of a region in the order of
 * their last digit, from 1.
 */
const BEFORE_2018: Readonly<Record<string, string>> = {
  FR21: '08 10 51 52',
  FR22: '02 60 80',
  FR23: '27 76',
  FR24: '18 28 36 37 41 45',
  FR25: '14 50 61',
  FR26: '21 58 71 89',
  FR30: '59 62',
  FR41: '54 55 57 88',
  FR42: '67 68',
  FR43: '25 39 70 90',
  FR51: '44 49 53 72 85',
  FR52: '22 29 35 56',
  FR53: '16 17 79 86',
  FR61: '24 33 40 47 64',
  FR62: '09 12 31 32 46 65 81 82',
  FR63: '19 23 87',
  FR71: '01 07 26 38 42 69 73 74',
  FR72: '03 15 43 63',
  FR81: '11 30 34 48 66',
  FR82: '04 05 06 13 83 84',
  FR83: '2A 2B',
};
/** Overseas, a code of before 2018 stood for one department. */
const OVERSEAS_BEFORE: Readonly<Record<string, string>> = {
  FR91: '971',
  FR92: '972',
  FR93: '973',
  FR94: '974',
  FRA1: '971',
  FRA2: '972',
  FRA3: '973',
  FRA4: '974',
  FRA5: '976',
};

/** A territory by its code; undefined for one that is not in France, or no more in force. */
export const nutsOf = (code: string): NutsTerritory | undefined => KNOWN.get(code);

/**
 * The departments that a code covers, one or those of a region, codes of before 2018 included; none for the whole of
 * France, for abroad and for what is not known.
 */
export function departmentsOfNuts(code: string): string[] {
  if (code.length < 3) return [];
  const known = KNOWN.get(code);
  if (known?.department) return [known.department];
  if (known)
    return [
      ...new Set([...KNOWN.values()].flatMap((one) => (one.code.startsWith(code) && one.department) || [])),
    ];
  const overseas = OVERSEAS_BEFORE[code.slice(0, 4)];
  if (overseas) return [overseas];
  const region = BEFORE_2018[code.slice(0, 4)]?.split(' ') ?? [];
  if (code.length === 4) return region;
  const at = Number(code[4]) - 1;
  return region[at] === undefined ? [] : [region[at]];
}
