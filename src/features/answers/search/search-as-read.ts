import { fold } from '#src/platform/french/text-analysis.ts';
import { procedureSaid } from '#src/reader/procedure-said.ts';
import type { Understanding } from '#src/reader/understand.ts';
import type { Hit, Retriever, SearchResult } from '#src/retrieval/retriever.ts';
import { askerOf, forAsker } from './for-whom.ts';
import { procedureNamed, searchOf } from './search-of.ts';

/**
 * How far the first page must be before the second, where several readings are added up, each to 1 at most. On 32
 * corrections the first page is right 28 times in 30 from here on, and the right one is always among the three first; on
 * 31 others that were not looked at, 24 in 27, and among the three first 30 times (`npm run evaluate:corrections`).
 */
const AHEAD = 0.06;

/**
 * What is found for a question as it is read; where it may be read in several ways, the pages that all of them find. A
 * correction is short and leans on what was said: read with the question before it, by itself, and in its place, its right
 * section comes first 29 times in 32, and 25 at most by any one of the three.
 */
export async function searchAsRead(
  retriever: Retriever,
  understanding: Understanding,
): Promise<SearchResult> {
  // A section asked by its own heading is that one, whatever was told.
  if (understanding.heading !== undefined) return retriever.search(...searchOf(understanding));
  const main = await inToldProcedure(retriever, understanding);
  const asker = askerOf(understanding);
  if (!understanding.alsoRead?.length) return { ...main, hits: forAsker(main.hits, asker) };
  const all = [main];
  for (const other of understanding.alsoRead) all.push(await retriever.search(...underRegime(main, other)));
  const hits = forAsker(addedUp(all, searchOf(understanding)[1].k), asker);
  const [first, second] = hits;
  // Scores of one search are comparable only: the order is that of all, the scores are made to follow it.
  return { ...main, hits, isUndecided: !first || first.score - (second?.score ?? 0) < AHEAD };
}

/**
 * What is found for a question of a contract that is known to be formal: where one on formal procedures is near, the
 * same is asked in so many words: it has sections of its own.
 */
async function inToldProcedure(retriever: Retriever, understanding: Understanding): Promise<SearchResult> {
  const main = await retriever.search(...searchOf(understanding));
  const { told, positive, asked } = understanding;
  if (told?.procedure !== 'formal' || procedureSaid(fold(asked)).procedure !== undefined) return main;
  const near = main.hits.slice(0, NEAR).map(({ passage }) => procedureNamed(passage));
  if (near[0] === 'formal' || !near.includes('formal')) return main;
  const question = `${positive.question.replace(/[\s?]{1,9}$/, '')} en procédure formalisée ?`;
  const formal = await retriever.search(
    ...searchOf({ ...understanding, positive: { ...positive, question }, lastAnswered: undefined }),
  );
  const [own] = formal.hits;
  return own && procedureNamed(own.passage) === 'formal' ? formal : main;
}

/** Of the sections found, those among which one on formal procedures says that what is asked depends on the procedure. */
const NEAR = 4;

/** Another reading of a question, under the regime that the first one was read to be of: rules of two are never mixed. */
function underRegime({ read }: SearchResult, other: Understanding): ReturnType<typeof searchOf> {
  const [question, options] = searchOf(other);
  if (!read || other.case.regimeSaid) return [question, options];
  return [question, { ...options, filter: { ...options.filter, regime: read.regime }, mayBeOf: [] }];
}

/** The hits of several searches by their scores, each search counting for 1 at most. */
function addedUp(results: readonly SearchResult[], k: number): readonly Hit[] {
  const found = new Map<string, Hit>();
  for (const { hits } of results) {
    const best = hits[0]?.score ?? 0;
    for (const hit of hits) {
      const known = found.get(hit.passage.key);
      const share = best > 0 ? hit.score / best : 0;
      found.set(hit.passage.key, { ...(known ?? hit), score: (known?.score ?? 0) + share });
    }
  }
  return [...found.values()].toSorted((a, b) => b.score - a.score).slice(0, k);
}
