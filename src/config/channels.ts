import { z } from 'zod';
import type { SlackSettings, TeamsSettings, TelegramSettings } from '#src/channel/settings.ts';

/** The channels that the environment turns on; the web chat is always there. */
export interface ChannelsConfig {
  /** How many times faster than the platforms' documented pace messages may leave; 1 unless they agreed to more. */
  readonly rateFactor: number;
  readonly teams: TeamsSettings | undefined;
  readonly slack: SlackSettings | undefined;
  readonly telegram: TelegramSettings | undefined;
}

export const CHANNEL_VARIABLES = [
  'CHANNELS_RATE_FACTOR',
  'TEAMS_APP_ID',
  'TEAMS_APP_PASSWORD',
  'TEAMS_TENANT_ID',
  'TEAMS_AUTH',
  'TEAMS_ALLOWED_TENANTS',
  'TEAMS_SERVICE_HOSTS',
  'TEAMS_LOGIN_URL',
  'TEAMS_OPENID_URL',
  'TEAMS_SERVICE_URL',
  'SLACK_BOT_TOKEN',
  'SLACK_SIGNING_SECRET',
  'SLACK_APP_TOKEN',
  'SLACK_API_URL',
  'TELEGRAM_BOT_TOKEN',
  'TELEGRAM_WEBHOOK_URL',
  'TELEGRAM_WEBHOOK_SECRET',
  'TELEGRAM_API_ROOT',
  'DESK_SLACK_CHANNEL',
  'DESK_TEAMS_CHANNEL',
  'DESK_TELEGRAM_GROUP',
] as const;
type Variable = (typeof CHANNEL_VARIABLES)[number];

type Read = (name: Variable) => string | undefined;

/**
 * Reads the channels. One that is configured by half is a mistake, named in French with the variable that is missing.
 * @param mistakes where mistakes are added
 */
export function readChannels(read: Read, mistakes: string[]): ChannelsConfig {
  checkAddress(read, 'TEAMS_LOGIN_URL', mistakes);
  checkAddress(read, 'TEAMS_OPENID_URL', mistakes);
  checkAddress(read, 'TEAMS_SERVICE_URL', mistakes);
  checkAddress(read, 'SLACK_API_URL', mistakes);
  checkAddress(read, 'TELEGRAM_API_ROOT', mistakes);
  checkAddress(read, 'TELEGRAM_WEBHOOK_URL', mistakes);
  const teams = readTeams(read, mistakes);
  const slack = readSlack(read, mistakes);
  const telegram = readTelegram(read, mistakes);
  const desk = (name: Variable, channel: object | undefined) => readDesk(read, name, channel, mistakes);
  const desks = {
    teams: desk('DESK_TEAMS_CHANNEL', teams),
    slack: desk('DESK_SLACK_CHANNEL', slack),
    telegram: desk('DESK_TELEGRAM_GROUP', telegram),
  };
  return {
    rateFactor: readRateFactor(read, mistakes),
    teams: teams && { ...teams, deskChannel: desks.teams },
    slack: slack && { ...slack, deskChannel: desks.slack },
    telegram: telegram && { ...telegram, deskChannel: desks.telegram },
  };
}

/** What a place where experts work looks like, by the variable that names it. */
const DESKS: Partial<Record<Variable, { shape: RegExp; expected: string; channel: string }>> = {
  DESK_TEAMS_CHANNEL: {
    shape: /^19:[\w.-]+@thread\.(?:tacv2|skype)$/,
    expected: 'l’identifiant d’un canal, de la forme 19:…@thread.tacv2',
    channel: 'Teams',
  },
  DESK_SLACK_CHANNEL: {
    shape: /^[CG][A-Z0-9]{2,}$/,
    expected: 'l’identifiant d’un canal, de la forme C0123ABCD',
    channel: 'Slack',
  },
  DESK_TELEGRAM_GROUP: {
    shape: /^-\d{5,}$/,
    expected: 'l’identifiant d’un groupe, de la forme -1001234567890',
    channel: 'Telegram',
  },
};

/** The place where experts work on a channel, which must be on. */
function readDesk(
  read: Read,
  name: Variable,
  channel: object | undefined,
  mistakes: string[],
): string | undefined {
  const value = read(name);
  const desk = DESKS[name];
  if (!value || !desk) return undefined;
  if (!desk.shape.test(value)) mistakes.push(`${name} : ${desk.expected}`);
  else if (!channel)
    mistakes.push(`${name} : ${desk.channel} n’est pas ouvert, donnez d’abord ses variables`);
  return value;
}

/** Names of the channels on which experts work. */
export const deskSurfaces = ({ teams, slack, telegram }: ChannelsConfig): string[] =>
  Object.entries({ slack, teams, telegram }).flatMap(([name, channel]) =>
    channel?.deskChannel ? [name] : [],
  );

