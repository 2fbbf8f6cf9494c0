/**
 * Counts again the words of what people said of each section, of the pages as they are and of all the training data:
 * `npm run reader:words`, some seconds, after pages changed or messages were written. Writes beside the weights.
 */
import { writeFileSync } from 'node:fs';
import { packWords } from '#src/reader/words/counts-file.ts';
import { countWords, type WordCounts } from '#src/reader/words/naive-bayes.ts';
import { questionsAnswered } from '#src/retrieval/passages/index-content.ts';
import { SHIPPED_WORDS } from '#src/retrieval/vectors/section-words.ts';
import { readMessages, readPages } from './sources.ts';

/** A word in fewer texts than this tells nothing: it is mostly a slip. */
const LEAST = 2;

const said = new Map(readPages().map((passage) => [passage.key, questionsAnswered(passage)]));
for (const { section, text } of readMessages()) said.get(section)?.push(text);
const texts = [...said.values()].flat();
const usual = countWords(texts);
const counted = new Map<string, WordCounts>();
for (const [key, own] of said)
  counted.set(key, new Map([...countWords(own)].filter(([word]) => (usual.get(word) ?? 0) >= LEAST)));
writeFileSync(SHIPPED_WORDS, packWords(counted));
process.stdout.write(`${counted.size} sections, ${texts.length} textes, ${usual.size} mots\n`);
