import { type ChildProcess, fork } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { fileURLToPath } from 'node:url';
import { BroadcastChannel } from 'node:worker_threads';
import { HotlineError } from '#src/platform/errors.ts';
import type { Encoder } from './encoder.ts';
import type { EncoderAnswer, EncoderQuestion } from './encoder-messages.ts';
import { readMetadata, type TextKind } from './metadata.ts';

const PROCESS = fileURLToPath(new URL('./encoder-process.ts', import.meta.url));
/** A text takes a hundredth of a second: beyond this, words serve alone. */
const PATIENCE_MS = 5_000;
/** The first one waits for the model to be opened, on a machine that starts. */
const OPENING_MS = 30_000;
/** What it makes for a text lives a moment, and is small. */
const YOUNG_MB = 2;
/** A text that anything can encode. */
const PROBE = 'marché public';

/** One encoder for all the threads of a process. */
export interface EncoderHost extends Disposable {
  /** What threads call it by, in {@link hostedEncoder}. */
  readonly channel: string;
  /** Its process, while there is one. */
  readonly pid: () => number | undefined;
}

/**
 * Has texts of threads encoded by a process of its own. A thread that is ended while it runs a model takes its whole
 * process with it; this one is never ended while it is asked, may die without harm, and holds the model once for all.
 */
export function hostEncoder(): EncoderHost {
  const channel = `encoder-${randomUUID()}`;
  const threads = new BroadcastChannel(channel);
  const asked = new Set<string>();
  let child: ChildProcess | undefined;
  const answer = (message: EncoderAnswer) => {
    if (asked.delete(message.id)) threads.postMessage({ answer: message });
  };
  const start = (): ChildProcess => {
    const started = fork(PROCESS, {
      serialization: 'advanced',
      execArgv: [`--max-semi-space-size=${YOUNG_MB}`],
    });
    started.on('message', (message) => answer(message as EncoderAnswer));
    started.once('error', () => started.kill());
    started.once('close', () => {
      if (child === started) child = undefined;
      for (const id of [...asked]) answer({ id, failed: 'Le lecteur s’est arrêté.' });
    });
    // It ends with its server, and keeps nothing waiting.
    started.unref();
    started.channel?.unref();
    return started;
  };
  threads.onmessage = (event) => {
    const { question } = (event as { data: { question?: EncoderQuestion } }).data;
    if (!question) return;
    asked.add(question.id);
    child ??= start();
    child.send(question, (error) => {
      if (error) answer({ id: question.id, failed: 'Le lecteur s’est arrêté.' });
    });
  };
  threads.unref();
  return {
    channel,
    pid: () => child?.pid,
    [Symbol.dispose]: () => {
      asked.clear();
      threads.close();
      child?.kill('SIGKILL');
    },
  };
}

/**
 * The encoder of a host, as a thread of the same process has it.
 * @throws HotlineError `unavailable`, with the reason, where the host can't run it
 */
export async function hostedEncoder(channel: string): Promise<Encoder> {
  const host = new BroadcastChannel(channel);
  const waiting = new Map<string, (answer: EncoderAnswer) => void>();
  host.onmessage = (event) => {
    const { answer } = (event as { data: { answer?: EncoderAnswer } }).data;
    if (answer) waiting.get(answer.id)?.(answer);
  };
  host.unref();
  const ask = async (text: string, as: TextKind, patienceMs = PATIENCE_MS) => {
    const id = randomUUID();
    const { promise, resolve } = Promise.withResolvers<EncoderAnswer>();
    waiting.set(id, resolve);
    const late = setTimeout(() => resolve({ id, failed: 'Le lecteur ne répond pas.' }), patienceMs);
    host.postMessage({ question: { id, text, as } satisfies EncoderQuestion });
    const answer = await promise;
    clearTimeout(late);
    waiting.delete(id);
    if ('failed' in answer) throw new HotlineError('unavailable', answer.failed);
    return answer;
  };
  const { runtime } = await ask(PROBE, 'question', OPENING_MS).catch((error) => {
    // Whoever tries again opens another.
    host.close();
    throw error;
  });
  return { metadata: readMetadata(), runtime, encode: async (text, as) => (await ask(text, as)).vector };
}
