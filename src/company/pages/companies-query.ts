import { COMPLETENESS, FILE_STATES, type ListFilter, SORTS } from '#src/company/list/lines.ts';
import { DEPARTMENTS, REGIONS } from '#src/reference/french-places.ts';

/** What the address of the list asks: its filter, its order, its page. */
export interface ListQuery {
  readonly filter: ListFilter;
  readonly sort: (typeof SORTS)[number];
  readonly page: number;
}

const LONGEST = 200;

/** Reads the address of the list; what it does not know asks for nothing. */
export function queryOf(query: Readonly<Record<string, unknown>>): ListQuery {
  const text = (name: string): string => {
    const value = query[name];
    return typeof value === 'string' ? value.trim().slice(0, LONGEST) : '';
  };
  const oneOf = <T extends string>(name: string, known: readonly T[]): T | undefined =>
    known.find((one) => one === text(name));
  const territory = text('territoire');
  const isPlace = REGIONS.includes(territory) || DEPARTMENTS.some(({ code }) => code === territory);
  return {
    filter: {
      text: text('q'),
      territory: isPlace ? territory : '',
      family: text('engagement'),
      sector: text('activite'),
      complete: oneOf('remplie', COMPLETENESS),
      state: oneOf('etat', FILE_STATES),
      cases: oneOf('dossiers', ['with', 'without'] as const),
    },
    sort: oneOf('tri', SORTS) ?? SORTS[0],
    page: /^\d{1,6}$/.test(text('page')) ? Math.max(1, Number(text('page'))) : 1,
  };
}

/** The same list by its address, at another page, or as a file. */
export function addressOf({ filter, sort }: ListQuery, { page = 1, ending = '' } = {}): string {
  const asked = {
    q: filter.text,
    territoire: filter.territory,
    engagement: filter.family,
    activite: filter.sector,
    remplie: filter.complete ?? '',
    etat: filter.state ?? '',
    dossiers: filter.cases ?? '',
    tri: sort === SORTS[0] ? '' : sort,
    page: page > 1 ? String(page) : '',
  };
  const search = new URLSearchParams(Object.entries(asked).filter(([, value]) => value !== ''));
  return `/staff/entreprises${ending}${search.size > 0 ? `?${search}` : ''}`;
}
