import { cleanLine } from '#src/features/opportunities/notice/words.ts';
import { all, attributeOf, rawText, type Tree } from '#src/features/opportunities/sources/tree.ts';

/** A line that may be told in several languages: the French one, or the first. */
export function textIn(tree: Tree | undefined, ...path: readonly string[]): string | undefined {
  const told = all(tree, ...path).filter((node) => rawText(node) !== undefined);
  const chosen = told.find((node) => attributeOf(node, 'languageID') === 'FRA') ?? told[0];
  const text = rawText(chosen);
  return text === undefined ? undefined : cleanLine(text) || undefined;
}
