import { errorText } from '#src/errors.ts';
import type { KnowledgeBase } from '#src/retrieval/knowledge-base.ts';
import type { Hit, SearchResult } from '#src/retrieval/retriever.ts';
import { refusal } from '#src/texts/answer.ts';
import type { Answer } from './answer.ts';
import { besidePages } from './beside-pages.ts';
import { isOtherCase } from './case-fit.ts';
import { composeExtractive, type Draft } from './compose-extractive.ts';
import type { LlmComposer } from './compose-llm.ts';
import { type Evidence, toEvidence } from './evidence.ts';
import { decideByFigure } from './figure-decision.ts';
import { hasEvidence } from './judge.ts';
import { judgeFeatures } from './judge-features.ts';
import type { LlmTools } from './llm/knowledge-tools.ts';
import { followUpsOf } from './next-questions.ts';
import { fitFeatures, pageFit } from './page-fit.ts';
import { polarityOf } from './polarity.ts';
import { refuse } from './refuse.ts';
import { renumber } from './renumber.ts';
import type { Understanding } from './understand.ts';
import {
  asksItsWords,
  asksTheSame,
  decidesWithout,
  hingesOn,
  isLikelyAsked,
  isNearer,
  verdictOn,
} from './verdict.ts';
import { verify } from './verify.ts';

/** A configured model, and the time that it may take for one answer. */
export interface ModelComposer {
  readonly composer: LlmComposer;
  readonly timeoutMs: number;
  /** What a model that calls tools may do for the question asked. */
  readonly tools?: LlmTools | undefined;
}

/** A second page is quoted when it is nearly as good as the first. */
const SECOND_NEAR = 0.92;
/** Passages given to a model. */
const MODEL_PASSAGES = 5;
/** Times a model is asked, all within one deadline: what fails or does not pass is tried once more. */
const MODEL_TRIES = 2;

/** Answers from the pages found, by a model when there is one and its words pass, else in the pages' own words. */
export async function answerFromPages(
  understanding: Understanding,
  result: SearchResult,
  base: KnowledgeBase,
  llm: ModelComposer | undefined,
): Promise<Answer> {
  if (!hasEvidence(result, base, understanding)) {
    const off = isOffTopic(result, base);
    return refuse(understanding, [off ? refusal.offTopic : refusal.noEvidence], off ? [] : result.hits);
  }
  const filled = result.hits.map((hit) => ({
    hit,
    evidence: toEvidence(hit.passage, base.figures, understanding.date),
  }));
  if (!filled[0]?.evidence) {
    return refuse(
      understanding,
      [refusal.unknownValue(understanding.askedDate?.said ?? 'ce jour')],
      result.hits.slice(1),
    );
  }
  const usable = decidingFirst(
    understanding,
    withAgreement(
      understanding,
      besidePages(
        filled.flatMap(({ hit, evidence }) => {
          const fit = pageFit(fitFeatures(hit, result, base));
          return evidence ? [{ hit, evidence: { ...evidence, fit } }] : [];
        }),
        ({ hit }) => hit,
      ),
    ),
  );
  const written =
    llm &&
    (await composeWithModel(
      understanding,
      usable.map((one) => one.evidence),
      llm,
    ));
  if (written && 'draft' in written)
    return toAnswer(understanding, written.draft, result.hits, written.evidences, 'llm');
  const extractive = composeVerified(withoutDoubt(understanding, usable), usable);
  if (!extractive) return refuse(understanding, [refusal.noEvidence], result.hits);
  const answer = toAnswer(understanding, extractive.draft, result.hits, extractive.evidences, 'extractive');
  return written ? { ...answer, fallback: written.fallback } : answer;
}

/** A page nearly as good as the first, of the same rule, is put before it when it decides a yes/no question. */
const NEARLY_AS_GOOD = 0.8;
const LOOKED_AT = 4;
/** A page that decides on doing without the very thing that is left out is of the subject from this part of the best. */
const SAME_SUBJECT = 0.5;

/**
 * A yes/no question wants a yes or a no: when the best page gives none, one as near that stands on the same article,
 * or in the same guide, comes first if it does.
 */
function decidingFirst(
  understanding: Understanding,
  usable: readonly { hit: Hit; evidence: Evidence }[],
): readonly { hit: Hit; evidence: Evidence }[] {
  const [best, ...others] = usable;
  const decides = ({ evidence }: { evidence: Evidence }) =>
    decideByFigure(evidence, understanding) !== undefined ||
    (asksTheSame(evidence, understanding.positive.question) &&
      verdictOn(evidence, understanding) !== undefined);
  if (
    !best ||
    !understanding.positive.polarity ||
    decides(best) ||
    leavesOpen(best.evidence, understanding.positive.question)
  )
    return usable;
  const { question } = understanding.positive;
  const without = usable
    .slice(0, LOOKED_AT)
    .find(
      ({ hit, evidence }) => hit.score >= SAME_SUBJECT * best.hit.score && decidesWithout(evidence, question),
    );
  if (without) return [without, ...usable.filter((one) => one !== without)];
  const related = ({ hit: { passage, score } }: { hit: Hit }) =>
    score >= NEARLY_AS_GOOD * best.hit.score &&
    (passage.documentId === best.hit.passage.documentId ||
      passage.articles.some((article) => best.hit.passage.articles.includes(article)));
  const deciding = others.slice(0, LOOKED_AT).find((one) => related(one) && decides(one));
  return deciding ? [deciding, ...usable.filter((one) => one !== deciding)] : usable;
}

/**
 * The best page, the surer as the others of its article conclude the same: which of them is asked then changes nothing.
 */
