import type { IsoDate } from '#src/platform/calendar/iso-date.ts';
import { ownKey } from './keys.ts';
import type { Lot, Notice, NoticeContent, NoticeKind, Publication } from './notice.ts';

/** On one day, what was first comes first. */
const ORDER: readonly NoticeKind[] = [
  'intention',
  'renewal',
  'written',
  'initial',
  'rectificatif',
  'attribution',
  'annulation',
];
/** Those from which a call is read; the others say what became of it. */
const TELLS_ALL: ReadonlySet<NoticeKind> = new Set(['initial', 'intention', 'renewal', 'written']);

/** « 26-88099 » before « 26-123456 »: numbers of one source grow with time. */
const byTime = (one: Publication, other: Publication): number =>
  (one.publishedOn ?? '').localeCompare(other.publishedOn ?? '') ||
  ORDER.indexOf(one.kind) - ORDER.indexOf(other.kind) ||
  one.reference.length - other.reference.length ||
  one.reference.localeCompare(other.reference);

/**
 * The call that some publications tell together, in whatever order they came: the first one, completed by what other
 * sources know more, then each correction over it.
 * @param publications at least one
 */
export function together(publications: readonly [Publication, ...Publication[]]): Notice {
  const ordered = holding(publications).toSorted(byTime);
  const [first = publications[0], ...others] = ordered;
  // A correction may come before what it corrects, or without it: it is then all that is known.
  const base =
    ordered.find(({ kind }) => kind === 'initial') ??
    ordered.find(({ kind }) => TELLS_ALL.has(kind)) ??
    first;
  let content = contentOf(base);
  let kind = base.kind;
  for (const next of [first, ...others]) {
    if (next === base) continue;
    content = withNext(content, next, base);
    kind = kindAfter(kind, next);
  }
  return {
    ...content,
    kind,
    publishedOn: firstDay(ordered),
    seen: ordered.map(({ source, reference, kind: seenKind, publishedOn, url }) => ({
      source,
      reference,
      kind: seenKind,
      publishedOn,
      url,
    })),
  };
}

/** What the team ended is left out where another source tells of the call: that goes on. */
function holding(publications: readonly Publication[]): readonly Publication[] {
  if (publications.every(({ source }) => source === 'written')) return publications;
  const written = publications.filter(({ source }) => source === 'written');
  const ends = written.filter(({ kind }) => kind === 'annulation');
  const ended = new Set(ends.flatMap(({ keys }) => keys));
  return publications.filter(
    (one) =>
      one.source !== 'written' || (one.kind !== 'annulation' && !ended.has(ownKey('written', one.reference))),
  );
}

const firstDay = (publications: readonly Publication[]): IsoDate | undefined =>
  publications.map(({ publishedOn }) => publishedOn).find((day) => day !== undefined);

/** A call that was announced is one once it is published; an award or a cancellation is the end, and nothing reopens it but a call. */
function kindAfter(kind: NoticeKind, next: Publication): NoticeKind {
  if (next.kind === 'rectificatif') return kind === 'initial' || kind === 'written' ? 'rectificatif' : kind;
  if (TELLS_ALL.has(next.kind)) return kind;
  return next.kind;
}

/** What is understood once another publication is read. */
function withNext(content: NoticeContent, next: Publication, base: Publication): NoticeContent {
  const told = contentOf(next);
  if (next.kind === 'rectificatif') return corrected(content, told, next.isWhole);
  if (next.kind === 'annulation') return completed({ ...content, cancelled: told.cancelled ?? {} }, told);
  if (next.kind === 'attribution')
    return completed({ ...content, award: told.award ?? { winners: [] } }, told);
  // What an intention guessed is no more, once the call is there.
  if (next.kind !== base.kind) return content;
  return next.source === base.source ? completed(content, told) : completed(content, told, true);
}

/** A correction holds over what it corrects; one that is whole takes its place, but for what other sources added. */
function corrected(content: NoticeContent, told: NoticeContent, isWhole: boolean): NoticeContent {
  if (isWhole) return completed(told, content);
  const { closing, correction, documentsUrl, depositUrl, lots } = told;
  const moved = closing ? { closing, lots: content.lots.map((lot) => ({ ...lot, closing: undefined })) } : {};
  const known = completed(content, told);
  return {
    ...known,
    ...moved,
    // Lots are corrected one by one, where the correction names them.
    lots: lots.some(({ number }) => number !== undefined)
      ? withLots(moved.lots ?? known.lots, lots)
      : (moved.lots ?? known.lots),
    correction: correction ?? content.correction,
    documentsUrl: documentsUrl ?? content.documentsUrl,
    depositUrl: depositUrl ?? content.depositUrl,
  };
}

const withLots = (lots: readonly Lot[], corrected: readonly Lot[]): Lot[] => {
  const byId = new Map(corrected.map((lot) => [lot.id, lot]));
  const known = new Set(lots.map(({ id }) => id));
  const kept = known.size === 1 && known.has('-') ? [] : lots.map((lot) => byId.get(lot.id) ?? lot);
  return [...kept, ...corrected.filter(({ id }) => !known.has(id))];
};

/** What one tells, and beside it what only the other knows. Lots of the one that tells more of them, where asked. */
function completed(one: NoticeContent, other: NoticeContent, lotsOfRicher = false): NoticeContent {
  const known = Object.entries(one).filter(([, value]) => value !== undefined);
  const lots = lotsOfRicher && weight(other.lots) > weight(one.lots) ? other.lots : one.lots;
  return { ...other, ...Object.fromEntries(known), title: one.title, lots };
}

/** How much lots tell: how many there are first, then what is known of them. */
const weight = (lots: readonly Lot[]): number =>
  1_000 * lots.length +
  lots.reduce((sum, lot) => sum + lot.cpv.length + lot.places.length + (lot.amount ? 1 : 0), 0);

/** What is understood, without where it was read. */
const contentOf = ({
  source: _source,
  reference: _reference,
  kind: _kind,
  publishedOn: _publishedOn,
  url: _url,
  isWhole: _isWhole,
  keys: _keys,
  likeness: _likeness,
  ...content
}: Publication): NoticeContent => content;
