import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { addDays, parisDay } from '#src/platform/calendar/iso-date.ts';
import { instantOf } from '#src/platform/calendar/paris-time.ts';
import type { Database } from '#src/platform/database/database.ts';
import { openDatabase } from '#src/platform/database/open.ts';
import { RecordingChannel } from '#support/fakes/recording-channel.ts';
import { OfficeHotline } from '#support/world/office-hotline.ts';

describe('At midnight in Paris', () => {
  let channel: RecordingChannel;
  let office: OfficeHotline;
  let db: Database;

  beforeEach(async () => {
    channel = new RecordingChannel();
    office = await OfficeHotline.start({ HOTLINE_WATCH: 'on' }, [channel]);
    db = await openDatabase(office.dataDir);
  });
  afterEach(async () => {
    await db.close();
    await office[Symbol.asyncDispose]();
  });

  const generation = async () =>
    (await db.query<{ id: string }>('SELECT id FROM generation ORDER BY created_at DESC LIMIT 1'))[0]?.id;

  it('a page enters service and another leaves it, with the index that serves already', async () => {
    const day = addDays(parisDay(Date.now()), 2);
    const page = (title: string, dates: string, answer: string) => `---
title: ${title}
kind: guide
audience: company
regime: ordinary
${dates}
---

## Faut-il un cachet de cire sur la facture ?

${answer}

On demande aussi : cachet de cire ; facture cachetée à la cire
`;
    const guides = join(office.knowledgeDir, 'guides');
    const last = addDays(day, -1);
    await writeFile(
      join(guides, 'cire-avant.md'),
      page('La cire avant', `valid_until: ${last}`, 'Le cachet de cire rouge est demandé.'),
    );
    await writeFile(
      join(guides, 'cire-apres.md'),
      page('La cire après', `valid_from: ${day}`, 'Le cachet de cire verte suffit.'),
    );
    const read = async () =>
      (await db.query("SELECT path FROM knowledge_file WHERE path LIKE 'guides/cire-%'")).length;
    await expect.poll(read, { timeout: 60_000 }).toBe(2);
    const ask = async (who: string) => {
      await channel.say(who, 'Faut-il un cachet de cire sur la facture ?');
      await office.running.settled();
      return channel.received(who).at(-1)?.text ?? '';
    };
    await expect.poll(() => ask(crypto.randomUUID()), { timeout: 60_000 }).toContain('cire rouge');
    const before = await generation();

    const moveTo = (at: number, from: number) => office.pass(at - from);
    const midnight = instantOf(day, '00:00');
    moveTo(midnight - 30_000, Date.now());
    const evening = await ask('soir');
    office.pass(60_000);
    const night = await ask('nuit');
    expect([evening, night]).toEqual([
      expect.stringContaining('cire rouge'),
      expect.stringContaining('cire verte'),
    ]);
    expect(evening).not.toContain('cire verte');
    expect(night).not.toContain('cire rouge');
    expect(await generation()).toBe(before);
  });
});
