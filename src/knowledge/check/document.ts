import { bareFiguresIn } from '#src/knowledge/model/bare-figures.ts';
import type { Block, KnowledgeDocument, Problem, Section } from '#src/knowledge/model/document.ts';
import { type FigureRegister, figureIdsIn } from '#src/knowledge/model/figures.ts';
import { articleExists } from '#src/reference/article-number.ts';
import { checkClause } from './clause.ts';

/** Words that a short answer may hold: it must be readable in one breath on a phone. */
export const SHORT_ANSWER_WORDS = 60;

/** The texts of a block, one per paragraph or item. */
export const textsOf = (block: Block): readonly string[] =>
  block.type === 'list' ? block.items : [block.text];

/**
 * Checks one page against the figures register and the list of articles that exist. Of a document, only its figure
 * marks are checked.
 */
export function checkDocument(document: KnowledgeDocument, figures: FigureRegister): Problem[] {
  return [
    ...document.sections.flatMap((section) => checkSection(document, section, figures)),
    ...checkClause(document),
  ];
}

function checkSection(document: KnowledgeDocument, section: Section, figures: FigureRegister): Problem[] {
  const problems: Problem[] = [];
  const report = (message: string) =>
    problems.push({
      path: document.path,
      line: section.line,
      message: `« ${section.heading} » : ${message}`,
      severity: 'error',
    });
  const texts = [section.shortAnswer ?? '', ...section.details.flatMap(textsOf)];
  for (const text of texts) checkMarks(text, figures, report);
  // A document is somebody else's text, kept as it was written: the rules of style below are for pages of ours.
  if (document.meta.kind === 'document') return problems;
  for (const bare of texts.flatMap(bareFiguresIn))
    report(`chiffre écrit en dur « ${bare} » : utilisez {{identifiant}}`);
  for (const article of section.articles.filter((one) => !articleExists(one)))
    report(`l’article « ${article} » n’existe pas`);
  if (document.meta.kind === 'clause' && section.articles.length === 0)
    report('aucune référence : citez au moins un article (« Références : … »)');
  checkShortAnswer(section, report);
  return problems;
}

function checkMarks(text: string, figures: FigureRegister, report: (message: string) => void): void {
  for (const id of figureIdsIn(text).filter((one) => !figures.has(one)))
    report(`le chiffre « ${id} » n’existe pas dans figures.yaml`);
  if (/\{\{(?!\s*[a-z0-9-]+\s*\}\})/.test(text)) report('une marque {{…}} est mal écrite');
}

/** A short answer is short, and says the same as its verdict. */
function checkShortAnswer(section: Section, report: (message: string) => void): void {
  const count = wordCount(section.shortAnswer ?? '');
  if (count > SHORT_ANSWER_WORDS) report(`réponse courte de ${count} mots, ${SHORT_ANSWER_WORDS} au plus`);
  const opening = /^(oui|non)\b/i.exec(section.shortAnswer ?? '')?.[1]?.toLowerCase();
  if (opening && section.proposition && opening !== section.proposition.verdict) {
    report(`la réponse commence par « ${opening} » mais le verdict est « ${section.proposition.verdict} »`);
  }
  if (opening && !section.proposition)
    report('une réponse Oui/Non demande une « Proposition » et un « Verdict »');
}

/** Words of a text; a figure mark counts for two, its number and its unit. */
export function wordCount(text: string): number {
  return text
    .replace(/\{\{[^{}]*\}\}/g, 'x x')
    .split(/[\s\u00A0]+/)
    .filter((word) => /[\p{L}\p{N}]/u.test(word)).length;
}

/** Headings asked twice in the whole folder: the reader, and retrieval, could not tell them apart. */
export function checkDuplicates(documents: readonly KnowledgeDocument[]): Problem[] {
  const first = new Map<string, string>();
  const problems: Problem[] = [];
  for (const document of documents) {
    for (const section of document.sections) {
      if (document.meta.kind === 'document' || section.validUntil) continue;
      const key = section.heading.toLowerCase().replace(/\s+/g, ' ');
      const other = first.get(key);
      if (other) {
        const message = `« ${section.heading} » : question déjà posée dans ${other}`;
        problems.push({ path: document.path, line: section.line, message, severity: 'error' });
      } else first.set(key, document.path);
    }
  }
  return problems;
}
