import { parseAst } from 'vitest/node';
import { sourcesUnder } from '#support/repository/source-files.ts';

/** A regular expression, with the place in the sources where it was found. */
export interface FoundExpression {
  readonly source: string;
  readonly flags: string;
  /** « src/features/answers/answer.ts:12 ». */
  readonly place: string;
}

/** Every literal of a regular expression in the sources under the folders given. */
export function literalExpressions(...folders: readonly string[]): FoundExpression[] {
  return folders
    .flatMap((folder) => sourcesUnder(folder))
    .flatMap(({ path, text }) => literalsIn(text, path));
}

/** The literals of one file: read from its syntax tree, for a slash may also divide, or stand in a string. */
export function literalsIn(text: string, path: string): FoundExpression[] {
  const found: FoundExpression[] = [];
  const visit = (node: unknown): void => {
    if (Array.isArray(node)) for (const item of node) visit(item);
    if (node === null || typeof node !== 'object' || Array.isArray(node)) return;
    if ('regex' in node && 'start' in node) {
      const { regex, start } = node as { regex: { pattern: string; flags: string }; start: number };
      const line = text.slice(0, start).split('\n').length;
      found.push({ source: regex.pattern, flags: regex.flags, place: `${path}:${line}` });
      return;
    }
    for (const value of Object.values(node)) visit(value);
  };
  visit(parseAst(text, { lang: path.endsWith('.ts') ? 'ts' : 'js' }));
  return found;
}
