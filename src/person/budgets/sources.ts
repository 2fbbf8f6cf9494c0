/** Conversations whose network is remembered at once. */
const MOST = 20_000;

/**
 * Networks from which conversations are held, where their channel knows: in memory only, never stored nor logged. What
 * strangers may do is counted by them.
 */
const sources = new Map<string, string>();

/** Notes from where a conversation was last written in. @param source the network address, as its channel counts it */
export function noteSource(conversationId: string, source: string): void {
  sources.delete(conversationId);
  sources.set(conversationId, source);
  if (sources.size <= MOST) return;
  const [oldest] = sources.keys();
  if (oldest !== undefined) sources.delete(oldest);
}

/** From where a conversation was last written in; undefined where that is not known. */
export const sourceOf = (conversationId: string): string | undefined => sources.get(conversationId);
