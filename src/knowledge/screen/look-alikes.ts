/** Letters of other alphabets, and signs, that look like the Latin one after them. */
const LOOK_ALIKES: Readonly<Record<string, string>> = {
  а: 'a',
  в: 'b',
  е: 'e',
  ё: 'ë',
  к: 'k',
  м: 'm',
  н: 'h',
  о: 'o',
  р: 'p',
  с: 'c',
  т: 't',
  у: 'y',
  х: 'x',
  ѕ: 's',
  і: 'i',
  ї: 'ï',
  ј: 'j',
  ԛ: 'q',
  ԝ: 'w',
  ԁ: 'd',
  һ: 'h',
  ӏ: 'l',
  ѵ: 'v',
  ɡ: 'g',
  ɩ: 'i',
  ɑ: 'a',
  А: 'A',
  В: 'B',
  Е: 'E',
  К: 'K',
  М: 'M',
  Н: 'H',
  О: 'O',
  Р: 'P',
  С: 'C',
  Т: 'T',
  У: 'Y',
  Х: 'X',
  Ѕ: 'S',
  І: 'I',
  Ј: 'J',
  Ԛ: 'Q',
  Ԝ: 'W',
  З: '3',
  α: 'a',
  γ: 'y',
  ε: 'e',
  ι: 'i',
  κ: 'k',
  ν: 'v',
  ο: 'o',
  ρ: 'p',
  τ: 't',
  υ: 'u',
  χ: 'x',
  ϲ: 'c',
  ϳ: 'j',
  Α: 'A',
  Β: 'B',
  Ε: 'E',
  Ζ: 'Z',
  Η: 'H',
  Ι: 'I',
  Κ: 'K',
  Μ: 'M',
  Ν: 'N',
  Ο: 'O',
  Ρ: 'P',
  Τ: 'T',
  Υ: 'Y',
  Χ: 'X',
};
/** Latin letters and digits drawn another way: full width, mathematical bold, in a circle. */
const DRAWN = /[\uFF01-\uFF5E\u{1D400}-\u{1D7FF}\u24B6-\u24E9\u{1F130}-\u{1F149}]+/gu;
const SHORT = 3;
/** What may be a disguise: most texts hold nothing of it, and are what they look like. */
const DISGUISES =
  /[\u0250-\u02AF\u0370-\u052F\uFF01-\uFF5E\u24B6-\u24E9\u{1D400}-\u{1D7FF}\u{1F130}-\u{1F149}]/u;

/**
 * A text with the letters it shows: those of other alphabets that stand among Latin ones, or that spell a whole word as
 * Latin ones would, are replaced by what they look like. Words of other languages stay.
 */
export function asItLooks(text: string): string {
  if (!DISGUISES.test(text)) return text;
  return text
    .replace(DRAWN, (letters) => letters.normalize('NFKC'))
    .replace(/[\p{L}\p{M}\p{N}]+/gu, (word) => {
      if (!/[\u0250-\u02AF\u0370-\u052F]/.test(word)) return word;
      const looks = [...word].map((letter) => LOOK_ALIKES[letter] ?? letter).join('');
      const disguised = /\p{Script=Latin}/u.test(word) || word.length >= SHORT;
      // A letter that looks like no Latin one, as in « kΩ », tells a word that hides nothing.
      return disguised && !/[\u0370-\u052F]/.test(looks) ? looks : word;
    });
}
