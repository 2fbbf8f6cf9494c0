/** The encoder as a process: texts come from the server that started it, vectors go back, one at a time. */
import { getPriority, setPriority } from 'node:os';
import { errorText } from '#src/platform/errors.ts';
import { giveBack } from '#src/platform/give-back.ts';
import { type Encoder, openEncoder } from './encoder.ts';
import type { EncoderAnswer, EncoderQuestion } from './encoder-messages.ts';

/** As the threads that read: the one that acknowledges goes first. */
const NICE = 5;
/** After the texts that waited for it. */
const AFTER_MS = 2_000;

try {
  setPriority(Math.min(19, getPriority() + NICE));
} catch {
  // Where the system refuses, it goes as fast as the others.
}
let opened: Promise<Encoder> | undefined;
process.on('message', async ({ id, text, as }: EncoderQuestion) => {
  opened ??= open();
  const say = (answer: EncoderAnswer) => process.send?.(answer, () => undefined);
  try {
    const { encode, runtime } = await opened;
    say({ id, vector: await encode(text, as), runtime });
  } catch (error) {
    say({ id, failed: errorText(error) });
  }
});
/** The file of the model, twice its size once it is opened, is of no more use. */
async function open(): Promise<Encoder> {
  const encoder = await openEncoder();
  setTimeout(giveBack, AFTER_MS).unref();
  return encoder;
}
// A server that is gone asks nothing more.
process.on('disconnect', () => process.exit(0));
// It decides when this ends, whatever the terminal sends to both.
process.on('SIGINT', () => undefined);
