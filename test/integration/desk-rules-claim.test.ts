import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { removePrepared } from '../support/channel-hotline.ts';
import { webCompany } from '../support/desk-company.ts';
import { DeskWorld } from '../support/desk-world.ts';

afterAll(removePrepared);

describe('smoke', () => {
  let world: DeskWorld;
  beforeAll(async () => {
    world = await DeskWorld.open();
  });
  afterAll(() => world?.[Symbol.asyncDispose]());

  it('opens', async () => {
    using company = await webCompany(world);
    await company.say('Ai-je droit à une avance ?');
    await world.until(() => company.heard().length > 0);
    await company.say('je veux parler à un humain');
    const timer = setTimeout(() => {
      console.log(world.hotline.output);
      for (const p of world.places) for (const t of p.threads()) console.log(p.name, t, p.lines(t));
      console.log(world.slack.slack.calls.slice(-5), world.teams.fake.posts.slice(-3), world.telegram.fake.calls.slice(-6));
    }, 8000);
    const threads = [];
    for (const p of world.places) threads.push(await world.threadWith(p, /Derniers messages/));
    for (const [i, p] of world.places.entries()) console.log(p.name, threads[i], JSON.stringify(p.lines(threads[i] ?? ''), null, 1));
    await world.slack.press('nadia', threads[0] ?? '', 'Prendre');
    await world.until(() => company.heard().some((t) => t.includes('Nadia Benali')));
    for (const [i, p] of world.places.entries()) await world.line(p, threads[i] ?? '', /Suivi par : Nadia Benali/);
    world.teams.reply('marc', threads[1] ?? '', 'Bonjour par Teams');
    console.log(JSON.stringify(await world.teams.reply('marc', threads[1] ?? '', 'Encore').answer).slice(0,300));
    await world.telegram.write('nadia', threads[2] ?? '', 'Bonjour par Telegram').acknowledged;
    await world.until(() => company.heard().some((t) => t.includes('par Telegram')));
    console.log(company.heard());
    console.log(world.telegram.lines(threads[2] ?? ''));
    clearTimeout(timer);
    console.log(world.hotline.output);
  });
});
