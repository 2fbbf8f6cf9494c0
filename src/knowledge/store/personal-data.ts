import type { PersonalData } from '#src/platform/database/personal-data/register.ts';
import { removedOf } from '#src/platform/database/personal-data/removed.ts';
import { START, type Sweep, sweepRows } from '#src/platform/database/personal-data/sweep.ts';
import { nobody } from '#src/platform/database/personal-data/table-rule.ts';
import { forgetAuthors } from './versions.ts';

/** Who of the team made a version is forgotten when their traces are. */
const authors: Sweep = async (tx, { limits }, { size }) => {
  const changed = await forgetAuthors(tx, limits.traces, size);
  return { removed: removedOf('knowledge_version', changed), next: changed < size ? undefined : START };
};

/** What staff wrote to be served: it is about nobody; and who of the team wrote it, for as long as traces are kept. */
export const KNOWLEDGE_DATA: PersonalData = {
  rules: [
    nobody('knowledge_file', 'path', 'digest', 'document', 'problems', 'read_at', 'document_at'),
    nobody('recognised_page', 'file', 'page', 'paragraphs'),
    nobody('embedding', 'digest', 'vector'),
    nobody('generation', 'id', 'state', 'manifest', 'content', 'created_at'),
    nobody(
      'knowledge_version',
      'id',
      'path',
      'number',
      'act',
      'digest',
      'bytes',
      'content',
      'by_key',
      'by_name',
      'at',
    ),
    {
      ...nobody(
        'knowledge_prepared',
        'path',
        'title',
        'content',
        'sidecar',
        'reading',
        'basis',
        'by_key',
        'by_name',
        'at',
      ),
      kept: 'drafts',
    },
    nobody('knowledge_coming_told', 'what', 'day', 'step', 'at'),
    nobody('knowledge_editing', 'path', 'editor_key', 'editor_name', 'since', 'seen_at'),
  ],
  sweeps: {
    traces: [authors],
    drafts: [sweepRows('drafts', 'knowledge_prepared', 'path', 'at')],
  },
};
