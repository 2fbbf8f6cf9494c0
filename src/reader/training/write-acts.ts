/**
 * Learns again how a message is cut into what it does, from messages that were cut by hand: `npm run reader:acts`, a minute
 * or two, after messages were written. Writes beside the weights.
 */
import { writeFileSync } from 'node:fs';
import { packTagger, SHIPPED_ACTS } from '#src/reader/acts/acts-file.ts';
import { fitTagger, type Labelled } from '#src/reader/acts/fit-tagger.ts';
import { openReaderEmbedder } from '#src/retrieval/vectors/reader-embedder.ts';
import { type CutMessage, labelledWords, messageOf } from './acts.ts';
import { linesOf } from './sources.ts';

const reader = openReaderEmbedder();
const messages: Labelled[] = [];
for (const cut of linesOf<CutMessage>('acts-*.jsonl'))
  messages.push({ ...labelledWords(cut), states: await reader.embed(messageOf(cut), 'words') });
writeFileSync(SHIPPED_ACTS, packTagger(fitTagger(messages)));
process.stdout.write(`${messages.length} messages\n`);