function withAgreement(
  understanding: Understanding,
  usable: readonly { hit: Hit; evidence: Evidence }[],
): readonly { hit: Hit; evidence: Evidence }[] {
  const [best, ...others] = usable;
  const verdict = best && verdictOn(best.evidence, understanding);
  if (!best || !verdict || best.evidence.fit === undefined) return usable;
  const articles = new Set(best.hit.passage.articles);
  const agreeing = others
    .slice(0, LOOKED_AT)
    .filter(
      ({ hit, evidence }) =>
        hit.passage.articles.some((article) => articles.has(article)) &&
        verdictOn(evidence, understanding) === verdict,
    );
  const none = agreeing.reduce((left, { evidence: { fit = 0 } }) => left * (1 - fit), 1 - best.evidence.fit);
  return [{ ...best, evidence: { ...best.evidence, fit: 1 - none } }, ...others];
}

/** A page is the very one asked from this probability. */
const VERY_ONE = 0.7;

/**
 * The very page asked, which answers by neither yes nor no, or on a condition that the question tells is not met: no yes
 * or no is to be taken from its neighbours.
 */
function leavesOpen(evidence: Evidence, question: string): boolean {
  const { fit = 0, passage } = evidence;
  const open = !passage.proposition && polarityOf(passage.heading) !== undefined;
  return fit >= VERY_ONE && (open || hingesOn(evidence, question));
}

/** Pages as near as this to the first speak of the same thing. */
const AS_NEAR = 0.9;

/**
 * Pages of the same subject that conclude differently leave a doubt: then neither yes nor no is said. Not when the first
 * states word for word what is asked, and the others something near.
 */
function withoutDoubt(
  understanding: Understanding,
  usable: readonly { hit: Hit; evidence: Evidence }[],
): Understanding {
  const [first] = usable;
  const { question } = understanding.positive;
  if (!first) return understanding;
  const exact = asksItsWords(first.evidence, question);
  const verdicts = usable
    .slice(0, LOOKED_AT)
    .filter(({ hit }) => hit.score >= AS_NEAR * first.hit.score)
    .filter((one) => one === first || !exact || asksItsWords(one.evidence, question))
    .filter(
      ({ evidence }) =>
        evidence === first.evidence ||
        (isLikelyAsked(evidence) && !isNearer(first.evidence, evidence, question)),
    )
    .filter(({ evidence }) => asksTheSame(evidence, question))
    .flatMap(({ evidence }) => verdictOn(evidence, understanding) ?? []);
  if (new Set(verdicts).size <= 1) return understanding;
  return {
    ...understanding,
    polarity: undefined,
    positive: { ...understanding.positive, polarity: undefined },
  };
}

/** The extractive answer, without its second source when that one does not pass, or nothing. */
function composeVerified(
  understanding: Understanding,
  usable: readonly { hit: Hit; evidence: Evidence }[],
): { draft: Draft; evidences: Evidence[] } | undefined {
  const [first, second] = usable;
  if (!first) return undefined;
  const near =
    second &&
    !second.hit.passage.page &&
    !isOtherCase(second.hit.passage, understanding.case) &&
    second.hit.score >= SECOND_NEAR * first.hit.score;
  const tries: [Evidence, ...Evidence[]][] = near
    ? [[first.evidence, second.evidence], [first.evidence]]
    : [[first.evidence]];
  for (const evidences of tries) {
    const draft = composeExtractive(understanding, evidences);
    if (verify(draft, evidences, understanding).length === 0) return { draft, evidences };
  }
  return undefined;
}

/** A model's answer that passed verification, at the first try or at the second; else why it was set aside. */
async function composeWithModel(
  understanding: Understanding,
  usable: readonly Evidence[],
  llm: ModelComposer,
): Promise<{ draft: Draft; evidences: readonly Evidence[] } | { fallback: string }> {
  const evidences = usable.slice(0, MODEL_PASSAGES);
  const signal = AbortSignal.timeout(llm.timeoutMs);
  const reasons: string[] = [];
  let findings: { rule: string; detail: string }[] = [];
  for (let attempt = 0; attempt < MODEL_TRIES && !signal.aborted; attempt += 1) {
    try {
      const draft = await llm.composer.compose(understanding, evidences, {
        findings,
        signal,
        tools: llm.tools,
      });
      if (!draft) return { fallback: 'le modèle ne trouve pas la réponse dans les passages' };
      findings = [...verify(draft, draft.evidences, understanding), ...draft.faults];
      if (findings.length === 0) return { draft, evidences: draft.evidences };
      reasons.push(`réponse du modèle refusée : ${findings.map(loggable).join(' ; ')}`);
    } catch (error) {
      reasons.push(errorText(error));
    }
  }
  return { fallback: reasons.join(' — ') };
}

/** Why a draft was refused, for logs: an address or a number may be the person's own, and stays out of them. */
const loggable = ({ rule, detail }: { rule: string; detail: string }): string =>
  rule === 'contact' ? 'coordonnées inconnues' : detail;

function toAnswer(
  understanding: Understanding,
  draft: Draft,
  hits: readonly Hit[],
  evidences: readonly Evidence[],
  composer: Answer['composer'],
): Answer {
  const shown = new Set(draft.sources.map((source) => evidences[source.n - 1]?.passage.key ?? ''));
  const { blocks, sources } = renumber(draft);
  return {
    kind: 'answer',
    blocks,
    citations: sources,
    composer,
    verdict: draft.verdict,
    followUps: followUpsOf(hits, shown),
    thread: { question: understanding.question, askedDate: understanding.askedDate },
  };
}

/** Whether a question that has no evidence is of another subject, rather than of ours and not in the pages. */
function isOffTopic(result: SearchResult, base: KnowledgeBase): boolean {
  const features = judgeFeatures(result, base);
  // Its words are then more usual in everyday French than in our pages.
  return !features || features.domain < 0;
}
