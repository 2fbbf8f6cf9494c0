import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readConfig } from '#src/config/config.ts';
import { createHotline, type Hotline } from '#src/hotline.ts';
import { RecordingChannel } from '#support/fakes/recording-channel.ts';
import { tempFolder } from '#support/repository/temp-folder.ts';
import { putShippedIndex } from '#support/world/prepared/indexes.ts';

describe('Who asks to be referenced and tells more in the same breath', () => {
  const folder = tempFolder();
  const channel = new RecordingChannel();
  let hotline: Hotline;
  beforeAll(async () => {
    await putShippedIndex(folder.path);
    const config = readConfig({
      PORT: '0',
      HOTLINE_DATA_DIR: folder.path,
      HOTLINE_WATCH: 'off',
      HOTLINE_WORKERS: '1',
      LOG_LEVEL: 'silent',
    });
    hotline = await createHotline(config, { adapters: [channel], surfaces: [] });
  }, 180_000);
  afterAll(async () => {
    await hotline?.[Symbol.asyncDispose]();
    folder[Symbol.dispose]();
  });

  it('has the trade, the town and the headcount noted, and is not asked them again', async () => {
    const nadia = 'nadia';
    await channel.say(nadia, 'coucou jsuis traiteur à Montreuil on est 3, je veux etre dans votre annuaire');
    const first = (await channel.untilReceived(nadia, 1))[0] ?? '';
    expect(first).toContain('Commune : Montreuil (93)');
    expect(first).toContain('Effectif : 1 à 9');
    expect(first).toContain('Traiteur');
    expect(first).not.toContain('Nom :');
    expect(first).toContain('Quel est le SIRET');
    const told = ['passer', 'La Marmite de Nadia', 'passer', 'passer'];
    for (const [at, said] of told.entries()) {
      await channel.say(nadia, said);
      await channel.untilReceived(nadia, at + 2);
    }
    // Neither the town nor the headcount: what follows the year is the turnover.
    expect((await channel.untilReceived(nadia, told.length + 1)).at(-1)).toContain('chiffre d’affaires');
  }, 60_000);

  it('has what is asked beside answered, and the form begun below', async () => {
    const karim = 'karim';
    await channel.say(
      karim,
      "je veux m'inscrire. et si je gagne un marché à Lyon, j'ai droit à quelle avance ?",
    );
    const said = (await channel.untilReceived(karim, 2)).join('\n');
    expect(said).toMatch(/50\s000 € HT[\s\S]*Quel est le SIRET/);
    await channel.say(karim, 'passer');
    expect((await channel.untilReceived(karim, 3)).at(-1)).toContain('nom');
  }, 60_000);
});
