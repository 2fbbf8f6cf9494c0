import type { IsoDate } from '#src/platform/calendar/iso-date.ts';
import type { ClockTime } from '#src/platform/calendar/paris-time.ts';

/** Where a publication was read. `written` is what staff write themselves. */
export const SOURCE_IDS = ['boamp', 'ted', 'approch', 'decp', 'written'] as const;
export type SourceId = (typeof SOURCE_IDS)[number];

/**
 * What a publication is. `initial`: a call that may be answered; `rectificatif`: it corrects one, or moves its date;
 * `annulation`: it ends one (« sans suite » included); `attribution`: who won; `intention`: a purchase that is to come;
 * `renewal`: a contract that ends soon, likely to come again, which nobody promised; `written`: an opportunity that staff
 * wrote.
 */
export const NOTICE_KINDS = [
  'initial',
  'rectificatif',
  'annulation',
  'attribution',
  'intention',
  'renewal',
  'written',
] as const;
export type NoticeKind = (typeof NOTICE_KINDS)[number];

export type Nature = 'works' | 'supplies' | 'services';
export type Clause = 'social' | 'environmental';

/** Whoever buys. */
export interface Buyer {
  readonly name: string;
  /** Fourteen digits. */
  readonly siret?: string | undefined;
  /** Nine digits. */
  readonly siren?: string | undefined;
  readonly commune?: string | undefined;
  readonly postcode?: string | undefined;
  /** Code of the department (Insee). */
  readonly department?: string | undefined;
}

/** Where it is to be carried out; at least one field is there. */
export interface Place {
  /** As the notice writes it, of any level and of any year: « FRB01 », « FR825 » (before 2018), « FR ». */
  readonly nuts?: string | undefined;
  /** Code of the department (Insee), where the place is in one: « 18 », « 2A », « 974 ». */
  readonly department?: string | undefined;
  readonly commune?: string | undefined;
  /** Five digits. */
  readonly postcode?: string | undefined;
  /** ISO code of three letters, where it is not France. */
  readonly country?: string | undefined;
  /** In the words of the notice: « Centre technique municipal ». */
  readonly words?: string | undefined;
}

/**
 * Money, in units of `currency`, before VAT as the forms ask for. One of the bounds is there; both are the same where one
 * amount is told. Zeros, symbolic euros and amounts that nobody would pay are absent.
 */
export interface Amount {
  readonly low?: number | undefined;
  readonly high?: number | undefined;
  /** « EUR » */
  readonly currency: string;
  /**
   * What it is: estimated by the buyer; the most that a framework agreement may reach; a bracket; what it was awarded for;
   * what is said in words.
   */
  readonly of: 'estimate' | 'maximum' | 'bracket' | 'award' | 'said';
}

/** When answers must have arrived, in Paris time. */
export interface Closing {
  readonly day: IsoDate;
  /** Absent where the hour is not told, or not sure. */
  readonly time?: ClockTime | undefined;
  /** The instant, in epoch milliseconds; without an hour, the last minute of that day. */
  readonly at: number;
  /**
   * Another instant that the notice may mean, earlier or later, where the offset that it writes is not the one of Paris on
   * that day (« 12:00+02:00 » in winter, « 16:00Z »): the clock of Paris at these digits. Reminders count with the first.
   */
  readonly orAt?: number | undefined;
  /** Whether offers are due, or only requests to take part. */
  readonly stage: 'offers' | 'requests';
}

/** To whom a lot is reserved. */
export type ReservedFor = 'adapted' | 'insertion' | 'ess';

/**
 * A lot that only some may answer (articles of the Code de la commande publique): `adapted`, companies that employ
 * disabled workers, EA, ESAT (L2113-12); `insertion`, SIAE (L2113-13); `ess`, companies of the social economy, for social
 * and health services (L2113-15).
 */
export interface Reserved {
  /** All whom the notice may mean; European notices do not tell `adapted` from `insertion`. */
  readonly for: readonly ReservedFor[];
  /** As the notice cites it, « L2113-12 ». */
  readonly article?: string | undefined;
}

/** A contract that is awarded by itself: the unit of matching. A notice that is not divided has one, as wide as itself. */
export interface Lot {
  /** Stays the same through corrections: « 1 », « LOT-0001 »; « - » where the notice is not divided. */
  readonly id: string;
  /** As people say it, « 1 »; absent where the notice is not divided. */
  readonly number?: string | undefined;
  readonly title: string;
  readonly description?: string | undefined;
  readonly natures: readonly Nature[];
  /** Codes of eight digits that exist, the main one first. */
  readonly cpv: readonly string[];
  readonly places: readonly Place[];
  readonly amount?: Amount | undefined;
  readonly months?: number | undefined;
  /** Absent where nothing tells it; a lot that is open to all has `for: []`. */
  readonly reserved?: Reserved | undefined;
  /** Absent where nothing tells it; empty where the notice says that there is none. */
  readonly clauses?: readonly Clause[] | undefined;
  /** Where lots close apart. */
  readonly closing?: Closing | undefined;
}

/** Whom to write to. */
export interface Contact {
  readonly name?: string | undefined;
  readonly mail?: string | undefined;
  readonly phone?: string | undefined;
}

export const PROCEDURES = [
  'open',
  'restricted',
  'negotiated',
  'dialogue',
  'innovation',
  'adapted',
  'contest',
  'dynamic',
  'none',
  'other',
] as const;
export type Procedure = (typeof PROCEDURES)[number];

