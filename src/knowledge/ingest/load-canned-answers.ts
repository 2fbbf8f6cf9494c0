import { join } from 'node:path';
import { CANNED_ANSWERS, type CannedAnswer, readCannedAnswers } from '#src/knowledge/model/canned-answers.ts';
import { readText } from './scan.ts';

/** The ready-made answers as staff wrote them now; none when there is no such file, or it cannot be read. */
export async function loadCannedAnswers(knowledgeDir: string): Promise<readonly CannedAnswer[]> {
  const absolute = join(knowledgeDir, CANNED_ANSWERS);
  const read = await readText({ path: CANNED_ANSWERS, absolute, extension: '.yaml', bytes: 0 });
  return 'text' in read ? readCannedAnswers(read.text, CANNED_ANSWERS).answers : [];
}
