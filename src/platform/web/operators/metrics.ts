import { statfs } from 'node:fs/promises';
import { Counter, collectDefaultMetrics, Gauge, Registry } from 'prom-client';
import type { Database } from '#src/platform/database/database.ts';
import { jobCounts } from '#src/platform/database/jobs/jobs.ts';
import { pendingCount } from '#src/platform/database/ledger/ledger.ts';

/** What a process counts of itself, as Prometheus reads it. */
export interface Metrics {
  /** Notes a message that came and was kept. */
  received(channel: string): void;
  /** Notes that a channel did not take a message. */
  sendFailed(channel: string): void;
  readonly contentType: string;
  /** All of it, in Prometheus's text format. */
  text(): Promise<string>;
}

/** What the conversations count, read when it is asked for. Moments are in epoch milliseconds. */
export interface TalkCounts {
  /** Answers, refusals and hand-offs after a moment and up to another. */
  activityBetween(after: number, until: number): Promise<Record<'answers' | 'refusals' | 'handoffs', number>>;
  /** When the oldest message that waits for an answer came, and the oldest one that waits to leave was written. */
  oldestWaiting(): Promise<Record<'unanswered' | 'unsent', number | undefined>>;
  /** How many messages that did not leave are in each state. */
  unsent(): Promise<Readonly<Record<string, number>>>;
  /** How many mails a restored copy keeps back. */
  heldMails(): Promise<number>;
}

/** What is counted elsewhere, read when it is asked for; undefined where there is none. */
interface MetricSources {
  readonly db: Database;
  readonly talks: TalkCounts;
  readonly dataDir: string;
  /** When the index in service was made, in epoch milliseconds. */
  readonly indexMadeAt: () => number | undefined;
  /** Worker threads that were ended and replaced. */
  readonly workerRestarts?: (() => number) | undefined;
  readonly now: () => number;
}

/** A transaction that began earlier may commit later: it is counted with the next ones. */
const SETTLED_MS = 5_000;
const SECOND_MS = 1_000;

/**
 * Metrics of this process. Answers, refusals and hand-offs are counted in the store, since this process started: servers
 * that share one tell the same figures, which are not to be added up.
 */
export function createMetrics({
  db,
  talks,
  dataDir,
  indexMadeAt,
  workerRestarts,
  now,
}: MetricSources): Metrics {
  const { registry, counter, gauge } = openRegistry();
  const received = counter('messages_total', 'Messages reçus et gardés.', ['channel']);
  const failures = counter('send_failures_total', 'Envois que le canal n’a pas pris.', ['channel']);
  const answers = counter('answers_total', 'Réponses données.');
  const refusals = counter('refusals_total', 'Questions auxquelles la Hotline n’a pas répondu.');
  const handoffs = counter('handoffs_total', 'Dossiers ouverts pour un expert.');
  const restarts = counter('worker_restarts_total', 'Fils de calcul arrêtés et remplacés.');
  const queueAge = gauge('queue_age_seconds', 'Attente du plus ancien message sans réponse.');
  const outboxAge = gauge('outbox_age_seconds', 'Attente du plus ancien message à envoyer.');
  const outbox = gauge('outbox_messages', 'Messages qui ne sont pas partis, par état.', ['status']);
  const jobs = gauge('jobs', 'Tâches en attente ou abandonnées.', ['status']);
  const indexAge = gauge('index_age_seconds', 'Âge de l’index en service.');
  const disk = gauge('free_disk_bytes', 'Place libre sur le disque des données.');
  const ledger = gauge('ledger_pending', 'Lignes qui attendent le registre des suppressions.');

  let counted = now();
  /** One reading at a time: what two count at once would count twice. */
  let reading: Promise<void> = Promise.resolve();
  const countActivity = async () => {
    const until = now() - SETTLED_MS;
    if (until <= counted) return;
    const activity = await talks.activityBetween(counted, until);
    counted = until;
    answers.inc(activity.answers);
    refusals.inc(activity.refusals);
    handoffs.inc(activity.handoffs);
  };
  const readStore = async () => {
    await countActivity();
    const at = now();
    const age = (moment: number | undefined) =>
      moment === undefined ? 0 : Math.max(0, at - moment) / SECOND_MS;
    const { unanswered, unsent } = await talks.oldestWaiting();
    queueAge.set(age(unanswered));
    outboxAge.set(age(unsent));
    outbox.reset();
    for (const [status, count] of Object.entries(await talks.unsent())) outbox.set({ status }, count);
    const { open, dead } = await jobCounts(db);
    jobs.set({ status: 'open' }, open);
    jobs.set({ status: 'dead' }, dead);
    jobs.set({ status: 'held' }, await talks.heldMails());
    ledger.set(await pendingCount(db));
  };

  return {
    received: (channel) => received.inc({ channel }),
    sendFailed: (channel) => failures.inc({ channel }),
    contentType: registry.contentType,
    text: async () => {
      const next = reading.then(readStore);
      // A store that does not answer leaves what it said last: the process still tells how it is.
      reading = next.catch(() => undefined);
      await reading;
      const made = indexMadeAt();
      if (made !== undefined) indexAge.set(Math.max(0, now() - made) / SECOND_MS);
      const free = await freeBytes(dataDir);
      if (free !== undefined) disk.set(free);
      const total = workerRestarts?.() ?? 0;
      restarts.reset();
      restarts.inc(total);
      return registry.metrics();
    },
  };
}

/** A registry with what Node tells of the process, and what makes figures of ours in it. */
function openRegistry() {
  const registry = new Registry();
  const registers = [registry];
  collectDefaultMetrics({ register: registry });
  return {
    registry,
    counter: (name: string, help: string, labelNames: string[] = []) =>
      new Counter({ name: `hotline_${name}`, help, labelNames, registers }),
    gauge: (name: string, help: string, labelNames: string[] = []) =>
      new Gauge({ name: `hotline_${name}`, help, labelNames, registers }),
  };
}

/** What a process without rights of its own may still write on the disk of a folder; undefined when nobody can tell. */
export async function freeBytes(folder: string): Promise<number | undefined> {
  return statfs(folder).then(
    ({ bavail, bsize }) => bavail * bsize,
    () => undefined,
  );
}
