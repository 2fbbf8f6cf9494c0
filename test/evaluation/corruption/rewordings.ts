import { withoutVerdict } from '#src/features/answers/verdict/verdict.ts';
import { type Evidence, evidenceText } from '#src/retrieval/passages/evidence.ts';
import { inWords } from './number-words.ts';
import { pick, type Random, shuffled } from './random.ts';
import type { Sample } from './sound.ts';
import { draftFromText, plain, sentencesOf } from './text.ts';

/** A way of saying the same as the passages, as a model would: the text with its citation marks. */
type Rewording = (sample: Sample, random: Random) => string | undefined;

const cited = (sentences: readonly string[], n: number): string =>
  sentences
    .map((sentence) => (sentence.endsWith('?') ? sentence : sentence.replace(/\s*([.!])?$/, ` [${n}]$1`)))
    .join(' ');

/** The answer as composed, without its details and notes. */
function opening({ draft }: Sample): string {
  const block = draft.blocks.find((one) => one.type === 'paragraph');
  return block?.type === 'paragraph' ? block.text.map(({ text }) => text).join('') : '';
}

const lower = (text: string): string =>
  /^(?:[A-Z]{2}|[LRD]\d|France|BOAMP)/.test(text) ? text : text.charAt(0).toLowerCase() + text.slice(1);
const upper = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);

/** Whole sentences of the details, lists left out: an item is not a sentence. */
const detailSentences = ({ details }: Evidence): string[] =>
  details
    .flatMap((block) => (block.type === 'paragraph' ? sentencesOf(block.text) : []))
    .filter((sentence) => sentence.endsWith('.'));

const CONNECTORS = [
  'En pratique, ',
  'Concrètement, ',
  'À noter : ',
  'De plus, ',
  'Attention, ',
  'Par ailleurs, ',
];

const connect = (sentence: string, random: Random): string =>
  /^(?:Oui|Non)\b/.test(sentence) ? sentence : `${pick(CONNECTORS, random)}${lower(sentence)}`;

