import { regimeServes } from '#src/knowledge/model/regime.ts';
import { fold } from '#src/platform/french/text-analysis.ts';
import type { Understanding } from '#src/reader/understand.ts';
import { type Evidence, evidenceText } from '#src/retrieval/passages/evidence.ts';
import { nearestOf } from './claims.ts';
import type { Comparison } from './compare.ts';
import type { Finding } from './finding.ts';
import type { Word } from './words.ts';

const fault = (detail: string): Finding => ({ rule: 'regime', detail });

/** Who and what a rule is for: names of one group exclude one another. Read in folded text. */
const CASES: readonly { group: 'regime' | 'buyer' | 'object' | 'role' | 'size'; pattern: RegExp }[] = [
  { group: 'regime', pattern: /\bdefense\b|\bmilitaires?\b|\barmees?\b|\barmement\b/ },
  { group: 'regime', pattern: /\bentites? adjudicatrices?\b|\boperateurs? de reseaux?\b/ },
  { group: 'regime', pattern: /\bconcession\w*\b|\bdelegations? de service public\b/ },
  {
    group: 'regime',
    pattern: /\bclient\w* privee?s?\b|\bsecteur prive\b|\bmarches? prives?\b|\bentreprises? privees?\b/,
  },
  { group: 'regime', pattern: /\bclient\w* public\w*|\bordinaires?\b/ },
  { group: 'buyer', pattern: /(?<!conseil d')\betat\b|\bministeres?\b|\bprefectures?\b/ },
  {
    group: 'buyer',
    pattern: /\bcollectivites?\b|\bmairies?\b|\bcommunes?\b|\bvilles?\b|\bdepartements?\b|\bregions?\b/,
  },
  { group: 'buyer', pattern: /\bhopita\w*\b|\betablissements? publics? (?:de )?sante\b|\bsante\b/ },
  { group: 'buyer', pattern: /\boffices? publics? (?:de l')?habitat\b|\bbailleurs?\b|\bhlm\b/ },
  {
    group: 'buyer',
    pattern: /\bsocietes? d'economie mixte\b|\bsem\b|\bspl\b|\bepic\b|\bentreprises? publiques?\b/,
  },
  { group: 'object', pattern: /\btravaux\b|\bchantiers?\b/ },
  { group: 'object', pattern: /\bfournitures?\b/ },
  { group: 'object', pattern: /\bservices\b/ },
  { group: 'role', pattern: /\btitulaires?\b/ },
  { group: 'role', pattern: /\bsous[- ]?traitants?\b/ },
  { group: 'role', pattern: /\bmandataires?\b/ },
  { group: 'role', pattern: /\bacheteurs?\b|\bpouvoirs? adjudicateurs?\b/ },
  { group: 'size', pattern: /\bpme\b|\bpetites? (?:et moyennes? )?entreprises?\b|\bartisans?\b/ },
  { group: 'size', pattern: /\bgrandes? entreprises?\b|\bgrands? groupes?\b/ },
];

/** Indices in `CASES` of what a text names. */
const casesIn = (text: string): number[] => {
  const folded = fold(text);
  return CASES.flatMap(({ pattern }, index) => (pattern.test(folded) ? [index] : []));
};

/** Whether a text names for whom or for what a rule is said: a regime, a buyer, a size of company, works or supplies. */
export const namesCase = (text: string): boolean =>
  casesIn(text).some(
    (index) => CASES[index]?.group !== 'role' && CASES[index]?.pattern.source !== '\\bservices\\b',
  );

/** A passage of another regime than the question's is not an answer to it. */
export function checkRegimes(cited: readonly Evidence[], { case: asked }: Understanding): Finding[] {
  return cited
    .filter(({ passage }) => !regimeServes(passage.regime, asked.regime))
    .map(({ passage }) => fault(`« ${passage.heading} » vaut pour un autre régime que celui de la question`));
}

const FAITHFUL = 0.6;

/**
 * A sentence names no buyer, regime, object or role in the place of another: what it adds to the passage's sentence
 * stands in the passage's question or in the person's, or at least somewhere in the passage when nothing was removed.
 */
export function checkCases({ claim, cited, pairings }: Comparison, { question }: Understanding): Finding[] {
  const mine = casesIn(claim.text);
  const all = new Set([...casesIn(question), ...cited.flatMap(casesOf)]);
  if (mine.some((one) => !all.has(one)))
    return [fault('un acheteur, un objet ou un régime n’est pas dans la source')];
  const faithful = pairings.filter(({ kept }) => kept >= FAITHFUL);
  if (faithful.length === 0) return [];
  const theirs = casesIn(faithful.map(({ sentence }) => sentence.text).join('\n'));
  const asked = new Set(
    casesIn([question, ...faithful.map(({ evidence }) => evidence.passage.heading)].join('\n')),
  );
  const added = mine.filter((one) => !theirs.includes(one));
  const removed = theirs.filter((one) => !mine.includes(one));
  const groupOf = (index: number) => CASES[index]?.group;
  const swapped = added.some((one) => removed.some((other) => groupOf(other) === groupOf(one)));
  const foreign = added.some((one) => groupOf(one) === 'regime' && !asked.has(one));
  const replaced = faithful.some(({ changes }) =>
    changes.some((change) => {
      const [was, is] = [change.lost, change.added].map((words) => casesIn(wordsOf(words)));
      return is?.some(
        (one) =>
          was?.some((other) => one !== other && groupOf(one) === groupOf(other)) && !was?.includes(one),
      );
    }),
  );
  return swapped || replaced || foreign ? [fault('une phrase vise un autre cas que celle de la source')] : [];
}

const wordsOf = (words: readonly Word[]): string => words.map(({ written = '' }) => written).join(' ');

const cases = new WeakMap<Evidence, readonly number[]>();

/** All that a passage names. */
function casesOf(evidence: Evidence): readonly number[] {
  const { passage } = evidence;
  const known =
    cases.get(evidence) ??
    casesIn([evidenceText(evidence), passage.document.title, passage.appliesTo ?? ''].join('\n'));
  cases.set(evidence, known);
  return known;
}

/** A sentence that is another passage's, word for word, and hardly the cited one's. */
export function checkSource({ claim, cited }: Comparison, evidences: readonly Evidence[]): Finding[] {
  if (claim.note || claim.asks || claim.content.size < 2) return [];
  const elsewhere = nearestOf(
    claim,
    evidences.filter((evidence) => !cited.includes(evidence)),
  );
  // A short sentence is another's only when it is the same; « Notre équipe peut vous aider » is everywhere.
  const [alike, apart] = claim.content.size < 4 ? [1, 0.5] : [0.75, 0.2];
  if (elsewhere < alike || elsewhere - nearestOf(claim, cited) < apart) return [];
  return [
    { rule: 'citation', detail: `une phrase vient d’une autre source que la ${claim.cites.join(', ')}` },
  ];
}
