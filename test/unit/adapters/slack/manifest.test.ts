import { describe, expect, it } from 'vitest';
import { EVENT_SCOPES, METHOD_SCOPES, readManifest } from '#support/fakes/slack/manifest.ts';
import { sourcesUnder } from '#support/repository/source-files.ts';

const http = readManifest('manifest');
const socket = readManifest('manifest-socket');
const sources = sourcesUnder('adapters/slack')
  .map(({ text }) => text)
  .join('\n');

describe('the Slack application’s manifest', () => {
  it('asks for the scopes that its events, calls and command need, and no other', () => {
    const called = Object.keys(METHOD_SCOPES).filter((method) => sources.includes(`.${method}(`));
    expect(called).toContain('chat.postMessage');
    const needed = new Set([
      'commands',
      ...called.map((method) => METHOD_SCOPES[method]),
      ...http.settings.event_subscriptions.bot_events.map((event) => EVENT_SCOPES[event]),
    ]);
    expect([...http.oauth_config.scopes.bot].sort()).toEqual([...needed].sort());
  });

  it('sends everything to the one address that the hotline serves', () => {
    const addresses = [
      http.features.slash_commands[0]?.url,
      http.settings.event_subscriptions.request_url,
      http.settings.interactivity.request_url,
    ];
    expect(new Set(addresses).size).toBe(1);
    expect(addresses[0]).toMatch(/^https:\/\/[^/]+\/slack\/events$/);
    expect(http.features.slash_commands.map(({ command }) => command)).toEqual(['/hotline']);
    expect(http.settings).toMatchObject({ socket_mode_enabled: false, token_rotation_enabled: false });
  });

  it('is the same for Socket Mode, without addresses', () => {
    const withoutAddresses = JSON.parse(
      JSON.stringify(http, (name, value) => (name === 'request_url' || name === 'url' ? undefined : value)),
    );
    withoutAddresses.settings.socket_mode_enabled = true;
    expect(socket).toEqual(withoutAddresses);
  });

  it('keeps within the lengths that Slack documents', () => {
    const { name, description, long_description: long } = http.display_information;
    expect(name.length).toBeLessThanOrEqual(35);
    expect(description.length).toBeLessThanOrEqual(140);
    expect(long.length).toBeGreaterThanOrEqual(174);
    expect(long.length).toBeLessThanOrEqual(4_000);
    expect(http.features.bot_user.display_name).toMatch(/^[a-z0-9._-]{1,80}$/);
  });
});
