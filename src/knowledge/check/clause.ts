import { CLAUSE_PARTS, type KnowledgeDocument, type Problem } from '#src/knowledge/model/document.ts';

/**
 * Checks a clause that may be asked for: it has every part that a buyer needs (what it is for, when not to use it, what
 * to fill, its wording, weight and follow-up, what to check), and each of its variables has its blank in the wording.
 */
export function checkClause({ path, meta, sections }: KnowledgeDocument): Problem[] {
  const { clause } = meta;
  const problem = (line: number, message: string): Problem => ({ path, line, message, severity: 'error' });
  const parted = sections.find(({ parts }) => parts);
  if (!clause)
    return parted ? [problem(parted.line, '« Partie » demande un champ « clause » dans l’en-tête')] : [];
  if (meta.kind !== 'clause')
    return [problem(1, 'le champ « clause » est pour les pages de « kind: clause »')];
  const missing = CLAUSE_PARTS.filter((part) => !sections.some(({ parts }) => parts?.includes(part)));
  const text = sections.find(({ parts }) => parts?.includes('texte'));
  const wording = (text?.details ?? [])
    .flatMap((block) => (block.type === 'list' ? block.items : [block.text]))
    .join('\n');
  const lost = clause.variables.filter(({ blank }) => blank && !wording.includes(`[${blank}]`));
  return [
    ...missing.map((part) => problem(1, `il manque une section « Partie : ${part} »`)),
    ...lost.map(({ blank }) => problem(text?.line ?? 1, `le blanc « [${blank}] » n’est pas dans le texte`)),
  ];
}
