/** What is told of the hours of an insertion clause, as the clause reads it: « 70 % », « 26 € ». */
export interface InsertionTold {
  readonly labour?: string | undefined;
  readonly rate?: string | undefined;
  readonly hourly?: string | undefined;
  /** « 110 000 € HT » */
  readonly amount?: string | undefined;
}

const PERCENT = '(\\d{1,3}(?:[.,]\\d{1,2})?)[ \\u00A0]?(?:%|pour ?cents?|pourcents?)';
const MONEY = '(\\d{1,3}(?:[.,]\\d{1,2})?)[ \\u00A0]?(?:€|euros?)';
const LABOUR = "(?:main[- ]d['’](?:œ|oe)uvre|m\\.?o\\.?)";
const SAID = "[ \\u00A0]?(?:(?:[:=]|est|à|de|sera|c['’]est)[ \\u00A0]?){0,2}";
/** A value that stands after its name, as in a form: « main-d’œuvre : 70 % ». */
const AFTER_NAME: readonly (readonly [RegExp, string])[] = [
  [
    new RegExp(`(?<!\\p{L})(?:(?:part|taux) (?:de (?:la )?)?)?${LABOUR}${SAID}${PERCENT}`, 'giu'),
    '$1 % de main-d’œuvre',
  ],
  [new RegExp(`(?<!\\p{L})(?:(?:part|taux) d['’])?insertion${SAID}${PERCENT}`, 'giu'), '$1 % d’insertion'],
  [
    new RegExp(
      `(?<!\\p{L})(?:co[ûu]t|taux|prix)(?: horaire| de l['’]heure)${SAID}${MONEY}(?![\\p{L}\\d])`,
      'giu',
    ),
    '$1 € de l’heure',
  ],
];
const LABOUR_SHARE = new RegExp(`${PERCENT}[ \\u00A0]?(?:de )?${LABOUR}`, 'iu');
const RATE = new RegExp(`${PERCENT}[ \\u00A0]?(?:d['’])?insertion`, 'iu');
const HOURLY = new RegExp(
  `${MONEY}[ \\u00A0]?(?:de l['’]heure|par heure|l['’]heure|/ ?h(?:eure)?(?!\\p{L}))`,
  'iu',
);
/** A small amount that nothing names: beside the shares, it is what an hour costs. */
const BARE = new RegExp(
  `(?<!\\d[ \\u00A0.,]?)(?<!\\p{L}[ \\u00A0])${MONEY}(?![\\p{L}\\d])(?![ \\u00A0]?(?:de l['’]heure|par heure|l['’]heure|/ ?h|HT|TTC|par an))`,
  'giu',
);
const AMOUNT =
  /(?<![\d.,])\d{1,3}(?:[ \u00A0\u202F.]\d{3}){1,3}[ \u00A0]?(?:€|euros?)(?:[ \u00A0]?(?:HT|TTC))?/iu;
const HOURS =
  /(?<![\d.,])(\d{1,3}(?:[ \u00A0\u202F.]\d{3})|\d{1,5})[ \u00A0]?heures?(?!\p{L})(?![ \u00A0]?(?:par|de retard|avant|après))/iu;

/** The words of a message with the values of an insertion clause as the clause reads them: « 70 % de main-d’œuvre ». */
export function withInsertionNamed(text: string): string {
  const named = AFTER_NAME.reduce((said, [pattern, written]) => said.replace(pattern, written), text);
  if (!LABOUR_SHARE.test(named) && !RATE.test(named)) return named;
  if (HOURLY.test(named)) return named;
  const bare = [...named.matchAll(BARE)];
  return bare.length === 1 ? named.replace(BARE, '$1 € de l’heure') : named;
}

/** The hours that a message says, as they are said: « 237 ». */
export const hoursSaidIn = (text: string): string | undefined => HOURS.exec(text)?.[1];

/** What a message tells of what the hours are computed from. */
export function insertionIn(text: string): InsertionTold {
  const said = withInsertionNamed(text);
  const [labour, rate, hourly] = [LABOUR_SHARE, RATE, HOURLY].map((pattern) => pattern.exec(said)?.[0]);
  const isOfIt = labour !== undefined || rate !== undefined || /insertion/i.test(said);
  return { labour, rate, hourly, amount: isOfIt ? AMOUNT.exec(said)?.[0] : undefined };
}

/** What several messages tell of it, the latest first, in one line; empty where they tell nothing. */
export function insertionTold(messages: readonly string[]): string {
  const all = messages.map(insertionIn);
  const last = (key: keyof InsertionTold) => all.find((one) => one[key] !== undefined)?.[key];
  const shares = [last('labour'), last('rate'), last('hourly')];
  return shares.some((one) => one !== undefined)
    ? [last('amount'), ...shares].filter((one) => one !== undefined).join(', ')
    : '';
}
