import { previewOf } from '#src/features/unanswered/rules/preview.ts';
import { answeredOf, approveTelling } from '#src/features/unanswered/store/tellings.ts';
import type { RoomParts } from '#src/platform/web/layout/room.ts';
import type { Actor } from '#src/platform/web/traces/store/traces.ts';

/**
 * Decides that the people of a preview are told what it showed.
 * @param basis of the preview that was seen
 * @returns how many; undefined when the preview is another one by now, and nothing was decided
 */
export const approve = (
  { db, traces, now }: RoomParts,
  groupId: string,
  basis: string,
  by: Actor,
): Promise<number | undefined> =>
  db.tx(async (tx) => {
    const preview = previewOf(await answeredOf(tx, groupId));
    if (preview.basis !== basis || preview.told.length === 0) return undefined;
    for (const one of preview.told) await approveTelling(tx, one, by, now());
    await traces.note(by, 'people_told', { kind: 'question', id: groupId }, tx);
    return preview.told.length;
  });
