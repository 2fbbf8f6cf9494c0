import { figuresIn } from '#src/features/answers/figures/mentions.ts';
import {
  type Figure,
  type FigureRegister,
  type FigureValue,
  formatValue,
  valueOn,
} from '#src/knowledge/model/figures.ts';
import { regimeServes } from '#src/knowledge/model/regime.ts';
import type { IsoDate } from '#src/platform/calendar/iso-date.ts';
import { analyse, fold } from '#src/platform/french/text-analysis.ts';
import { type AskedCase, detectCase } from '#src/reader/detect-case.ts';
import type { Claim } from './claim.ts';

/** How the words of a question name the figures of a register. */
export interface Naming {
  readonly figure: Figure;
  readonly current: FigureValue;
  /** Part of the claim's words that are the figure's own, 0 to 1. */
  readonly covered: number;
  /** Weight of the claim's and the question's words that are the figure's own. */
  readonly weight: number;
  /** Weight of the longest name of the figure that the question says whole; 0 for none. */
  readonly named: number;
}

/** How a claim names each figure of its kind that the asked case and date allow; none for a figure it shares no word with. */
export function namingsOf(
  claim: Claim,
  question: string,
  register: FigureRegister,
  asked: { readonly date: IsoDate; readonly case: AskedCase },
): Naming[] {
  const served = [...register.values()].filter(
    (figure) => regimeServes(figure.regime, asked.case.regime) && !isOther(figure, asked.case),
  );
  const names = new Map(
    served.map((figure) => [
      figure,
      namesOf(figure)
        .filter((name) => analyse(name).length > 1)
        .map(stemsOf),
    ]),
  );
  const own = new Map(
    served.map((figure) => [
      figure,
      new Set([...stemsOf(figure.label), ...(names.get(figure) ?? []).flatMap((name) => [...name])]),
    ]),
  );
  const counts = new Map<string, number>();
  for (const stems of own.values()) for (const stem of stems) counts.set(stem, (counts.get(stem) ?? 0) + 1);
  const weigh = (stems: Iterable<string>) =>
    [...stems].reduce(
      (sum, stem) => sum + Math.log(1 + served.length / (counts.get(stem) ?? served.length)),
      0,
    );
  const about = new Set([...stemsOf(claim.about)].filter((stem) => counts.has(stem)));
  const whole = stemsOf(question);
  const slots = stemsOf(slotWords(question));
  return served.flatMap((figure) => {
    const current = valueOn(figure, asked.date);
    const stems = own.get(figure) ?? new Set<string>();
    if (!current || kindOf(figure, current) !== claim.kind || about.size === 0) return [];
    const shared = about.intersection(stems);
    if (shared.size === 0) return [];
    const said = (names.get(figure) ?? []).filter(
      (name) =>
        [...name].every((stem) => about.has(stem) || slots.has(stem)) && name.intersection(about).size > 0,
    );
    return [
      {
        figure,
        current,
        covered: weigh(shared) / weigh(about),
        weight: weigh(shared) + weigh(whole.intersection(stems)) / 4,
        named: Math.max(0, ...said.map(weigh)),
      },
    ];
  });
}

/** A figure for another buyer or another category than the one asked is not the one meant. */
function isOther(figure: Figure, asked: AskedCase): boolean {
  const cases = [figure.label, ...figure.aliases].map(detectCase);
  const differs = <T>(theirs: readonly (T | undefined)[], mine: T | undefined) => {
    const said = theirs.filter((one) => one !== undefined);
    return mine !== undefined && said.length > 0 && !said.includes(mine);
  };
  return (
    differs(
      cases.map(({ buyer }) => buyer),
      asked.buyer,
    ) ||
    differs(
      cases.map(({ category }) => category),
      asked.category,
    )
  );
}

/** The ways of naming a figure: its aliases, and its label up to whom or what it is for. */
const namesOf = ({ label, aliases }: Figure): string[] => [
  label.replace(
    / (?:d['’]un|d['’]une|des|de l['’]État|chez|pour|par|face|au-d|à partir|avec|sauf|lors|valant)\b.*/u,
    '',
  ),
  ...aliases,
];

/** The words of a question that name a buyer or a category. */
const slotWords = (question: string): string =>
  fold(question)
    .split(/[^\p{L}'-]+/u)
    .filter((word) => {
      const { buyer, category } = detectCase(word);
      return buyer !== undefined || category !== undefined;
    })
    .join(' ');

/** Words that say the same of a figure: « plafond », « maximum », « maximal ». */
const SAME: readonly (readonly [RegExp, string])[] = [
  [/^(?:maxim|max$|plafon)/, 'maximum'],
  [/^(?:minim|mini$|planch)/, 'minimum'],
  [/^exig/, 'exige'],
  [/^barr/, 'seuil'],
];

const stemsOf = (text: string): Set<string> =>
  new Set(
    analyse(text)
      .map(({ stem }) => SAME.find(([pattern]) => pattern.test(stem))?.[1] ?? stem)
      .filter((stem) => !/^\d/.test(stem)),
  );

const canonicalOf = (figure: Figure, value: FigureValue): string =>
  typeof value.value === 'number' ? (figuresIn(formatValue(figure.unit, value.value))[0] ?? '') : '';

const kindOf = (figure: Figure, value: FigureValue): string =>
  canonicalOf(figure, value).replace(/^[\d.]+ /, '');

/** Whether a value of a figure is the one claimed. */
export const holds = (figure: Figure, value: FigureValue, claim: Claim): boolean =>
  canonicalOf(figure, value) === claim.figure;

/** The claimed value in the figure's unit: registers count large sums in millions. */
export const inUnit = ({ unit }: Figure, { value }: Claim): number =>
  /^millions? /.test(unit) ? value / 1_000_000 : value;