/** Words for words, whatever stands around them; the last ones are how models like to say a limit. */
const SYNONYMS: readonly [RegExp, string][] = [
  [/\bvotre entreprise\b/g, 'votre société'],
  [/\bpar exemple\b/g, 'notamment'],
  [/\bVérifiez\b/g, 'Contrôlez'],
  [/\bavant de signer\b/g, 'avant la signature'],
  [/\bdemandez-le\b/g, 'posez la question'],
  [/\bau moins\b/g, 'au minimum'],
  [/\bau plus\b/g, 'au maximum'],
  [/\bseulement\b/g, 'uniquement'],
  [/\bsauf si\b/g, 'à moins que'],
  [/\bsauf (?!si)/g, 'hormis '],
  [/\bà partir de\b/g, 'dès'],
  [/\bà condition que\b/g, 'si'],
  [/\bau-dessus de\b/g, 'au-delà de'],
  [/\bà moins de\b/g, 'à un montant inférieur à'],
  [/\bquand (?=l|v|u)/g, 'lorsque '],
  [/\bn'est pas obligé\b/g, 'n’est pas tenu'],
  [/\bdoit être\b/g, 'a l’obligation d’être'],
];

/** « 60 000 € HT » → « 60 k€ HT », « 30 jours » → « trente jours », « 1er avril 2026 » → « 01/04/2026 ». */
function otherFigures(text: string, random: Random): string {
  return plain(text)
    .replace(/\b(\d{2,3}) 000 €/g, (whole, thousands: string) =>
      random() < 0.4 ? `${thousands} k€` : random() < 0.5 ? `${thousands}.000 euros` : whole,
    )
    .replace(
      /\b(\d{1,2}) (jours|mois|ans)\b/g,
      (_, count: string, unit: string) => `${inWords(Number(count))} ${unit}`,
    )
    .replace(/\b(\d{1,3}) %/g, (_, rate: string) => `${inWords(Number(rate))} pour cent`)
    .replace(/\b1er avril (20\d\d)\b/g, '01/04/$1')
    .replace(/\b1er janvier (20\d\d)\b/g, '1/1/$1');
}

/** « A si B. » → « Si B, A. », « Si B, A. » → « A si B. » */
function reordered(sentence: string): string | undefined {
  const last =
    /^((?:Oui|Non), )?([^,:;()]{25,}?(?<! et| ou| que)),? (si (?!bien|que)[^,:;()]{12,}|sauf si [^,:;()]{12,})\.$/.exec(
      sentence,
    );
  if (last) return `${last[1] ?? ''}${last[1] ? last[3] : upper(last[3] ?? '')}, ${lower(last[2] ?? '')}.`;
  const first = /^((?:Oui|Non), )?([Ss]i [^,:;()]{12,}|[Qq]uand [^,:;()]{12,}), ([^,:;()]{25,})\.$/.exec(
    sentence,
  );
  if (!first) return undefined;
  return `${first[1] ?? ''}${first[1] ? first[3] : upper(first[3] ?? '')} ${lower(first[2] ?? '')}.`;
}

/** « Son X : - a ; - b. » in one sentence. */
function listed(sample: Sample): string | undefined {
  const details = sample.evidences[0]?.details ?? [];
  const at = details.findIndex((block) => block.type === 'list' && block.items.length < 5);
  const before = details[at - 1];
  const list = details[at];
  if (before?.type !== 'paragraph' || list?.type !== 'list' || !before.text.trimEnd().endsWith(':'))
    return undefined;
  const items = list.items.map((item) => item.replace(/[ ;.]+$/, ''));
  return `${cited(sentencesOf(opening(sample)), 1)} ${before.text.trimEnd()} ${items.map(lower).join(', ')} [1].`;
}

/** Ways of rewording by program, each keeping all that its sentences say. */
export const REWORDINGS: Readonly<Record<string, Rewording>> = {
  short: (sample) => cited(sentencesOf(opening(sample)), 1),
  'one-mark': (sample) => opening(sample).replace(/\s*([.!?])?$/, ' [1]$1'),
  recombined: (sample, random) => {
    const [first, second] = sample.evidences;
    if (!first) return undefined;
    const details = shuffled(detailSentences(first), random, 2);
    const others = second?.shortAnswer ? cited(sentencesOf(withoutVerdict(second)), 2) : '';
    return [cited(sentencesOf(opening(sample)), 1), cited(details, 1), others].filter(Boolean).join('\n');
  },
  'details-alone': (sample, random) => {
    const [first, , third] = sample.evidences;
    const own = first ? shuffled(detailSentences(first), random, 2) : [];
    const other = third ? shuffled(detailSentences(third), random, 1) : [];
    return own.length === 0 ? undefined : `${cited(own, 1)} ${cited(other, 3)}`.trim();
  },
  connected: (sample, random) => {
    const [first] = sample.evidences;
    const details = first ? shuffled(detailSentences(first), random, 1) : [];
    return cited([...sentencesOf(opening(sample)), ...details.map((one) => connect(one, random))], 1);
  },
  figures: (sample, random) => cited(sentencesOf(otherFigures(opening(sample), random)), 1),
  synonyms: (sample) => {
    const [first] = sample.evidences;
    const text = [...sentencesOf(opening(sample)), ...(first ? detailSentences(first).slice(0, 2) : [])].join(
      ' ',
    );
    const changed = SYNONYMS.reduce((done, [pattern, words]) => done.replace(pattern, words), text);
    return changed === text ? undefined : cited(sentencesOf(changed), 1);
  },
  reordered: (sample) => {
    const [first] = sample.evidences;
    const sentences = [...sentencesOf(opening(sample)), ...(first ? detailSentences(first) : [])];
    const changed = sentences.slice(0, 4).map((sentence) => reordered(sentence) ?? sentence);
    return changed.every((one, index) => one === sentences[index]) ? undefined : cited(changed, 1);
  },
  merged: (sample) => {
    const [one, two, ...rest] = sentencesOf(opening(sample));
    if (!one || !two || one.length < 12) return undefined;
    return cited([`${one.replace(/\.$/, '')} ; ${lower(two)}`, ...rest], 1);
  },
  listed,
};

/** Drafts that say the same as a sample's passages in other ways, with the article of the first one where it has one. */
export function rewordings(sample: Sample, random: Random): Sample[] {
  return Object.entries(REWORDINGS).flatMap(([name, reword]) => {
    const text = reword(sample, random);
    if (!text?.includes('[1]')) return [];
    const verdict = /^oui\b/i.test(text) ? 'oui' : /^non\b/i.test(text) ? 'non' : null;
    const articles =
      sample.evidences[0]?.passage.articles.filter((article) => /^[LRD]\d/.test(article)) ?? [];
    const article = name === 'short' ? pick(articles, random) : undefined;
    const named = article ? text.replace(' [1]', ` (article ${article}) [1]`) : text;
    return [{ ...sample, id: `${sample.id}/${name}`, draft: draftFromText(named, verdict) }];
  });
}

/** Whether a passage is long enough to reword. */
export const isRewordable = (sample: Sample): boolean =>
  sample.evidences[0]?.shortAnswer !== '' && evidenceText(sample.evidences[0] as Evidence).length > 120;
