import { type Answer, type Asked, FakeService } from './service.ts';

/** A record of the data set; the fields by which it is looked for are there. */
export interface BoampRecord {
  readonly idweb: string;
  readonly dateparution: string;
  readonly [field: string]: unknown;
}

const ROOT = '/api/explore/v2.1/catalog/datasets/boamp';
const MOST_A_PAGE = 100;
const WINDOW = 10_000;

/**
 * BOAMP's open-data API (Opendatasoft Explore v2.1) on a socket: `where` on the day of publication, `order_by`, `limit` up
 * to 100, `offset` with the limit up to 10,000, `/exports/json` without that bound, mistakes told as the platform tells
 * them, and its quota.
 */
export class FakeBoamp extends FakeService {
  #records: BoampRecord[];

  private constructor(records: readonly BoampRecord[]) {
    super();
    this.#records = [...records];
  }

  static start(records: readonly BoampRecord[] = []): Promise<FakeBoamp> {
    return new FakeBoamp(records).listen();
  }

  /** Publishes records, in place of those of the same number. */
  publish(...records: readonly BoampRecord[]): void {
    const numbers = new Set(records.map(({ idweb }) => idweb));
    this.#records = [...this.#records.filter(({ idweb }) => !numbers.has(idweb)), ...records];
  }

  protected answer({ method, url: { pathname, searchParams } }: Asked): Answer {
    if (method !== 'GET' || ![`${ROOT}/records`, `${ROOT}/exports/json`].includes(pathname))
      return error(404, 'DatasetNotFound', 'The requested resource does not exist');
    const found = this.#found(searchParams.get('where') ?? '');
    if (found === undefined)
      return error(400, 'ODSQLError', `ODSQL query is malformed: ${searchParams.get('where')}`);
    const sorted = sortedBy(found, searchParams.get('order_by') ?? '');
    if (pathname.endsWith('/json')) return { status: 200, body: JSON.stringify(sorted) };
    const limit = Number(searchParams.get('limit') ?? 10);
    const offset = Number(searchParams.get('offset') ?? 0);
    if (!(limit >= -1 && limit <= MOST_A_PAGE))
      return error(
        400,
        'InvalidRESTParameterError',
        `Invalid value for limit API parameter: ${limit} was found but -1 <= limit <= 100 is expected.`,
      );
    if (offset + limit > WINDOW)
      return error(
        400,
        'InvalidRESTParameterError',
        `Invalid value for offset + limit API parameter: ${offset + limit} was found but offset + limit <= 10000 is expected.`,
      );
    return {
      status: 200,
      body: JSON.stringify({ total_count: sorted.length, results: sorted.slice(offset, offset + limit) }),
    };
  }

  /** Records that a `where` lets through; undefined for one that is not understood. */
  #found(where: string): BoampRecord[] | undefined {
    let found = this.#records;
    for (const condition of where === '' ? [] : where.split(/ and /i)) {
      const [, operator, day] =
        /^\s*dateparution\s*(=|>=|<=)\s*date'(\d{4}-\d{2}-\d{2})'\s*$/.exec(condition) ?? [];
      if (!operator || !day) return undefined;
      found = found.filter(({ dateparution }) =>
        operator === '='
          ? dateparution === day
          : operator === '>='
            ? dateparution >= day
            : dateparution <= day,
      );
    }
    return found;
  }
}

const error = (status: number, code: string, message: string): Answer => ({
  status,
  body: JSON.stringify({ error_code: code, message }),
});

function sortedBy(records: readonly BoampRecord[], order: string): BoampRecord[] {
  const [field = 'idweb', way = 'asc'] = order.split(' ');
  const sign = way.toLowerCase() === 'desc' ? -1 : 1;
  return records.toSorted((one, other) => sign * String(one[field]).localeCompare(String(other[field])));
}
