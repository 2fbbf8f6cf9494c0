import { fold } from '#src/platform/french/text-analysis.ts';
import type { Buyer, Closing, SourceId } from './notice.ts';

/** The key of a publication by its own number. */
export const ownKey = (source: SourceId, reference: string): string => `${source}:${reference}`;

/** The key of a procedure that several publications name (BT-04, a UUID). */
export const folderKey = (folder: string | undefined): string[] =>
  folder !== undefined && /^[\da-f]{8}-(?:[\da-f]{4}-){3}[\da-f]{12}$/i.test(folder)
    ? [`folder:${folder.toLowerCase()}`]
    : [];

/** The key of a notice by its European id (BT-701), which corrections name with or without a version: « …-01 ». */
export const eformsKey = (id: string | undefined): string[] => {
  const bare = /^([\da-f]{8}-(?:[\da-f]{4}-){3}[\da-f]{12})(?:-\d{2})?$/i.exec(id?.trim() ?? '')?.[1];
  return bare ? [`eforms:${bare.toLowerCase()}`] : [];
};

/** « 2022/S 245-634805 », « 634805-2022 », « 00634805-2022 » → « 634805-2022 » */
export function tedNumber(text: string | undefined): string | undefined {
  const said = text?.trim() ?? '';
  const inJournal = /^(\d{4})\/S ?\d{1,3}-0*(\d{1,8})$/.exec(said);
  if (inJournal) return `${inJournal[2]}-${inJournal[1]}`;
  const [, number, year] = /^0*(\d{1,8})-(\d{4})$/.exec(said) ?? [];
  return number && year ? `${number}-${year}` : undefined;
}

const plain = (text: string): string =>
  fold(text)
    .replace(/[^a-z0-9]+/g, ' ')
    .trim();

/**
 * What tells that another source speaks of the same call: the buyer, with its reference or the title, and the day on
 * which it closes. Empty where one is missing: guesses would lose notices.
 */
export function likenessOf(notice: {
  readonly title: string;
  readonly buyer?: Buyer | undefined;
  readonly closing?: Closing | undefined;
  readonly buyerReference?: string | undefined;
}): string[] {
  const { buyer, closing, title, buyerReference } = notice;
  if (!buyer || !closing) return [];
  const buyers = [...(buyer.siren ? [buyer.siren] : []), plain(buyer.name)].filter((one) => one.length > 3);
  const reference = plain(buyerReference ?? '');
  const named = [
    ...(reference.length >= 4 && /\d/.test(reference) ? [`ref ${reference}`] : []),
    ...(plain(title).length >= 12 ? [plain(title).slice(0, 200)] : []),
  ];
  return buyers.flatMap((one) => named.map((name) => `like:${one}|${name}|${closing.day}`));
}
