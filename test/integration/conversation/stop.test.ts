import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type KnowledgeFolder, knowledgeFolder } from '#support/knowledge/answering-knowledge.ts';
import { HotlineProgram } from '#support/world/processes/killable-hotline.ts';
import { QUESTION } from '#support/world/processes/store-samples.ts';

let folder: KnowledgeFolder;
let program: HotlineProgram | undefined;
let model: Server;
/** Questions that the model has been asked, and lets wait. */
let asked = 0;
beforeEach(async () => {
  folder = await knowledgeFolder();
  asked = 0;
  model = createServer(() => {
    asked += 1;
  });
  model.listen(0, '127.0.0.1');
  await once(model, 'listening');
});
afterEach(async () => {
  await program?.end('SIGKILL');
  model.closeAllConnections();
  model.close();
  await folder[Symbol.asyncDispose]();
});

/** A server that is in the middle of an answer, which lasts. */
async function answering(): Promise<HotlineProgram> {
  const { port } = model.address() as AddressInfo;
  const settings = { LLM_BASE_URL: `http://127.0.0.1:${port}/v1`, LLM_MODEL: 'slow' };
  program = new HotlineProgram(['src/main.ts'], folder, settings);
  const url = await program.url();
  const response = await fetch(`${url}/chat/messages`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify({ id: randomUUID(), text: QUESTION }),
  });
  expect(response.status).toBe(202);
  await expect.poll(() => asked).toBeGreaterThan(0);
  return program;
}

describe('Ctrl+C', () => {
  it('once, told twice by npm, waits for the answer under way; again, ends at once; both in a clean way', async () => {
    const server = await answering();
    server.signal('SIGINT');
    server.signal('SIGINT');
    await server.printed(/Arrêt de la Hotline…/);
    const before = performance.now();
    while (!/Arrêt immédiat/.test(server.output)) {
      server.signal('SIGINT');
      await Promise.race([server.exited(), new Promise((resolve) => setTimeout(resolve, 100))]);
    }
    expect(performance.now() - before).toBeGreaterThan(500);
    expect(await server.exited()).toBe(130);
    expect(server.output).not.toMatch(/\bat .*:\d+:\d+|Error|EPIPE/);
  });

  it('in the terminal of a first build ends it, and its build says nothing', async () => {
    program = new HotlineProgram(['src/main.ts'], folder);
    const child = await program.firstChild();
    await program.printed(/Lecture des documents/);
    for (let times = 0; times < 2; times += 1) {
      program.signal('SIGINT');
      try {
        process.kill(child, 'SIGINT');
      } catch {
        // It is gone with its server.
      }
    }
    expect(await program.exited()).toBe(0);
    expect(program.output).not.toMatch(/\bat .*:\d+:\d+|Error|EPIPE/);
  });
});
