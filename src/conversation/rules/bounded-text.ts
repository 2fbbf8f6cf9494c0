/**
 * Characters of a message that are read, what repeats left aside. A tender's clause of some pages is within it; of a
 * longer paste the beginning and the end are read, where its reader's own question stands.
 */
const LONGEST_READ = 20_000;
/** Of what is longer still, a file pasted whole, repetitions are looked for at both ends only. */
const LONGEST_LOOKED_AT = 400_000;
/** A person shows that they insist three times; a machine, a thousand. */
const SHOWN = 3;
/** Repetitions up to this are left as they are: « nooooon », « !!!!! », « non non non non ». */
const CHARACTERS_LEFT = 5;
const WORDS_LEFT = 4;
/** Figures repeat in what people paste: « 000 000 000 000 », « 06 06 06 06 06 », a column of « 10 € ». */
const DIGITS_LEFT = 40;
const FIGURES_LEFT = 12;
/** Longest group of characters, and of words, whose repetition is looked for. */
const LONGEST_SYLLABLE = 6;
const LONGEST_PHRASE = 12;
/** An address of a page is shorter; whoever types more without a space is not read to its end. */
const LONGEST_WORD = 2_000;

const WORD_CHARACTER = /[\p{L}\p{M}]/u;
const DIGIT = /\p{N}/u;

/**
 * What of a message is read: to be called before anything else looks at a person's words. Runs of spaces and empty
 * lines, of one character, of a group of characters and of words are shortened to three, and a text that is still too
 * long to its beginning and its end. Amounts, SIRET and telephone numbers, dates, « non non non » and « !!! » stay as
 * they were typed. The time it takes grows as the text does; what it gives is never longer than {@link LONGEST_READ}
 * nor than what it was given, and has no half of a surrogate pair.
 */
export function boundedText(text: string): string {
  const words = partsOf(withoutLongRuns(ends(text, LONGEST_LOOKED_AT).toWellFormed()));
  const kept = withoutRepeatedWords(words);
  return ends(kept.map(({ space, word }) => space + word).join(''), LONGEST_READ);
}

/** A word with the space before it. */
interface Part {
  readonly space: string;
  readonly word: string;
}

/** Words with the space before each; a space keeps its first sign, or the ends of its lines up to an empty one. */
function partsOf(text: string): Part[] {
  const parts: Part[] = [];
  let space = '';
  for (const piece of text.split(/(\s+)/u)) {
    if (piece === '') continue;
    if (piece.trim() === '') space = shortSpace(piece);
    else {
      parts.push({ space, word: shortWord(piece) });
      space = '';
    }
  }
  return space === '' ? parts : [...parts, { space, word: '' }];
}

function shortSpace(space: string): string {
  const lines = space.split(/\r\n|[\n\r\u2028\u2029]/u).length - 1;
  return lines === 0 ? space.slice(0, 1) : '\n'.repeat(Math.min(2, lines));
}

const shortWord = (word: string): string =>
  word.length <= LONGEST_WORD ? word : word.slice(0, LONGEST_WORD).toWellFormed();

/** Shortens « !!!!!!!! », « noooooooon », « ?!?!?!?!?!?! » and « hahahahahaha ». */
function withoutLongRuns(text: string): string {
  let characters = [...text];
  for (let period = 1; period <= LONGEST_SYLLABLE; period += 1)
    characters = shorten(characters, period, (start) => mostOfCharacters(characters, start, period));
  return characters.join('');
}

/** How often a group of characters may follow itself. Figures are never cut in groups: each is another number. */
function mostOfCharacters(characters: readonly string[], start: number, period: number): number {
  if (characters.slice(start, start + period).some((one) => DIGIT.test(one)))
    return period === 1 ? DIGITS_LEFT : Number.POSITIVE_INFINITY;
  return CHARACTERS_LEFT;
}

/** Shortens « non non non non non non » and phrases said over and over; the last one keeps its own mark. */
function withoutRepeatedWords(words: readonly Part[]): readonly Part[] {
  let left = words;
  let keys = left.map(keyOf);
  for (let period = 1; period <= LONGEST_PHRASE; period += 1) {
    const present = keys;
    const kept = indexesKept(present, period, (start) =>
      present.slice(start, start + period).some((key) => DIGIT.test(key)) ? FIGURES_LEFT : WORDS_LEFT,
    );
    if (kept.length === left.length) continue;
    left = kept.flatMap((index) => left[index] ?? []);
    keys = left.map(keyOf);
  }
  return left;
}

/** « Non », « non, » and « NON ! » are the same word; a sign without letters or figures is itself. */
function keyOf({ word }: Part): string {
  const characters = [...word];
  const isOfWord = (one: string) => WORD_CHARACTER.test(one) || DIGIT.test(one);
  const first = characters.findIndex(isOfWord);
  if (first < 0) return word;
  return characters
    .slice(first, characters.findLastIndex(isOfWord) + 1)
    .join('')
    .toLowerCase();
}

const shorten = (items: readonly string[], period: number, mostAt: (start: number) => number): string[] =>
  indexesKept(items, period, mostAt).flatMap((index) => items[index] ?? []);

/**
 * The places left when groups of `period` items that follow themselves more often than `mostAt` allows are shortened:
 * the first ones stay, and the last.
 */
function indexesKept(items: readonly string[], period: number, mostAt: (start: number) => number): number[] {
  const kept: number[] = [];
  let start = 0;
  while (start < items.length) {
    const end = endOfRun(items, start, period);
    const times = Math.floor((end - start) / period);
    if (times <= 1 || times <= mostAt(start)) {
      // What may begin another run within this one is looked at again: the run's last group, and no more.
      const next = times <= 1 ? start + 1 : Math.max(start + 1, end - period + 1);
      addPlaces(kept, start, Math.min(next, items.length));
      start = next;
      continue;
    }
    addPlaces(kept, start, start + (SHOWN - 1) * period);
    addPlaces(kept, start + (times - 1) * period, end);
    start = end;
  }
  return kept;
}

/** Where the group of `period` items that begins here stops following itself. */
function endOfRun(items: readonly string[], start: number, period: number): number {
  let end = start + period;
  while (end < items.length && items[end] === items[end - period]) end += 1;
  return end;
}

function addPlaces(places: number[], from: number, to: number): void {
  for (let place = from; place < to; place += 1) places.push(place);
}

/** The beginning and the end of a text that is too long. */
function ends(text: string, most: number): string {
  if (text.length <= most) return text;
  const half = most / 2;
  return `${text.slice(0, half - 1)}\n${text.slice(-half)}`.toWellFormed();
}
