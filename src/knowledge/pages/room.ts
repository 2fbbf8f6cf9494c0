import { listEntries } from '#src/knowledge/desk/list.ts';
import { parisDay } from '#src/platform/calendar/iso-date.ts';
import type { Room } from '#src/platform/web/layout/room.ts';
import { knowledgePart } from './list-view.ts';
import { addPageRoutes } from './page-routes.ts';
import type { KnowledgeRoomParts } from './parts.ts';
import { addPrepareRoutes } from './prepare-routes.ts';
import { addPublishRoutes } from './publish-routes.ts';
import { addTrialRoutes } from './trial-routes.ts';

/** The knowledge as staff look after it: its list, an editor, what is dropped, what is tried, its versions. */
export const knowledgeRoom = (parts: KnowledgeRoomParts): Room => ({
  assets: new URL('./assets/', import.meta.url),
  home: {
    show: async (at) => {
      const entries = await listEntries(parts.knowledge, parisDay(at));
      return knowledgePart(entries.filter(({ states }) => !states.includes('withdrawn')));
    },
  },
  addRoutes: (pages, api) => {
    addPageRoutes(pages, parts);
    addTrialRoutes(api, parts);
    addPrepareRoutes(api, parts);
    addPublishRoutes(api, parts);
  },
});
