import { isAlias, LineCounter, parseDocument, visit } from 'yaml';
import type { z } from 'zod';

/** YAML read safely: the value, or what is wrong and on which line (from 1). */
type YamlResult =
  | { ok: true; value: unknown; lineOf: (path: readonly PropertyKey[]) => number }
  | YamlFailure;
type YamlFailure = { ok: false; line: number; message: string };

/**
 * Parses YAML that staff wrote. Anchors and aliases are refused: nested ones expand to gigabytes.
 * @param firstLine line of the file on which `text` begins, from 1
 */
export function readYaml(text: string, firstLine = 1): YamlResult {
  const counter = new LineCounter();
  const document = parseDocument(text, { lineCounter: counter, schema: 'core', prettyErrors: false });
  const lineAt = (offset: number) => counter.linePos(offset).line + firstLine - 1;
  const error = document.errors[0];
  if (error)
    return { ok: false, line: lineAt(error.pos[0]), message: `YAML illisible (${frenchReason(error.code)})` };
  let anchored: number | undefined;
  visit(document, {
    Node: (_, node) => {
      if (isAlias(node) || ('anchor' in node && node.anchor)) anchored ??= node.range?.[0] ?? 0;
    },
  });
  if (anchored !== undefined) {
    return {
      ok: false,
      line: lineAt(anchored),
      message: 'les ancres et alias YAML (& et *) ne sont pas acceptés',
    };
  }
  return {
    ok: true,
    value: document.toJS() ?? {},
    lineOf: (path) => {
      for (let depth = path.length; depth > 0; depth -= 1) {
        const node = document.getIn(path.slice(0, depth), true) as
          | { range?: [number, number, number] }
          | undefined;
        if (node?.range) return lineAt(node.range[0]);
      }
      return firstLine;
    },
  };
}

function frenchReason(code: string): string {
  if (code === 'DUPLICATE_KEY') return 'une clé est écrite deux fois';
  if (code === 'TAB_AS_INDENT') return 'une tabulation sert de retrait : mettez des espaces';
  if (code === 'BAD_INDENT') return 'le retrait est faux';
  return 'vérifiez les deux-points, guillemets et retraits';
}

/** French words for zod's findings, for messages that staff read. */
export function frenchIssue(issue: z.core.$ZodIssue): string {
  const field = issue.path.length ? `« ${issue.path.join('.')} » : ` : '';
  if (issue.code === 'unrecognized_keys') return `${field}champ inconnu « ${issue.keys.join(' », « ')} »`;
  if (issue.code === 'invalid_value') {
    return `${field}valeur inattendue ; attendu : ${issue.values.map(String).join(', ')}`;
  }
  if (issue.code === 'invalid_type') {
    return `${field}${issue.input === undefined ? 'champ manquant ou vide' : 'type de valeur inattendu'}`;
  }
  return `${field}${issue.code === 'custom' ? issue.message : 'valeur refusée'}`;
}

/** Where in the file a finding of zod's is: an unknown field is at its own line, not at that of what holds it. */
export const issuePath = (issue: z.core.$ZodIssue): PropertyKey[] =>
  issue.code === 'unrecognized_keys' ? [...issue.path, issue.keys[0] ?? ''] : issue.path;
