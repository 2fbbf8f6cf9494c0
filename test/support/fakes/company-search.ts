import { once } from 'node:events';
import { createServer, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** An establishment of the register, as far as tests need it. */
export interface RegisteredPlace {
  readonly siret: string;
  readonly town?: string;
  readonly department?: string;
  readonly state?: 'A' | 'F';
}

/** A company of the register. */
export interface RegisteredCompany {
  readonly name: string;
  readonly category?: string;
  readonly headcount?: string | null;
  readonly created?: string;
  readonly state?: 'A' | 'C';
  readonly places: readonly RegisteredPlace[];
  readonly flags?: Readonly<Record<string, boolean | null>>;
}

/** Requests a second that the service takes. */
const QUOTA = 7;

/**
 * The service « Recherche d'entreprises » on a socket: its path, its parameters, the shape of its answers, its quota of
 * seven requests a second, and the troubles that a test asks for.
 */
export class FakeCompanySearch implements AsyncDisposable {
  readonly asked: string[] = [];
  trouble: 'none' | 'silent' | 'down' | 'garbage' | 'html' | 'cut' = 'none';
  readonly #companies: RegisteredCompany[];
  readonly #server: Server;
  #times: number[] = [];

  private constructor(companies: readonly RegisteredCompany[]) {
    this.#companies = [...companies];
    this.#server = createServer((request, response) => {
      const url = new URL(request.url ?? '/', 'http://localhost');
      if (request.method !== 'GET' || url.pathname !== '/search') return void response.writeHead(404).end();
      this.#answer(url.searchParams, response);
    });
  }

  static async start(companies: readonly RegisteredCompany[]): Promise<FakeCompanySearch> {
    const fake = new FakeCompanySearch(companies);
    fake.#server.listen(0, '127.0.0.1');
    await once(fake.#server, 'listening');
    return fake;
  }

  get url(): string {
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
  }

  #answer(params: URLSearchParams, response: ServerResponse): void {
    const q = params.get('q') ?? '';
    this.asked.push(q);
    if (this.trouble === 'silent') return;
    if (this.trouble === 'down') return void response.writeHead(503).end('down');
    if (this.trouble === 'html') return void response.writeHead(200).end('<html>maintenance</html>');
    if (this.trouble === 'garbage') return void this.#json(response, 200, { results: [{ siren: 12 }] });
    if (this.trouble === 'cut') {
      response.writeHead(200, { 'Content-Length': '500' }).write('{"results":');
      return void setTimeout(() => response.destroy(), 20);
    }
    const now = Date.now();
    this.#times = this.#times.filter((at) => now - at < 1_000);
    if (this.#times.length >= QUOTA) {
      response.setHeader('Retry-After', '1');
      return void this.#json(response, 429, { erreur: 'quota' });
    }
    this.#times.push(now);
    const page = Number(params.get('page') ?? 1);
    const perPage = Number(params.get('per_page') ?? 10);
    if (q.length < 3 || !(page >= 1) || !(perPage >= 1 && perPage <= 25))
      return void this.#json(response, 400, { erreur: 'paramètres' });
    const results = this.#companies.filter(({ places }) =>
      places.some(({ siret }) => siret.startsWith(q.slice(0, 9))),
    );
    this.#json(response, 200, {
      results: results.map((company) => resultOf(company, q)),
      total_results: results.length,
      page,
      per_page: perPage,
      total_pages: results.length > 0 ? 1 : 0,
    });
  }

  #json(response: ServerResponse, status: number, body: object): void {
    response.writeHead(status, { 'Content-Type': 'application/json' }).end(JSON.stringify(body));
  }

  async [Symbol.asyncDispose](): Promise<void> {
    const closed = once(this.#server, 'close');
    this.#server.close();
    this.#server.closeAllConnections();
    await closed;
  }
}

function resultOf(
  { name, category, headcount = null, created, state = 'A', places, flags }: RegisteredCompany,
  q: string,
) {
  const shown = ({ siret, town, department, state: open = 'A' }: RegisteredPlace) => ({
    siret,
    adresse: null,
    code_postal: null,
    commune: null,
    libelle_commune: town ?? null,
    departement: department,
    region: null,
    activite_principale: null,
    etat_administratif: open,
    date_creation: created ?? null,
  });
  const [head] = places;
  return {
    siren: head?.siret.slice(0, 9),
    nom_complet: name,
    nom_raison_sociale: name,
    nature_juridique: category ?? null,
    activite_principale: null,
    tranche_effectif_salarie: headcount,
    date_creation: created ?? null,
    etat_administratif: state,
    nombre_etablissements: places.length,
    siege: head ? shown(head) : null,
    matching_etablissements: places.filter(({ siret }) => siret === q).map(shown),
    complements: { est_ess: null, est_siae: null, ...flags },
  };
}
