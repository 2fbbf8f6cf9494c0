import { oldestWaiting } from '#src/conversation/store/figures/activity.ts';
import { heldCounts } from '#src/conversation/store/outbox/held.ts';
import { outboxCounts } from '#src/conversation/store/outbox/outbox.ts';
import { activeGenerationId, readGeneration } from '#src/knowledge/store/generations.ts';
import { jobCounts } from '#src/platform/database/jobs/jobs.ts';
import { pendingCount } from '#src/platform/database/ledger/ledger.ts';
import { openReader } from '#src/platform/database/open.ts';
import { reasonOf } from '#src/platform/failure.ts';
import { fullMoment } from '#src/platform/french/moments.ts';
import { findLocalDoor, type LocalDoor } from '#src/platform/web/operators/local-door.ts';
import { freeBytes } from '#src/platform/web/operators/metrics.ts';
import { takeFlags } from './flags.ts';
import { readOptions } from './options.ts';
import { operatorTexts as texts } from './texts-status.ts';

const ANSWERS_WITHIN_MS = 10_000;

/**
 * `status`: how the hotline of this data folder is, for whoever may read the folder. Exit 0 when it is ready, 1 when it is
 * not, 3 when no server answers; `--json` gives what `/readyz` details, `--metrics` what `/metrics` gives.
 */
export async function statusOfServerCommand(args: readonly string[]): Promise<number> {
  const { flags, rest } = takeFlags(args, ['metrics']);
  const { config, json } = readOptions(rest);
  const door = findLocalDoor(config.dataDir);
  const answer = door && (await ask(door, flags.has('metrics') ? '/metrics' : '/readyz'));
  if (answer && (json || flags.has('metrics'))) {
    process.stdout.write(answer.text.endsWith('\n') ? answer.text : `${answer.text}\n`);
    return answer.status === 200 ? 0 : 1;
  }
  const lines = answer ? linesOf(answer) : [texts.noServer(config.dataDir)];
  // A store that is down is when this is asked: what else is known is said, and the exit code is the server's.
  process.stdout.write(
    `${[...lines, ...(await storeLines(config).catch((error) => [texts.noStore(reasonOf(error))])), ...(await diskLines(config))].join('\n')}\n`,
  );
  if (!answer) return 3;
  return answer.status === 200 ? 0 : 1;
}

interface Answer {
  readonly status: number;
  readonly text: string;
}

async function ask({ url, token }: LocalDoor, path: string): Promise<Answer | undefined> {
  try {
    const response = await fetch(`${url}${path}`, {
      headers: { Authorization: `Bearer ${token}` },
      signal: AbortSignal.timeout(ANSWERS_WITHIN_MS),
    });
    return { status: response.status, text: await response.text() };
  } catch {
    return undefined;
  }
}

/** What another program answers on that port need not be ours. */
function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** What only the process knows. */
function linesOf({ status, text }: Answer): string[] {
  const lines = [status === 200 ? texts.ready : texts.notReady];
  const details = parsed(text);
  const channels: unknown =
    typeof details === 'object' && details !== null ? Reflect.get(details, 'channels') : undefined;
  if (typeof channels === 'object' && channels !== null)
    for (const [name, state] of Object.entries(channels)) lines.push(texts.channel(name, String(state)));
  return lines;
}

async function diskLines({ dataDir }: { dataDir: string }): Promise<string[]> {
  const free = await freeBytes(dataDir);
  return free === undefined ? [] : [texts.disk((free / 1e9).toFixed(1).replace('.', ','))];
}

/** What the store says, read and not brought up to date. @throws when it does not open, or is of another version */
async function storeLines(config: { dataDir: string; databaseUrl: string | undefined }): Promise<string[]> {
  const db = await openReader(config.dataDir, config.databaseUrl, true);
  try {
    const id = await activeGenerationId(db);
    const generation = id ? await readGeneration(db, id) : undefined;
    const waiting = await oldestWaiting(db);
    const outbox = await outboxCounts(db);
    const jobs = await jobCounts(db);
    const held = await heldCounts(db);
    const since = (moment: number | undefined) => (moment === undefined ? undefined : fullMoment(moment));
    return [
      generation
        ? texts.index(generation.manifest.passages, fullMoment(generation.createdAt))
        : texts.noIndex,
      texts.unanswered(since(waiting.unanswered)),
      texts.outbox(outbox.open ?? 0, outbox.dead ?? 0, since(waiting.unsent)),
      texts.jobs(jobs.open, jobs.dead),
      ...(held.messages + held.mails > 0 ? [texts.held(held.messages + held.mails)] : []),
      ...((await pendingCount(db)) > 0 ? [texts.ledger(await pendingCount(db))] : []),
    ];
  } finally {
    await db.close();
  }
}
