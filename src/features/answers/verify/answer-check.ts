import type { Block } from '#src/channel/blocks.ts';
import { MAX_ARTICLES } from '#src/features/answers/answer.ts';
import type { Understanding } from '#src/reader/understand.ts';
import type { Evidence } from '#src/retrieval/passages/evidence.ts';
import { verify } from './verify.ts';

/** The check of every answer, for what others say as one. */
export const answerCheck = {
  mostArticles: MAX_ARTICLES,
  isProved: (
    blocks: readonly Block[],
    evidences: readonly Evidence[],
    understanding: Understanding,
    proved: readonly string[],
  ): boolean => verify({ blocks, sources: [], verdict: null }, evidences, understanding, proved).length === 0,
};
