import { isIP } from 'node:net';
import { join, resolve } from 'node:path';

/** What the operator decides of the relays in front, of who sees the details, and of the ledger of erasures. */
export interface OperatorsConfig {
  /** Which relays are believed about a visitor's address: express's own setting `trust proxy`; false for none. */
  readonly trustProxy: false | number | readonly string[];
  /** Opens the details of `/readyz` and `/metrics`; absent, staff and this machine alone see them. */
  readonly statusToken: string | undefined;
  /** File of the ids that were erased, which a restored copy is brought in line with; in the data folder when absent. */
  readonly erasureLedger: string | undefined;
}

export const OPERATORS_VARIABLES = ['TRUST_PROXY', 'STATUS_TOKEN', 'ERASURE_LEDGER'] as const;
type Variable = (typeof OPERATORS_VARIABLES)[number];

/** Names of networks that express knows. */
const NETWORKS = ['loopback', 'linklocal', 'uniquelocal'];
const MOST_HOPS = 10;
/** Fewer signs could be guessed. */
const LEAST_TOKEN = 24;

/**
 * Reads what operators decide.
 * @param mistakes where mistakes are added, in French
 */
export function readOperators(
  read: (name: Variable) => string | undefined,
  mistakes: string[],
): OperatorsConfig {
  const token = read('STATUS_TOKEN');
  if (token !== undefined && !(token.length >= LEAST_TOKEN && /^[\x21-\x7e]+$/.test(token)))
    mistakes.push(`STATUS_TOKEN : au moins ${LEAST_TOKEN} signes sans espace ni accent, tirés au hasard`);
  const ledger = read('ERASURE_LEDGER');
  return {
    trustProxy: readTrust(read('TRUST_PROXY'), mistakes),
    statusToken: token,
    erasureLedger: ledger && resolve(ledger),
  };
}

/** Where the ledger of erasures is. */
export const ledgerPath = (config: {
  readonly dataDir: string;
  readonly operators: Pick<OperatorsConfig, 'erasureLedger'>;
}): string => config.operators.erasureLedger ?? join(config.dataDir, 'erasures.ledger');

function readTrust(value: string | undefined, mistakes: string[]): OperatorsConfig['trustProxy'] {
  if (value === undefined || value === 'none') return false;
  if (/^\d+$/.test(value)) {
    const hops = Number(value);
    if (hops >= 1 && hops <= MOST_HOPS) return hops;
  }
  const places = value.split(/[\s,]+/).filter(Boolean);
  if (places.length > 0 && places.every((place) => NETWORKS.includes(place) || isNetwork(place)))
    return places;
  mistakes.push(
    `TRUST_PROXY : none, un nombre de relais (de 1 à ${MOST_HOPS}), ou leurs adresses : ${NETWORKS.join(', ')}, une adresse IP ou un réseau (10.0.0.0/8), séparés par des virgules`,
  );
  return false;
}

/** An address, or a network as « 10.0.0.0/8 ». */
function isNetwork(text: string): boolean {
  const [address = '', bits, ...more] = text.split('/');
  const version = isIP(address);
  if (version === 0 || more.length > 0) return false;
  // « /0 » would believe everybody.
  return (
    bits === undefined ||
    (/^\d+$/.test(bits) && Number(bits) >= 1 && Number(bits) <= (version === 4 ? 32 : 128))
  );
}
