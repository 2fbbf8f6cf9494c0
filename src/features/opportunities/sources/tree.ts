import { cleanLine } from '#src/features/opportunities/notice/words.ts';

/**
 * A tree of a notice, whether it came as XML or as the JSON that BOAMP makes of XML: an element is a text, a record or,
 * where it is repeated, a list; attributes are « @name », the text of an element with attributes « #text ». Names have no
 * prefix: « cac:Address » is « Address ».
 */
export type Tree = string | readonly Tree[] | { readonly [name: string]: Tree };

/** No notice is as deep; what is goes no further. */
const DEEPEST = 60;

/** What was parsed, as a tree: prefixes gone, numbers as texts, nothing where there is null. */
export function treeOf(value: unknown, depth = 0): Tree | undefined {
  if (typeof value === 'string') return value;
  if (typeof value === 'number' || typeof value === 'boolean') return String(value);
  if (value === null || typeof value !== 'object' || depth > DEEPEST) return undefined;
  if (Array.isArray(value)) return value.flatMap((one) => treeOf(one, depth + 1) ?? []);
  const named = Object.entries(value).flatMap(([name, inner]): [string, Tree][] => {
    const tree = treeOf(inner, depth + 1);
    return tree === undefined ? [] : [[bareName(name), tree]];
  });
  return Object.fromEntries(named);
}

const bareName = (name: string): string =>
  name.startsWith('@') ? name : name.slice(name.lastIndexOf(':') + 1);

const isRecord = (tree: Tree | undefined): tree is { readonly [name: string]: Tree } =>
  typeof tree === 'object' && !Array.isArray(tree);
const listOf = (tree: Tree | undefined): readonly Tree[] =>
  tree === undefined ? [] : Array.isArray(tree) ? tree : [tree as Tree];

/** All that stands at a path, each of what is repeated on its own. */
export function all(tree: Tree | undefined, ...path: readonly string[]): readonly Tree[] {
  let found = listOf(tree);
  for (const name of path) {
    found = found.flatMap((one) => (isRecord(one) && Object.hasOwn(one, name) ? listOf(one[name]) : []));
  }
  return found;
}

/** The first of what stands at a path. */
export const one = (tree: Tree | undefined, ...path: readonly string[]): Tree | undefined =>
  all(tree, ...path)[0];

/** Whether something stands at a path, be it empty: « <oui/> ». */
export const has = (tree: Tree | undefined, ...path: readonly string[]): boolean =>
  all(tree, ...path).length > 0;

/** The text of an element as it is written, undefined where it is empty or holds others. */
export function rawText(tree: Tree | undefined): string | undefined {
  const text = isRecord(tree) ? tree['#text'] : tree;
  return typeof text === 'string' && text.trim() !== '' ? text.trim() : undefined;
}

/** The first text at a path, as it is written. */
export const rawAt = (tree: Tree | undefined, ...path: readonly string[]): string | undefined =>
  all(tree, ...path)
    .map(rawText)
    .find((text) => text !== undefined);

/** The first text at a path, on one line. */
export function lineAt(tree: Tree | undefined, ...path: readonly string[]): string | undefined {
  const text = rawAt(tree, ...path);
  return text === undefined ? undefined : cleanLine(text) || undefined;
}

/** An attribute of an element. */
export const attributeOf = (tree: Tree | undefined, name: string): string | undefined =>
  isRecord(tree) ? rawText(tree[`@${name}`]) : undefined;

/** Names of what an element holds: « <SERVICES/> » under NATURE_MARCHE. */
export const namesIn = (tree: Tree | undefined): string[] =>
  listOf(tree).flatMap((one) =>
    isRecord(one) ? Object.keys(one).filter((name) => !/^[@#]/.test(name)) : [],
  );

/** All elements of a name, wherever they are beneath, in the order of the document. */
export function anywhere(tree: Tree | undefined, name: string): Tree[] {
  const found: Tree[] = [];
  const look = (at: Tree): void => {
    if (Array.isArray(at)) for (const inner of at) look(inner);
    else if (isRecord(at))
      for (const [key, inner] of Object.entries(at)) {
        if (key === name) found.push(...listOf(inner));
        look(inner);
      }
  };
  if (tree !== undefined) look(tree);
  return found;
}

/** All the text that an element holds, its descendants' included: « <P>1<FT>er</FT> juillet</P> ». */
export function allText(tree: Tree | undefined): string {
  if (tree === undefined) return '';
  if (typeof tree === 'string') return tree;
  if (Array.isArray(tree)) return tree.map(allText).filter(Boolean).join('\n');
  return Object.entries(tree)
    .filter(([name]) => !name.startsWith('@'))
    .map(([, inner]) => allText(inner))
    .filter(Boolean)
    .join(' ');
}