function readTeams(read: Read, mistakes: string[]): TeamsSettings | undefined {
  const auth = read('TEAMS_AUTH') ?? 'on';
  const others = {
    allowedTenants: listOf(read('TEAMS_ALLOWED_TENANTS')),
    serviceHosts: listOf(read('TEAMS_SERVICE_HOSTS')),
    loginUrl: read('TEAMS_LOGIN_URL'),
    openIdUrl: read('TEAMS_OPENID_URL'),
    serviceUrl: read('TEAMS_SERVICE_URL'),
  };
  if (auth !== 'on' && auth !== 'off') {
    mistakes.push('TEAMS_AUTH : on ou off');
    return undefined;
  }
  const appId = read('TEAMS_APP_ID');
  const appPassword = read('TEAMS_APP_PASSWORD');
  const tenantId = read('TEAMS_TENANT_ID');
  if (auth === 'off') {
    if (appPassword)
      mistakes.push('TEAMS_AUTH : « off » ne va pas avec TEAMS_APP_PASSWORD, retirez l’un des deux');
    return { auth, appId: appId ?? '', appPassword: '', tenantId: tenantId ?? '', ...others };
  }
  const needed = { TEAMS_APP_ID: appId, TEAMS_APP_PASSWORD: appPassword, TEAMS_TENANT_ID: tenantId };
  const asked =
    Object.values(needed).some(Boolean) || others.allowedTenants.length + others.serviceHosts.length > 0;
  if (!asked) return undefined;
  for (const [name, value] of Object.entries(needed))
    if (!value) mistakes.push(`${name} : manque pour ouvrir Teams`);
  return appId && appPassword && tenantId ? { auth, appId, appPassword, tenantId, ...others } : undefined;
}

function readSlack(read: Read, mistakes: string[]): SlackSettings | undefined {
  const botToken = read('SLACK_BOT_TOKEN');
  const signingSecret = read('SLACK_SIGNING_SECRET');
  const appToken = read('SLACK_APP_TOKEN');
  const apiUrl = read('SLACK_API_URL');
  if (!botToken && !signingSecret && !appToken) return undefined;
  if (!botToken) mistakes.push('SLACK_BOT_TOKEN : manque pour ouvrir Slack');
  else if (!/^xoxb-/.test(botToken))
    mistakes.push('SLACK_BOT_TOKEN : un jeton de bot commence par « xoxb- »');
  if (appToken && !/^xapp-/.test(appToken))
    mistakes.push('SLACK_APP_TOKEN : un jeton d’application commence par « xapp- »');
  if (signingSecret && appToken)
    mistakes.push(
      'SLACK_APP_TOKEN : à retirer, ou bien SLACK_SIGNING_SECRET : Slack s’ouvre par HTTP ou par Socket Mode, pas les deux',
    );
  if (!signingSecret && !appToken)
    mistakes.push('SLACK_SIGNING_SECRET : manque pour ouvrir Slack (ou SLACK_APP_TOKEN, pour Socket Mode)');
  if (!botToken || (signingSecret === undefined) === (appToken === undefined)) return undefined;
  return {
    botToken,
    apiUrl,
    mode: signingSecret ? { type: 'http', signingSecret } : { type: 'socket', appToken: appToken as string },
  };
}

function readTelegram(read: Read, mistakes: string[]): TelegramSettings | undefined {
  const botToken = read('TELEGRAM_BOT_TOKEN');
  const url = read('TELEGRAM_WEBHOOK_URL');
  const secret = read('TELEGRAM_WEBHOOK_SECRET');
  const apiRoot = read('TELEGRAM_API_ROOT');
  if (!botToken && !url && !secret) return undefined;
  if (!botToken) mistakes.push('TELEGRAM_BOT_TOKEN : manque pour ouvrir Telegram');
  else if (!/^\d+:[\w-]{3,}$/.test(botToken))
    mistakes.push('TELEGRAM_BOT_TOKEN : le jeton donné par BotFather, de la forme 123456:ABC…');
  if (url && !secret) mistakes.push('TELEGRAM_WEBHOOK_SECRET : à donner avec TELEGRAM_WEBHOOK_URL');
  if (secret && !url) mistakes.push('TELEGRAM_WEBHOOK_URL : à donner avec TELEGRAM_WEBHOOK_SECRET');
  // Telegram takes 1 to 256 of these characters; fewer than sixteen could be guessed.
  if (secret && !/^[\w-]{16,256}$/.test(secret))
    mistakes.push('TELEGRAM_WEBHOOK_SECRET : de 16 à 256 lettres sans accent, chiffres, « _ » ou « - »');
  if (!botToken) return undefined;
  return { botToken, apiRoot, mode: url && secret ? { type: 'webhook', url, secret } : { type: 'polling' } };
}

function readRateFactor(read: Read, mistakes: string[]): number {
  const value = Number(read('CHANNELS_RATE_FACTOR') ?? 1);
  if (value >= 0.1 && value <= 100) return value;
  mistakes.push('CHANNELS_RATE_FACTOR : un nombre de 0.1 à 100');
  return 1;
}

const listOf = (value: string | undefined): string[] =>
  (value ?? '')
    .split(/[\s,;]+/)
    .map((item) => item.trim().toLowerCase())
    .filter(Boolean);

function checkAddress(read: Read, name: Variable, mistakes: string[]): void {
  const value = read(name);
  if (value && !z.url({ protocol: /^https?$/ }).safeParse(value).success)
    mistakes.push(`${name} : une adresse http:// ou https://`);
}
