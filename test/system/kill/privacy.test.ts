import { setTimeout as sleep } from 'node:timers/promises';
import { expect, it } from 'vitest';
import { tracesInFiles } from '#support/store/find-traces.ts';
import { TelegramPeer } from '#support/world/channels/telegram-peer.ts';

const SENTENCE = 'mon voisin Gontran Le Bihan me doit quatre palettes';
/** When the hotline is killed after the yes, in milliseconds: before, during and after the erasure. */
const KILLS = [0, 30, 120, 400];

it('a person is erased once and wholly, whenever the hotline is killed, and no log names them', async () => {
  const settings = { ERASURE_DELAY_DAYS: '0', LOG_LEVEL: 'debug' };
  await using peer = await TelegramPeer.open('polling', { settings });
  const { hotline } = peer;
  /** What they asked for first: both files, in the platform's own way. */
  const given = async (user: string) => {
    await peer.say(user, 'exportez mes données').acknowledged;
    const files = () => peer.fake.shown.flatMap(({ file }) => file ?? []).slice(-2);
    while (files().length < 2) await sleep(20);
    expect(files().map(({ name }) => name.slice(-5))).toEqual(['.html', '.json']);
    for (const { bytes } of files()) expect(Buffer.from(bytes).toString()).toContain(SENTENCE);
  };
  const told = async (user: string, count: number, words: RegExp) => {
    const seen = await peer.untilReceived(user, count);
    expect(seen.map(({ text }) => text).join('\n')).toMatch(words);
  };
  for (const [index, after] of KILLS.entries()) {
    const user = `gontran-${index}`;
    await peer.say(user, `${SENTENCE}.`).acknowledged;
    await peer.untilReceived(user, 1);
    if (index === 0) await given(user);
    const { length } = peer.received(user);
    await peer.say(user, 'supprimez mes données').acknowledged;
    await told(user, length + 1, /Si vous confirmez/);
    await peer.press(user, 'Oui, tout supprimer').acknowledged;
    await sleep(after);
    await hotline.restart('SIGKILL');
    // What it said and did not say before the kill comes after it: the wish, then the receipt.
    while (!peer.received(user).some(({ text }) => text.includes('Vos données ont été supprimées')))
      await sleep(20);
  }
  const states = async () =>
    (await hotline.query<{ state: string }>('SELECT state FROM erasure')).map(({ state }) => state);
  while ((await states()).some((state) => state !== 'ended')) await sleep(200);
  expect(await states()).toHaveLength(KILLS.length);
  for (const table of ['message', 'person', 'person_identity', 'conversation'])
    expect(await hotline.query(`SELECT * FROM ${table}`), table).toEqual([]);
  await hotline.stop();
  expect(tracesInFiles(hotline.dataDir, [SENTENCE, 'Gontran'])).toEqual([]);
  expect(hotline.output).not.toMatch(/Gontran|palettes/);
});
