import { z } from 'zod';
import { type Answer, type Asked, FakeService } from './service.ts';

/** A notice that TED has. */
export interface TedNotice {
  /** « 634805-2026 » */
  readonly number: string;
  /** « YYYY-MM-DD » */
  readonly publishedOn: string;
  readonly country?: string;
  readonly xml: string;
  /** Another address in place of its own; null for none. */
  readonly link?: string | null;
}

const bodySchema = z.object({
  query: z.string(),
  fields: z.array(z.string()).min(1),
  limit: z.number().int().min(1).max(250),
  page: z.number().int().min(1).optional(),
  scope: z.enum(['LATEST', 'ACTIVE', 'ALL']),
  paginationMode: z.enum(['PAGE_NUMBER', 'ITERATION']),
  iterationNextToken: z.string().optional(),
});

/**
 * TED's search API v3 on a socket: expert queries on the day (`PD`) and on `buyer-country`, `limit` up to 250, tokens of
 * iteration that stand beside the last page too and that run out, and the XML of each notice.
 */
export class FakeTed extends FakeService {
  /** The most that a page has here, whatever it asks for. */
  mostAPage = 250;
  /** What the next search says beside its notices. */
  timesOut = false;
  readonly #notices: TedNotice[];
  #tokens = new Map<string, number>();

  private constructor(notices: readonly TedNotice[]) {
    super();
    this.#notices = [...notices];
  }

  static start(notices: readonly TedNotice[] = []): Promise<FakeTed> {
    return new FakeTed(notices).listen();
  }

  publish(...notices: readonly TedNotice[]): void {
    this.#notices.push(...notices);
  }

  /** Tokens that were given are unknown from now on. */
  forgetTokens(): void {
    this.#tokens = new Map();
  }

  protected answer(asked: Asked): Answer {
    const { method, url } = asked;
    if (method === 'POST' && url.pathname === '/v3/notices/search') return this.#search(asked);
    const number = /^\/[a-z]{2}\/notice\/(\d{1,8}-\d{4})\/xml$/.exec(url.pathname)?.[1];
    const notice = method === 'GET' ? this.#notices.find((one) => one.number === number) : undefined;
    return notice
      ? { status: 200, body: notice.xml, type: 'application/xml' }
      : { status: 404, body: 'Not found', type: 'text/plain' };
  }

  #search({ headers, body }: Asked): Answer {
    if (!headers['content-type']?.startsWith('application/json')) return { status: 415, body: '{}' };
    const read = bodySchema.safeParse(JSON.parse(body));
    if (!read.success) return bad(read.error.message);
    const { query, limit, iterationNextToken: token } = read.data;
    const found = this.#found(query);
    if (found === undefined) return bad(`QUERY_SYNTAX_ERROR: ${query}`);
    const from = token === undefined ? 0 : this.#tokens.get(token);
    if (from === undefined) return bad('INVALID_ITERATION_TOKEN');
    const to = from + Math.min(limit, this.mostAPage);
    const next = `token-${this.#tokens.size + 1}-${to}`;
    this.#tokens.set(next, to);
    return {
      status: 200,
      body: JSON.stringify({
        notices: found.slice(from, to).map((notice) => this.#shown(notice)),
        totalNoticeCount: found.length,
        iterationNextToken: next,
        timedOut: this.timesOut,
      }),
    };
  }

  #shown({ number, publishedOn, link }: TedNotice) {
    const xml = link === undefined ? `${this.url}/en/notice/${number}/xml` : link;
    return {
      'publication-number': number,
      'publication-date': `${publishedOn}Z`,
      'notice-title': { fra: 'Titre', eng: 'Title' },
      links: xml === null ? {} : { xml: { MUL: xml }, pdf: {} },
    };
  }

  #found(query: string): TedNotice[] | undefined {
    let found = this.#notices;
    for (const condition of query.split(/ AND /)) {
      const [, operator, day] = /^PD\s*(>=|<=|=)\s*(\d{8})$/.exec(condition) ?? [];
      const countries = /^buyer-country IN \(([A-Z ]+)\)$/.exec(condition)?.[1]?.split(' ');
      if (!(operator && day) && !countries) return undefined;
      found = found.filter(({ publishedOn, country = 'FRA' }) => {
        if (countries) return countries.includes(country);
        const published = publishedOn.replaceAll('-', '');
        return operator === '='
          ? published === day
          : operator === '>='
            ? published >= String(day)
            : published <= String(day);
      });
    }
    return found;
  }
}

const bad = (message: string): Answer => ({
  status: 400,
  body: JSON.stringify({ message, error: { type: 'BAD_REQUEST' } }),
});
