import { randomInt } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { expect, it } from 'vitest';
import { SET_ASIDE } from '#support/store/nothing-set-aside.ts';
import { heardBy, openCase, telegramCompany } from '#support/world/desk/company.ts';
import { DeskWorld } from '#support/world/desk/desk-world.ts';

const ROUNDS = 12;

it(`rule 14: a case goes on through ${ROUNDS} kills: nothing said on either side is lost, and order holds`, async () => {
  await using world = await DeskWorld.open();
  // Slack delivers again after a minute and after five: long enough for a hotline to come back.
  world.slack.slack.delivery.retryScale = 1 / 15;
  const { places } = world;
  const company = telegramCompany(world, 5_001);
  const opened = await openCase(world, company);
  await world.slack.press('nadia', opened.in(world.slack), 'Prendre');
  await heardBy(world, company, /a pris votre dossier/);
  const threads = places.map((place) => opened.in(place));
  const posted = () => world.telegram.fake.calls.length + world.teams.fake.posts.length;

  const delivered: Promise<unknown>[] = [];
  for (let round = 0; round < ROUNDS; round += 1) {
    const place = places[round % places.length] ?? world.slack;
    delivered.push(company.say(`Demande ${round}.`));
    delivered.push(
      Promise.resolve(
        place.write('nadia', threads[round % threads.length] ?? '', `Retour ${round}.`).acknowledged,
      ),
    );
    // Blind kills seldom fall where it hurts: every other one comes just after something was sent.
    const before = posted();
    if (round % 2 === 0) await world.until(() => posted() > before + 1);
    else await sleep(randomInt(300));
    await world.hotline.restart('SIGKILL');
    // An expert's words of this round and of the next come by different platforms, which promise no common order.
    await Promise.all(delivered);
  }

  /** Each of them once at least, in order: what a kill repeated stands beside what it repeats. */
  const hasAll = (texts: readonly string[], words: readonly string[]) => {
    let next = 0;
    for (const text of texts) if (next < words.length && text.includes(words[next] ?? '')) next += 1;
    return next === words.length;
  };
  const named = (word: string) => Array.from({ length: ROUNDS }, (_, round) => `${word} ${round}.`);
  await world.until(() =>
    named('Retour').every((word) => company.heard().some((text) => text.includes(word))),
  );
  for (const [index, place] of places.entries()) {
    const lines = () => place.lines(threads[index] ?? '').flatMap(({ text }) => text.split('\n'));
    await world.until(() => hasAll(lines(), named('Demande')));
    const others = named('Retour').filter((_, round) => round % places.length !== index);
    await world.until(() => others.every((word) => lines().some((line) => line.includes(word))));
    expect(place.threads()).toHaveLength(1);
    expect(place.strays()).toEqual([]);
  }

  expect(await world.hotline.query(SET_ASIDE)).toEqual([]);
  // The assistant said nothing meanwhile, and everything was done once.
  const said = await world.hotline.query<{ data: string }>(
    "SELECT data FROM case_event WHERE type = 'said' ORDER BY id",
  );
  const authors = said.map(({ data }) => JSON.parse(data) as { author: string; messageIds: string[] });
  const ids = (author: string) =>
    authors.filter((one) => one.author === author).flatMap(({ messageIds }) => messageIds);
  expect(ids('company')).toHaveLength(new Set(ids('company')).size);
  expect(ids('company').length).toBe(ROUNDS);
  expect(ids('expert')).toHaveLength(ROUNDS);
  expect(ids('bot')).toEqual([]);
  const [row] = await world.hotline.query<{ owner_name: string }>('SELECT * FROM expert_case');
  expect(JSON.stringify(row)).toContain('Nadia Benali');
});
