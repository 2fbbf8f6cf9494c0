import { readdirSync, readFileSync } from 'node:fs';
import { constants, getPriority } from 'node:os';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { EmbeddingsConfig } from '#src/config/config.ts';
import { IndexService } from '#src/knowledge/ingest/index-service.ts';
import { createLogger, type Logger } from '#src/platform/logger.ts';
import type { ServedContent } from '#src/retrieval/knowledge-base.ts';
import { AVANCE } from '#support/knowledge/samples.ts';
import { openWorkshop, type Workshop } from '#support/knowledge/workshop.ts';

let shop: Workshop;
let service: IndexService;
let served: ServedContent | undefined;
let said: string[];
beforeEach(async () => {
  shop = await openWorkshop();
  said = [];
});
afterEach(async () => {
  vi.useRealTimers();
  await service.stop();
  await shop[Symbol.asyncDispose]();
});

const logger: Logger = {
  ...createLogger('silent'),
  error: (_: unknown, text?: unknown) => void said.push(String(text)),
};

async function start(embeddings: EmbeddingsConfig = { provider: 'static' }): Promise<void> {
  service = new IndexService({
    db: shop.db,
    config: { knowledgeDir: shop.knowledge.path, dataDir: shop.data.path, embeddings, watchKnowledge: true },
    logger,
    onLoad: async (content) => {
      served = content;
    },
  });
  await service.start();
}

/** The processes that this one started to build, but for those that are ended. */
const builds = (): number[] =>
  readdirSync('/proc/self/task')
    .flatMap((task) => readFileSync(`/proc/self/task/${task}/children`, 'utf8').split(' '))
    .filter((pid) => pid !== '' && commandOf(pid).includes('ingest/process.ts'))
    .map(Number);

function commandOf(pid: string): string {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, 'utf8');
  } catch {
    return '';
  }
}

const change = (word: string) =>
  shop.knowledge.write({
    'guides/avance.md': AVANCE.replace('Comment rembourser', `Comment ${word} rembourser`),
  });
const headings = () => served?.passages.map(({ heading }) => heading);
/** Waits until the watch has told all that it had to tell, and the process that builds waits too. @returns that process */
async function settled(): Promise<number> {
  change('bien');
  await expect.poll(headings, { timeout: 30_000 }).toContain('Comment bien rembourser une avance ?');
  await sleep(1_500);
  await expect.poll(builds, { timeout: 30_000 }).toHaveLength(1);
  return builds()[0] as number;
}
async function ended(pid: number): Promise<void> {
  process.kill(pid, 'SIGKILL');
  await expect.poll(builds, { timeout: 30_000 }).toEqual([]);
}

describe('the index that follows a folder', () => {
  it('tries a build that failed again, though nothing changed since', async () => {
    vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] });
    await start();
    const pid = await settled();
    process.kill(pid, 'SIGSTOP');
    change('vite');
    await sleep(1_000);
    process.kill(pid, 'SIGKILL');
    await expect.poll(async () => (await service.trouble())?.text, { timeout: 30_000 }).toContain('SIGKILL');
    expect(said).toHaveLength(1);
    vi.advanceTimersByTime(60_000);
    await expect.poll(headings, { timeout: 30_000 }).toContain('Comment vite rembourser une avance ?');
    await expect.poll(() => service.trouble(), { timeout: 30_000 }).toBeUndefined();
  }, 120_000);

  it('stops at once while a process makes ready, and starts none after', async () => {
    await start();
    await ended(await settled());
    change('vite');
    await expect.poll(builds, { interval: 5, timeout: 30_000 }).toHaveLength(1);
    process.kill(builds()[0] as number, 'SIGSTOP');
    // The change waits for it.
    await sleep(1_500);
    const before = Date.now();
    await service.stop();
    expect(Date.now() - before).toBeLessThan(5_000);
    change('bien');
    await service.refresh();
    await sleep(500);
    expect(builds()).toEqual([]);
  }, 120_000);

  it('starts nothing for what Word leaves beside a document that is open', async () => {
    await start();
    await ended(await settled());
    shop.knowledge.write({ 'guides/~$reglement.docx': 'Léa' });
    await sleep(1_500);
    expect(builds()).toEqual([]);
    change('vite');
    await expect.poll(headings, { timeout: 30_000 }).toContain('Comment vite rembourser une avance ?');
  }, 120_000);

  it('says that what was left to be read was not, when its process is killed', async () => {
    const sentences = Array.from(
      { length: 2_000 },
      (_, at) => `La salle ouvre le casier ${at} à la personne.`,
    );
    shop.knowledge.write({
      'documents/salles.md': `# Les salles\n\n## La salle\n\n${sentences.join(' ')}\n`,
    });
    await start({ provider: 'reader' });
    // It lets all others go first; the one that builds has the priority of who started it, whatever that is.
    const last = () => builds().find((pid) => getPriority(pid) === constants.priority.PRIORITY_LOW);
    await expect.poll(last, { timeout: 60_000 }).toBeDefined();
    process.kill(last() as number, 'SIGKILL');
    await expect.poll(() => said.join(), { timeout: 30_000 }).toContain('n’a pas été fini');
    expect(said.join()).toContain('SIGKILL');
    expect(await service.trouble()).toBeUndefined();
  }, 120_000);
});
