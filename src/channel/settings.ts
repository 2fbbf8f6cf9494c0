/** Microsoft Teams. `auth: off` is for development: only a service URL of this machine is then answered. */
export interface TeamsSettings {
  readonly auth: 'on' | 'off';
  readonly appId: string;
  readonly appPassword: string;
  readonly tenantId: string;
  /** Tenants whose people may write; the bot's own when empty. */
  readonly allowedTenants: readonly string[];
  /** Hosts of service URLs that may be answered, besides Microsoft's own. */
  readonly serviceHosts: readonly string[];
  /** Where the bot gets its tokens, and where the keys of Microsoft's are; those of the public cloud when absent. */
  readonly loginUrl: string | undefined;
  readonly openIdUrl: string | undefined;
  /** Where posts of the experts' channel are made before anything was heard from Teams; the global one when absent. */
  readonly serviceUrl?: string | undefined;
  /** The channel where the experts work, « 19:…@thread.tacv2 ». */
  readonly deskChannel?: string | undefined;
}

/** Slack, by HTTP events or by Socket Mode. */
export interface SlackSettings {
  readonly botToken: string;
  readonly apiUrl: string | undefined;
  readonly mode:
    | { readonly type: 'http'; readonly signingSecret: string }
    | { readonly type: 'socket'; readonly appToken: string };
  /** The channel where the experts work, « C0123ABCD ». */
  readonly deskChannel?: string | undefined;
}

/** Telegram, by webhook or by long polling. */
export interface TelegramSettings {
  readonly botToken: string;
  readonly apiRoot: string | undefined;
  readonly mode:
    | { readonly type: 'polling' }
    | { readonly type: 'webhook'; readonly url: string; readonly secret: string };
  /** The forum group where the experts work, « -1001234567890 ». */
  readonly deskChannel?: string | undefined;
}
