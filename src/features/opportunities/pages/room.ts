import { sourcesInTrouble } from '#src/features/opportunities/source-states.ts';
import type { Room } from '#src/platform/web/layout/room.ts';
import { addFitRoutes } from './fits-routes.ts';
import { addFollowUpRoutes } from './follow-up-routes.ts';
import { addNoticeRoutes } from './notices-routes.ts';
import { addPartnerRoutes } from './partners/routes.ts';
import type { OpportunitiesRoomParts } from './parts.ts';
import { addSourceRoutes } from './sources-routes.ts';
import { opportunitiesPart } from './sources-view.ts';
import { addWrittenRoutes } from './written-routes.ts';

/** The opportunities as staff see them: where they come from, what the team writes, to whom it is published, what follows. */
export const opportunitiesRoom = (parts: OpportunitiesRoomParts): Room => ({
  assets: new URL('./assets/', import.meta.url),
  home: {
    show: async () => {
      const inTrouble = await sourcesInTrouble(parts.db, parts.noticeSources);
      return opportunitiesPart(
        parts.noticeSources,
        inTrouble.map(({ source }) => source),
      );
    },
  },
  addRoutes: (pages, api) => {
    addSourceRoutes(pages, api, parts);
    addWrittenRoutes(pages, api, parts);
    addNoticeRoutes(pages, parts);
    addFitRoutes(pages, api, parts);
    addFollowUpRoutes(pages, parts);
    addPartnerRoutes(pages, parts);
  },
});
