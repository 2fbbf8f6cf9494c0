import { setTimeout as sleep } from 'node:timers/promises';
import { Worker } from 'node:worker_threads';
import { expect, test } from 'vitest';
import { openEncoder } from '#src/reader/encoder/encoder.ts';
import { hostEncoder, hostedEncoder } from '#src/reader/encoder/encoder-host.ts';

const TEXT = 'ils m’ont pas payé depuis 3 mois jpeux faire koi';

/** A thread that asks for vectors without an end. */
const askingThread = (channel: string) =>
  new Worker(
    `const { hostedEncoder } = await import(${JSON.stringify(new URL('../../../src/reader/encoder/encoder-host.ts', import.meta.url).href)});
     const { parentPort } = await import('node:worker_threads');
     const { encode } = await hostedEncoder(${JSON.stringify(channel)});
     parentPort.postMessage('asks');
     for (let n = 0; ; n += 1) await encode('${TEXT} '.repeat(5) + n, 'question');`,
    { eval: true, execArgv: ['--input-type=module'] },
  );

test('gives the vectors of the encoder itself, in order', async () => {
  using host = hostEncoder();
  const { encode, runtime } = await hostedEncoder(host.channel);
  const own = await openEncoder();
  expect(runtime).toBe('native');
  const texts = ['un', TEXT, '', 'deux', TEXT];
  const vectors = await Promise.all(texts.map((text) => encode(text, 'question')));
  for (const [at, text] of texts.entries()) expect(vectors[at]).toEqual(await own.encode(text, 'question'));
  expect(await encode(TEXT, 'passage')).toEqual(await own.encode(TEXT, 'passage'));
});

test('threads that are ended while they ask harm neither the process nor the others', async () => {
  using host = hostEncoder();
  const { encode } = await hostedEncoder(host.channel);
  for (let time = 0; time < 4; time += 1) {
    const thread = askingThread(host.channel);
    await new Promise((resolve, reject) => thread.once('message', resolve).once('error', reject));
    await sleep(15 * time);
    await thread.terminate();
    expect(await encode(`${TEXT} ${time}`, 'question')).toHaveLength(384);
  }
});

test('a process that dies fails what it was asked, and is started again', async () => {
  using host = hostEncoder();
  const { encode } = await hostedEncoder(host.channel);
  const first = host.pid() as number;
  process.kill(first, 'SIGKILL');
  await expect(encode(TEXT, 'question')).rejects.toMatchObject({ code: 'unavailable' });
  await expect.poll(() => encode(TEXT, 'question').catch(() => undefined)).toHaveLength(384);
  expect(host.pid()).not.toBe(first);
});
