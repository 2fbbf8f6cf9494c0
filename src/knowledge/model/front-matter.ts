import { z } from 'zod';
import { optionalDay } from '#src/platform/calendar/optional-day.ts';
import { frenchIssue, issuePath, readYaml } from '#src/platform/yaml.ts';
import {
  AUDIENCES,
  CLAUSE_VALUES,
  type DocumentMeta,
  KINDS,
  MOMENTS,
  type Problem,
  ROLES,
} from './document.ts';
import { REGIMES } from './regime.ts';

const sourceSchema = z.strictObject({
  label: z.string(),
  article: z.string().optional(),
  url: z.url().optional(),
});

const names = z.array(z.string().trim().min(2));
const clauseSchema = z.strictObject({
  asked_as: names.min(1),
  not_with: names.default([]),
  fits: names.default([]),
  variables: z
    .array(
      z.strictObject({
        label: z.string().min(2),
        from: z.enum(CLAUSE_VALUES),
        blank: z.string().min(2).optional(),
      }),
    )
    .default([]),
});

const metaSchema = z.strictObject({
  title: z.string().min(1),
  kind: z.enum(KINDS),
  audience: z.enum(AUDIENCES),
  moment: z.enum(MOMENTS).optional(),
  role: z.enum(ROLES).optional(),
  regime: z.enum(REGIMES),
  territories: z.array(z.string()).nullish(),
  valid_from: optionalDay,
  valid_until: optionalDay,
  reviewed_on: optionalDay,
  review_by: optionalDay,
  owner: z.string().nullish(),
  sources: z.array(sourceSchema).nullish(),
  clause: clauseSchema.optional(),
});

/** A page cut in two: its front matter's text and its body. Lines are counted from 1. */
export interface SplitPage {
  readonly yaml: string;
  readonly body: string;
  /** Line of the file on which the body begins. */
  readonly bodyLine: number;
}

/** Cuts a page at its `---` lines; undefined when there is no front matter. */
export function splitPage(text: string): SplitPage | undefined {
  const match = /^\uFEFF?---[ \t]*\r?\n([\s\S]*?)\r?\n---[ \t]*(?:\r?\n|$)/.exec(text);
  if (!match) return undefined;
  return { yaml: match[1] ?? '', body: text.slice(match[0].length), bodyLine: match[0].split('\n').length };
}

/**
 * Reads the description of a page (or of a document's side-car).
 * @param firstLine line of the file on which `yaml` begins, from 1
 * @returns the description, or the problems that keep the file out
 */
export function readMeta(
  yaml: string,
  path: string,
  firstLine: number,
  defaults: Record<string, unknown> = {},
): { meta: DocumentMeta } | { problems: Problem[] } {
  const problem = (line: number, message: string): Problem => ({ path, line, message, severity: 'error' });
  const read = readYaml(yaml, firstLine);
  if (!read.ok) return { problems: [problem(read.line, read.message)] };
  if (typeof read.value !== 'object' || Array.isArray(read.value)) {
    return { problems: [problem(firstLine, 'l’en-tête doit être une suite de lignes « champ: valeur »')] };
  }
  const parsed = metaSchema.safeParse({ ...defaults, ...read.value }, { reportInput: true });
  if (!parsed.success) {
    return {
      problems: parsed.error.issues.map((issue) =>
        problem(read.lineOf(issuePath(issue)), frenchIssue(issue)),
      ),
    };
  }
  const raw = parsed.data;
  if (raw.valid_from && raw.valid_until && raw.valid_until < raw.valid_from) {
    return { problems: [problem(read.lineOf(['valid_until']), '« valid_until » est avant « valid_from »')] };
  }
  return {
    meta: {
      title: raw.title,
      kind: raw.kind,
      audience: raw.audience,
      ...(raw.moment && { moment: raw.moment }),
      ...(raw.role && { role: raw.role }),
      regime: raw.regime,
      territories: raw.territories ?? [],
      validFrom: raw.valid_from,
      validUntil: raw.valid_until,
      reviewedOn: raw.reviewed_on,
      reviewBy: raw.review_by,
      owner: raw.owner ?? undefined,
      sources: raw.sources ?? [],
      ...(raw.clause && { clause: raw.clause }),
    },
  };
}
