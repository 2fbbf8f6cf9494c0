/**
 * Learns again how a message is cut into what it does, from messages that were cut by hand: `npm run reader:acts`, a minute
 * or two, after messages were written. Writes beside the weights.
 */
import { writeFileSync } from 'node:fs';
import { packTagger, SHIPPED_ACTS } from '#src/reader/acts/acts-file.ts';
import { readMetadata } from '#src/reader/encoder/metadata.ts';
import { openReaderEmbedder } from '#src/retrieval/vectors/reader-embedder.ts';
import { type CutMessage, labelledWords, messageOf } from './acts.ts';
import { fitTagger, type Labelled } from './fit-tagger.ts';
import { linesOf } from './sources.ts';

/** One in so many of the messages is learnt as it would be in lines, too. */
const BY_LINES = 4;

const reader = openReaderEmbedder();
const messages: Labelled[] = [];
for (const [at, cut] of linesOf<CutMessage>('acts-*.jsonl').entries()) {
  const states = await reader.embed(messageOf(cut), 'words');
  messages.push({ ...labelledWords(cut), states });
  // Some people write a thing a line.
  if (at % BY_LINES === 0 && cut.acts.length > 1) messages.push({ ...labelledWords(cut, '\n'), states });
}
writeFileSync(SHIPPED_ACTS, packTagger(fitTagger(messages), readMetadata().digest));
process.stdout.write(`${messages.length} messages\n`);
