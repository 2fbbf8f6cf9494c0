import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { ROOT } from '#support/repository/source-files.ts';

/** What we read of an application's manifest. */
export interface SlackManifest {
  readonly display_information: {
    readonly name: string;
    readonly description: string;
    readonly long_description: string;
  };
  readonly features: {
    readonly bot_user: { readonly display_name: string };
    readonly slash_commands: readonly { readonly command: string; readonly url?: string }[];
  };
  readonly oauth_config: { readonly scopes: { readonly bot: readonly string[] } };
  readonly settings: {
    readonly event_subscriptions: { readonly request_url?: string; readonly bot_events: readonly string[] };
    readonly interactivity: { readonly is_enabled: boolean; readonly request_url?: string };
    readonly socket_mode_enabled: boolean;
    readonly token_rotation_enabled: boolean;
  };
}

/** The manifest that people paste into Slack. */
export const readManifest = (name: 'manifest' | 'manifest-socket'): SlackManifest =>
  parse(readFileSync(join(ROOT, 'adapters/slack/manifest', `${name}.yaml`), 'utf8')) as SlackManifest;

/** What Slack asks for each method that we call; undefined for those that any token may call. */
export const METHOD_SCOPES: Readonly<Record<string, string>> = {
  'chat.postMessage': 'chat:write',
  'chat.update': 'chat:write',
  'chat.delete': 'chat:write',
  'chat.startStream': 'chat:write',
  'chat.appendStream': 'chat:write',
  'chat.stopStream': 'chat:write',
  'assistant.threads.setStatus': 'chat:write',
  'conversations.open': 'im:write',
  'conversations.info': 'channels:read',
  'users.info': 'users:read',
  'files.getUploadURLExternal': 'files:write',
  'files.completeUploadExternal': 'files:write',
};

/** The scope without which Slack does not deliver an event. */
export const EVENT_SCOPES: Readonly<Record<string, string>> = {
  app_mention: 'app_mentions:read',
  'message.im': 'im:history',
  'message.channels': 'channels:history',
  'message.groups': 'groups:history',
  'message.mpim': 'mpim:history',
};

/** The subscription under which Slack delivers an event of a kind of channel. */
export const subscriptionOf = (event: string, channelType: string | undefined): string =>
  event === 'message'
    ? `message.${{ im: 'im', group: 'groups', mpim: 'mpim' }[channelType ?? ''] ?? 'channels'}`
    : event;
