import { citePassages, type ExpertPassage } from '#src/features/expert/desk/passages.ts';
import { loadCannedAnswers } from '#src/knowledge/ingest/load-canned-answers.ts';
import { lastGoodIn } from '#src/knowledge/last-good.ts';
import { type IsoDate, parisDay } from '#src/platform/calendar/iso-date.ts';
import type { ServedContent } from '#src/retrieval/knowledge-base.ts';
import type { DeskLibrary } from './parts.ts';

/** The knowledge as experts use it: the index in service at each moment, and the ready-made answers of the folder. */
export function createDeskLibrary(parts: {
  /** What the index in service serves. */
  serving: () => ServedContent | undefined;
  /** Finds passages for an expert's words, away from the thread that acknowledges. */
  find: (words: string, today: IsoDate) => Promise<readonly ExpertPassage[]>;
  knowledgeDir: string;
  /** Where what staff last wrote well is kept. */
  dataDir?: string;
  now: () => number;
}): DeskLibrary {
  const { serving, find, knowledgeDir, dataDir, now } = parts;
  const kept = lastGoodIn(dataDir);
  return {
    search: async (words) => (serving() ? find(words, parisDay(now())) : undefined),
    cite: (keys) => {
      const content = serving();
      return content ? citePassages(content, keys, parisDay(now())) : [];
    },
    canned: () => loadCannedAnswers(knowledgeDir, kept),
  };
}
