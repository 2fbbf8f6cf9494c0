import { type ChildNode, type Element, isTag, isText } from 'domhandler';
import { parseDocument } from 'htmlparser2';

/** The elements of an XML document; entities of its own are never expanded. */
export const parseXml = (xml: string): Element[] => childrenOf(parseDocument(xml, { xmlMode: true }));

/** The elements inside another. */
export const childrenOf = ({ children }: { readonly children: readonly ChildNode[] }): Element[] =>
  children.filter(isTag);

/** The elements of a name, at any depth, in order; none inside one another. */
export function all(nodes: readonly Element[], name: string): Element[] {
  const found: Element[] = [];
  const waiting = [...nodes].reverse();
  for (let node = waiting.pop(); node; node = waiting.pop()) {
    if (node.name === name) found.push(node);
    else waiting.push(...childrenOf(node).reverse());
  }
  return found;
}

/** The first element of a name, at any depth. */
export function first(nodes: readonly Element[], name: string): Element | undefined {
  const waiting = [...nodes].reverse();
  for (let node = waiting.pop(); node; node = waiting.pop()) {
    if (node.name === name) return node;
    waiting.push(...childrenOf(node).reverse());
  }
  return undefined;
}

/** The text inside an element, as written. */
export function textIn(node: { readonly children: readonly ChildNode[] }): string {
  return node.children
    .map((child) => (isText(child) ? child.data : isTag(child) ? textIn(child) : ''))
    .join('');
}

/** Title that a file gives itself, where it was not left by its maker's tool. */
export function coreTitle(xml: string | undefined): string | undefined {
  const title = xml && first(parseXml(xml), 'dc:title');
  return (title && textIn(title).trim()) || undefined;
}
