import { articleExists } from '#src/reference/article-number.ts';
import numbersByCode from '#src/reference/article-numbers.json' with { type: 'json' };
import { pick, type Random } from './random.ts';
import type { Sample } from './sound.ts';
import { editEach, sourceWords } from './text.ts';
import type { Corruption, Group } from './ways.ts';

const NAMED = /\b([LRD])(\d{4}(?:-\d+)+)\b/g;
const EXISTING = numbersByCode.CCP.filter((number) => /^[LRD]\d{4}-/.test(number));

/** An article in the ways that people and models write it. */
const forms = (letter: string, number: string): string[] => [
  `l’article ${letter}${number}`,
  `l’article ${letter}. ${number}`,
  `l’article ${letter} ${number}`,
  `art. ${letter}.${number}`,
  `article ${letter}${number.replace(/-/g, '\u2011')}`,
  `${letter}${number}`,
  `${letter.toLowerCase()}${number}`,
  `l’article ${letter}*${number}`,
  `article ${letter}${number.replace(/-/g, '–')}`,
  `l’article ${number}`,
];

/** Replaces each article named, or names one at the end of each sentence, that `choose` gives and no passage holds. */
const named =
  (choose: (sample: Sample, random: Random) => string | undefined): Corruption =>
  (sample, _, random) => {
    const held = new Set(
      sample.evidences.flatMap(({ passage, figures }) => [
        ...passage.articles,
        ...figures.map(({ value }) => value.article ?? ''),
      ]),
    );
    const words = sourceWords(sample);
    const other = (): string | undefined => {
      const article = choose(sample, random);
      const [, letter = '', number = ''] = article?.match(/^([LRD])(\d.*)$/) ?? [];
      const near = ['L', 'R', 'D'].some((one) => held.has(`${one}${number}`));
      return number && !near && !words.includes(number) ? pick(forms(letter, number), random) : undefined;
    };
    return [
      ...editEach(sample.draft, NAMED, other),
      ...editEach(sample.draft, /\.$/g, () => {
        const form = other();
        return form && ` (${form}).`;
      }),
    ];
  };

const heldBy = ({ evidences }: Sample, random: Random): string | undefined =>
  pick(
    evidences.flatMap(({ passage }) => passage.articles).filter((article) => /^[LRD]\d{4}-/.test(article)),
    random,
  );

const invented = (random: Random): string | undefined => {
  const number = `${pick(['L', 'R', 'D'], random)}${2_000 + Math.floor(random() * 8_000)}-${1 + Math.floor(random() * 60)}`;
  return articleExists(number) ? undefined : number;
};

const transposed = (sample: Sample, random: Random): string | undefined => {
  const [, letter, number = ''] = heldBy(sample, random)?.match(/^([LRD])(.*)$/) ?? [];
  const at = Math.floor(random() * 3);
  const swapped = `${number.slice(0, at)}${number[at + 1]}${number[at]}${number.slice(at + 2)}`;
  return swapped === number ? undefined : `${letter}${swapped}`;
};

/** The neighbour: R2122-8 → R2122-9, L2113-10 → L2113-1. */
const neighbour = (sample: Sample, random: Random): string | undefined =>
  heldBy(sample, random)?.replace(/\d+$/, (last) =>
    random() < 0.5 ? String(Number(last) + 1) : last.length > 1 ? last.slice(0, -1) : `${last}1`,
  );

const TEXTS = [
  'le décret n° 2031-44',
  'la loi n° 2019-1480',
  'la directive 2014/99/UE',
  'l’annexe 27 du code',
  'l’article 1792 du code civil',
  'l’article 41.7 du CCAG',
  'la loi du 14 mars 2023',
  'l’arrêté du 3 février 2024',
  'la décision n° 412399',
];

const otherText: Corruption = (sample, _, random) =>
  editEach(sample.draft, /\.$/g, () => ` (${pick(TEXTS, random)}).`);

const otherCode: Corruption = (sample, _, random) =>
  editEach(sample.draft, /\.$/g, () => {
    const article = heldBy(sample, random);
    return (
      article &&
      ` (article ${article} du ${pick(['code du travail', 'code civil', 'code de commerce'], random)}).`
    );
  });

const way = (corrupt: Corruption): { group: Group; corrupt: Corruption } => ({ group: 'article', corrupt });

/** Articles and texts that no passage holds. */
export const ARTICLE_WAYS = {
  'article-existing': way(named((_, random) => pick(EXISTING, random))),
  'article-invented': way(named((_, random) => invented(random))),
  'article-transposed': way(named(transposed)),
  'article-neighbour': way(named(neighbour)),
  'article-of-other-code': way(otherCode),
  'text-invented': way(otherText),
};
