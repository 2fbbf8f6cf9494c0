import type { ReadAlone } from '#src/reader/wanted-parts.ts';
import type { WishScore } from '#src/reader/wish/meaning.ts';
import type { ClauseSaid } from './clause-said.ts';

/** Characters of the longest answer that is looked at piece by piece. */
const LONGEST = 400;
/** Pieces that are read: each costs a run of the encoder. */
const MOST = 12;
/** What is exact by itself, with the word that announces it: a SIRET, a telephone, an address, a postal code. */
const EXACT =
  /(?:(?<!\p{L})(?:(?:mon|notre|le|n°|num[ée]ro)[ ])?(?:siret|siren|mail|e-mail|email|courriel|t[ée]l|t[ée]l[ée]phone|portable|mobile|num[ée]ro) ?(?:c['’]est|est|c|:)? ?)?(?:[^\s@,;<>()]{1,64}@[^\s@,;<>()]{1,120}|(?<![\d.])(?:\+\d{2}[ .]?\d|\d{2})(?:[ .-]?\d){8,14}(?!\d)|(?<![\d][ .]?)\d{5}(?![ .]?\d))/giu;
/** Between the things that an answer tells. */
const BETWEEN = /[,;\n]|(?<=\p{L}{2}[.!?…]) |(?<=[!?…]) /u;
/** Where somebody begins to speak of what they say: « Karima Traiteur je l’ai déjà dit ». In small letters: a name may have it in capitals. */
const OF_SAYING =
  / (?=(?:comme )?(?:je|j['’]\p{L}|jai|jl|jlai|jvous|tu|vous|on (?:a|est|l['’]a|vous)|c['’]est)(?![\p{L}]))/gu;

/** The pieces of an answer as they are written: exact things left out, cut at commas and at the ends of sentences. */
export function piecesOf(message: string): readonly string[] {
  if (message.length > LONGEST) return [];
  const said = message
    .replace(/[^\S\n]+/g, ' ')
    .replace(EXACT, '\n')
    .split(BETWEEN)
    .map((piece) => piece.trim().replace(/[.!?…]{1,5}$/u, ''))
    .filter((piece) => /\p{L}/u.test(piece));
  return said.length > MOST ? [] : said;
}

/**
 * The pieces of an answer, and how likely each says each wish; a remark on what was said already is a piece of its own.
 */
export async function readPieces(message: string, read: ReadAlone): Promise<readonly ClauseSaid[]> {
  const pieces: ClauseSaid[] = [];
  for (const text of piecesOf(message)) {
    const whole: ClauseSaid = { text, scores: await read(text) };
    pieces.push(...((await withoutRemark(whole, read)) ?? [whole]));
  }
  return pieces;
}

/** What tells something before a remark, where that reads as what it tells only without it. */
async function withoutRemark(
  { text, scores }: ClauseSaid,
  read: ReadAlone,
): Promise<readonly ClauseSaid[] | undefined> {
  const at = text.search(OF_SAYING);
  if (at <= 0) return undefined;
  const before = text.slice(0, at);
  const alone = await read(before);
  return telling(alone) > Math.max(telling(scores), TELLS)
    ? [
        { text: before, scores: alone },
        { text: text.slice(at + 1), scores: [] },
      ]
    : undefined;
}

/** From so likely on, words tell a name or a trade. */
const TELLS = 0.35;
const telling = (scores: readonly WishScore[]): number =>
  Math.max(0, ...scores.filter(({ wish }) => TELLING.has(wish)).map(({ probability }) => probability));
const TELLING: ReadonlySet<string> = new Set(['form.name', 'form.activity']);
