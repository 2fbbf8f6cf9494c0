import { articleExists } from '#src/reference/article-number.ts';
import type { ProcedureCase } from './possible-cases.ts';
import type { ProcedureResult } from './procurement-procedure.ts';
import type { ProcedureQuestion } from './question.ts';

const FORMALITY_ARTICLE: Partial<Record<ProcedureQuestion['topic'], string>> = {
  written: 'R2112-1',
  data: 'R2196-1',
  files: 'R2132-2',
};

/** Canonical articles of a result, the one that decides the question first. */
export function articlesOf(
  { topic }: ProcedureQuestion,
  one: ProcedureCase,
  result: ProcedureResult,
): string[] {
  const exemption = exemptionArticles(result);
  const formal = one.defence ? ['annexe 2'] : ['annexe 2', 'L2124-1'];
  const notice = noticeArticles(one, result);
  const adapted = one.defence ? [] : ['R2123-1'];
  const { procedure } = result;
  const social = one.nature === 'social';
  const formality = FORMALITY_ARTICLE[topic];
  if (formality) return [formality];
  if (topic === 'notice') return [...notice, ...exemption];
  if (topic === 'formal' && social) return ['R2123-1', 'annexe 3'];
  if (topic === 'formal') return [...formal, ...(procedure === 'direct' ? exemption : notice)];
  if (procedure === 'direct') return [...exemption, ...(one.defence ? [] : ['R2121-1', 'R2121-4'])];
  if (procedure === 'adapted') return [...exemption, ...adapted, ...notice];
  return topic === 'procedure' ? [...formal, ...notice] : [...exemption, ...formal];
}

/** The exemption of works stood in a decree before 2026, next to the article of the code that now holds it. */
const exemptionArticles = ({ exemption }: ProcedureResult): string[] => {
  const { article } = exemption.value;
  return article && articleExists(article) ? [article] : ['R2122-8'];
};

function noticeArticles(
  { defence, nature, rules, buyer }: ProcedureCase,
  { publicity }: ProcedureResult,
): string[] {
  if (defence) return [];
  if (nature === 'social') return publicity === 'eu' ? ['R2131-15', 'R2123-1'] : ['R2131-14', 'R2123-1'];
  if (publicity === 'eu' || publicity === 'national-and-eu') return ['R2131-16'];
  if (publicity === 'free' && !rules.nationalNotice)
    return buyer === 'social-housing' || buyer === 'state-agency' ? ['R2131-13', 'R2100-1'] : ['R2131-13'];
  return publicity === 'none' ? [] : ['R2131-12'];
}
