import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { shippedTagger } from '#src/reader/acts/acts-file.ts';
import { actsReader } from '#src/reader/acts/said-acts.ts';
import { actOfLabel, begins, labelsOf } from '#src/reader/acts/tagger.ts';
import { type CutMessage, labelledWords, messageOf } from '#src/reader/training/acts.ts';
import { openReaderEmbedder } from '#src/retrieval/vectors/reader-embedder.ts';

const { embed } = openReaderEmbedder();
const read = actsReader((message) => embed(message, 'words'));
const HELD_OUT = readFileSync(
  join(import.meta.dirname, '../../evaluation/messages/held-out-acts.jsonl'),
  'utf8',
)
  .trim()
  .split('\n')
  .map((line) => JSON.parse(line) as CutMessage);
/** Of a hand that nothing was learnt from: 90.9 % and 64.5 % when it was learnt, with an interval of two and five points. */
const WORDS = 0.88;
const QUESTIONS = 0.58;

describe('What messages do, by what ships', () => {
  it('is cut as people go from one thing to the next, without a sign', async () => {
    expect(
      await read(
        'bonjour jai gagne un marche de peinture a la mairie de Creil jai droit a une avance et je peux commencer quand',
      ),
    ).toEqual([
      { act: 'talk', text: 'bonjour' },
      { act: 'tell', text: 'jai gagne un marche de peinture a la mairie de Creil' },
      { act: 'ask', text: 'jai droit a une avance' },
      { act: 'ask', text: 'et je peux commencer quand' },
    ]);
  });

  it('is one question, whatever it enumerates', async () => {
    for (const message of [
      'Dois-je joindre mes attestations d’impôts, d’Urssaf et mon Kbis à ma candidature ?',
      'que faire si le titulaire ne paie pas et que la mairie ne veut rien savoir ?',
    ])
      expect(await read(message), message).toEqual([{ act: 'ask', text: message }]);
  });

  it('is a wish beside what is told', async () => {
    const acts = await read('je veux etre rappelé demain, je suis plombier à Auch');
    expect(acts.map(({ act }) => act)).toEqual(['want', 'tell']);
  });

  it('is told as well as when it was learnt, on a hand held apart', async () => {
    const counts = { words: 0, right: 0, asked: 0, found: 0 };
    for (const cut of HELD_OUT) {
      const { words, labels } = labelledWords(cut);
      const said = labelsOf(words, await embed(messageOf(cut), 'words'), shippedTagger());
      counts.words += words.length;
      counts.right += said.filter(
        (label, at) => actOfLabel(label) === actOfLabel(labels[at] as number),
      ).length;
      const found = new Set(questionsOf(said));
      const asked = questionsOf(labels);
      counts.asked += asked.length;
      counts.found += asked.filter((one) => found.has(one)).length;
    }
    expect(counts.right / counts.words).toBeGreaterThan(WORDS);
    expect(counts.found / counts.asked).toBeGreaterThan(QUESTIONS);
  });

  it('is nothing of an empty message, and is read of a long one', async () => {
    expect(await read('')).toEqual([]);
    const long = 'je suis peintre à Lens et je me demande si on me paiera. '.repeat(60);
    expect((await read(long)).map(({ text }) => text).join(' ').length).toBeGreaterThan(long.length - 200);
  });
});

/** Where questions stand, from their first word to their last. */
function questionsOf(labels: readonly number[]): string[] {
  const starts = labels.flatMap((label, at) => (begins(label) ? [at] : []));
  return starts.flatMap((from, index) =>
    actOfLabel(labels[from] as number) === 'ask' ? [`${from}-${starts[index + 1] ?? labels.length}`] : [],
  );
}
