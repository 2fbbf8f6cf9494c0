import { setTimeout as sleep } from 'node:timers/promises';
import type { Form } from '#src/company/form/form.ts';
import type { Database } from '#src/platform/database/database.ts';
import type { Encoder } from '#src/reader/encoder/encoder.ts';
import { bidderOf } from './matching/bidder.ts';
import { bidderText, lotText } from './matching/texts-to-embed.ts';
import { type ByteVector, toBytes } from './matching/vectors.ts';
import { bidderFields } from './store/bidders.ts';
import { keepCompanyMeaning, keepNoticeMeaning, unreadCompanies } from './store/meanings.ts';
import type { KeptNotice } from './store/notices.ts';

/** Companies that are read together. */
const AT_ONCE = 50;

/** Encodes a text in another process; absent where no reader runs. */
export type Encode = Encoder['encode'];

/**
 * What notices and companies mean, as the reader reads it: once each, and again where they changed. One text at a time, in
 * the reader's own process, with a rest as long after each: who writes in the chat waits for one of them at most. Where the
 * reader does not answer, words serve alone, and the next run asks it again of what it then looks at.
 */
export class Meanings {
  readonly #db: Database;
  readonly #encode: Encode | undefined;

  constructor({ db, encode }: { readonly db: Database; readonly encode?: Encode | undefined }) {
    this.#db = db;
    this.#encode = encode;
  }

  /** Some notices, with what each lot of theirs means, as far as the reader answers. */
  async ofNotices(notices: readonly KeptNotice[], signal: AbortSignal): Promise<KeptNotice[]> {
    const read: KeptNotice[] = [];
    const made: { id: string; version: number; vectors: readonly ByteVector[] }[] = [];
    let answers = this.#encode !== undefined;
    for (const kept of notices) {
      signal.throwIfAborted();
      const { id, version, notice, vectors } = kept;
      if (vectors || !answers) {
        read.push(kept);
        continue;
      }
      const own = await this.#read(notice.lots.map((lot) => lotText(notice, lot)));
      answers = own !== undefined;
      read.push({ ...kept, vectors: own });
      if (own) made.push({ id, version, vectors: own });
    }
    if (made.length > 0)
      await this.#db.tx(async (tx) => {
        for (const one of made) await keepNoticeMeaning(tx, one);
      });
    return read;
  }

  /** Reads the companies whose file came or changed. @returns the ids of those that were read */
  async readCompanies(form: Form, signal: AbortSignal): Promise<string[]> {
    const done: string[] = [];
    if (!this.#encode) return done;
    for (;;) {
      const unread = await unreadCompanies(this.#db, AT_ONCE);
      const fields = await bidderFields(
        this.#db,
        unread.map(({ id }) => id),
      );
      for (const company of unread) {
        signal.throwIfAborted();
        const bidder = bidderOf(company.id, fields.get(company.id) ?? [], form);
        const read = await this.#read(bidder ? [bidderText(bidder)] : []);
        if (!read) return done;
        await this.#db.tx((tx) => keepCompanyMeaning(tx, company, read[0]));
        done.push(company.id);
      }
      if (unread.length < AT_ONCE) return done;
    }
  }

  /** Vectors of texts; undefined where the reader does not answer. */
  async #read(texts: readonly string[]): Promise<ByteVector[] | undefined> {
    const vectors: ByteVector[] = [];
    try {
      for (const text of texts) {
        const began = performance.now();
        const vector = await this.#encode?.(text, 'passage');
        if (!vector) return undefined;
        vectors.push(toBytes(vector));
        await sleep(performance.now() - began);
      }
    } catch {
      return undefined;
    }
    return vectors;
  }
}
