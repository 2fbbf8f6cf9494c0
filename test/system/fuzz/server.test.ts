import { createHmac, randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { FakeSlack, SLACK_SECRETS } from '#support/fakes/slack/fake-slack.ts';
import { FakeTelegram } from '#support/fakes/telegram/fake-telegram.ts';
import { anyMessage, mutated, mutatedEvent, sampled } from '#support/fuzz/fuzzing.ts';
import {
  SLACK_EVENTS,
  TEAMS_ACTIVITIES,
  TELEGRAM_UPDATES,
  WEB_BODIES,
} from '#support/fuzz/platform-events.ts';
import { ChannelHotline } from '#support/world/channel-hotline.ts';
import { slackSettings } from '#support/world/channels/slack-peer.ts';
import { telegramSettings } from '#support/world/channels/telegram-peer.ts';
import { OfficeHotline } from '#support/world/office-hotline.ts';
import { type ListedRoute, listRoutes } from '#support/world/route-list.ts';

/** Wide, for a loaded machine: what hangs never answers. */
const HANGS_MS = 15_000;
const SECRET_HEADER = 'X-Telegram-Bot-Api-Secret-Token';
const CASES = 400;

let slack: FakeSlack;
let telegram: FakeTelegram;
let hotline: ChannelHotline;
let routes: readonly ListedRoute[];

beforeAll(async () => {
  [slack, telegram] = await Promise.all([FakeSlack.start(), FakeTelegram.start()]);
  hotline = await ChannelHotline.open({
    TEAMS_APP_ID: randomUUID(),
    TEAMS_AUTH: 'off',
    ...slackSettings(slack, 'http'),
    ...telegramSettings(telegram, 'webhook'),
  });
  await hotline.start();
  await using office = await OfficeHotline.start();
  routes = listRoutes(office.running.app).routes;
});
afterAll(async () => {
  await hotline?.[Symbol.asyncDispose]();
  await slack?.[Symbol.asyncDispose]();
  await telegram?.[Symbol.asyncDispose]();
});

/** Sends something to the server and says how it failed, if it did. */
async function failureOf(path: string, init: RequestInit): Promise<string | undefined> {
  const told = `${init.method ?? 'GET'} ${path} ${String(init.body ?? '')}`.slice(0, 500);
  try {
    const signal = AbortSignal.timeout(HANGS_MS);
    const response = await fetch(hotline.url + path, { redirect: 'manual', ...init, signal });
    const isStream = /^text\/event-stream/.test(response.headers.get('Content-Type') ?? '');
    if (isStream) await response.body?.cancel();
    else await response.text();
    // 503 says « later », and is no fault: a platform sends again.
    return response.status >= 500 && response.status !== 503 ? `${response.status} : ${told}` : undefined;
  } catch (error) {
    return `${String(error)} : ${told}`;
  }
}

/** Sends many things, some at a time; the failures. */
async function failuresOf(requests: readonly { path: string; init: RequestInit }[]): Promise<string[]> {
  const failures: string[] = [];
  let next = 0;
  const lane = async () => {
    for (let request = requests[next++]; request; request = requests[next++]) {
      const failure = await failureOf(request.path, request.init);
      if (failure) failures.push(failure);
    }
  };
  await Promise.all([lane(), lane(), lane(), lane()]);
  return failures;
}

const JSON_TYPE = { 'Content-Type': 'application/json' };
/** A body as somebody means it, or spoilt: no JSON any more. */
const bodiesOf = (events: readonly object[]): string[] => [
  ...sampled(mutatedEvent(events), CASES * 0.75).map((event) => JSON.stringify(event) ?? ''),
  ...sampled(mutated(events.map((event) => JSON.stringify(event))), CASES * 0.25),
];
const posts = (path: string, bodies: readonly string[], headers: (body: string) => Record<string, string>) =>
  bodies.map((body) => ({
    path,
    init: { method: 'POST', body, headers: { ...JSON_TYPE, ...headers(body) } },
  }));

/** A request as Slack signs it. */
function signed(body: string): Record<string, string> {
  const at = String(Math.floor(Date.now() / 1_000));
  const mac = createHmac('sha256', SLACK_SECRETS.signingSecret).update(`v0:${at}:${body}`).digest('hex');
  const form = body.startsWith('payload=') && { 'Content-Type': 'application/x-www-form-urlencoded' };
  return { ...form, 'X-Slack-Request-Timestamp': at, 'X-Slack-Signature': `v0=${mac}` };
}

/** Where, what is spoilt, with which headers, and how it is written. */
type Case = [
  name: string,
  paths: readonly string[],
  events: readonly object[],
  headers: (body: string) => Record<string, string>,
  written?: (json: string) => string,
];
const asJson = (json: string): string => json;
const asForm = (json: string): string => new URLSearchParams({ payload: json }).toString();

/** What Slack wraps an event in. */
const asEvent = (event: object) => ({ type: 'event_callback', team_id: 'T1', event, event_id: 'E1' });
const secret = () => ({
  [SECRET_HEADER]: telegramSettings(telegram, 'webhook').TELEGRAM_WEBHOOK_SECRET ?? '',
});

const pathsLike = (start: RegExp): string[] => [
  ...new Set(routes.map(({ path }) => path).filter((path) => start.test(path))),
];

describe('a running server, whatever it is sent', () => {
  it.each<Case>([
    ['the page', ['/chat/messages', '/chat/feedback', '/chat/seen'], WEB_BODIES, () => ({})],
    ['Teams', ['/api/messages'], TEAMS_ACTIVITIES, () => ({})],
    ['Slack', ['/slack/events'], [...SLACK_EVENTS, ...SLACK_EVENTS.map(asEvent)], signed],
    ['the buttons of Slack', ['/slack/events'], SLACK_EVENTS, signed, asForm],
    ['Telegram', ['/telegram/webhook'], TELEGRAM_UPDATES, secret],
  ])('answers on %s', async (_, paths, events, headers, written = asJson) => {
    const bodies = bodiesOf(events).map(written);
    const requests = paths.flatMap((path) => posts(path, bodies, headers));
    expect(requests.length).toBeGreaterThanOrEqual(CASES);
    expect(await failuresOf(requests)).toEqual([]);
  });

  it('answers on every route of the desk and of the staff, to somebody who did not sign in', async () => {
    const paths = pathsLike(/^\/(?:desk|staff|connexion|fichiers|annuaire|vie-privee|donnees)/);
    expect(paths.length).toBeGreaterThan(10);
    const words = sampled(anyMessage(), paths.length * 12);
    const requests = paths.flatMap((path, index) =>
      ['GET', 'POST', 'PUT', 'DELETE', 'PATCH', 'OPTIONS'].flatMap((method, other) => {
        const said = words[index * 12 + other * 2] ?? '';
        const named = path.replace(
          /[:*]\w+/g,
          () => encodeURIComponent(said.toWellFormed().slice(0, 60)) || '1',
        );
        const asked = `${named}?q=${encodeURIComponent((words[index * 12 + other * 2 + 1] ?? '').toWellFormed())}`;
        const body = method === 'GET' || method === 'OPTIONS' ? {} : { body: said, headers: JSON_TYPE };
        return [
          { path: asked, init: { method, ...body } },
          { path: `${path}%E0%A4%A`, init: { method } },
        ];
      }),
    );
    expect(await failuresOf(requests)).toEqual([]);
  });

  it('still answers an honest question afterwards', async () => {
    expect((await fetch(`${hotline.url}/readyz`)).status).toBe(200);
  });
});
