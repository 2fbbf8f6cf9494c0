/** What bounds what people may store, and where storing ends. */
export interface BoundsConfig {
  /** Bytes that a conversation of somebody unknown may store in a day; absent, without limit. */
  readonly conversationBytes: number | undefined;
  /** The same for all unknown people of one network address. */
  readonly addressBytes: number | undefined;
  /** Free megabytes of the data folder's disk below which no new message is kept; absent, what suits the disk. */
  readonly diskFloorMb: number | undefined;
}

export const BOUNDS_VARIABLES = [
  'DAILY_KB_PER_CONVERSATION',
  'DAILY_KB_PER_ADDRESS',
  'DISK_FLOOR_MB',
] as const;
type Variable = (typeof BOUNDS_VARIABLES)[number];

const KB = 1_024;
const DEFAULT_CONVERSATION_KB = 1_000;
/** An office shares an address. */
const DEFAULT_ADDRESS_KB = 10_000;
const MOST = 100_000_000;

/**
 * Reads the bounds of what is stored.
 * @param mistakes where mistakes are added, in French
 */
export function readBounds(read: (name: Variable) => string | undefined, mistakes: string[]): BoundsConfig {
  const whole = (name: Variable, unit: string): number | undefined => {
    const text = read(name);
    if (text === undefined) return undefined;
    if (/^\d{1,9}$/.test(text) && Number(text) <= MOST) return Number(text);
    mistakes.push(`${name} : un nombre de ${unit}, de 0 à ${MOST}`);
    return undefined;
  };
  const bytes = (name: Variable, kilobytes: number): number | undefined => {
    const given = whole(name, 'kilo-octets') ?? kilobytes;
    return given === 0 ? undefined : given * KB;
  };
  return {
    conversationBytes: bytes('DAILY_KB_PER_CONVERSATION', DEFAULT_CONVERSATION_KB),
    addressBytes: bytes('DAILY_KB_PER_ADDRESS', DEFAULT_ADDRESS_KB),
    diskFloorMb: whole('DISK_FLOOR_MB', 'mégaoctets'),
  };
}
