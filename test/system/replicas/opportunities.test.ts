import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { slackTexts } from '#adapters/slack/texts.ts';
import { MINUTE_MS } from '#src/platform/calendar/durations.ts';
import { addDays } from '#src/platform/calendar/iso-date.ts';
import { instantOf } from '#src/platform/calendar/paris-time.ts';
import type { Database } from '#src/platform/database/database.ts';
import { connectDatabase } from '#src/platform/database/open.ts';
import { FakeBoamp } from '#support/fakes/notices/boamp.ts';
import { FakeSlack } from '#support/fakes/slack/fake-slack.ts';
import { buttonsOf, SlackPerson } from '#support/fakes/slack/people.ts';
import { fnsRecord } from '#support/notices/records.ts';
import { PostgresServer } from '#support/store/postgres-server.ts';
import { listCompany } from '#support/store/seeds/listed-company.ts';
import { slackSettings } from '#support/world/channels/slack-peer.ts';
import { ClockedHotline } from '#support/world/processes/clocked-hotline.ts';

/** A Monday in winter, far from holidays. */
const MONDAY = '2027-01-11';
/** Requests of one reading that has nothing to catch up: yesterday, and today. */
const ONE_READING = 2;

let postgres: PostgresServer;
let slack: FakeSlack;
let boamp: FakeBoamp;
let db: Database;
let anne: SlackPerson;
let servers: ClockedHotline[] = [];
/** Those that run. */
let alive: ClockedHotline[] = [];
let now = 0;

beforeEach(async () => {
  [postgres, slack, boamp] = await Promise.all([
    PostgresServer.start(),
    FakeSlack.start(),
    FakeBoamp.start(),
  ]);
  const url = await postgres.createDatabase();
  const settings = {
    ...slackSettings(slack, 'http'),
    CHANNELS_RATE_FACTOR: '50',
    BOAMP_API_URL: boamp.url,
    DATABASE_URL: url,
    HOTLINE_WORKERS: '1',
  };
  // What people do reaches one, then the other.
  let turn = 0;
  slack.botUrl = () => {
    turn += 1;
    return alive[turn % alive.length]?.url;
  };
  now = instantOf(MONDAY, '10:00');
  servers = [await ClockedHotline.start(settings, now)];
  servers.push(await ClockedHotline.start(settings, now));
  alive = [...servers];
  db = await connectDatabase('', url);
  anne = new SlackPerson(slack, 'U0ANNE', 'anne');
}, 120_000);
afterEach(async () => {
  slack?.delivery.stop();
  await db?.close();
  for (const server of servers) await server[Symbol.asyncDispose]();
  for (const one of [boamp, slack, postgres]) await one?.[Symbol.asyncDispose]();
}, 60_000);

/** Moves the clock of all on, and has those that run work at the same moment. */
const goTo = async (at: number) => {
  now = at;
  for (const server of servers) server.moveTo(at);
  await Promise.all(alive.map((server) => server.settled()));
};
const minutes = async (count: number) => {
  for (let minute = 0; minute < count; minute += 1) await goTo(now + MINUTE_MS);
};
const morningOf = async (day: string) => {
  await goTo(instantOf(day, '09:05'));
  await minutes(11);
};
const kill = async (server: ClockedHotline) => {
  alive = alive.filter((one) => one !== server);
  await server.stop('SIGKILL');
};
const startAgain = async (server: ClockedHotline) => {
  server.moveTo(now);
  await server.start();
  alive.push(server);
};

const posts = () => slack.botPosts(anne.dm).filter(({ text }) => text !== slackTexts.working);
const heard = (): string[] => posts().map((post) => FakeSlack.words(post));
const times = (words: string | RegExp): number =>
  heard().filter((text) => (typeof words === 'string' ? text.includes(words) : words.test(text))).length;
/** What is said from some message on, once it is there: one answer may be several messages. */
const until = async (words: string, from: number): Promise<string> => {
  for (let tries = 0; ; tries += 1) {
    const found = heard()
      .slice(from)
      .find((text) => text.includes(words));
    if (found !== undefined) return found;
    if (tries > 300) throw new Error(`never said: ${words}\n${heard().slice(from).join('\n---\n')}`);
    await sleep(20);
    await Promise.all(alive.map((server) => server.settled()));
  }
};
const say = async (text: string, answer: string) => {
  const from = posts().length;
  await anne.say(text).delivered;
  return until(answer, from);
};
const press = async (label: string, answer: string) => {
  const from = posts().length;
  const post = posts().findLast(({ blocks }) =>
    buttonsOf(blocks ?? []).some(({ text }) => text.text.startsWith(label)),
  );
  if (!post) throw new Error(`no button « ${label} »`);
  await anne.press(post, label);
  return until(answer, from);
};

/** A call for what the company does, where it works. */
const publish = (idweb: string, title: string, day: string, closes: string) =>
  boamp.publish(
    fnsRecord(
      { idweb, title, day, departments: ['93'], closing: `${closes}T12:00:00` },
      { scope: { lieuExecution: 'Montreuil (93)' } },
    ),
  );
