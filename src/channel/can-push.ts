/** Channels that show nothing to somebody who closed the page; on all others a message arrives by itself. */
const SHOWS_ONLY_WHEN_OPEN: ReadonlySet<string> = new Set(['web']);

/** Whether what is said on a channel reaches the person wherever they are. */
export const canPush = (channel: string): boolean => !SHOWS_ONLY_WHEN_OPEN.has(channel);
