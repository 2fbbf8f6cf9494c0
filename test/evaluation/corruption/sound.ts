import { readFileSync } from 'node:fs';
import { z } from 'zod';
import type { SourceItem } from '#src/channel/blocks.ts';
import { answerFromPages } from '#src/features/answers/answer-from-pages.ts';
import { composeExtractive, type Draft } from '#src/features/answers/compose/extractive.ts';
import { caseWeight } from '#src/features/answers/search/case-fit.ts';
import { hasEvidence } from '#src/features/answers/search/judge.ts';
import { fitFeatures, pageFit } from '#src/features/answers/search/page-fit.ts';
import { verify } from '#src/features/answers/verify/verify.ts';
import type { FigureRegister } from '#src/knowledge/model/figures.ts';
import { holdsOn } from '#src/platform/calendar/iso-date.ts';
import { type ThreadContext, type Understanding, understand } from '#src/reader/understand.ts';
import type { KnowledgeBase } from '#src/retrieval/knowledge-base.ts';
import { type Evidence, toEvidence } from '#src/retrieval/passages/evidence.ts';
import type { Passage } from '#src/retrieval/passages/passage.ts';
import type { Retriever } from '#src/retrieval/retriever.ts';
import { readSets } from '../question-sets.ts';
import { draftFromText } from './text.ts';

/** A draft with all that verification reads beside it. */
export interface Sample {
  /** « q012 » or a passage's key, then how it was made: `q012/quoted`. */
  readonly id: string;
  readonly understanding: Understanding;
  readonly evidences: readonly Evidence[];
  readonly draft: Draft;
}

/** What the path of a chat message gives to questions: drafts, and the questions that verification alone refused. */
export interface SoundAnswers {
  readonly quoted: readonly Sample[];
  /** The same questions with all passages that a model would be given. */
  readonly given: readonly Sample[];
  /** Ids of the answers that the judge let through and that verification refused, and why. */
  readonly refused: readonly string[];
}

export interface Engine {
  readonly base: KnowledgeBase;
  readonly retriever: Retriever;
}

interface Asked {
  readonly id: string;
  readonly turns: readonly string[];
  readonly date: string;
}

const HITS = 12;
/** Passages that a model is given. */
const GIVEN = 5;

/** The development questions, then the heading of every section as a button would send it. */
export function questionsAsked(base: KnowledgeBase, today: string): Asked[] {
  const questions = readSets('development')
    .flatMap((set) => set.questions)
    .map(({ id, turns, date }) => ({ id, turns, date: date ?? today }));
  const headings = base.passages
    .filter((passage) => passage.document.kind !== 'document' && passage.shortAnswer)
    .map(({ key, heading }) => ({ id: key, turns: [heading], date: today }));
  return [...questions, ...headings];
}

/** Answers questions by search and pages alone, without calculators or a model. */
export async function soundAnswers(
  { base, retriever }: Engine,
  asked: readonly Asked[],
): Promise<SoundAnswers> {
  const quoted: Sample[] = [];
  const given: Sample[] = [];
  const refused: string[] = [];
  for (const { id, turns, date } of asked) {
    const understanding = understandTurns(turns, date);
    const result = await retriever.search(understanding.positive.question, {
      k: HITS,
      filter: { regime: understanding.case.regime, date: understanding.date },
      weigh: (passage) => caseWeight(passage, understanding.case),
    });
    const filled = result.hits.map((hit) => {
      const evidence = toEvidence(hit.passage, base.figures, understanding.date);
      return evidence && { ...evidence, fit: pageFit(fitFeatures(hit, result, base)) };
    });
    if (!hasEvidence(result, base, understanding) || !filled[0]) continue;
    const answer = await answerFromPages(understanding, result, base, undefined);
    if (answer.kind === 'refusal') {
      refused.push(`${id} : ${whyRefused(understanding, filled[0])}`);
      continue;
    }
    const usable = filled.filter((evidence) => evidence !== undefined);
    const evidences = answer.citations.flatMap((source) => usable.find((one) => isSource(one, source)) ?? []);
    const draft = { blocks: answer.blocks, sources: answer.citations, verdict: answer.verdict };
    quoted.push({ id: `${id}/quoted`, understanding, evidences, draft });
    const others = usable.filter((one) => !evidences.includes(one));
    given.push({ id, understanding, evidences: [...evidences, ...others].slice(0, GIVEN), draft });
  }
  return { quoted, given, refused };
}

const whyRefused = (understanding: Understanding, evidence: Evidence): string =>
  verify(composeExtractive(understanding, [evidence]), [evidence], understanding)
    .map(({ rule, detail }) => `${rule} : ${detail}`)
    .join(' ; ');

const isSource = ({ passage }: Evidence, { documentId, section }: SourceItem): boolean =>
  passage.documentId === documentId && passage.heading === section;

function understandTurns(turns: readonly string[], date: string): Understanding {
  let thread: ThreadContext | undefined;
  let understanding = understand(turns[0] ?? '', undefined, date);
  for (const turn of turns) {
    understanding = understand(turn, thread, date);
    thread = { question: understanding.question, askedDate: understanding.askedDate };
  }
  return understanding;
}

/**
 * The answer that each section gives to its own question, without an index: its page alone, then with the next section
 * of its document and regime as a second source. A section that does not hold on the date of its question is left out.
 */
export function sectionAnswers(
  passages: readonly Passage[],
  figures: FigureRegister,
  date: string,
): Sample[] {
  return passages.flatMap((passage, index): Sample[] => {
    const understanding = understand(passage.heading, undefined, date);
    const filled = (one: Passage) =>
      holdsOn({ from: one.validFrom, until: one.validUntil }, understanding.date)
        ? toEvidence(one, figures, understanding.date)
        : undefined;
    const first = filled(passage);
    if (!first?.shortAnswer) return [];
    const next = passages[index + 1];
    const second =
      next?.documentId === passage.documentId && next.regime === passage.regime ? filled(next) : undefined;
    const evidences: [Evidence, ...Evidence[]] = second?.shortAnswer ? [first, second] : [first];
    const asked = { ...understanding, case: { ...understanding.case, regime: passage.regime } };
    const draft = composeExtractive(asked, evidences);
    return [{ id: `${passage.key}/quoted`, understanding: asked, evidences, draft }];
  });
}

const paraphraseSchema = z.object({ section: z.string(), text: z.string() });

/** Answers worded by hand from one section each, as a model would, with all of its conditions. */
export function paraphrases(passages: readonly Passage[], figures: FigureRegister, date: string): Sample[] {
  return readFileSync(new URL('./paraphrases.fr.jsonl', import.meta.url), 'utf8')
    .trim()
    .split('\n')
    .map((line) => paraphraseSchema.parse(JSON.parse(line)))
    .map(({ section, text }) => {
      const passage = passages.find(({ heading }) => heading === section);
      const evidence = passage && toEvidence(passage, figures, date);
      if (!evidence) throw new Error(`no section « ${section} »`);
      const understanding = understand(section, undefined, date);
      const asked = { ...understanding, case: { ...understanding.case, regime: passage.regime } };
      return {
        id: `${passage.key}/by-hand`,
        understanding: asked,
        evidences: [evidence],
        draft: draftFromText(text),
      };
    });
}
