import { describe, expect, test } from 'vitest';
import { CHANNEL_VARIABLES } from '#src/config/channels.ts';
import { readConfig } from '#src/config/config.ts';
import { mistakesOf } from '#support/repository/config-mistakes.ts';

type Env = Readonly<Record<string, string>>;

/** The variables that the mistakes begin with. */
const namedIn = (env: Env) => mistakesOf(env).map((line) => /^- ([A-Z_]+) : \S/.exec(line)?.[1]);

const TEAMS = { TEAMS_APP_ID: 'app', TEAMS_APP_PASSWORD: 'teams-secret', TEAMS_TENANT_ID: 'tenant' };
const SLACK = { SLACK_BOT_TOKEN: 'xoxb-secret', SLACK_SIGNING_SECRET: 'signing-secret' };
const SOCKET = { SLACK_BOT_TOKEN: 'xoxb-secret', SLACK_APP_TOKEN: 'xapp-secret' };
const POLLING = { TELEGRAM_BOT_TOKEN: '123456:secret_token' };
const WEBHOOK = {
  ...POLLING,
  TELEGRAM_WEBHOOK_URL: 'https://hotline.example/telegram/webhook',
  TELEGRAM_WEBHOOK_SECRET: 'webhook_secret_1',
};
/** An environment without some of its variables. */
const without = (env: Env, ...names: string[]): Env =>
  Object.fromEntries(Object.entries(env).filter(([name]) => !names.includes(name)));

describe('the channels', () => {
  test('are off when nothing is said of them, or only where their platform is', () => {
    const off = { rateFactor: 1, teams: undefined, slack: undefined, telegram: undefined };
    expect(readConfig({}).channels).toEqual(off);
    const elsewhere = { SLACK_API_URL: 'http://127.0.0.1:9/api/', TELEGRAM_API_ROOT: 'http://127.0.0.1:9' };
    expect(readConfig({ ...elsewhere, TEAMS_LOGIN_URL: 'http://127.0.0.1:9' }).channels).toEqual(off);
  });

  test('are on when all that they need is there', () => {
    expect(readConfig({ ...TEAMS, ...SLACK, ...WEBHOOK }).channels).toMatchObject({
      teams: { auth: 'on', appId: 'app', appPassword: 'teams-secret', tenantId: 'tenant' },
      slack: { botToken: 'xoxb-secret', mode: { type: 'http', signingSecret: 'signing-secret' } },
      telegram: {
        botToken: '123456:secret_token',
        mode: { type: 'webhook', url: WEBHOOK.TELEGRAM_WEBHOOK_URL, secret: 'webhook_secret_1' },
      },
    });
    expect(readConfig({ ...SOCKET, ...POLLING }).channels).toMatchObject({
      teams: undefined,
      slack: { mode: { type: 'socket', appToken: 'xapp-secret' } },
      telegram: { mode: { type: 'polling' } },
    });
  });

  test('of a developer’s Teams need no secret', () => {
    expect(readConfig({ TEAMS_AUTH: 'off' }).channels.teams).toMatchObject({ auth: 'off', appPassword: '' });
    expect(namedIn({ ...TEAMS, TEAMS_AUTH: 'off' })).toEqual(['TEAMS_AUTH']);
  });

  test.each([
    ['Teams without its application', without(TEAMS, 'TEAMS_APP_ID'), ['TEAMS_APP_ID']],
    ['Teams without its secret', without(TEAMS, 'TEAMS_APP_PASSWORD'), ['TEAMS_APP_PASSWORD']],
    ['Teams without its tenant', without(TEAMS, 'TEAMS_TENANT_ID'), ['TEAMS_TENANT_ID']],
    ['a list of tenants alone', { TEAMS_ALLOWED_TENANTS: 'a, b' }, Object.keys(TEAMS)],
    ['Slack without its token', without(SLACK, 'SLACK_BOT_TOKEN'), ['SLACK_BOT_TOKEN']],
    ['Socket Mode without its token', without(SOCKET, 'SLACK_BOT_TOKEN'), ['SLACK_BOT_TOKEN']],
    ['Slack with a token alone', without(SLACK, 'SLACK_SIGNING_SECRET'), ['SLACK_SIGNING_SECRET']],
    ['Slack both ways at once', { ...SLACK, ...SOCKET }, ['SLACK_APP_TOKEN']],
    [
      'Slack tokens in each other’s place',
      { SLACK_BOT_TOKEN: 'xapp-1', SLACK_APP_TOKEN: 'xoxb-1' },
      ['SLACK_BOT_TOKEN', 'SLACK_APP_TOKEN'],
    ],
    ['a webhook without a token', without(WEBHOOK, 'TELEGRAM_BOT_TOKEN'), ['TELEGRAM_BOT_TOKEN']],
    [
      'a webhook without its secret',
      without(WEBHOOK, 'TELEGRAM_WEBHOOK_SECRET'),
      ['TELEGRAM_WEBHOOK_SECRET'],
    ],
    ['a secret without its webhook', without(WEBHOOK, 'TELEGRAM_WEBHOOK_URL'), ['TELEGRAM_WEBHOOK_URL']],
    ['a token that is none', { TELEGRAM_BOT_TOKEN: 'jeton' }, ['TELEGRAM_BOT_TOKEN']],
    [
      'a secret that could be guessed',
      { ...WEBHOOK, TELEGRAM_WEBHOOK_SECRET: 'court' },
      ['TELEGRAM_WEBHOOK_SECRET'],
    ],
    [
      'a webhook that is no address',
      { ...WEBHOOK, TELEGRAM_WEBHOOK_URL: 'hotline.example' },
      ['TELEGRAM_WEBHOOK_URL'],
    ],
    ['a pace that is none', { CHANNELS_RATE_FACTOR: 'vite' }, ['CHANNELS_RATE_FACTOR']],
  ])('by half are mistakes: %s', (_, env, expected) => {
    expect(namedIn(env as Env)).toEqual(expected);
  });

  test('say all that they lack at once, in French, with the rest of what is wrong', () => {
    const env = {
      PORT: 'x',
      TEAMS_APP_ID: 'app',
      SLACK_BOT_TOKEN: 'xoxb-1',
      TELEGRAM_WEBHOOK_URL: 'https://hotline.example/telegram/webhook',
    };
    expect(namedIn(env).sort()).toEqual([
      'PORT',
      'SLACK_SIGNING_SECRET',
      'TEAMS_APP_PASSWORD',
      'TEAMS_TENANT_ID',
      'TELEGRAM_BOT_TOKEN',
      'TELEGRAM_WEBHOOK_SECRET',
    ]);
    for (const line of mistakesOf(env).filter((one) => /TEAMS|SLACK/.test(one)))
      expect(line).toMatch(/manque pour ouvrir (?:Teams|Slack)/);
  });

  test('never repeat what they were given, right or wrong', () => {
    const marked = (name: string) => [`hunter2-${name}`, `xoxb-hunter2`, `xapp-hunter2`, `123:hunter2`];
    for (let which = 0; which < 4; which += 1) {
      const env = Object.fromEntries(CHANNEL_VARIABLES.map((name) => [name, marked(name)[which] ?? '']));
      const said = mistakesOf(env);
      expect(said.length).toBeGreaterThan(0);
      expect(said.join()).not.toContain('hunter2');
      // One at a time, as somebody who is half-way.
      for (const name of CHANNEL_VARIABLES)
        expect(mistakesOf({ [name]: env[name] ?? '' }).join()).not.toContain('hunter2');
    }
  });
});
