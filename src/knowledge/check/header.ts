import type { KnowledgeDocument, Problem } from '#src/knowledge/model/document.ts';
import { knowledgeTexts } from './texts.ts';

/**
 * What the front matter of a page of ours must hold beside what reading it needs: when it was read over, until when that
 * serves, by whom, and what it rests on.
 */
export function checkHeader({ path, meta }: KnowledgeDocument): Problem[] {
  if (meta.kind === 'document' || meta.kind === 'law') return [];
  const problem = (message: string): Problem => ({ path, line: 1, message, severity: 'error' });
  const filled = {
    reviewed_on: meta.reviewedOn,
    review_by: meta.reviewBy,
    owner: meta.owner,
    sources: meta.sources[0],
  };
  const problems = Object.entries(filled)
    .filter(([, value]) => !value)
    .map(([field]) => problem(knowledgeTexts.missingInHeader(field)));
  if (meta.reviewedOn && meta.reviewBy && meta.reviewBy <= meta.reviewedOn)
    problems.push(problem(knowledgeTexts.reviewedAfter));
  return problems;
}
