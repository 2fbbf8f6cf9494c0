import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type Block, paragraph } from '#src/channel/blocks.ts';
import { addFile } from '#src/conversation/store/files.ts';
import { addOutboundMessage } from '#src/conversation/store/messages.ts';
import { openSqlite } from '#src/platform/database/sqlite/sqlite.ts';
import { type CompanyChannel, companyOn, type DeskCompany, heardBy } from '#support/world/desk/company.ts';
import { DeskWorld } from '#support/world/desk/desk-world.ts';
import { ClockedHotline } from '#support/world/processes/clocked-hotline.ts';

const ADVANCE = 'Ai-je droit à une avance ?';
const START = Date.parse('2026-11-24T10:00:00+01:00');
const HELD = 'Voici ce que vous avez demandé.';

/** What a platform does to the message, and what it is then asked for. */
const FAULTS = {
  telegram: (world: DeskWorld) =>
    world.telegram.fake.fail({ kind: 'status', status: 500, methods: /^sendDocument$/ }),
  slack: (world: DeskWorld) =>
    world.slack.slack.faults.plan({ method: 'upload', kind: 'down', times: 1_000 }),
  teams: (world: DeskWorld) => world.teams.fake.fail({ kind: 'status', status: 500, says: HELD }),
} as const;

describe('What a platform goes on refusing', () => {
  let world: DeskWorld<ClockedHotline>;
  beforeEach(async () => {
    world = await DeskWorld.openWith((settings) => ClockedHotline.start(settings, START), []);
  });
  afterEach(() => world?.[Symbol.asyncDispose]());

  const store = async <T>(work: (db: Awaited<ReturnType<typeof openSqlite>>) => Promise<T>): Promise<T> => {
    const db = await openSqlite(join(world.hotline.dataDir, 'hotline.db'));
    try {
      return await work(db);
    } finally {
      await db.close();
    }
  };
  /** Says something to the only conversation of a channel, with a file. */
  const give = (channel: string) =>
    store((db) =>
      db.tx(async (tx) => {
        const [row] = await tx.query<{ id: string }>('SELECT id FROM conversation WHERE channel = $1', [
          channel,
        ]);
        const file = { name: 'lettre.txt', mediaType: 'text/plain', bytes: Buffer.from('Madame, Monsieur') };
        const fileId = await addFile(tx, file, START);
        const blocks: Block[] = [
          paragraph(HELD),
          { type: 'file', fileId, name: file.name, mediaType: file.mediaType },
        ];
        await addOutboundMessage(tx, { conversationId: row?.id ?? '', content: { blocks }, now: START });
      }),
    );
  /** Waits until the message was tried so often in vain. */
  const untilTried = async (times: number) => {
    const tries = () =>
      store((db) =>
        db.query<{ attempts: number }>(
          "SELECT attempts FROM outbox WHERE status = 'open' AND failing_since IS NOT NULL",
        ),
      );
    await expect
      .poll(async () => (await tries())[0]?.attempts ?? 0, { timeout: 60_000 })
      .toBeGreaterThanOrEqual(times);
  };
  const answers = (company: DeskCompany) => company.heard().filter((text) => text.includes('50 000 € HT'));

  /** A message that fails, a question after it, and somebody else who is answered meanwhile. */
  const stuckOn = async (channel: Exclude<CompanyChannel, 'web'>) => {
    const company = await companyOn(world, channel);
    await company.say('Bonjour');
    await world.until(() => company.heard().length > 0);
    const lift = FAULTS[channel](world);
    await give(channel);
    await untilTried(1);
    await company.say(ADVANCE);
    const other = await companyOn(world, channel);
    await other.say(ADVANCE);
    await heardBy(world, other, /50 000 € HT/);
    expect(answers(company)).toEqual([]);
    world.hotline.moveTo(START + 62_000);
    await heardBy(world, company, /50 000 € HT/);
    return { company, lift };
  };

  it.each(['telegram', 'slack'] as const)(
    'a file on %s: what follows leaves after a minute, and the file comes as a link, which is said',
    async (channel) => {
      const { company } = await stuckOn(channel);
      await company.say('Puis-je sous-traiter tout le marché ?');
      await heardBy(world, company, /sous-traiter la totalité/);
      world.hotline.moveTo(START + 5 * 60_000);
      const said = await heardBy(world, company, /n’a pas pris le fichier « lettre.txt »/);
      const link = /http:\S+\/files\/[^\s|>]+/.exec(said)?.[0].replaceAll('&amp;', '&') ?? '';
      expect(await (await fetch(link)).text()).toBe('Madame, Monsieur');
      expect(answers(company)).toHaveLength(1);
      expect(company.heard().filter((text) => text.includes(HELD))).toHaveLength(1);
      const left = await store((db) => db.query("SELECT id FROM outbox WHERE status <> 'sent'"));
      expect(left).toEqual([]);
    },
  );

  it('a message in Teams: what follows leaves after a minute, and it leaves too once it is taken', async () => {
    const { company, lift } = await stuckOn('teams');
    lift();
    world.hotline.moveTo(START + 5 * 60_000);
    await heardBy(world, company, new RegExp(HELD));
    expect(company.heard().filter((text) => text.includes(HELD))).toHaveLength(1);
    expect(answers(company)).toHaveLength(1);
  });
});
