import type { ChannelAdapter } from '#src/channel/port.ts';
import type { SlackSettings, TeamsSettings, TelegramSettings } from '#src/channel/settings.ts';

/** What every channel is given. */
interface CommonSettings {
  /** Hears what fails inside a channel, for the log. Never given a secret. */
  readonly onError: (error: unknown) => void;
  /** Hears what whoever looks after the hotline should put right on a platform, in French. */
  readonly onConcern?: ((sentence: string) => void) | undefined;
  /** An address that serves a file for a day, for channels that can only give a link. */
  readonly linkToFile: (fileId: string) => string;
  /** How many times faster than the platforms' documented pace messages may leave; 1 when absent. */
  readonly rateFactor?: number | undefined;
}

/** What the configured channels need. */
interface ChannelSettings extends CommonSettings {
  /** Public address of the hotline, when it is behind a proxy. */
  readonly publicUrl: string | undefined;
  readonly teams?: TeamsSettings | undefined;
  readonly slack?: SlackSettings | undefined;
  readonly telegram?: TelegramSettings | undefined;
}

/** The configured channels. Each is loaded only when it is on: their libraries are heavy. */
export async function createAdapters(settings: ChannelSettings): Promise<ChannelAdapter[]> {
  const { createWebAdapter } = await import('./web/adapter.ts');
  // Slack's receiver reads the raw body to check its signature: its routes come before any other.
  const adapters: ChannelAdapter[] = [];
  if (settings.slack) {
    const { createSlackAdapter } = await import('./slack/adapter.ts');
    const { onError, onConcern, linkToFile, rateFactor } = settings;
    adapters.push(createSlackAdapter({ ...settings.slack, onError, onConcern, linkToFile, rateFactor }));
  }
  if (settings.telegram) {
    const { createTelegramAdapter } = await import('./telegram/adapter.ts');
    const { onError, linkToFile, rateFactor } = settings;
    adapters.push(createTelegramAdapter({ ...settings.telegram, onError, linkToFile, rateFactor }));
  }
  if (settings.teams) {
    const { createTeamsAdapter } = await import('./teams/adapter.ts');
    const { onError, linkToFile, rateFactor } = settings;
    adapters.push(createTeamsAdapter({ ...settings.teams, onError, linkToFile, rateFactor }));
  }
  const { publicUrl, onError, linkToFile } = settings;
  return [...adapters, createWebAdapter({ publicUrl, onError, linkToFile })];
}
