import type { Problem } from '#src/knowledge/model/document.ts';
import type { Queryable, Transaction } from '#src/platform/database/database.ts';
import { readSetting, saveSetting } from '#src/platform/database/settings.ts';

const PROBLEMS = 'knowledge_problems';

/**
 * All that was wrong with the knowledge folder when it was last read: of its pages and documents, of the registers, of
 * files that nothing reads, of names, links and rights. In the order of the reading, with no limit.
 */
export async function knowledgeProblems(db: Queryable): Promise<Problem[]> {
  const value = await readSetting(db, PROBLEMS);
  try {
    return value === undefined ? [] : (JSON.parse(value) as Problem[]);
  } catch {
    // A damaged row: the next reading writes it again.
    return [];
  }
}

export const saveKnowledgeProblems = (tx: Transaction, problems: readonly Problem[]): Promise<void> =>
  saveSetting(tx, PROBLEMS, JSON.stringify(problems));
