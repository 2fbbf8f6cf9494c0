import type { z } from 'zod';
import { frenchIssue, issuePath, readYaml } from '#src/platform/yaml.ts';
import type { Problem } from './document.ts';

/** A file that staff write in YAML: what it says, and how a mistake in it is told; or its mistakes, each with its line. */
type StaffFile<T> =
  | {
      readonly ok: true;
      readonly data: T;
      readonly lineOf: (at: readonly PropertyKey[]) => number;
      readonly problemAt: (at: readonly PropertyKey[], message: string) => Problem;
    }
  | { readonly ok: false; readonly problems: Problem[] };

/** Reads a file of staff by its schema. @param messageOf French words for what the schema finds */
export function readStaffYaml<T>(
  text: string,
  path: string,
  schema: z.ZodType<T>,
  messageOf: (issue: z.core.$ZodIssue) => string = frenchIssue,
): StaffFile<T> {
  const problem = (line: number, message: string): Problem => ({ path, line, message, severity: 'error' });
  const read = readYaml(text);
  if (!read.ok) return { ok: false, problems: [problem(read.line, read.message)] };
  const { value, lineOf } = read;
  const problemAt = (at: readonly PropertyKey[], message: string) => problem(lineOf(at), message);
  const parsed = schema.safeParse(value, { reportInput: true });
  if (parsed.success) return { ok: true, data: parsed.data, lineOf, problemAt };
  const { issues } = parsed.error;
  return { ok: false, problems: issues.map((issue) => problemAt(issuePath(issue), messageOf(issue))) };
}
