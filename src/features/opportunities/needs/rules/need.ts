import type { Form } from '#src/company/form/form.ts';
import { namedIn } from '#src/features/opportunities/alerts/rules/read-named.ts';
import { type Bidder, bidderOf } from '#src/features/opportunities/matching/bidder.ts';
import { activityOf } from '#src/features/opportunities/matching/criteria/activity.ts';
import { territoryOf } from '#src/features/opportunities/matching/criteria/territory.ts';
import type { Finding } from '#src/features/opportunities/matching/finding.ts';
import { profileOfBidder, profilesOfNotice } from '#src/features/opportunities/matching/profiles.ts';
import { tradeOf } from '#src/features/opportunities/matching/trades/trades.ts';
import type { Notice } from '#src/features/opportunities/notice/notice.ts';
import { bareWords } from '#src/platform/french/text-analysis.ts';
import { departmentOf } from '#src/reference/french-places.ts';
import { neighboursOf } from '#src/reference/neighbours.ts';

/** What a buyer looks for: their words, and codes of the departments where; none for the whole of France. */
export interface NeedSaid {
  readonly text: string;
  readonly departments: readonly string[];
}

/** A company as the public may know it, and no more: its size is not looked at, which it did not agree to show. */
export interface ShownCompany {
  readonly companyId: string;
  readonly offer: string;
  readonly sectors: readonly string[];
  readonly territory:
    | {
        readonly departments: readonly string[];
        readonly regions: readonly string[];
        readonly radius?:
          | { readonly km: number; readonly around: string; readonly department?: string | undefined }
          | undefined;
        readonly everywhere: boolean;
      }
    | undefined;
  readonly families: readonly { readonly family: string; readonly kinds: readonly string[] }[];
}

/** How a company answers a need, by the rules that calls are matched by. */
export interface WeighedCompany {
  readonly companyId: string;
  readonly activity: 'fits' | 'near';
  /** What it does of what is asked, or the trade of its own that is beside it. */
  readonly trade: string | undefined;
  readonly territory: 'fits' | 'near' | 'fails';
  /** Departments asked that touch its own. */
  readonly beside: readonly string[];
}

/**
 * Holds a need against companies, finer than the sectors of their files: « le lavage de vitres » is a trade of its own, and
 * who works next door is near. Nothing where the words name no trade. Pure.
 */
export function weighNeed(
  { text, departments }: NeedSaid,
  companies: readonly ShownCompany[],
  { form, now }: { readonly form: Form; readonly now: number },
): WeighedCompany[] {
  const trades = namedIn(text, now).trades.flatMap((id) => tradeOf(id) ?? []);
  if (trades.length === 0) return [];
  const [asked] = profilesOfNotice(needAsNotice(trades.map(({ label }) => label).join(', '), departments));
  if (!asked) return [];
  const isNear = nearness(departments);
  return companies.flatMap((company) => {
    // Reading what a company does takes longer than where: those far away are not read.
    if (!isNear(company)) return [];
    const bidder = publicBidder(company, form);
    if (!bidder) return [];
    const profile = profileOfBidder(bidder);
    const activity = activityOf(profile, asked);
    if (activity.verdict === 'fails') return [];
    const place = territoryOf(profile, asked);
    return {
      companyId: company.companyId,
      activity: activity.verdict,
      trade: tradeSaid(activity),
      // Who works in one of the places that are asked answers.
      territory: place.because.is === 'departments-some' ? 'fits' : place.verdict,
      beside: place.because.is === 'department-beside' ? place.because.departments : [],
    };
  });
}

/** Whether a company works in, or next to, some departments: nobody is far where none is asked. */
function nearness(departments: readonly string[]): (company: ShownCompany) => boolean {
  if (departments.length === 0) return () => true;
  // A circle around a town may reach one department further.
  const beside = new Set(departments.flatMap((code) => [code, ...neighboursOf(code)]));
  const around = new Set([...beside].flatMap((code) => [code, ...neighboursOf(code)]));
  const regions = new Set([...beside].flatMap((code) => departmentOf(code)?.region ?? []));
  return ({ territory }) =>
    territory !== undefined &&
    (territory.everywhere ||
      territory.departments.some((code) => (territory.radius ? around : beside).has(code)) ||
      territory.regions.some((region) => regions.has(region)));
}

function tradeSaid({ because }: Finding): string | undefined {
  switch (because.is) {
    case 'trade-said':
    case 'trade-coded':
    case 'trade-of-partners':
      return because.trade.label;
    case 'trade-beside':
      return because.own.label;
    default:
      return undefined;
  }
}

const needAsNotice = (title: string, departments: readonly string[]): Notice => ({
  kind: 'written',
  seen: [],
  title,
  lots: [
    {
      id: '-',
      title,
      natures: [],
      cpv: [],
      places: departments.length > 0 ? departments.map((department) => ({ department })) : [{ nuts: 'FR' }],
    },
  ],
});

/** What the public knows of a company, as its file would say it. */
function publicBidder(
  { companyId, offer, sectors, territory, families }: ShownCompany,
  form: Form,
): Bidder | undefined {
  const kinds = (family: string): readonly string[] =>
    families.find((one) => one.family === family)?.kinds ?? [];
  return bidderOf(
    companyId,
    [
      { field: 'activities', value: { said: offer, sectors } },
      { field: 'territories', value: territory },
      { field: 'engagements', value: families.map(({ family }) => family) },
      { field: 'insertion-kind', value: kinds('insertion') },
      { field: 'handicap-kind', value: kinds('handicap') },
    ],
    form,
  );
}

const setOf = (words: string): ReadonlySet<string> => new Set(words.split(/\s+/));

/** Words that only who buys says of themselves, or that tell of what is bought. */
const BUYS = setOf(
  'acheteur acheteuse acheteurs acheteuses lot lots marche marches consultation budget euros euro sourcing',
);
/** Who buys; also where a company works: « dans la région ». */
const BODIES = setOf(
  `mairie commune collectivite agglo agglomeration metropole departement region hopital lycee college universite
   bailleur`,
);
const OURS = setOf('notre nos ma mon');
/** « je suis à la mairie », « on travaille pour la région ». */
const IS_OF = setOf('suis sommes travaille travaillons bosse');
const AT = setOf('a au pour de du');
/** « la commune cherche ». */
const WANTS = setOf('cherche recherche achete veut souhaite');
/** Words between who speaks and their body, at most: « suis acheteuse à la ». */
const NEAR = 4;

/** Whether words are those of who buys: they name what they are, a lot, or an amount. @param now epoch milliseconds */
export function saysNeed(text: string, now: number): boolean {
  const said = bareWords(text).split(' ');
  const buys = (word: string, at: number): boolean =>
    BUYS.has(word) || (BODIES.has(word) && isTheirs(said, at));
  return said.some(buys) || namedIn(text, now).most !== undefined;
}

/** Whether a body is that of who speaks, or what looks for something. */
function isTheirs(said: readonly string[], at: number): boolean {
  const before = said.slice(Math.max(0, at - NEAR), at);
  if (OURS.has(before.at(-1) ?? '') || WANTS.has(said[at + 1] ?? '')) return true;
  const from = before.findIndex((word) => IS_OF.has(word));
  return from >= 0 && before.slice(from).some((word) => AT.has(word));
}
