import { open, stat } from 'node:fs/promises';
import { basename } from 'node:path';
import { lawTexts } from '#src/knowledge/law/texts.ts';
import { type LawVersion, parseLawLine } from '#src/knowledge/law/version.ts';
import { type NotKept, parseLegiArticle } from '#src/knowledge/loaders/text/legi-article.ts';
import { type IsoDate, isIsoDate } from '#src/platform/calendar/iso-date.ts';
import { HotlineError } from '#src/platform/errors.ts';
import { codesIn, type LegiVisitor, visitArchive, visitFolder } from './legi-files.ts';

/** What one source (archive, folder, file of ours) says of a code. */
export interface LawSource {
  /** By id: a source that says a wording twice means it once. */
  readonly versions: ReadonlyMap<string, LawVersion>;
  /** Ids that a daily archive withdraws. */
  readonly withdrawn: ReadonlySet<string>;
  /** Whether it is a daily archive, which holds only what changed. */
  readonly daily: boolean;
  /** Files or lines that don't read, as a person finds them. */
  readonly damaged: readonly string[];
  /** Wordings read and left out, by reason. */
  readonly leftOut: Readonly<Partial<Record<NotKept | 'stale', number>>>;
  /** A few other codes met, for the message that the wanted one is not there. */
  readonly otherCodes: ReadonlySet<string>;
}

/** What is wanted of a source. */
export interface LawWish {
  readonly code: string;
  /** The day it is. */
  readonly today: IsoDate;
  readonly progress?: ((done: number, total: number) => void) | undefined;
}

const OTHERS_NAMED = 5;
const WITHDRAWALS = /^liste_suppression/;

/**
 * Reads a source, whatever its form: an archive of the LEGI base, its unpacked tree, or JSON Lines of ours. The form is
 * told by the content, not by the name.
 * @throws HotlineError `input` when it does not open, is of no known form, or ends too soon
 */
export async function readLawSource(path: string, wish: LawWish): Promise<LawSource> {
  const info = await stat(path).catch((cause) => {
    throw new HotlineError('input', lawTexts.noSource(path), { cause });
  });
  const tally = new Tally(path, wish);
  try {
    if (info.isDirectory()) await visitFolder(path, tally, (folder) => !tally.isElsewhere(folder));
    else if ((await formOf(path)) === 'archive') await visitArchive(path, tally);
    else await readLines(path, tally);
  } catch (cause) {
    if (cause instanceof HotlineError) throw cause;
    throw new HotlineError('input', lawTexts.brokenSource(path), { cause });
  }
  return tally;
}

async function formOf(path: string): Promise<'archive' | 'lines'> {
  await using file = await open(path);
  const { buffer, bytesRead } = await file.read(Buffer.alloc(512), 0, 512, 0);
  const gzip = buffer[0] === 0x1f && buffer[1] === 0x8b;
  if (gzip || buffer.toString('latin1', 257, 262) === 'ustar') return 'archive';
  if (/^\uFEFF?\s*\{/.test(buffer.toString('utf8', 0, bytesRead))) return 'lines';
  throw new HotlineError('input', lawTexts.unknownForm(path));
}

async function readLines(path: string, tally: Tally): Promise<void> {
  await using file = await open(path);
  let line = 0;
  for await (const text of file.readLines()) {
    line += 1;
    if (text.trim()) tally.addLine(line, text.replace(/^\uFEFF/, ''));
  }
}

/** Gathers what the files of one source say. */
class Tally implements LawSource, LegiVisitor {
  readonly versions = new Map<string, LawVersion>();
  readonly withdrawn = new Set<string>();
  readonly damaged: string[] = [];
  readonly leftOut: Partial<Record<NotKept | 'stale', number>> = {};
  readonly otherCodes = new Set<string>();
  readonly progress: LegiVisitor['progress'];
  daily = false;
  readonly #wish: LawWish;
  readonly #name: string;
  readonly #asOf: IsoDate | undefined;

  constructor(path: string, wish: LawWish) {
    this.#wish = wish;
    this.#name = basename(path);
    this.#asOf = dayIn(path);
    this.progress = wish.progress;
  }

  /** Whether a path is of another code, or of a text that is not a code. */
  isElsewhere(path: string): boolean {
    const codes = codesIn(path);
    const other = codes.length > 0 && !codes.includes(this.#wish.code);
    if (other && this.otherCodes.size < OTHERS_NAMED && codes[0]) this.otherCodes.add(codes[0]);
    return other || /(?:^|\/)(?:TNC_en_vigueur|TNC_non_vigueur|section_ta|texte)(?:\/|$)/.test(path);
  }

  readonly wants = (path: string): boolean =>
    WITHDRAWALS.test(basename(path)) || (/\.xml$/i.test(path) && !this.isElsewhere(path));

  readonly visit = (path: string, content: Buffer | undefined): void => {
    if (WITHDRAWALS.test(basename(path))) {
      this.daily = true;
      for (const id of content?.toString('latin1').match(/LEGIARTI\d{12}/g) ?? []) this.withdrawn.add(id);
      return;
    }
    const { code, today } = this.#wish;
    // Cheaper than parsing: a file that names other texts and not the code is not of it.
    if (content && codesIn(path).length === 0 && !content.includes(code)) {
      const [other] = codesIn(content.toString('latin1'));
      if (other) {
        this.#isOther(other);
        return;
      }
    }
    const xml = content && decode(content);
    const asOf = this.#asOf ?? dayIn(path);
    const read = xml === undefined ? 'damaged' : parseLegiArticle(xml, { code, today, asOf });
    if (read === 'damaged') this.damaged.push(path);
    else if (typeof read === 'string') this.#leaveOut(read);
    else this.versions.set(read.id, read);
  };

  addLine(line: number, text: string): void {
    const read = parseLawLine(text);
    if (!read) this.damaged.push(`${this.#name}:${line}`);
    else if ('stale' in read) this.#leaveOut('stale');
    else if (read.version.code !== this.#wish.code) this.#isOther(read.version.code);
    else this.versions.set(read.version.id, read.version);
  }

  #isOther(code: string): void {
    if (this.otherCodes.size < OTHERS_NAMED) this.otherCodes.add(code);
    this.#leaveOut('other-code');
  }

  #leaveOut(reason: NotKept | 'stale'): void {
    this.leftOut[reason] = (this.leftOut[reason] ?? 0) + 1;
  }
}

/** The day in the name of an archive or of its folder: « Freemium_legi_global_20250713-140000.tar.gz ». */
function dayIn(path: string): IsoDate | undefined {
  const [, year, month, day] = /(?<!\d)(20\d{2})(\d{2})(\d{2})-\d{6}(?!\d)/.exec(path) ?? [];
  const date = `${year}-${month}-${day}`;
  return isIsoDate(date) ? date : undefined;
}

function decode(content: Buffer): string | undefined {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(content);
  } catch {
    return undefined;
  }
}
