import type { PersonalData } from '#src/platform/database/personal-data/register.ts';
import { nobody } from '#src/platform/database/personal-data/table-rule.ts';

/** What staff wrote to be served: it is about nobody. */
export const KNOWLEDGE_DATA: PersonalData = {
  rules: [
    nobody('knowledge_file', 'path', 'digest', 'document', 'problems', 'read_at', 'document_at'),
    nobody('recognised_page', 'file', 'page', 'paragraphs'),
    nobody('embedding', 'digest', 'vector'),
    nobody('generation', 'id', 'state', 'manifest', 'content', 'created_at'),
  ],
};
