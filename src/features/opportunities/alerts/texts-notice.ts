import { euros } from '#src/calculators/texts-amounts.ts';
import type { SourceItem } from '#src/channel/blocks.ts';
import { isWebAddress } from '#src/channel/web-address.ts';
import { departmentAt, type LotProfile } from '#src/features/opportunities/matching/profiles.ts';
import type { Amount, Closing, Notice } from '#src/features/opportunities/notice/notice.ts';
import type { KeptNotice } from '#src/features/opportunities/store/notices.ts';
import { parisDay } from '#src/platform/calendar/iso-date.ts';
import { parisTime } from '#src/platform/calendar/paris-time.ts';
import { frenchTime, shortDate, shortWeekdayDate } from '#src/platform/french/moments.ts';
import { departmentsSaid } from './texts-wanted.ts';

/** A title longer than this is cut: the notice has it whole. */
const LONGEST = 180;
export const cut = (text: string, most = LONGEST): string =>
  text.length <= most
    ? text
    : `${text
        .slice(0, most - 1)
        .replace(/[\uD800-\uDBFF]$/, '')
        .trimEnd()}…`;

/** « 2. Nettoyage des gymnases » */
export const noticeTitle = ({ title }: Pick<Notice, 'title'>, place?: number | undefined): string =>
  place === undefined ? cut(title) : `${place}. ${cut(title)}`;

/** What is told of a notice under its title, a line each; what is not known is left out. */
export function noticeLines({
  notice,
  lot,
  others,
  why,
  now,
}: {
  readonly notice: Notice;
  readonly lot: LotProfile;
  readonly others: number;
  readonly why: string;
  readonly now: number;
}): string[] {
  const place = placeOf(lot, notice);
  const who = [notice.buyer?.name ?? notice.written?.publisher, place].filter(Boolean).join(' · ');
  const amount = amountText(lot.lot.amount, false) ?? amountText(notice.amount, notice.lots.length > 1);
  return [
    ...(lot.lot.number === undefined ? [] : [lotText(lot.lot.number, lot.lot.title, others)]),
    ...(who === '' ? [] : [who]),
    ...(amount === undefined ? [] : [amount]),
    untilText(notice, lot.lot.closing ?? notice.closing, now),
    ...(why === '' ? [] : [why]),
  ];
}

function lotText(number: string, title: string, others: number): string {
  const more =
    others === 0 ? '' : others === 1 ? ' ; un autre lot vous va' : ` ; ${others} autres lots vous vont`;
  return `Lot ${number} : ${cut(title, 120)}${more}`;
}

function placeOf({ departments, isWholeCountry, lot }: LotProfile, { buyer }: Notice): string {
  if (isWholeCountry) return 'toute la France';
  const town = lot.places.find(({ commune }) => commune)?.commune;
  const codes = departments.map(departmentAt);
  if (codes.length === 0) return town ?? buyer?.commune ?? '';
  return town ? `${town} (${codes.join(', ')})` : departmentsSaid(codes);
}

/** An amount in euros before tax, as the notice means it. */
function amountText(amount: Amount | undefined, isWhole: boolean): string | undefined {
  if (amount?.currency !== 'EUR') return undefined;
  const { low, high } = amount;
  const of = isWhole ? ' HT pour l’ensemble des lots' : ' HT';
  if (low !== undefined && high !== undefined && low !== high)
    return `Entre ${euros(low)} et ${euros(high)}${of}`;
  const told = high ?? low;
  if (told === undefined) return undefined;
  if (amount.of === 'maximum') return `Au plus ${euros(told)}${of}`;
  return `${low === undefined ? 'Jusqu’à' : high === undefined ? 'Au moins' : 'Environ'} ${euros(told)}${of}`;
}

/** Until when it may be answered, by the clocks of Paris; what is to come, where it can't be answered yet. */
function untilText({ kind, expectedOn, renewal }: Notice, closing: Closing | undefined, now: number): string {
  const today = parisDay(now);
  if (kind === 'renewal')
    return renewal
      ? `Pas encore publié : le contrat en cours finit vers le ${shortDate(renewal.endsOn, today)}, rien ne promet qu’il revienne`
      : 'Pas encore publié : rien ne promet qu’il revienne';
  if (kind === 'intention')
    return expectedOn === undefined
      ? 'Pas encore publié : c’est un achat annoncé'
      : `Pas encore publié : attendu vers le ${shortDate(expectedOn, today)}`;
  return closing === undefined
    ? 'Date limite : non dite, à vérifier dans l’avis'
    : `À remettre avant le ${closingText(closing, now)}`;
}

/** « lundi 21 décembre à 12 h (heure de Paris) »; the first instant that it may mean. */
export function closingText(closing: Closing, now: number): string {
  const today = parisDay(now);
  if (closing.time === undefined) return `${shortWeekdayDate(closing.day, today)} (heure non dite)`;
  const { day, time } = parisTime(Math.min(closing.at, closing.orAt ?? closing.at));
  return `${shortWeekdayDate(day, today)} à ${frenchTime(time)} (heure de Paris)`;
}

/** Where a notice is read. */
const addressOf = ({ seen, documentsUrl }: Notice): string | undefined =>
  [...seen.map(({ url }) => url), documentsUrl].find((url) => url !== undefined && isWebAddress(url));

/** A notice as what is said of it leads to it; nothing where no address is known. */
export function sourceOf({ id, notice }: Pick<KeptNotice, 'id' | 'notice'>, n: number): SourceItem[] {
  const url = addressOf(notice);
  if (url === undefined) return [];
  const title = notice.buyer?.name ?? notice.written?.publisher ?? 'Avis';
  return [{ n, documentId: id, title: cut(title, 80), section: cut(notice.title, 100), articles: [], url }];
}
