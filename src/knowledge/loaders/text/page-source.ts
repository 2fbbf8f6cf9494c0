/** Marks of the tools that make web pages: includes, loops, variables. `{{…}}` is also that of our figures. */
const TEMPLATE_TAGS =
  /\{%[^%{}]{0,500}%\}|\{\{[^{}]{0,500}\}\}|<\?(?:php|=)[^?]{0,5000}\?>|<%[^%]{0,2000}%>/g;

/** A page's source without what its makers' tools read: its YAML head, its include tags; and the title that it gives. */
export function withoutTools(source: string): { text: string; title: string | undefined } {
  const head = /^\s*---[ \t]*\r?\n([\s\S]{0,20000}?)\r?\n---[ \t]*(?:\r?\n|$)/.exec(source);
  const title = head && /^title[ \t]*:[ \t]*["']?([^\n"']{1,200})/m.exec(head[1] ?? '')?.[1]?.trim();
  const body = head ? source.slice(head[0].length) : source;
  return { text: body.replace(TEMPLATE_TAGS, ' '), title: title || undefined };
}
