import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { openSqlite } from '#src/platform/database/sqlite/sqlite.ts';
import { SET_ASIDE } from '#support/store/nothing-set-aside.ts';
import { listCompany } from '#support/store/seeds/listed-company.ts';
import { ChannelHotline } from '#support/world/channel-hotline.ts';
import { WebClient } from '#support/world/people/web-client.ts';

describe('A wish for a contact that nobody answers', () => {
  it('ends once, whenever the hotline is killed before and at its day', async () => {
    await using hotline = await ChannelHotline.open({ DIRECTORY: 'on' });
    await hotline.start();
    const db = await openSqlite(join(hotline.dataDir, 'hotline.db'));
    const company = {
      name: 'Cuisine Lente',
      said: 'traiteur',
      sectors: ['traiteur'],
      departments: ['93'],
      engagements: ['ess'],
      member: { channel: 'web', key: 'nobody' },
    };
    await listCompany(db, company, Date.now());
    await db.close();
    using buyer = await WebClient.open(hotline.url ?? '');
    const answers = async () => (await buyer.history()).filter(({ author }) => author !== 'company');
    const said = [
      'contacter Cuisine Lente.',
      'Béa Roy.',
      'Mairie de Bondy.',
      'Un buffet.',
      'bea@bondy.fr.',
      'oui.',
    ];
    for (const [index, words] of said.entries()) {
      await buyer.send(words);
      while ((await answers()).length <= index) await sleep(20);
    }
    expect(JSON.stringify(await answers())).toContain('C’est envoyé à Cuisine Lente');
    await hotline.stop('SIGKILL');
    // The day comes while nothing runs.
    const past = Date.now() - 1_000;
    await hotline.query('UPDATE introduction SET expires_at = $1', [past]);
    await hotline.query("UPDATE job SET due_at = $1, run_at = $1 WHERE kind = 'introduction-expiry'", [past]);
    await hotline.start();
    const ends = async () =>
      (await hotline.query<{ content: string }>("SELECT content FROM message WHERE author = 'bot'")).filter(
        ({ content }) => content.includes('n’a pas répondu'),
      );
    while ((await ends()).length === 0) await sleep(50);
    await hotline.restart('SIGKILL');
    while (
      (await hotline.query("SELECT 1 FROM job WHERE kind = 'introduction-expiry' AND status = 'open'"))
        .length > 0
    )
      await sleep(50);
    expect(await ends()).toHaveLength(1);
    expect(await hotline.query(SET_ASIDE)).toEqual([]);
    expect(await hotline.query('SELECT state FROM introduction')).toEqual([{ state: 'expired' }]);
    const journal = await hotline.query<{ type: string }>('SELECT type FROM introduction_event ORDER BY at');
    expect(journal.map(({ type }) => type)).toEqual(['asked', 'expire']);
  });
});
