import type { DeskParts } from '#src/knowledge/desk/desk.ts';
import type { ListParts } from '#src/knowledge/desk/list.ts';
import type { RoomParts } from '#src/platform/web/layout/room.ts';

/** What the pages of the knowledge work with. */
export interface KnowledgeRoomParts extends RoomParts {
  readonly knowledge: DeskParts & ListParts;
}
