import { cliTexts } from '#src/commands/texts.ts';
import type { Problem } from '#src/knowledge/model/document.ts';

/** Prints « file:line message » lines. @returns 1 when one is an error */
export function printProblems(problems: readonly Problem[]): number {
  const errors = problems.filter((problem) => problem.severity === 'error').length;
  for (const { path, line, message, severity } of problems) {
    process.stdout.write(`${severity === 'error' ? 'ERREUR' : 'attention'} ${path}:${line} ${message}\n`);
  }
  if (problems.length > 0) process.stdout.write(`${cliTexts.problems(errors, problems.length - errors)}\n`);
  return errors > 0 ? 1 : 0;
}
