import { join } from 'node:path';
import { KEEPS_NOTHING } from '#src/knowledge/last-good.ts';
import { CANNED_ANSWERS, type CannedAnswer, readCannedAnswers } from '#src/knowledge/model/canned-answers.ts';
import { readText } from './scan.ts';

/**
 * The ready-made answers as staff last wrote them without a mistake; those of now that are right, where they never did.
 * None when there is no such file.
 */
export async function loadCannedAnswers(
  knowledgeDir: string,
  kept = KEEPS_NOTHING,
): Promise<readonly CannedAnswer[]> {
  const absolute = join(knowledgeDir, CANNED_ANSWERS);
  const found = await readText({ path: CANNED_ANSWERS, absolute, extension: '.yaml', bytes: 0 });
  if (!('text' in found)) return [];
  const now = readCannedAnswers(found.text, CANNED_ANSWERS);
  if (now.problems.length === 0) {
    await kept.keep(CANNED_ANSWERS, found.text);
    return now.answers;
  }
  const before = await kept.recall(CANNED_ANSWERS);
  return before === undefined ? now.answers : readCannedAnswers(before, CANNED_ANSWERS).answers;
}
