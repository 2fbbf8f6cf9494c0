import { afterEach, beforeEach, expect, it } from 'vitest';
import type { Database } from '#src/platform/database/database.ts';
import { connectDatabase } from '#src/platform/database/open.ts';
import { RecordingChannel } from '#support/fakes/recording-channel.ts';
import { PostgresServer } from '#support/store/postgres-server.ts';
import { DeskPerson } from '#support/world/desk/person.ts';
import { OfficeHotline } from '#support/world/office-hotline.ts';

const QUESTION = 'Comment fabriquer une charpente en bambou tressé ?';
const MINUTES = 60_000;
const HOUR = 60 * MINUTES;
const PAGE = `---
title: Charpente en bambou
kind: guide
audience: company
regime: ordinary
reviewed_on: 2026-11-24
review_by: 2027-06-30
owner: Équipe
sources:
  - label: Code de la commande publique
---

## Comment fabriquer une charpente en bambou tressé ?

Pour fabriquer une charpente en bambou tressé, choisissez des tiges sèches et tressez-les par quatre.
`;
const PEOPLE = ['anne', 'bruno', 'chloe', 'dora', 'elie', 'fanny', 'gilles', 'hugo'];

let postgres: PostgresServer;
let db: Database;
const servers: { hotline: OfficeHotline; channel: RecordingChannel }[] = [];
let shift = 0;

beforeEach(async () => {
  postgres = await PostgresServer.start();
  const url = await postgres.createDatabase();
  for (let count = 0; count < 2; count += 1) {
    const channel = new RecordingChannel('slack');
    servers.push({ hotline: await OfficeHotline.start({ DATABASE_URL: url }, [channel]), channel });
  }
  db = await connectDatabase('', url);
  shift = 0;
  const at = new Date();
  at.setUTCHours(9, 0, 0, 0);
  do at.setUTCDate(at.getUTCDate() + 1);
  while (at.getUTCDay() !== 2);
  await pass(at.getTime() - Date.now());
});
afterEach(async () => {
  await db?.close();
  for (const { hotline } of servers.splice(0)) await hotline[Symbol.asyncDispose]();
  await postgres[Symbol.asyncDispose]();
});

/** Moves the clock of both on, and lets both work at the same moment. */
async function pass(ms: number): Promise<void> {
  shift += ms;
  for (const { hotline } of servers) hotline.pass(ms);
  await Promise.all(servers.map(({ hotline }) => hotline.running.settled()));
}
const rounds = async (count: number) => {
  for (let round = 0; round < count; round += 1) await pass(6 * MINUTES);
};
/** Who was told, by whichever server. */
const told = (): string[] =>
  servers
    .flatMap(({ channel }) =>
      PEOPLE.flatMap((who) =>
        channel
          .received(who)
          .filter(({ text }) => text.includes('Nous savons maintenant répondre'))
          .map(() => who),
      ),
    )
    .sort();

it('people who were refused are told once, and only once, by two servers that work at the same moment', async () => {
  const [one, two] = servers;
  if (!one || !two) throw new Error('two servers run');
  for (const [place, who] of PEOPLE.entries()) {
    await servers[place % 2]?.channel.say(who, QUESTION);
    await pass(0);
  }
  const lea = await DeskPerson.signIn(db, one.hotline.url, 'Léa Martin');
  await db.query('UPDATE staff_session SET expires_at = $1, ends_at = $1', [Date.now() + shift + 48 * HOUR]);
  await rounds(2);
  const published = await lea.post('/staff/api/knowledge/publish', {
    path: 'guides/bambou.md',
    text: PAGE,
    basis: '',
  });
  expect(published.body.said).toContain('en service');
  const answered = async () => {
    await rounds(1);
    const [row] = await db.query<{ count: number }>(
      'SELECT COUNT(*) AS count FROM missed_question WHERE answer IS NOT NULL',
    );
    return Number(row?.count);
  };
  await expect.poll(answered, { timeout: 60_000, interval: 1_000 }).toBe(PEOPLE.length);

  const [group] = await db.query<{ id: string }>('SELECT id FROM question_group');
  const response = await fetch(`${one.hotline.url}/staff/questions/${group?.id}`, {
    headers: { Cookie: lea.cookie },
  });
  const basis = /data-basis="([^"]+)"/.exec(await response.text())?.[1] ?? '';
  // Two members of the staff click at the same moment, each on another server.
  const paul = await DeskPerson.signIn(db, two.hotline.url, 'Paul Roux');
  const clicks = await Promise.all(
    [lea, paul].map((who) => who.post(`/staff/api/questions/${group?.id}/tell`, { basis })),
  );
  expect(clicks.some(({ status }) => status === 200)).toBe(true);

  const all = async () => {
    await rounds(1);
    return told();
  };
  await expect.poll(all, { timeout: 60_000, interval: 500 }).toEqual(PEOPLE);
  await rounds(4);
  expect(told()).toEqual(PEOPLE);
  const [row] = await db.query<{ told: number }>('SELECT told FROM question_group');
  expect(Number(row?.told)).toBe(PEOPLE.length);
}, 240_000);