/** Who won, as far as it is told. */
export interface Award {
  readonly winners: readonly string[];
  readonly amount?: Amount | undefined;
  readonly on?: IsoDate | undefined;
}

/** A contract that ends, and may come again. */
export interface Renewal {
  /** The day on which the contract ends, by its start and its length; renewals may be counted in it or not. */
  readonly endsOn: IsoDate;
  /** Between these days, a new call is likely. */
  readonly from: IsoDate;
  readonly until: IsoDate;
  /** Whoever holds it: names, or SIRETs where no name is told. */
  readonly holders: readonly string[];
}

export const PUBLISHER_KINDS = [
  'cci',
  'cma',
  'cress',
  'principal',
  'local-authority',
  'state',
  'fabrique',
  'other',
] as const;
/** Chambers, a « donneur d'ordres » (principal), authorities, ourselves. */
export type PublisherKind = (typeof PUBLISHER_KINDS)[number];

export const OPPORTUNITY_KINDS = [
  'private-contract',
  'business-convention',
  'call-for-interest',
  'call-for-projects',
  'large-investment',
  'public-contract',
  'other',
] as const;
export type OpportunityKind = (typeof OPPORTUNITY_KINDS)[number];

/** What staff write: what it is, and who publishes it. */
export interface Written {
  readonly kind: OpportunityKind;
  readonly publisher: string;
  readonly publisherKind: PublisherKind;
}

/** What is understood of a call, from one publication or from all that speak of it. What is not sure is absent. */
export interface NoticeContent {
  /** What is bought, in one line. */
  readonly title: string;
  readonly description?: string | undefined;
  readonly buyer?: Buyer | undefined;
  /** At least one. */
  readonly lots: readonly Lot[];
  readonly procedure?: Procedure | undefined;
  /** Whether it is a framework agreement. */
  readonly isFramework?: boolean | undefined;
  /** Of the whole. */
  readonly amount?: Amount | undefined;
  readonly closing?: Closing | undefined;
  /** Social or environmental clauses or criteria that the notice announces of the whole; as for a lot. */
  readonly clauses?: readonly Clause[] | undefined;
  /** Where the documents of the call are. */
  readonly documentsUrl?: string | undefined;
  /** Where answers are deposited. */
  readonly depositUrl?: string | undefined;
  readonly contact?: Contact | undefined;
  /** The number under which the buyer knows it. */
  readonly buyerReference?: string | undefined;
  readonly award?: Award | undefined;
  /** Why it was ended, in the words of the buyer. */
  readonly cancelled?: { readonly why?: string | undefined; readonly on?: IsoDate | undefined } | undefined;
  /** What a correction says, in the words of the buyer. */
  readonly correction?: string | undefined;
  /** When an intention is to be published. */
  readonly expectedOn?: IsoDate | undefined;
  readonly renewal?: Renewal | undefined;
  readonly written?: Written | undefined;
}

/** One publication, as a source gave it. */
export interface Publication extends NoticeContent {
  readonly source: SourceId;
  /** Its number there: « 26-88099 », « 634805-2022 ». */
  readonly reference: string;
  readonly kind: NoticeKind;
  readonly publishedOn?: IsoDate | undefined;
  /** Where people read it. */
  readonly url?: string | undefined;
  /** Whether it tells everything anew, as a corrected eForms notice does; otherwise what it leaves out still holds. */
  readonly isWhole: boolean;
  /**
   * What it is found again by: its own number (« boamp:26-88099 »), the procedure that several sources name
   * (« folder:… »), the notices that it follows.
   */
  readonly keys: readonly string[];
  /** What another source may know it by: buyer, reference or title, and closing day. */
  readonly likeness: readonly string[];
}

/** Where a notice was read. */
export interface NoticeSeen {
  readonly source: SourceId;
  readonly reference: string;
  readonly kind: NoticeKind;
  readonly publishedOn?: IsoDate | undefined;
  readonly url?: string | undefined;
}

/** A call, as all its publications tell it together. */
export interface Notice extends NoticeContent {
  /** What became of it last: `rectificatif` once it was corrected, `annulation` or `attribution` once it is over. */
  readonly kind: NoticeKind;
  /** The first day on which it was published. */
  readonly publishedOn?: IsoDate | undefined;
  /** Its publications, the first one first. */
  readonly seen: readonly NoticeSeen[];
}

/** Kinds that may be answered. */
export const OPEN_KINDS: readonly NoticeKind[] = ['initial', 'rectificatif', 'written'];

/** Whether it may still be answered at an instant (epoch milliseconds); one without a date may be. */
export const isOpen = ({ kind, closing }: Notice, now: number): boolean =>
  OPEN_KINDS.includes(kind) && lastInstant(closing) > now;

/** The first of the instants at which answers may be too late. */
export const safeInstant = (closing: Closing | undefined): number | undefined =>
  closing && Math.min(closing.at, closing.orAt ?? closing.at);

/** When nothing of it may be answered any more, as far as it says: past any instant where it does not. */
export const closesForGood = ({ closing, lots }: Notice): number =>
  closing === undefined && lots.length > 0
    ? Math.max(...lots.map((lot) => lastInstant(lot.closing)))
    : lastInstant(closing);

const lastInstant = (closing: Closing | undefined): number =>
  closing === undefined ? Number.POSITIVE_INFINITY : Math.max(closing.at, closing.orAt ?? closing.at);