/** The person is known by their first message; then their company asks for alerts, at once. */
const subscribe = async () => {
  await say('bonjour.', 'Hotline');
  const [identity] = await db.query<{ channel: string; key: string }>(
    'SELECT channel, key FROM person_identity',
  );
  await listCompany(
    db,
    {
      name: 'Clair et Net',
      said: 'nettoyage de bureaux',
      sectors: [],
      departments: ['93', '75'],
      engagements: ['insertion'],
      member: { channel: identity?.channel ?? '', key: identity?.key ?? '' },
    },
    now,
  );
  await say('je veux des alertes.', 'C’est noté');
  await press('Plus souvent', 'Dès qu’un avis paraît');
};

/** The readings that were done, each counted from the end of the one before: nobody reads beside another. */
const readings = async (): Promise<number> => {
  const runs = await db.query<{ started_at: number }>(
    "SELECT started_at FROM notice_run WHERE state = 'done' ORDER BY started_at",
  );
  const starts = runs.map(({ started_at }) => Number(started_at));
  for (const [index, start] of starts.entries())
    if (index > 0) expect(start - (starts[index - 1] as number)).toBeGreaterThanOrEqual(30 * MINUTE_MS);
  return starts.length;
};

it('a source is read, an alert and a reminder are sent, a question is asked: once, one server killed in the middle', async () => {
  const [one, two] = servers as [ClockedHotline, ClockedHotline];
  await subscribe();
  // The first reading looks a month back.
  await minutes(32);
  const before = { asked: boamp.asked.length, readings: await readings() };
  await minutes(65);
  expect((await readings()) - before.readings).toBe(2);
  expect(boamp.asked.length - before.asked).toBe(2 * ONE_READING);

  const closes = addDays(MONDAY, 22);
  publish('27-1001', 'Nettoyage des gymnases', MONDAY, closes);
  await minutes(34);
  await until('Nettoyage des gymnases', 0);
  await press('Suivre', 'je suis « Nettoyage des gymnases » pour vous');

  // One is killed while it reads the next call; the other reads it.
  publish('27-1002', 'Nettoyage des bureaux', MONDAY, closes);
  boamp.trouble = 'silent';
  const asked = boamp.asked.length;
  one.moveTo(now + 32 * MINUTE_MS);
  while (boamp.asked.length === asked) await sleep(20);
  await kill(one);
  boamp.trouble = 'none';
  await minutes(70);
  await until('Nettoyage des bureaux', 0);
  expect(times(/avis pour vous/)).toBe(2);
  await startAgain(one);
  expect(await press('Répondre', 'C’est ouvert')).toContain('Nettoyage des bureaux');

  for (const days of [8, 7]) await morningOf(addDays(closes, -days));
  await kill(two);
  await morningOf(addDays(closes, -6));
  await startAgain(two);
  for (const days of [4, 3, 2, 1]) await morningOf(addDays(closes, -days));
  await goTo(instantOf(closes, '12:05'));
  await minutes(22);
  await morningOf(addDays(closes, 6));
  await minutes(22);
  expect(times('Encore 7 jours')).toBe(1);
  // Two days before is a Sunday: it is said on the Friday.
  expect(times(/^Encore \d jours/)).toBe(2);
  expect(times('On fait les choses une par une')).toBe(1);
  expect(times('« Nettoyage des bureaux » vient de fermer')).toBe(1);
  expect(times('Avez-vous répondu à « Nettoyage des bureaux »')).toBe(1);
  expect(times(/avis pour vous/)).toBe(2);
}, 200_000);

it('what came during an outage of several days is told in one message, the best first, and nothing twice', async () => {
  await subscribe();
  await minutes(32);
  for (const server of servers) await kill(server);
  // From Tuesday to Friday, some calls a day.
  const outage = [1, 2, 3, 4].map((days) => addDays(MONDAY, days));
  for (const [place, day] of outage.entries())
    for (let count = 0; count < 4; count += 1) {
      const number = 2001 + 10 * place + count;
      publish(`27-${number}`, `Nettoyage du site ${number}`, day, addDays(MONDAY, 30));
    }
  now = instantOf(addDays(MONDAY, 7), '09:30');
  for (const server of servers) await startAgain(server);
  await minutes(45);
  const alert = heard().find((text) => text.includes('avis pour vous')) ?? '';
  expect(new Set(alert.match(/Nettoyage du site \d+/g)).size).toBe(5);
  expect(alert).toContain('Et 11 autres');
  await minutes(60);
  for (const days of [8, 9]) await morningOf(addDays(MONDAY, days));
  expect(times(/avis pour vous/)).toBe(1);
  const kept = await db.query<{ reference: string }>('SELECT DISTINCT reference FROM notice_publication');
  expect(kept).toHaveLength(16);
}, 200_000);
