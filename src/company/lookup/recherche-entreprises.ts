import { z } from 'zod';
import {
  type CompanyDirectory,
  type Establishment,
  type Lookup,
  NO_DIRECTORY,
} from '#src/company/rules/establishment.ts';
import { cachedDirectory } from './cached.ts';

/** The dialog waits for it: longer than this, the questions are asked instead. */
const TIMEOUT_MS = 4_000;
/** A page of results takes some tens of kilobytes. */
const MOST_BYTES = 2_000_000;
/** The quota is of seven requests a second; who is refused once is left alone for at least this. */
const REST_MS = 1_000;

const flag = z.boolean().nullish();
const text = z.string().nullish();
const establishmentSchema = z.object({
  siret: z.string(),
  code_postal: text,
  libelle_commune: text,
  departement: text,
  etat_administratif: text,
  tranche_effectif_salarie: text,
});
const resultSchema = z.object({
  siren: z.string(),
  nom_complet: text,
  nom_raison_sociale: text,
  nature_juridique: text,
  tranche_effectif_salarie: text,
  date_creation: text,
  etat_administratif: text,
  nombre_etablissements: z.number().nullish(),
  siege: establishmentSchema.nullish(),
  matching_etablissements: z.array(establishmentSchema).nullish(),
  complements: z.object({ est_ess: flag, est_siae: flag }).nullish(),
});
const answerSchema = z.object({ results: z.array(resultSchema), total_results: z.number() });

type Result = z.output<typeof resultSchema>;
type Place = z.output<typeof establishmentSchema>;

/**
 * The public service « Recherche d'entreprises » (DINUM): `GET {base}/search?q=SIRET&page=1&per_page=10`, no key, seven
 * requests a second, 429 with Retry-After beyond. A null in its answers is « unknown ».
 * @param now milliseconds of a clock that nobody sets
 * @see https://recherche-entreprises.api.gouv.fr/docs/
 */
export function createCompanySearch(
  baseUrl: string,
  now: () => number,
  timeoutMs: number = TIMEOUT_MS,
): CompanyDirectory {
  const base = baseUrl.replace(/(?<!\/)\/+$/, '');
  let restUntil = 0;
  return {
    find: async (siret) => {
      if (now() < restUntil) return { type: 'busy' };
      try {
        const response = await fetch(`${base}/search?q=${siret}&page=1&per_page=10`, {
          headers: { Accept: 'application/json' },
          signal: AbortSignal.timeout(timeoutMs),
          redirect: 'error',
        });
        if (response.status === 429) {
          restUntil = now() + restOf(response.headers.get('Retry-After'));
          await response.body?.cancel();
          return { type: 'busy' };
        }
        if (!response.ok) {
          await response.body?.cancel();
          return { type: response.status >= 500 ? 'down' : 'malformed' };
        }
        return lookupIn(await bodyOf(response), siret);
      } catch {
        return { type: 'down' };
      }
    },
  };
}

/** The directory that the operator named, or none. */
export const openDirectory = (url: string | undefined): CompanyDirectory =>
  url === undefined ? NO_DIRECTORY : cachedDirectory(createCompanySearch(url, () => performance.now()));

/** Seconds of a Retry-After, within a minute. */
function restOf(header: string | null): number {
  const seconds = Number(header);
  return Number.isFinite(seconds) && seconds > 0 ? Math.min(seconds * 1_000, 60_000) : REST_MS;
}

/** The JSON of an answer; undefined when it is none, or endless. */
async function bodyOf(response: Response): Promise<unknown> {
  let read = '';
  for await (const chunk of response.body?.pipeThrough(new TextDecoderStream()) ?? []) {
    read += chunk;
    if (read.length > MOST_BYTES) return undefined;
  }
  try {
    return JSON.parse(read);
  } catch {
    return undefined;
  }
}

/** What an answer of the service says of a SIRET. */
function lookupIn(answer: unknown, siret: string): Lookup {
  const parsed = answerSchema.safeParse(answer);
  if (!parsed.success) return { type: 'malformed' };
  const siren = siret.slice(0, 9);
  const result = parsed.data.results.find((one) => one.siren === siren);
  if (!result) return { type: 'unknown' };
  const places = [...(result.matching_etablissements ?? []), ...(result.siege ? [result.siege] : [])];
  const place = places.find((one) => one.siret === siret);
  if (!place)
    return {
      type: 'ambiguous',
      name: nameOf(result),
      establishments: result.nombre_etablissements ?? places.length,
    };
  const establishment = establishmentOf(result, place);
  const whole = result.etat_administratif === 'C';
  const isClosed = whole || (place.etat_administratif ?? 'A') !== 'A';
  return isClosed ? { type: 'closed', establishment, whole } : { type: 'found', establishment };
}

/** Companies may ask Insee to hide who they are: nothing is shown of them then. */
const nameOf = ({ nom_raison_sociale: registered, nom_complet: full }: Result): string | undefined =>
  [registered, full].find((name) => name && !/\[(?:ND|NON-DIFFUSIBLE)\]/i.test(name)) ?? undefined;

function establishmentOf(result: Result, place: Place): Establishment {
  const created = result.date_creation ?? undefined;
  const town = place.libelle_commune ?? undefined;
  return {
    siret: place.siret,
    siren: result.siren,
    name: nameOf(result),
    legalCategory: result.nature_juridique ?? undefined,
    createdOn: created && /^\d{4}-\d{2}-\d{2}$/.test(created) ? created : undefined,
    headcountFrom: HEADCOUNTS[result.tranche_effectif_salarie ?? ''],
    town: town && !/\[ND\]/i.test(town) ? titled(town) : undefined,
    department: place.departement ?? departmentIn(place.code_postal),
    isEss: result.complements?.est_ess ?? undefined,
    isSiae: result.complements?.est_siae ?? undefined,
  };
}

const departmentIn = (postcode: string | null | undefined): string | undefined =>
  postcode ? postcode.slice(0, /^9[78]/.test(postcode) ? 3 : 2) : undefined;

/** « SAINT-DENIS » → « Saint-Denis » */
const titled = (town: string): string =>
  town.toLowerCase().replace(/(?<=^|[ '’-])\p{L}/gu, (letter) => letter.toUpperCase());

/** The fewest people of Insee's brackets (variable « tranche d'effectifs salariés »); NN is « unknown ». */
const HEADCOUNTS: Readonly<Record<string, number>> = {
  '00': 0,
  '01': 1,
  '02': 3,
  '03': 6,
  '11': 10,
  '12': 20,
  '21': 50,
  '22': 100,
  '31': 200,
  '32': 250,
  '41': 500,
  '42': 1_000,
  '51': 2_000,
  '52': 5_000,
  '53': 10_000,
};
