import { setImmediate } from 'node:timers/promises';
import type { Form } from '#src/company/form/form.ts';
import type { Queryable } from '#src/platform/database/database.ts';
import { bidderOf } from './matching/bidder.ts';
import { MatchIndex } from './matching/match-index.ts';
import { type BidderProfile, profileOfBidder } from './matching/profiles.ts';
import { bidderFields, type CompanyStamp, companyStamps } from './store/bidders.ts';
import { companyVectors } from './store/meanings.ts';

/** The referenced companies, as notices are held against them. */
export interface ReferencedNow {
  readonly index: MatchIndex;
  /** All of them, as they are held against notices. */
  readonly profiles: readonly BidderProfile[];
  /** Companies whose file does not tell yet what they do, or where: nothing is held against them. */
  readonly unread: number;
}

/** Companies that are read at once: others are served between. */
const AT_ONCE = 100;

/**
 * The referenced companies, read once: when they are asked for again, only those whose file changed are read anew. One a
 * process.
 */
export class ReferencedCompanies {
  readonly #db: Queryable;
  readonly #form: () => Promise<Form>;
  #readWith: Form | undefined;
  #profiles = new Map<string, Omit<CompanyStamp, 'id'> & { readonly profile: BidderProfile | undefined }>();
  #now: ReferencedNow | undefined;
  #reading: Promise<ReferencedNow> | undefined;

  constructor({ db, form }: { readonly db: Queryable; readonly form: () => Promise<Form> }) {
    this.#db = db;
    this.#form = form;
  }

  /** All of them, as they are now. Who asks while they are being read waits for that reading. */
  async current(): Promise<ReferencedNow> {
    this.#reading ??= this.#read().finally(() => {
      this.#reading = undefined;
    });
    return this.#reading;
  }

  async #read(): Promise<ReferencedNow> {
    const form = await this.#form();
    const stamps = await companyStamps(this.#db);
    // Brackets of sizes are the form's.
    const known = form === this.#readWith ? this.#profiles : new Map<string, never>();
    const changed = stamps.filter(({ id, updatedAt, meaningAt }) => {
      const last = known.get(id);
      return last?.updatedAt !== updatedAt || last.meaningAt !== meaningAt;
    });
    if (this.#now && changed.length === 0 && known.size === stamps.length) return this.#now;
    const read = new Map<string, BidderProfile | undefined>();
    for (let at = 0; at < changed.length; at += AT_ONCE) {
      const ids = changed.slice(at, at + AT_ONCE).map(({ id }) => id);
      const fields = await bidderFields(this.#db, ids);
      const vectors = await companyVectors(this.#db, ids);
      for (const id of ids) {
        const bidder = bidderOf(id, fields.get(id) ?? [], form);
        read.set(id, bidder && profileOfBidder(bidder, vectors.get(id)));
      }
      await setImmediate();
    }
    this.#readWith = form;
    this.#profiles = new Map(
      stamps.map(({ id, ...stamp }) => [
        id,
        { ...stamp, profile: read.has(id) ? read.get(id) : known.get(id)?.profile },
      ]),
    );
    const profiles = [...this.#profiles.values()].flatMap(({ profile }) => profile ?? []);
    this.#now = { index: new MatchIndex(profiles), profiles, unread: stamps.length - profiles.length };
    return this.#now;
  }
}
