import { setTimeout as sleep } from 'node:timers/promises';
import type { Form } from '#src/company/form/form.ts';
import type { Database } from '#src/platform/database/database.ts';
import type { Logger } from '#src/platform/logger.ts';
import type { Encoder } from '#src/reader/encoder/encoder.ts';
import { bidderOf } from './matching/bidder.ts';
import { bidderText, lotText } from './matching/texts-to-embed.ts';
import { type ByteVector, toBytes } from './matching/vectors.ts';
import { bidderFields } from './store/bidders.ts';
import {
  keepCompanyMeaning,
  keepNoticeMeaning,
  type UnreadCompany,
  unreadCompanies,
} from './store/meanings.ts';
import type { KeptNotice } from './store/notices.ts';

/** What any reader reads that answers. */
const PLAIN = 'nettoyage de bureaux';
/** Companies that are read together. */
const AT_ONCE = 50;

/** Encodes a text in another process; absent where no reader runs. */
export type Encode = Encoder['encode'];

/**
 * What notices and companies mean, as the reader reads it: once each, and again where they changed. What can't be read is left, and holds nobody up. One text at a time, in
 * the reader's own process, with a rest as long after each: who writes in the chat waits for one of them at most. Where the
 * reader does not answer, words serve alone, and the next run asks it again of what it then looks at.
 */
export class Meanings {
  readonly #db: Database;
  readonly #encode: Encode | undefined;
  readonly #logger: Logger | undefined;
  /** What could not be read, though the reader answers: by its id, in the version that could not. */
  readonly #unreadable = new Map<string, number>();

  constructor({
    db,
    encode,
    logger,
  }: {
    readonly db: Database;
    readonly encode?: Encode | undefined;
    readonly logger?: Logger | undefined;
  }) {
    this.#db = db;
    this.#encode = encode;
    this.#logger = logger;
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
      const found = await this.#readOf(
        { notice: id },
        version,
        notice.lots.map((lot) => lotText(notice, lot)),
      );
      answers = found !== 'down';
      const own = typeof found === 'string' ? undefined : found;
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
    for (let after = ''; ; ) {
      const unread = await unreadCompanies(this.#db, { after, limit: AT_ONCE });
      const { read, answers } = await this.#readSome(unread, form, signal);
      done.push(...read);
      after = unread.at(-1)?.id ?? '';
      if (!answers || unread.length < AT_ONCE) return done;
    }
  }

  /** Reads some companies, as far as the reader answers. */
  async #readSome(
    companies: readonly UnreadCompany[],
    form: Form,
    signal: AbortSignal,
  ): Promise<{ readonly read: readonly string[]; readonly answers: boolean }> {
    const read: string[] = [];
    const fields = await bidderFields(
      this.#db,
      companies.map(({ id }) => id),
    );
    for (const company of companies) {
      signal.throwIfAborted();
      const bidder = bidderOf(company.id, fields.get(company.id) ?? [], form);
      const texts = bidder ? [bidderText(bidder)] : [];
      const found = await this.#readOf({ company: company.id }, company.updatedAt, texts);
      if (found === 'down') return { read, answers: false };
      if (found === 'left') continue;
      await this.#db.tx((tx) => keepCompanyMeaning(tx, company, found[0]));
      read.push(company.id);
    }
    return { read, answers: true };
  }

  /** Vectors of the texts of one thing; `left` where they can't be read, which is said once; `down` where the reader does not answer. */
  async #readOf(
    what: { readonly company: string } | { readonly notice: string },
    version: number,
    texts: readonly string[],
  ): Promise<ByteVector[] | 'left' | 'down'> {
    const [id = ''] = Object.values(what);
    if (this.#unreadable.get(id) === version) return 'left';
    const read = await this.#read(texts);
    if (read) return read;
    if (!(await this.#read([PLAIN]))) return 'down';
    this.#unreadable.set(id, version);
    this.#logger?.warn(what, 'the reader can’t read this text: words serve alone');
    return 'left';
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
