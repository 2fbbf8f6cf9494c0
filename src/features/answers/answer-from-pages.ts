import type { Block, RichText } from '#src/channel/blocks.ts';
import {
  doubtfulAnswer,
  type Gist,
  gistDraft,
  gistOf,
  mayBeShown,
  offeredIn,
  type Shown,
  shortDraft,
  shownOf,
} from '#src/features/answers/compose/doubt.ts';
import { composeExtractive, type Draft } from '#src/features/answers/compose/extractive.ts';
import { underWhom } from '#src/features/answers/compose/for-buyer.ts';
import { followUpsOf } from '#src/features/answers/compose/next-questions.ts';
import type { LlmComposer } from '#src/features/answers/llm/compose.ts';
import type { LlmTools } from '#src/features/answers/llm/knowledge-tools.ts';
import { refuse } from '#src/features/answers/refuse/refuse.ts';
import { isOtherCase } from '#src/features/answers/search/case-fit.ts';
import { askerOf, offeredTo } from '#src/features/answers/search/for-whom.ts';
import { judged, standing } from '#src/features/answers/search/judge.ts';
import { judgeFeatures } from '#src/features/answers/search/judge-features.ts';
import {
  decidingFirst,
  type FoundPage,
  withAgreement,
  withoutDoubt,
} from '#src/features/answers/search/order-pages.ts';
import { fitFeatures, pageFit } from '#src/features/answers/search/page-fit.ts';
import { verify } from '#src/features/answers/verify/verify.ts';
import { errorText } from '#src/platform/errors.ts';
import type { Understanding } from '#src/reader/understand.ts';
import type { KnowledgeBase } from '#src/retrieval/knowledge-base.ts';
import { type Evidence, toEvidence } from '#src/retrieval/passages/evidence.ts';
import { asksNothing } from '#src/retrieval/passages/passage.ts';
import type { Hit, SearchResult } from '#src/retrieval/retriever.ts';
import type { Answer } from './answer.ts';
import { refusal } from './texts.ts';

/** A configured model, and the time that it may take for one answer. */
export interface ModelComposer {
  readonly composer: LlmComposer;
  readonly timeoutMs: number;
  /** What a model that calls tools may do for the question asked. */
  readonly tools?: LlmTools | undefined;
}

/** A second page is quoted when it is nearly as good as the first. */
const SECOND_NEAR = 0.92;
/** … and nearly as near by its meaning, where it is of another page and of other articles. */
const SECOND_MEANT = 0.9;
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
  const judge = (hits: readonly Hit[]) =>
    result.isUndecided === undefined
      ? judged({ ...result, hits }, base, understanding)
      : result.isUndecided
        ? 'doubt'
        : 'answer';
  const offered = offeredTo(result.hits, askerOf(understanding));
  const verdict = judge(result.hits);
  const serving = verdict === 'none' ? [] : offered;
  const [best] = serving;
  if (!best) {
    // What goes on with an answer is of its subject, however few of its words a page knows.
    const off = understanding.lastAnswered === undefined && isOffTopic(result, base);
    return unknown(refuse(understanding, [off ? refusal.offTopic : refusal.noEvidence], off ? [] : offered));
  }
  if (verdict === 'doubt') {
    const doubtful = doubtfulAnswer(understanding, serving, {
      shown: shownIn(understanding, serving, base),
      gists: gistsIn(understanding, serving, base),
    });
    if (doubtful) return { ...doubtful, likelihood: standing(result, base, understanding) };
  }
  if (!toEvidence(best.passage, base.figures, understanding.date)) {
    return refuse(
      understanding,
      [refusal.unknownValue(understanding.askedDate?.said ?? 'ce jour')],
      serving.slice(1),
    );
  }
  const usable = pagesToServe(understanding, { ...result, hits: serving }, base);
  const answer = await composed(understanding, offered, llm, {
    evidences: usable.map((one) => one.evidence),
    extract: () => composeVerified(withoutDoubt(understanding, usable), usable),
  });
  return answer
    ? { ...answer, likelihood: standing(result, base, understanding) }
    : unknown(refuse(understanding, [refusal.noEvidence], offered));
}

/**
 * An answer by a model where there is one and its words pass, else in the words of what was found; nothing when these do
 * not pass either.
 */
export async function composed(
  understanding: Understanding,
  hits: readonly Hit[],
  llm: ModelComposer | undefined,
  {
    evidences,
    extract,
  }: {
    readonly evidences: readonly Evidence[];
    readonly extract: () => { draft: Draft; evidences: readonly Evidence[] } | undefined;
  },
): Promise<Answer | undefined> {
  const written = llm && (await composeWithModel(understanding, evidences, llm));
  if (written && 'draft' in written)
    return toAnswer(understanding, written.draft, hits, written.evidences, 'llm');
  const extractive = extract();
  if (!extractive) return undefined;
  const answer = toAnswer(understanding, extractive.draft, hits, extractive.evidences, 'extractive');
  return written ? { ...answer, fallback: written.fallback } : answer;
}

