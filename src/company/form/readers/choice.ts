import { fold } from '#src/platform/french/text-analysis.ts';
import { bad, good, type Read } from './read.ts';
import { readerErrors as errors } from './texts.ts';
import { bareYesNo } from './yes-no.ts';

/** A choice of a question, as the form gives it. */
interface Option {
  readonly id: string;
  readonly label: string;
  readonly words: readonly string[];
  /** Goes with no other choice. */
  readonly alone?: boolean | undefined;
}

const plain = (text: string): string =>
  fold(text)
    .replace(/[^\p{L}\p{N}+]+/gu, ' ')
    .trim();

/** How often, and where, an option is said; longer ways of saying hide shorter ones inside them. */
export function optionsIn(text: string, options: readonly Option[]): Option[] {
  let rest = ` ${plain(text)} `;
  const ways = options
    .flatMap((option) => [option.label, ...option.words].map((way) => ({ option, way: plain(way) })))
    .filter(({ way }) => way !== '')
    .sort((a, b) => b.way.length - a.way.length);
  const found: { option: Option; at: number }[] = [];
  for (const { option, way } of ways) {
    const pattern = new RegExp(`(?<= )${way.replaceAll('+', '\\+')}s?(?= )`, 'u');
    const at = rest.search(pattern);
    if (at < 0) continue;
    rest = rest.replace(pattern, (whole) => '#'.repeat(whole.length));
    if (!found.some((one) => one.option === option)) found.push({ option, at });
  }
  return found.sort((a, b) => a.at - b.at).map(({ option }) => option);
}

/** « 2 », « 1 et 3 »: options by their place, when nothing else is said. */
function byNumber(text: string, options: readonly Option[]): Option[] {
  const said = fold(text).trim();
  if (!/^(?:n°|numeros? ?|choix ?|les? ?)?\d{1,2}(?:(?:\s+|\s*(?:,|;|et|\+|\/|&)\s*)\d{1,2})*\W*$/.test(said))
    return [];
  const places = (said.match(/\d{1,2}/g) ?? []).map(Number);
  const chosen = places.map((place) => options[place - 1]);
  return chosen.every((option) => option !== undefined) ? [...new Set(chosen)] : [];
}

const none = (text: string, options: readonly Option[]): Read<never> =>
  bad((bareYesNo(text) ? errors.choiceBare : errors.choiceNone)(labels(options)));

const labels = (options: readonly Option[]): string[] => options.map(({ label }) => `« ${label} »`);

/** Reads one choice. */
export function readChoice(text: string, options: readonly Option[]): Read<string> {
  const found = [...byNumber(text, options), ...optionsIn(text, options)];
  const [first] = found;
  if (!first) return none(text, options);
  return found.length === 1 ? good(first.id) : bad(errors.choiceSeveral(labels(found)));
}

/** Reads several choices. */
export function readChoices(text: string, options: readonly Option[]): Read<readonly string[]> {
  const found = [...byNumber(text, options), ...optionsIn(text, options)];
  if (found.length === 0) return none(text, options);
  const alone = found.find((option) => option.alone);
  if (alone && found.length > 1) return bad(errors.noneAndOthers(alone.label));
  return good(found.map(({ id }) => id));
}
