/**
 * How long something is kept; each period and its reason are in the privacy feature. In this order: a conversation stays
 * while a form is filled in it, and a person while they speak for a company; traces of deliveries go before it.
 */
export const PERIOD_IDS = [
  'forms',
  'cases',
  'companies',
  'deliveries',
  'visits',
  'conversations',
  'proofs',
  'files',
  'failures',
  'codes',
  'work',
  'staff',
  'drafts',
  'traces',
] as const;
/** Which of them. */
export type PeriodId = (typeof PERIOD_IDS)[number];

/** What the operator decides of people's data. */
export interface PrivacyConfig {
  /** Days during which an erasure may be called off; 0 to do it at once. */
  readonly erasureDelayDays: number;
  /** Whom to write to about one's data, as people read it: an address, a name and an address. Absent, nobody is named. */
  readonly contact: string | undefined;
  /** Periods of retention that replace those of the program, in days. */
  readonly retention: Partial<Readonly<Record<PeriodId, number>>>;
}

/** Periods that the operator may change, with the longest of each. */
const PERIODS = {
  RETENTION_VISITS_DAYS: 'visits',
  RETENTION_CONVERSATIONS_DAYS: 'conversations',
  RETENTION_CASES_DAYS: 'cases',
  RETENTION_FORMS_DAYS: 'forms',
  RETENTION_COMPANIES_DAYS: 'companies',
  RETENTION_PROOFS_DAYS: 'proofs',
  RETENTION_FILES_DAYS: 'files',
  RETENTION_TRACES_DAYS: 'traces',
} as const satisfies Readonly<Record<string, PeriodId>>;
type PeriodVariable = keyof typeof PERIODS;
const PERIOD_VARIABLES = Object.keys(PERIODS) as PeriodVariable[];

export const PRIVACY_VARIABLES = ['PRIVACY_CONTACT', 'ERASURE_DELAY_DAYS', ...PERIOD_VARIABLES] as const;
type Variable = (typeof PRIVACY_VARIABLES)[number];

const LONGEST_DAYS = 3_650;
/** The law gives a month to answer (art. 12 §3 of the GDPR). */
const LONGEST_DELAY = 30;
const DEFAULT_DELAY = 7;
const LONGEST_CONTACT = 200;

/**
 * Reads how long data is kept and whom to ask about it.
 * @param mistakes where mistakes are added, in French
 */
export function readPrivacy(read: (name: Variable) => string | undefined, mistakes: string[]): PrivacyConfig {
  const days = (name: Variable, least: number, most: number): number | undefined => {
    const text = read(name);
    if (text === undefined) return undefined;
    const value = Number(text);
    if (/^\d+$/.test(text) && value >= least && value <= most) return value;
    mistakes.push(`${name} : un nombre de jours, de ${least} à ${most}`);
    return undefined;
  };
  const contact = read('PRIVACY_CONTACT');
  if (contact !== undefined && (contact.length > LONGEST_CONTACT || /[<>\p{Cc}]/u.test(contact)))
    mistakes.push(
      `PRIVACY_CONTACT : une adresse, ou un nom et une adresse, sans « < » ni « > », de ${LONGEST_CONTACT} signes au plus`,
    );
  const retention: Partial<Record<PeriodId, number>> = {};
  for (const name of PERIOD_VARIABLES) {
    const value = days(name, 1, LONGEST_DAYS);
    if (value !== undefined) retention[PERIODS[name]] = value;
  }
  return {
    erasureDelayDays: days('ERASURE_DELAY_DAYS', 0, LONGEST_DELAY) ?? DEFAULT_DELAY,
    contact,
    retention,
  };
}
