import { resolve } from 'node:path';

/** Where calls for tenders are read; all is off unless the operator says so. */
export interface NoticesConfig {
  /** Address of the open-data API of BOAMP; absent, it is not read. */
  readonly boampUrl: string | undefined;
  /** Address of the API of TED; absent, it is not read. */
  readonly tedUrl: string | undefined;
  /** A folder in which staff drop files of intentions, contracts and opportunities. */
  readonly filesDir: string | undefined;
}

export const NOTICES_VARIABLES = ['BOAMP_API_URL', 'TED_API_URL', 'NOTICES_DIR'] as const;
type Variable = (typeof NOTICES_VARIABLES)[number];

/** Where each is served. BOAMP has a mirror: https://boamp-datadila.opendatasoft.com. */
const SERVED = {
  BOAMP_API_URL: 'https://www.boamp.fr',
  TED_API_URL: 'https://api.ted.europa.eu',
} as const;

/**
 * Reads where notices come from.
 * @param mistakes where mistakes are added, in French
 */
export function readNotices(read: (name: Variable) => string | undefined, mistakes: string[]): NoticesConfig {
  const address = (name: keyof typeof SERVED): string | undefined => {
    const said = read(name);
    if (said === undefined || said === 'off') return undefined;
    if (said === 'on') return SERVED[name];
    if (URL.canParse(said) && /^https?:$/.test(new URL(said).protocol)) return said;
    mistakes.push(`${name} : on, off ou une adresse http:// ou https://`);
    return undefined;
  };
  const folder = read('NOTICES_DIR');
  return {
    boampUrl: address('BOAMP_API_URL'),
    tedUrl: address('TED_API_URL'),
    filesDir: folder === undefined ? undefined : resolve(folder),
  };
}
