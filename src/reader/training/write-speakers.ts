/**
 * Learns again who speaks in a message, and to whom each sentence of a page speaks: `npm run reader:speakers`, half a minute,
 * after examples or pages were written. Writes beside the weights.
 */
import { writeFileSync } from 'node:fs';
import { WEIGHTS } from '#src/reader/encoder/metadata.ts';
import type { PhraseWeights } from '#src/reader/words/phrase-classes.ts';
import { packPhrases } from '#src/reader/words/phrase-file.ts';
import { fitSpeakers, fitSpokenTo, messageExamples, sentenceExamples } from './speakers.ts';

const messages = messageExamples().learnt;
const sentences = sentenceExamples().learnt;
const write = (name: string, learnt: PhraseWeights) =>
  writeFileSync(new URL(name, WEIGHTS), `${JSON.stringify(packPhrases(learnt))}\n`);
write('speakers.json', fitSpeakers(messages));
write('spoken-to.json', fitSpokenTo(sentences));
process.stdout.write(`${messages.length} messages, ${sentences.length} phrases\n`);
