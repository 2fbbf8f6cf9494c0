import { type Polarity, polarityOf } from '#src/reader/polarity.ts';
import type { Duration, Quantities } from '#src/reader/quantities.ts';

/** A time to pay that is asked about, and how. */
export interface TermAsked {
  readonly duration: Duration;
  readonly polarity: Polarity;
  /** What is asked beside it: what is due where it is passed. */
  readonly asksOfLate: boolean;
}

const SENTENCE = /[^?!;\n]+[?!;\n]*/g;
const PAYS = /\bdelais?\b|\bpay\w*|\bpaie\w*|\bregl\w{1,6}|\bvers\w{1,5}/;
/** Days that are past, or of something else: no time that is given to pay. */
const PAST =
  /\bretards?\b|\bdepuis\b|\bil y a\b|\bca (?:me |nous )?fait\b|\battend\w*|\bimpaye\w*|\btoujours pas\b|\bpas encore\b|\bapres\b|\bau bout\b|\bjours? (?:de|d') ?(?:plus|travail|recours)\b/;
const LATE =
  /\bretards?\b|\bdepass\w*|\btrain\w{1,4}\b|\binterets?\b|\bpas (?:dans|a) (?:les temps|l'heure)\b/;
/** Words of the longest sentence that only asks whether it is so: « donc c'est bien 30 jours ? ». */
const FEW = 6;

/**
 * The time to pay that a sentence asks about: « c'est 30 jours ? et s'ils paient en retard ? ». Undefined where days are
 * told to be past, or where several are.
 */
export function termAsked({ text, durations }: Quantities): TermAsked | undefined {
  const [duration, ...more] = durations;
  if (!duration || more.length > 0 || (duration.unit !== 'jours' && duration.unit !== 'semaines'))
    return undefined;
  const sentences = [...text.matchAll(SENTENCE)];
  const own = sentences.find(
    ({ index, 0: words }) => index <= duration.at && duration.at < index + words.length,
  );
  const said = own?.[0].trim() ?? '';
  if (!own || !said.endsWith('?') || PAST.test(said)) return undefined;
  if (!PAYS.test(said) && said.split(' ').length > FEW) return undefined;
  const read = polarityOf(said);
  const modality = read === undefined || read.modality === 'obligatoire' ? 'vrai' : read.modality;
  const beside = sentences.filter((one) => one !== own).map(([words]) => words);
  return {
    duration,
    polarity: { negated: false, without: false, ...read, modality },
    // One more question, and no other: what it asks is said as a rule.
    asksOfLate:
      beside.some((words) => LATE.test(words)) && beside.filter((words) => /\?/.test(words)).length < 2,
  };
}
