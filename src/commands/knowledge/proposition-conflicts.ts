import { knowledgeTexts } from '#src/knowledge/check/texts.ts';
import type { Problem, Proposition } from '#src/knowledge/model/document.ts';
import { regimesMeet } from '#src/knowledge/model/regime.ts';
import { periodsMeet } from '#src/platform/calendar/iso-date.ts';
import { analyse, fold } from '#src/platform/french/text-analysis.ts';
import { flip, verdictFor } from '#src/reader/polarity.ts';
import { positiveProposition } from '#src/reader/positive-question.ts';
import type { Passage } from '#src/retrieval/passages/passage.ts';

/** A proposition in its positive form: the act that it speaks of, and what it says of it. */
interface Claim {
  readonly passage: Passage;
  readonly is: Proposition;
  /** The stems of the act, in any order. */
  readonly act: ReadonlySet<string>;
}

/** Part of their words that two propositions share from which they are worth reading side by side. */
const CLOSE = 0.8;
/** An act denied: « ne pas signer », « se passer de DC1 ». */
const DENIED = /^(?:ne (?:pas|plus|jamais) |(?:se |s')?(?:passer|dispenser) d(?:e |u |es |'))/;

/**
 * Sections of one regime, time and case of which one says « oui » and the other « non » to the same proposition. Each is
 * compared in its positive form: what is not forbidden is permitted, and what may be left undone is not compulsory. Pure.
 */
export function propositionConflicts(passages: readonly Passage[]): Problem[] {
  return pairsOf(passages)
    .filter(([one, other]) => sameAct(one, other) && sameCase(one, other))
    .map(([one, other]) => problemOf(one, other, 'error'));
}

/** Pairs said in nearly the same words with contrary verdicts: staff judge whether the difference is a real one. */
export function closePropositions(passages: readonly Passage[]): Problem[] {
  return pairsOf(passages)
    .filter(([one, other]) => !(sameAct(one, other) && sameCase(one, other)))
    .filter(([one, other]) => shared(one.act, other.act) >= CLOSE)
    .map(([one, other]) => problemOf(one, other, 'warning'));
}

/** One rule that two pages say with the same verdict and for other cases: one of them has lost an exception. */
export function otherCases(passages: readonly Passage[]): Problem[] {
  return claimsOf(passages).flatMap((one, index, claims) =>
    claims
      .slice(index + 1)
      .filter((other) => one.passage.documentId !== other.passage.documentId)
      .filter((other) => one.is.modality === other.is.modality && one.is.verdict === other.is.verdict)
      .filter((other) => heldTogether(one.passage, other.passage) && sameRule(one, other))
      .filter((other) => casesOf(one.passage) !== casesOf(other.passage))
      .map((other) => ({
        path: `${other.passage.documentId}.md`,
        line: other.passage.line,
        message: knowledgeTexts.otherCases({
          heading: other.passage.heading,
          proposition: other.is,
          other: `${one.passage.documentId}.md:${one.passage.line}`,
          cases: other.passage.appliesTo ?? '',
          otherCases: one.passage.appliesTo ?? '',
        }),
        severity: 'error' as const,
      })),
  );
}

/** Part of their words from which two acts are one rule, where the same article decides them. */
const ONE_RULE = 0.6;

const sameRule = (one: Claim, other: Claim): boolean =>
  sameAct(one, other) ||
  (shared(one.act, other.act) >= ONE_RULE && one.passage.articles[0] === other.passage.articles[0]);

/** The cases of a page, in any order and layout. */
const casesOf = ({ appliesTo = '' }: Passage): string =>
  fold(appliesTo)
    .split(/[;,]/)
    .map((part) => part.trim())
    .sort()
    .join(',');

function claimsOf(passages: readonly Passage[]): Claim[] {
  return passages.flatMap((passage): Claim[] => {
    if (!passage.proposition) return [];
    const is = canonical(passage.proposition);
    return [{ passage, is, act: new Set(analyse(is.statement).map(({ stem }) => stem)) }];
  });
}

/** Pairs of claims that cannot both hold of one act. */
function pairsOf(passages: readonly Passage[]): [Claim, Claim][] {
  const claims = claimsOf(passages);
  return claims.flatMap((one, index) =>
    claims
      .slice(index + 1)
      .filter((other) => contrary(one.is, other.is) && heldTogether(one.passage, other.passage))
      .map((other): [Claim, Claim] => [one, other]),
  );
}

/** The positive form, with an act that is denied told as the act itself. */
export function canonical(proposition: Proposition): Proposition {
  const is = positiveProposition(proposition);
  const statement = fold(is.statement);
  if (is.modality === 'vrai' || !DENIED.test(statement)) return is;
  const act = statement.replace(DENIED, '');
  const modality = is.modality === 'permis' ? 'obligatoire' : 'permis';
  const asks = { modality, negated: false, without: false } as const;
  return { modality, statement: act, verdict: verdictFor(is, asks) ?? flip(is.verdict) };
}

/** Two verdicts on one modality, or an act that is compulsory and not permitted. */
function contrary(one: Proposition, other: Proposition): boolean {
  if (one.modality === other.modality) return one.verdict !== other.verdict;
  const said = new Set([one, other].map(({ modality, verdict }) => `${modality} ${verdict}`));
  return said.has('obligatoire oui') && said.has('permis non');
}

const heldTogether = (one: Passage, other: Passage): boolean =>
  regimesMeet(one.regime, other.regime) && periodsMeet(periodOf(one), periodOf(other));
const periodOf = ({ validFrom, validUntil }: Passage) => ({ from: validFrom, until: validUntil });

const sameAct = (one: Claim, other: Claim): boolean => shared(one.act, other.act) === 1;
/** A page that names the case it holds for speaks of that case only. */
const sameCase = ({ passage: one }: Claim, { passage: other }: Claim): boolean =>
  !one.appliesTo || !other.appliesTo || fold(one.appliesTo) === fold(other.appliesTo);

function shared(one: ReadonlySet<string>, other: ReadonlySet<string>): number {
  return one.intersection(other).size / Math.max(1, one.union(other).size);
}

const problemOf = (one: Claim, other: Claim, severity: Problem['severity']): Problem => ({
  path: `${other.passage.documentId}.md`,
  line: other.passage.line,
  message: knowledgeTexts.contraryVerdicts({
    heading: other.passage.heading,
    proposition: other.is,
    other: `${one.passage.documentId}.md:${one.passage.line}`,
    otherProposition: one.is,
    sure: severity === 'error',
  }),
  severity,
});
