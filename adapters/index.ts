import type { ChannelAdapter } from '#src/channel/port.ts';

/** What the configured channels need. */
export interface ChannelSettings {
  /** Public address of the hotline, when it is behind a proxy. */
  readonly publicUrl: string | undefined;
  /** Hears what fails inside a channel, for the log. */
  readonly onError: (error: unknown) => void;
}

/** The configured channels. Each is loaded only when it is on: their libraries are heavy. */
export async function createAdapters(settings: ChannelSettings): Promise<ChannelAdapter[]> {
  const { createWebAdapter } = await import('./web/adapter.ts');
  return [createWebAdapter({ publicUrl: settings.publicUrl, onError: settings.onError })];
}
