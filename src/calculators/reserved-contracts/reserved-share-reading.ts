import type { Computation, ComputedAnswer } from '#src/calculators/computation.ts';
import type { FiguresAt } from '#src/calculators/known.ts';
import { articlesOf } from '#src/calculators/reading/roles.ts';
import { asksWhen, onPermission } from '#src/calculators/reading/verdicts.ts';
import type { Polarity } from '#src/reader/polarity.ts';
import type { Quantities } from '#src/reader/quantities.ts';
import { type ReservedPublic, type ReservedShare, reservedShare } from './reserved-share.ts';
import { RESERVED_SHARE_TITLE, reservedShareTexts as texts } from './reserved-share-texts.ts';

/** How many workers of a public a question counts, or their share. */
type WorkforceSaid =
  | { readonly part: number; readonly whole: number }
  | { readonly percent: number; readonly isUnder?: true };

/** The words of each public, on folded text. */
const PUBLIC_WORDS: Readonly<Record<ReservedPublic, RegExp>> = {
  disability: /\bhandicap\w*|\brqth\b/,
  insertion:
    /\bdefavoris\w+|\ben (?:parcours d')?insertion\b|\ben parcours\b|\beloigne\w* de l'emploi|\bpublics? d'insertion\b/,
  prison: /\bdetenus\b|\b(?:personnes|femmes) detenues\b|\bsous main de justice\b/,
};
const ANY = Object.values(PUBLIC_WORDS)
  .map(({ source }) => source)
  .join('|');
const PEOPLE = '(?:salaries?|personnes?|travailleurs?|employes?|postes?|etp|ouvriers?|agents?|effectifs?)';
const OVER = "(?:sur|parmi|pour|/) ?(?:nos |les |un (?:total|effectif) (?:de |d')|une equipe de |environ )?";
/** « 22 travailleurs handicapés sur 40 », « 18 sur 45 ». */
const PART_FIRST = new RegExp(
  String.raw`\b(\d{1,5}) (?:[^\d,;.?]{0,60} )?${OVER}(\d{1,5})\b(?! ?(?:%|€|ans?\b|mois\b|heures?\b))`,
);
/** « 40 salariés dont 22 en situation de handicap », « effectif de 40, dont 22 handicapés ». */
const WHOLE_FIRST = new RegExp(
  String.raw`\b(?:effectifs? (?:de |d'|: ?))?(\d{1,5}) (?:${PEOPLE})?[^\d.?]{0,30}?\b(?:dont|avec|et) (\d{1,5})\b`,
);

/**
 * Reads the workers of a public among a whole workforce.
 * @returns undefined when the question says neither a count of both nor one share
 */
function workforceSaid({ text, shares }: Quantities): WorkforceSaid | undefined {
  const whole = WHOLE_FIRST.exec(text);
  if (whole && near(text, whole.index, whole.index + whole[0].length)) {
    const total = Number(whole[1]);
    const part = Number(whole[2]);
    if (part <= total && total > 0) return { part, whole: total };
  }
  const first = PART_FIRST.exec(text);
  if (first && near(text, first.index, first.index + first[0].length)) {
    const part = Number(first[1]);
    const total = Number(first[2]);
    if (part <= total && total > 0) return { part, whole: total };
  }
  const own = shares.filter(({ at, end }) => near(text, at, end));
  const [one] = own;
  if (!one || own.length > 1 || shares.length > 1) return undefined;
  return UNDER_BEFORE.test(text.slice(0, one.at))
    ? { percent: one.value, isUnder: true }
    : { percent: one.value };
}

/** « je descends sous les 50 % », « on n'a plus les 50 % »: less than what is said. */
const UNDER_BEFORE =
  /\b(?:sous|(?<!pas )moins de|en[- ]dessous (?:de|des|du)|inferieure?s? a|au[- ]dessous (?:de|des|du)|(?:plus|pas) (?:a )?(?:les?|aux?)|n'atteins? (?:pas|plus)) ?(?:les |la |le |du |des )?$/;

/** Whether words of a public stand in or beside a place. */
const near = (text: string, at: number, end: number): boolean =>
  new RegExp(ANY).test(text.slice(Math.max(0, at - 45), end + 45));

const RESERVED =
  /\b(?:lots?|marches?|contrats?|consultation)\b.{0,40}\breserv\w+|\breserv\w+.{0,40}\b(?:lots?|marches?)\b|\breserv\w+ (?:au handicap|a l'insertion)/;
/** Structures that the code names; the others are looked at case by case. */
const STRUCTURES: Readonly<Record<ReservedPublic, RegExp>> = {
  disability: /\beas?\b|entreprises? adaptees?|\besats?\b|\beatt\b/,
  insertion:
    /\bsiae\b|\bei\b|\bettis?\b|\bacis?\b|\bai\b|(?:entreprises?|chantiers?|structures?|ateliers?|boites?|interim) d'insertion|associations? intermediaires?/,
  prison: /\bprisons?\b|penitenti\w+|detention/,
};
const CASE_BY_CASE = /\bgeiq\b|regie de quartier|\beiti\b|\btih\b|independant/;
const RATE =
  /\btaux\b|\bsuffi\w*|\bassez\b|\bpart\b|\bproportion\b|\bpourcentage\b|\bseuil\b|\b(?:trop|pas) (?:bas|peu)\b/;
const ARTICLES: Readonly<Record<ReservedPublic, string>> = {
  disability: 'L2113-12',
  insertion: 'L2113-13',
  prison: 'L2113-13-1',
};

/** The page on how they are counted: in people or in full-time equivalents. */
const HOW_COUNTED = new Set([
  'guides/lot-reserve-partenaires-et-calcul#comment-se-compte-la-part-minimale-d-un-lot-reserve-en-personnes-ou-en-equivalen',
]);

/** Whether a workforce reaches the share of a reserved contract (R2113-7). */
export const RESERVED_SHARE: Computation = {
  id: 'reserved-share',
  title: RESERVED_SHARE_TITLE,
  neverOnPages: HOW_COUNTED,
  compute({ quantities, understanding, figures }) {
    const { text } = quantities;
    const { regime } = understanding.case;
    if (['private', 'concession', 'defence'].includes(regime) || !RESERVED.test(text)) return undefined;
    const workers = workforceSaid(quantities);
    const whom = publicOf(text);
    if (!workers || !whom) return undefined;
    const share = reservedShare(workers, whom, figures);
    if (!share) return undefined;
    if ('isUnder' in workers && share.percent <= share.least.number) return underAnswer(share, whom);
    return shareAnswer({ quantities, polarity: understanding.polarity, figures, share, whom, workers });
  },
};

/** Whether the share is reached, and what else is asked. */
function shareAnswer({
  quantities,
  polarity,
  figures,
  share,
  whom,
  workers,
}: {
  readonly quantities: Quantities;
  readonly polarity: Polarity | undefined;
  readonly figures: FiguresAt;
  readonly share: ReservedShare;
  readonly whom: ReservedPublic;
  readonly workers: WorkforceSaid;
}): ComputedAnswer {
  const { text } = quantities;
  const named = STRUCTURES[whom].test(text) && !CASE_BY_CASE.test(text);
  // Enough workers are not the whole condition, unless the structure is one that the code names.
  const decides = !share.enough || named || RATE.test(text);
  const verdict = decides ? verdictOn(quantities, polarity, share.enough) : undefined;
  const ownLeast = isAdaptedCompany(text, whom) ? figures.get('ea-part-min') : undefined;
  const underOwn = ownLeast && share.enough && share.percent < ownLeast.number ? ownLeast : undefined;
  return {
    headline: share.enough ? texts.enough(verdict, share, whom) : texts.short(verdict, share, whom),
    steps: [
      ...('part' in workers ? [texts.count(workers.part, workers.whole, share)] : []),
      texts.compared(share),
    ],
    caveats: share.enough ? enoughCaveats(whom, named, underOwn?.number) : [],
    articles: articlesOf([], [ARTICLES[whom], 'R2113-7']),
    figures: underOwn ? [share.least, underOwn] : [share.least],
    verdict,
  };
}

/** « je descends sous les 50 % »: the share is no longer reached, however it is counted. */
const underAnswer = (share: ReservedShare, whom: ReservedPublic): ComputedAnswer => ({
  headline: texts.under(share, whom),
  steps: [],
  caveats: [texts.bothWays],
  articles: articlesOf([], [ARTICLES[whom], 'R2113-7']),
  figures: [share.least],
});

function verdictOn(quantities: Quantities, polarity: Polarity | undefined, enough: boolean) {
  if (!polarity || polarity.modality === 'obligatoire' || polarity.negated || asksWhen(quantities))
    return undefined;
  return onPermission({ ...polarity, without: false }, enough);
}

/** « entreprise adaptée », whose own share is higher than that of the reserved contract. */
const isAdaptedCompany = (text: string, whom: ReservedPublic): boolean =>
  whom === 'disability' && /\beas?\b|entreprises? adaptees?/.test(text);

/** What else is asked of a structure that has enough workers. */
const enoughCaveats = (whom: ReservedPublic, named: boolean, ownLeast: number | undefined): string[] => [
  ...(named ? [] : [texts.structure(whom), texts.equivalent]),
  ...(ownLeast === undefined ? [] : [texts.ea(ownLeast)]),
  texts.proof,
];

/** Whom the contract is for; undefined when two publics are named, or the social economy's own reserve. */
function publicOf(text: string): ReservedPublic | undefined {
  const reserve: Readonly<Record<ReservedPublic, RegExp>> = {
    disability: /reserv\w{1,20}[^,;?]{0,30}\bhandicap/,
    insertion: /reserv\w{1,20}[^,;?]{0,30}\binsertion/,
    prison: /reserv\w{1,20}[^,;?]{0,40}\b(?:prison|detenu|penitenti)/,
  };
  const names = ['disability', 'insertion', 'prison'] as const;
  const named = names.filter((name) => PUBLIC_WORDS[name].test(text) || STRUCTURES[name].test(text));
  const reserved = names.filter((name) => reserve[name].test(text));
  if (reserved.length > 1) return undefined;
  const [only, ...more] = reserved.length === 1 ? reserved : named;
  const counted = names.filter((name) => PUBLIC_WORDS[name].test(text));
  if (!only || more.length > 0 || (counted.length > 0 && !counted.includes(only))) return undefined;
  return counted.length > 1 && reserved.length === 0 ? undefined : only;
}
