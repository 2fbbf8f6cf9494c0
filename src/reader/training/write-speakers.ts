/**
 * Learns again who speaks in a message, and to whom each sentence of a page speaks: `npm run reader:speakers`, half a minute,
 * after examples or pages were written. Writes beside the weights.
 */
import { writeFileSync } from 'node:fs';
import { SHIPPED_SPOKEN_TO } from '#src/reader/speaker/spoken-to.ts';
import { SHIPPED_SPEAKERS } from '#src/reader/speaker/who-speaks.ts';
import { packPhrases } from '#src/reader/words/phrase-file.ts';
import { fitSpeakers, fitSpokenTo, messageExamples, sentenceExamples } from './speakers.ts';

const messages = messageExamples().learnt;
const sentences = sentenceExamples().learnt;
writeFileSync(SHIPPED_SPEAKERS, packPhrases(fitSpeakers(messages)));
writeFileSync(SHIPPED_SPOKEN_TO, packPhrases(fitSpokenTo(sentences)));
process.stdout.write(`${messages.length} messages, ${sentences.length} phrases\n`);
