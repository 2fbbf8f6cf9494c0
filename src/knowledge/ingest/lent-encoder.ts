import { randomUUID } from 'node:crypto';
import { HotlineError } from '#src/platform/errors.ts';
import type { Encoder } from '#src/reader/encoder/encoder.ts';
import type { EncoderAnswer, EncoderQuestion } from '#src/reader/encoder/encoder-messages.ts';
import { readMetadata } from '#src/reader/encoder/metadata.ts';

/** What a build says to the server that started it: that it has a text to be read, or that an index is published. */
export type BuildSaid = { readonly question: EncoderQuestion } | { readonly published: true };

/** What it is told while it builds: the vector of a text. */
export interface BuildTold {
  readonly answer: EncoderAnswer;
}

/**
 * The encoder that the server has open, as the build that it started has it: a page that changed has a text or two to be
 * read, and to open an encoder of one's own for them takes as long as all the rest.
 */
export async function lentEncoder(): Promise<Encoder> {
  const waiting = new Map<string, (answer: EncoderAnswer) => void>();
  process.on('message', (told: Partial<BuildTold>) => {
    if (told.answer) waiting.get(told.answer.id)?.(told.answer);
  });
  const gone = (id: string): EncoderAnswer => ({ id, failed: 'Le lecteur s’est arrêté.' });
  process.once('disconnect', () => {
    for (const [id, answer] of waiting) answer(gone(id));
  });
  return {
    metadata: readMetadata(),
    runtime: 'native',
    encode: async (text, as) => {
      const id = randomUUID();
      const { promise, resolve } = Promise.withResolvers<EncoderAnswer>();
      waiting.set(id, resolve);
      process.send?.({ question: { id, text, as } } satisfies BuildSaid, (error: Error | null) => {
        if (error) resolve(gone(id));
      });
      const answer = await promise;
      waiting.delete(id);
      if ('failed' in answer) throw new HotlineError('unavailable', answer.failed);
      return answer.vector;
    },
  };
}
