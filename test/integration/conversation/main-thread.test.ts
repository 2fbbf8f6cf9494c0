import { describe, expect, it } from 'vitest';
import { readConfig } from '#src/config/config.ts';
import { createHotline } from '#src/hotline.ts';
import { createLogger } from '#src/platform/logger.ts';
import { ExpressionWatch } from '#support/expressions/expression-watch.ts';
import { RecordingChannel } from '#support/fakes/recording-channel.ts';
import { knowledgeFolder } from '#support/knowledge/answering-knowledge.ts';
import { WITHOUT_READER } from '#support/world/without-reader.ts';

/** A word that only these people use. */
const WORD = 'zouzoune';

/** What runs over people's words on the thread that acknowledges, and why it may. */
const MAY: Readonly<Record<string, string>> = {
  'src/conversation/rules/always-heard.ts':
    'short words such as « stop » are let through whatever the bounds',
  'src/conversation/rules/burst.ts': 'whether a short message ends its sentence',
};

describe('The thread that acknowledges', () => {
  it('reads nobody’s words: questions, wishes, forms, dates and requests are read in workers', async () => {
    await using folder = await knowledgeFolder();
    const channel = new RecordingChannel();
    const config = readConfig({
      ...WITHOUT_READER,
      PORT: '0',
      HOTLINE_WATCH: 'off',
      HOTLINE_WORKERS: '1',
      DIRECTORY: 'on',
      HOTLINE_DATA_DIR: folder.dataDir,
      HOTLINE_KNOWLEDGE_DIR: folder.knowledgeDir,
    });
    await using _hotline = await createHotline(config, {
      adapters: [channel],
      logger: createLogger('silent'),
    });
    using watch = new ExpressionWatch(WORD);
    const talk = async (who: string, ...texts: readonly string[]) => {
      for (const text of texts) {
        await channel.say(who, text);
        await channel.untilReceived(who, 1);
      }
    };
    await talk(
      'anne',
      `Ai-je droit à une avance, ${WORD} ?`,
      `je m’appelle ${WORD} et je veux être référencé`,
      // Answers to the form, one of them a question.
      `732 829 320 00074 ${WORD}`,
      `Les Jardins de ${WORD}`,
      `c’est quoi une avance ${WORD} ?`,
      'plus tard',
      `qui sait faire le ménage à ${WORD} ?`,
      `retirer mon accord pour ${WORD}`,
      `supprimez mes données ${WORD}`,
      'annuler',
      `je veux recevoir les réponses par mail à ${WORD}@exemple.fr`,
      `je veux parler à un expert, ${WORD}`,
      `ça ferme le 24 décembre à midi, ${WORD}`,
      `puis-je sous-traiter tout le marché de ${WORD} ?`,
    );
    expect(watch.readers.filter((file) => !(file in MAY))).toEqual([]);
  });
});
