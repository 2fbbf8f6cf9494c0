/**
 * Learns again who speaks in a message, to whom each sentence of a page speaks, and what a message sets aside:
 * `npm run reader:speakers`, a minute, after examples or pages were written. Writes beside the weights.
 */
import { writeFileSync } from 'node:fs';
import { WEIGHTS } from '#src/reader/encoder/metadata.ts';
import { packLabels, packPhrases } from '#src/reader/words/packed.ts';
import { cutMessages, fitPutsRight, fitSetAside } from './set-aside.ts';
import { fitSpeakers, fitSpokenTo, messageExamples, sentenceExamples } from './speakers.ts';

const messages = messageExamples().learnt;
const sentences = sentenceExamples().learnt;
const cut = cutMessages().learnt;
const write = (name: string, packed: object) =>
  writeFileSync(new URL(name, WEIGHTS), `${JSON.stringify(packed)}\n`);
write('speakers.json', packPhrases(fitSpeakers(messages)));
write('spoken-to.json', packPhrases(fitSpokenTo(sentences)));
write('set-aside.json', packPhrases(fitPutsRight(cut)));
write('set-aside-words.json', packLabels(fitSetAside(cut)));
process.stdout.write(
  `${messages.length} messages, ${sentences.length} phrases, ${cut.length} messages mis au point\n`,
);
