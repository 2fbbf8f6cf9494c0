/** Where a browser stands. */
export interface BrowserPlace {
  /** The conversation that it shows; nobody's yet until something is written there. */
  readonly conversationKey: string;
  /** Its person was away for long: what is theirs shows once they proved by a code who they are. */
  readonly isAway: boolean;
}

/** A conversation of the person of a browser, as a list shows it. */
export interface Thread {
  readonly conversationKey: string;
  /** The first words that were written there. */
  readonly title: string;
  /** When something was last said there, in epoch milliseconds. */
  readonly at: number;
  readonly isCurrent: boolean;
  /** Something was said there that no page showed. */
  readonly hasNews: boolean;
}

/** The person of a browser, as it may be told to who sits before it. */
export interface OwnSpace {
  readonly threads: readonly Thread[];
  /** Whether what is theirs can be found again from another browser: they confirmed an address. */
  readonly canReturn: boolean;
  /** Whether codes can be mailed at all. */
  readonly mailIsOn: boolean;
}

/** What came of a step back to what is one's own: a French sentence, where it was done and where it was not. */
export type SpaceStep =
  | { readonly ok: true; readonly said: string }
  /** `tooMany`: not now, the same may succeed later. */
  | { readonly ok: false; readonly said: string; readonly tooMany: boolean };

/**
 * PORT. Tells browsers from persons and from conversations: a person has several conversations in one browser, and may be
 * the same in another one. A browser is named by the digest of what its cookie holds.
 */
export interface Browsers {
  /** Where a browser stands; undefined when it was forgotten, or what it showed is another's: it needs another key. */
  place(browserKey: string): Promise<BrowserPlace | undefined>;
  /** Has it show another conversation of the same person: a new one when none is named. @returns whether it does */
  show(browserKey: string, conversationKey?: string): Promise<boolean>;
  /** What its person has here. */
  own(browserKey: string): Promise<OwnSpace>;
  /** Ends its person in this browser: its key opens nothing any more. */
  forget(browserKey: string): Promise<void>;
  /** The way back, by a mailed code, to what one has from another browser. */
  readonly space: SpaceFinder;
}

/** PORT. The way back to what one has here, from any browser, by a code mailed to an address that one confirmed. */
export interface SpaceFinder {
  /** Has a code mailed where the address is somebody's; it says and takes the same where it is nobody's. */
  ask(asked: {
    readonly browserKey: string;
    readonly email: string;
    readonly source: string;
  }): Promise<SpaceStep>;
  /**
   * Makes the browser that of the person whose code it is.
   * @param given.bring whether what was written in it before goes with them
   */
  enter(given: {
    readonly browserKey: string;
    readonly code: string;
    readonly bring: boolean;
    readonly source: string;
  }): Promise<SpaceStep>;
}
