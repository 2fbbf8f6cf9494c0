import type { Block } from '#src/channel/blocks.ts';
import { errorText } from '#src/errors.ts';
import type { IsoDate } from '#src/knowledge/dates.ts';
import type { KnowledgeBase } from '#src/retrieval/knowledge-base.ts';
import type { Hit, Retriever, SearchResult } from '#src/retrieval/retriever.ts';
import { definitionOpening, refusal } from '#src/texts/answer.ts';
import type { Answer } from './answer.ts';
import { caseWeight, isOtherCase } from './case-fit.ts';
import { composeExtractive, type Draft } from './compose-extractive.ts';
import type { LlmComposer } from './compose-llm.ts';
import { askedTerm, glossarySource } from './define.ts';
import { type Evidence, toEvidence } from './evidence.ts';
import { followUpsOf } from './follow-ups.ts';
import { hasEvidence, judgeFeatures } from './judge.ts';
import { isForeign, isReadable } from './language.ts';
import { forbiddenRequest } from './refusal-rules.ts';
import { refuse } from './refuse.ts';
import { renumber } from './renumber.ts';
import { type ThreadContext, type Understanding, understand } from './understand.ts';
import { type Finding, verify } from './verify.ts';

/** Answers questions from one knowledge base. */
export interface Answerer {
  answer(text: string, thread: ThreadContext | undefined, today: IsoDate): Promise<Answer>;
}

/** Hits looked at: one or two make the answer, the others are proposed. */
const HITS = 12;
/** A second page is quoted when it is nearly as good as the first. */
const SECOND_NEAR = 0.92;
/** Passages given to a model. */
const MODEL_PASSAGES = 5;
/** Times a model is asked, all within one deadline: what fails or does not pass is tried once more. */
const MODEL_TRIES = 2;
/** A message longer than this is a pasted document: its reader is told that only the beginning was read. */
const LONG_MESSAGE = 1_500;

export interface AnswererParts {
  readonly base: KnowledgeBase;
  readonly retriever: Retriever;
  /** Absent: answers are extractive. */
  readonly llm?: { readonly composer: LlmComposer; readonly timeoutMs: number } | undefined;
}

export function createAnswerer({ base, retriever, llm }: AnswererParts): Answerer {
  return {
    answer: async (text, thread, today) => {
      const understanding = understand(text, thread, today);
      if (!isReadable(text)) return refuse(understanding, [refusal.empty]);
      if (isForeign(understanding.asked)) return refuse(understanding, [refusal.notFrench]);
      const forbidden = forbiddenRequest(understanding.asked);
      if (forbidden) return refuse(understanding, [forbidden]);
      const [unknown] = understanding.unknownArticles;
      if (unknown) return refuse(understanding, [refusal.unknownArticle(unknown)]);
      const { date } = understanding;
      const result = await retriever.search(understanding.question, {
        k: HITS,
        filter: { regime: understanding.case.regime, date },
        weigh: (passage) => caseWeight(passage, understanding.case),
      });
      const defined = define(understanding, base, result);
      if (defined) return defined;
      const answer = await answerFrom(understanding, result, base, llm);
      if (text.length <= LONG_MESSAGE) return answer;
      return {
        ...answer,
        blocks: [{ type: 'note', tone: 'info', text: [{ text: refusal.tooLong }] }, ...answer.blocks],
      };
    },
  };
}

async function answerFrom(
  understanding: Understanding,
  result: SearchResult,
  base: KnowledgeBase,
  llm: AnswererParts['llm'],
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
  const usable = filled.filter((one): one is { hit: Hit; evidence: Evidence } => one.evidence !== undefined);
  const written =
    llm &&
    (await composeWithModel(
      understanding,
      usable.map((one) => one.evidence),
      llm,
    ));
  if (written && 'draft' in written)
    return toAnswer(understanding, written.draft, result.hits, written.evidences, 'llm');
  const extractive = composeVerified(understanding, usable);
  if (!extractive) return refuse(understanding, [refusal.noEvidence], result.hits);
  const answer = toAnswer(understanding, extractive.draft, result.hits, extractive.evidences, 'extractive');
  return written ? { ...answer, fallback: written.fallback } : answer;
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
  llm: NonNullable<AnswererParts['llm']>,
): Promise<{ draft: Draft; evidences: readonly Evidence[] } | { fallback: string }> {
  const evidences = usable.slice(0, MODEL_PASSAGES);
  const signal = AbortSignal.timeout(llm.timeoutMs);
  const reasons: string[] = [];
  let findings: Finding[] = [];
  for (let attempt = 0; attempt < MODEL_TRIES && !signal.aborted; attempt += 1) {
    try {
      const draft = await llm.composer.compose(understanding, evidences, { findings, signal });
      if (!draft) return { fallback: 'le modèle ne trouve pas la réponse dans les passages' };
      findings = verify(draft, evidences, understanding);
      if (findings.length === 0) return { draft, evidences };
      reasons.push(`réponse du modèle refusée : ${findings.map(loggable).join(' ; ')}`);
    } catch (error) {
      reasons.push(errorText(error));
    }
  }
  return { fallback: reasons.join(' — ') };
}

/** Why a draft was refused, for logs: an address or a number may be the person's own, and stays out of them. */
const loggable = ({ rule, detail }: Finding): string =>
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

/** « c'est quoi un DCE ? »: the glossary's definition, and the page of that question when there is one. */
function define(understanding: Understanding, base: KnowledgeBase, result: SearchResult): Answer | undefined {
  const term = askedTerm(understanding.asked, base.glossary);
  if (!term) return undefined;
  const opening = definitionOpening(term.term, term.expansion ?? undefined);
  const blocks: Block[] = [
    { type: 'paragraph', text: [{ text: `${opening} ${term.definition}`.trim(), cites: [1] }] },
  ];
  return {
    kind: 'answer',
    blocks,
    citations: [glossarySource(1, term)],
    composer: 'extractive',
    verdict: null,
    followUps: followUpsOf(result.hits, new Set()),
    thread: { question: understanding.question, askedDate: understanding.askedDate },
  };
}

/** Nothing of the question is near anything that the pages speak of. */
function isOffTopic(result: SearchResult, base: KnowledgeBase): boolean {
  const features = judgeFeatures(result, base);
  return !features || features.coverage < 0.34;
}
