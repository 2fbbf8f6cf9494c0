import type { BoundsConfig } from '#src/config/bounds.ts';
import { boundsTexts } from '#src/conversation/texts.ts';
import { noteSource } from '#src/person/budgets/sources.ts';
import { FreeDisk } from '#src/platform/database/data-folder/free-disk.ts';
import type { Logger } from '#src/platform/logger.ts';
import type { AddressShares } from './address-shares.ts';
import type { HostParts } from './host.ts';

/** A disk that stays full is said again now and then, not at every message. */
const REPEAT_MS = 60_000;

/** What the host needs to keep one person from taking everybody's room, out of the settings. */
export function createBounds(parts: {
  readonly config: BoundsConfig;
  readonly dataDir: string;
  readonly shares: AddressShares;
  readonly logger: Logger;
}): Pick<HostParts, 'budgets' | 'hasNoRoom' | 'onSource'> {
  const { config, dataDir, shares, logger } = parts;
  const disk = new FreeDisk(dataDir, config.diskFloorMb);
  let saidAt: number | undefined;
  return {
    budgets: { perConversation: config.conversationBytes, perAddress: config.addressBytes },
    hasNoRoom: async () => {
      const isFull = await disk.isBelowFloor();
      if (isFull && (saidAt === undefined || performance.now() - saidAt >= REPEAT_MS)) {
        saidAt = performance.now();
        logger.warn({ ...(await disk.room()) }, boundsTexts.noRoomLog);
      } else if (!isFull && saidAt !== undefined) {
        saidAt = undefined;
        logger.info(boundsTexts.roomLog);
      }
      return isFull;
    },
    onSource: (conversationId, source) => {
      shares.note(conversationId, source);
      noteSource(conversationId, source);
    },
  };
}
