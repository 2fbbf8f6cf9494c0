import { readFileSync } from 'node:fs';
import { caseWeight } from '#src/features/answers/search/case-fit.ts';
import { type JudgeFeatures, judgeFeatures } from '#src/features/answers/search/judge-features.ts';
import type { IsoDate } from '#src/platform/calendar/iso-date.ts';
import { understand } from '#src/reader/understand.ts';
import type { KnowledgeBase } from '#src/retrieval/knowledge-base.ts';
import { HybridRetriever, type SearchResult } from '#src/retrieval/retriever.ts';
import { readSets } from '../question-sets.ts';
import { baseWithout, findTwins } from './twins.ts';

/**
 * What a case is: a wording kept out of the index whose section comes first; the same wording once its section and
 * its twins are out of the base; a written question that must be refused (of another subject, of a neighbouring one,
 * of ours but on no page, ill-meant or for the team); a development question, which is only watched.
 */
export type Kind = 'formulation' | 'section ôtée' | 'far' | 'near' | 'absent' | 'intent' | 'question';

/** A question, and what words say of the page that they put first. */
export interface Case {
  readonly kind: Kind;
  readonly question: string;
  readonly features: JudgeFeatures;
  /** Cases of one group are never on both sides of a cross-validation. */
  readonly group: string;
}

const HITS = 12;

/** Reads and makes every case. Rebuilds the base once a section: some minutes. */
export async function makeCases(base: KnowledgeBase, today: IsoDate): Promise<Case[]> {
  const cases: Case[] = [];
  const twins = await findTwins(base);
  const places = new Map(base.passages.map((passage, index) => [passage.key, index]));
  const whole = byWords(base);
  const add = async (
    { from, retriever }: typeof whole,
    { kind, question, group }: Pick<Case, 'kind' | 'question' | 'group'>,
    counts: (result: SearchResult) => boolean = () => true,
  ) => {
    const result = await search(retriever, question, today);
    const features = judgeFeatures(result, from);
    if (features && counts(result)) cases.push({ kind, question, group, features });
  };
  const heldOut = Map.groupBy(
    lines<{ key: string; wording: string }>('../coverage/held-out-wordings.jsonl'),
    (one) => places.get(one.key),
  );
  for (const [place, wordings] of heldOut) {
    const same = place === undefined ? undefined : twins.of[place];
    if (place === undefined || !same) continue;
    const group = `section ${twins.group[place]}`;
    const without = byWords(baseWithout(base, same));
    const isFound = ({ hits }: SearchResult) => same.has(places.get(hits[0]?.passage.key ?? '') ?? -1);
    for (const { wording } of wordings) {
      await add(whole, { kind: 'formulation', question: wording, group }, isFound);
      await add(without, { kind: 'section ôtée', question: wording, group });
    }
  }
  for (const { id, kind, question } of lines<{ id: string; kind: Kind; question: string }>(
    './negatives.fr.jsonl',
  ))
    await add(whole, { kind, question, group: id });
  for (const { id, turns, expect, date } of readSets('development').flatMap((set) => set.questions)) {
    const [question] = turns;
    if (question && turns.length === 1 && !date && expect.kinds.includes('answer'))
      await add(whole, { kind: 'question', question, group: id });
  }
  return cases;
}

/** A base searched by its words alone. */
function byWords(base: KnowledgeBase) {
  const from = { ...base, vectors: undefined, meaning: undefined };
  return { from, retriever: new HybridRetriever(from) };
}

function search(retriever: HybridRetriever, question: string, today: IsoDate): Promise<SearchResult> {
  const understood = understand(question, undefined, today);
  return retriever.search(understood.positive.question, {
    k: HITS,
    filter: { regime: understood.case.regime, date: understood.date },
    weigh: (passage) => caseWeight(passage, understood.case),
  });
}

const lines = <T>(name: string): T[] =>
  readFileSync(new URL(name, import.meta.url), 'utf8')
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as T);
