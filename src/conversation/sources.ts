/** Conversations whose network is remembered at once. */
const MOST = 20_000;

/**
 * Networks from which conversations are held, where their channel knows: in memory only, never stored nor logged. What
 * strangers may do in all is counted by them.
 */
const sources = new Map<string, string>();

const keyOf = (channel: string, channelKey: string): string => `${channel}\n${channelKey}`;

/** Notes from where a conversation was last written in. @param source the network address, as its channel counts it */
export function noteSource(channel: string, channelKey: string, source: string): void {
  const key = keyOf(channel, channelKey);
  sources.delete(key);
  sources.set(key, source);
  if (sources.size <= MOST) return;
  const [oldest] = sources.keys();
  if (oldest !== undefined) sources.delete(oldest);
}

/** From where a conversation was last written in; undefined where that is not known. */
export const sourceOf = (channel: string, channelKey: string): string | undefined =>
  sources.get(keyOf(channel, channelKey));