/** What a doubt shows of its likeliest section; nothing where it is not likely enough, or its words do not pass. */
function shownIn(
  understanding: Understanding,
  hits: readonly Hit[],
  { figures }: KnowledgeBase,
): Shown | undefined {
  const [best] = hits;
  if (!best || !mayBeShown(hits) || isOtherCase(best.passage, understanding.case)) return undefined;
  if (understanding.notThat?.includes(best.passage.heading)) return undefined;
  const evidence = toEvidence(best.passage, figures, understanding.date);
  const draft = evidence && shortDraft(evidence);
  return draft && verify(draft, [evidence], understanding).length === 0 ? shownOf(draft) : undefined;
}

/** The first words of each section that a doubt offers, by its key; nothing of one for another case, or that do not pass. */
export function gistsIn(
  understanding: Understanding,
  hits: readonly Hit[],
  { figures }: KnowledgeBase,
): ReadonlyMap<string, Gist> {
  const gists = new Map<string, Gist>();
  for (const { passage } of offeredIn(understanding, hits)) {
    if (isOtherCase(passage, understanding.case)) continue;
    const evidence = toEvidence(passage, figures, understanding.date);
    const draft = evidence && gistDraft(evidence);
    const passes = draft && verify(draft, [evidence], understanding).length === 0;
    const gist = passes ? gistOf(draft) : undefined;
    if (gist) gists.set(passage.key, gist);
  }
  return gists;
}

/** Whether a page may be quoted beside another. */
function isAbout({ passage, meaning }: Hit, first: Hit): boolean {
  const isSameSubject =
    passage.documentId === first.passage.documentId ||
    passage.articles.some((article) => first.passage.articles.includes(article));
  return (
    isSameSubject ||
    meaning === undefined ||
    first.meaning === undefined ||
    meaning >= SECOND_MEANT * first.meaning
  );
}

const unknown = (refused: Answer): Answer => ({ ...refused, isUnknown: true });

/** The pages found that an answer may be made of, their figures filled, the one that decides a yes/no question first. */
export function pagesToServe(
  understanding: Understanding,
  result: SearchResult,
  base: KnowledgeBase,
): readonly FoundPage[] {
  const filled = result.hits.flatMap((hit): FoundPage[] => {
    const evidence = toEvidence(hit.passage, base.figures, understanding.date);
    return evidence ? [{ hit, evidence: { ...evidence, fit: pageFit(fitFeatures(hit, result, base)) } }] : [];
  });
  // A section's own question is answered by it, also where another would say yes or no.
  if (understanding.heading !== undefined) return withAgreement(understanding, filled);
  return decidingFirst(understanding, withAgreement(understanding, filled));
}

/** The extractive answer, without its second source when that one does not pass, or nothing. */
export function composeVerified(
  understanding: Understanding,
  usable: readonly FoundPage[],
): { draft: Draft; evidences: Evidence[] } | undefined {
  const [first, second] = usable;
  if (!first) return undefined;
  const near =
    second &&
    !asksNothing(second.hit.passage) &&
    !understanding.notThat?.includes(second.hit.passage.heading) &&
    !isOtherCase(second.hit.passage, understanding.case) &&
    second.hit.score >= SECOND_NEAR * first.hit.score &&
    isAbout(second.hit, first.hit);
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

/** A composed answer as it is given. */
export function toAnswer(
  understanding: Understanding,
  draft: Draft,
  hits: readonly Hit[],
  evidences: readonly Evidence[],
  composer: Answer['composer'],
): Answer {
  const shown = new Set(draft.sources.map((source) => evidences[source.n - 1]?.passage.key ?? ''));
  const { blocks, sources } = renumber(draft);
  const [first] = sources;
  const said = evidences.find(
    ({ passage }) => passage.documentId === first?.documentId && passage.heading === first.section,
  );
  return {
    kind: 'answer',
    blocks: composer === 'extractive' && said ? underWhom(blocks, said, understanding) : blocks,
    citations: sources,
    composer,
    verdict: draft.verdict,
    followUps: followUpsOf(hits, shown),
    thread: { question: understanding.question, askedDate: understanding.askedDate },
  };
}

/** The draft with its sources numbered 1, 2, 3… in their order, and its citations with them. */
function renumber(draft: Draft): Draft {
  const numbers = new Map(draft.sources.map((source, index) => [source.n, index + 1]));
  const spans = (text: RichText): RichText =>
    text.map((span) => (span.cites ? { ...span, cites: span.cites.map((n) => numbers.get(n) ?? n) } : span));
  const blocks = draft.blocks.map((block): Block => {
    if (block.type === 'paragraph' || block.type === 'note') return { ...block, text: spans(block.text) };
    return block.type === 'list' ? { ...block, items: block.items.map(spans) } : block;
  });
  return { ...draft, blocks, sources: draft.sources.map((source, index) => ({ ...source, n: index + 1 })) };
}

/** Whether a question that has no evidence is of another subject, rather than of ours and not in the pages. */
function isOffTopic(result: SearchResult, base: KnowledgeBase): boolean {
  const features = judgeFeatures(result, base);
  // Its words are then more usual in everyday French than in our pages.
  return !features || features.domain < 0;
}
