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
/** A text that could not be read so often, though the reader answered, is given up: once may be a moment of haste. */
const MOST_FAILURES = 3;
/** Companies that are read together. */
const AT_ONCE = 50;

/** What was made of the texts of one thing, in their order. */
interface ReadTexts {
  readonly vectors: readonly (ByteVector | undefined)[];
  /** Whether nothing of it is to be read again. */
  readonly isSettled: boolean;
}

/** Encodes a text in another process; absent where no reader runs. */
export type Encode = Encoder['encode'];

/**
 * What notices and companies mean, as the reader reads it: once each, and again where they changed. What can't be
 * read is left, tried again some times, and holds nobody up. One text at a time, in
 * the reader's own process, with a rest as long after each: who writes in the chat waits for one of them at most. Where the
 * reader does not answer, words serve alone, and the next run asks it again of what it then looks at.
 */
export class Meanings {
  readonly #db: Database;
  readonly #encode: Encode | undefined;
  readonly #logger: Logger | undefined;
  /** How often a text could not be read, though the reader answered, in which version: by the id of its thing, and its place. */
  readonly #failures = new Map<string, { readonly version: number; readonly times: number }>();

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
    const made: { id: string; version: number; vectors: ReadTexts['vectors'] }[] = [];
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
      if (found === 'down') {
        read.push(kept);
        continue;
      }
      const isAny = found.vectors.some((one) => one !== undefined);
      read.push(isAny ? { ...kept, vectors: found.vectors } : kept);
      if (isAny && found.isSettled) made.push({ id, version, vectors: found.vectors });
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
      const [vector] = found.vectors;
      if (texts.length > 0 && !vector) continue;
      await this.#db.tx((tx) => keepCompanyMeaning(tx, company, vector));
      read.push(company.id);
    }
    return { read, answers: true };
  }

  /** Vectors of the texts of one thing, one by one: what can't be read takes nothing from the others; `down` where the reader does not answer. */
  async #readOf(
    what: { readonly company: string } | { readonly notice: string },
    version: number,
    texts: readonly string[],
  ): Promise<ReadTexts | 'down'> {
    const vectors: (ByteVector | undefined)[] = [];
    let isSettled = true;
    for (const [place, text] of texts.entries()) {
      const tried = await this.#tryOne({ ...what, place }, version, text);
      if (tried === 'down') return tried;
      if (tried === 'later') isSettled = false;
      vectors.push(typeof tried === 'string' ? undefined : tried);
    }
    return { vectors, isSettled };
  }

  /** The vector of one text; `later` where it is tried again, `never` where it was given up, which is said once. */
  async #tryOne(
    what: { readonly company?: string; readonly notice?: string; readonly place: number },
    version: number,
    text: string,
  ): Promise<ByteVector | 'later' | 'never' | 'down'> {
    const key = Object.values(what).join(':');
    const last = this.#failures.get(key);
    const times = last?.version === version ? last.times : 0;
    if (times >= MOST_FAILURES) return 'never';
    const vector = await this.#read(text);
    if (vector) {
      this.#failures.delete(key);
      return vector;
    }
    if (!(await this.#read(PLAIN))) return 'down';
    this.#failures.set(key, { version, times: times + 1 });
    if (times + 1 < MOST_FAILURES) return 'later';
    this.#logger?.warn(what, 'the reader can’t read this text: words serve alone');
    return 'never';
  }

  /** The vector of a text; undefined where the reader does not answer. */
  async #read(text: string): Promise<ByteVector | undefined> {
    try {
      const began = performance.now();
      const vector = await this.#encode?.(text, 'passage');
      if (!vector) return undefined;
      await sleep(performance.now() - began);
      return toBytes(vector);
    } catch {
      return undefined;
    }
  }
}
