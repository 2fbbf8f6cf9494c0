import type { FigureMention } from '#src/features/answers/figures/mentions.ts';
import type { Evidence } from '#src/retrieval/passages/evidence.ts';
import { type Claim, statementsOf } from './claims.ts';
import type { Comparison } from './compare.ts';
import type { Finding } from './finding.ts';
import { sourceFigures } from './source.ts';
import type { Word } from './words.ts';

const fault = (detail: string): Finding => ({ rule: 'figure', detail });
const mentionsOf = (words: readonly Word[]): FigureMention[] => words.flatMap(({ mention }) => mention ?? []);

/** Each figure of a sentence stands in a passage that it cites, or is free: said by the person, proved by a working. */
export function checkFigures(
  { words, cites }: Claim,
  cited: readonly Evidence[],
  free: ReadonlySet<string>,
): Finding[] {
  const known = (figure: string) => free.has(figure) || cited.some((one) => sourceFigures(one).has(figure));
  const said = new Set(mentionsOf(words).flatMap(({ forms }) => forms));
  return [...said]
    .filter((figure) => !known(figure))
    .map((figure) => fault(`« ${figure} » n’est pas dans la source ${cites.join(', ')}`));
}

/** An amount without taxes is not the same with them: where the passages say which, the draft says it too. */
export function checkTaxes({ words }: Claim, cited: readonly Evidence[]): Finding[] {
  const statements = cited.flatMap((evidence) => statementsOf(evidence));
  const blanksOf = (some: readonly Word[]) =>
    some.filter(({ kind }) => kind === 'blank').map(({ key }) => key);
  const blanks = new Set(statements.flatMap((one) => blanksOf(one.words)));
  const otherBlanks = blanksOf(words)
    .filter((tax) => blanks.size > 0 && !blanks.has(tax))
    .map((tax) => fault(`le montant à remplir n’est pas ${tax} dans la source`));
  const said = statements.flatMap((one) => mentionsOf(one.words));
  const others = mentionsOf(words).flatMap(({ figure, tax }) => {
    const taxes = new Set(said.filter((one) => one.figure === figure).flatMap((one) => one.tax ?? []));
    return tax && taxes.size > 0 && !taxes.has(tax)
      ? [fault(`« ${figure} » n’est pas ${tax} dans la source`)]
      : [];
  });
  return [...otherBlanks, ...others];
}

/** Part of the draft's words that must be the passage's, in order, for its figures to be compared. */
const FAITHFUL = 0.6;

/** A figure of the passages, but at the place of another: true of something else. */
export function checkPlaces({ claim, pairings }: Comparison, free: ReadonlySet<string>): Finding[] {
  return pairings
    .filter(({ kept }) => kept >= FAITHFUL)
    .flatMap(({ changes }) => changes)
    .flatMap(({ lost, added }) => {
      const there = mentionsOf(lost);
      return mentionsOf(added).filter(({ figure, forms, kind }) => {
        const same = there.filter((one) => one.kind === kind);
        if (free.has(figure) || same.length === 0) return false;
        return !same.some((one) => one.forms.includes(figure) || forms.includes(one.figure));
      });
    })
    .map(({ figure }) =>
      fault(`« ${figure} » n’est pas le chiffre de cette phrase dans la source ${claim.cites.join(', ')}`),
    );
}

/** Words on each side of a figure that tell what it measures. */
const AROUND = 4;
/** Fewer words around a figure tell nothing: « soit 18 000 € TTC ». */
const TELLING = 4;
/** How much more another figure's place must look like the draft's, of 1 a side. */
const ELSEWHERE = 1;

/** Where the passages say of another figure of the same kind what the draft says of this one. */
export function checkSurroundings({ claim, cited }: Comparison, free: ReadonlySet<string>): Finding[] {
  if (claim.note) return [];
  const sources = cited
    .flatMap((evidence) => statementsOf(evidence))
    .flatMap(({ words }) => surroundings(words));
  return surroundings(claim.words).flatMap((place) => {
    const { mention } = place;
    if (free.has(mention.figure) || place.before.size + place.after.size < TELLING) return [];
    const likeness = (own: boolean) =>
      Math.max(
        0,
        ...sources
          .filter(
            (one) => one.mention.kind === mention.kind && one.mention.forms.includes(mention.figure) === own,
          )
          .map((one) => share(place.before, one.before) + share(place.after, one.after)),
      );
    return likeness(false) - likeness(true) >= ELSEWHERE
      ? [fault(`« ${mention.figure} » mesure autre chose dans la source ${claim.cites.join(', ')}`)]
      : [];
  });
}

const share = (mine: ReadonlySet<string>, theirs: ReadonlySet<string>): number =>
  mine.size === 0 ? 0 : mine.intersection(theirs).size / mine.size;

interface Place {
  readonly mention: FigureMention;
  readonly before: ReadonlySet<string>;
  readonly after: ReadonlySet<string>;
}

function surroundings(words: readonly Word[]): Place[] {
  const keys = (some: readonly Word[]) =>
    new Set(some.filter(({ kind }) => kind === 'plain' || kind === 'mark').map(({ key }) => key));
  return words.flatMap(({ mention }, at) => {
    if (!mention) return [];
    const before = keys(words.slice(Math.max(0, at - AROUND), at));
    return [{ mention, before, after: keys(words.slice(at + 1, at + 1 + AROUND)) }];
  });
}

/** What sets a figure from below and from above: the contrary of each other. */
const BELOW = ['SOUS', 'AUPLUS', 'AVANT'];
const ABOVE = ['AUDESSUS', 'AUMOINS', 'DES', 'APRES'];

/** « à moins de 60 000 € » is not « à plus de 60 000 € ». */
export function checkSides({ pairings }: Comparison): Finding[] {
  const holds = (words: readonly Word[], names: readonly string[]) =>
    words.some(({ key }) => names.includes(key));
  return pairings
    .filter(({ kept }) => kept >= FAITHFUL)
    .flatMap(({ changes }) => changes)
    .filter(
      ({ lost, added }) =>
        (holds(lost, BELOW) && holds(added, ABOVE) && !holds(lost, ABOVE) && !holds(added, BELOW)) ||
        (holds(lost, ABOVE) && holds(added, BELOW) && !holds(lost, BELOW) && !holds(added, ABOVE)),
    )
    .map(() => fault('un seuil ou un délai est dit dans l’autre sens que dans la source'));
}
