import { writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { channelNames } from '#src/channel/texts.ts';
import { deskSurfaces } from '#src/config/channels.ts';
import type { Config } from '#src/config/config.ts';
import { ledgerPath } from '#src/config/operators.ts';
import { eraseNow, erasureEnd, erasureJob, planErasure } from '#src/features/privacy/erasure/jobs.ts';
import { exportFiles } from '#src/features/privacy/export/document.ts';
import { dropCompany } from '#src/features/privacy/retention/drop-company.ts';
import { dryRetention, runRetention, type Swept } from '#src/features/privacy/retention/sweep.ts';
import { retentionTexts } from '#src/features/privacy/retention/texts.ts';
import { periodsWith } from '#src/features/privacy/rules/periods.ts';
import { findErasure, hastenErasure, scheduleErasure } from '#src/features/privacy/store/erasures.ts';
import { findPersons, rowsOfPerson } from '#src/features/privacy/store/export-person.ts';
import { othersDo, REGISTER } from '#src/features-together.ts';
import { findPerson } from '#src/person/store/persons.ts';
import { frenchDate, parisDay } from '#src/platform/calendar/iso-date.ts';
import type { Database, Queryable } from '#src/platform/database/database.ts';
import { Scheduler } from '#src/platform/database/jobs/scheduler.ts';
import { LedgerFile } from '#src/platform/database/ledger/file.ts';
import { withLedger } from '#src/platform/database/ledger/ledger.ts';
import { ledgerTexts } from '#src/platform/database/ledger/texts.ts';
import { openDatabase } from '#src/platform/database/open.ts';
import { errorText, HotlineError } from '#src/platform/errors.ts';
import { fullMoment } from '#src/platform/french/moments.ts';
import { createLogger } from '#src/platform/logger.ts';
import type { Act } from '#src/platform/web/traces/acts.ts';
import { addTrace, type TraceObject } from '#src/platform/web/traces/store/traces.ts';
import { operator } from './operator.ts';
import { type CommandOptions, readOptions } from './options.ts';
import { privacyCli as texts } from './texts-privacy.ts';

/**
 * `privacy find WORDS`, `privacy export --person ID`, `privacy erase --person ID`, `privacy receipt REFERENCE`,
 * `privacy retention [--dry-run]`: what an operator does about people's data. They work beside a server.
 */
export async function privacyCommand(args: readonly string[]): Promise<number> {
  const { person, dryRun, rest } = takeOwn(args);
  const options = readOptions(rest);
  const { config, words } = options;
  const [verb, ...others] = words;
  const run = VERBS.get(verb ?? '');
  if (!run) throw new HotlineError('input', texts.badUse);
  const db = keepLedger(await openDatabase(config.dataDir, config.databaseUrl), config);
  try {
    return await run(db, { ...options, words: others, person, dryRun });
  } finally {
    await db.close();
  }
}

/** A store whose erasures, withdrawals and unsubscribes are in the ledger too, as those of the server are. */
function keepLedger(db: Database, config: Pick<Config, 'dataDir' | 'operators'>): Database {
  const file = new LedgerFile(ledgerPath(config));
  return withLedger(db, file, (error) => {
    process.stderr.write(`${ledgerTexts.notWritten(file.path, errorText(error))}\n`);
  });
}

type Asked = CommandOptions & { readonly person: string | undefined; readonly dryRun: boolean };
const print = (lines: readonly string[]): number => {
  process.stdout.write(`${lines.join('\n')}\n`);
  return 0;
};

/** `--person` and `--dry-run` are this command's own options. */
function takeOwn(args: readonly string[]): { person: string | undefined; dryRun: boolean; rest: string[] } {
  const { tokens } = parseArgs({
    args: [...args],
    options: { person: { type: 'string' }, 'dry-run': { type: 'boolean' } },
    strict: false,
    tokens: true,
  });
  const own = tokens.filter(
    (token) => token.kind === 'option' && (token.name === 'person' || token.name === 'dry-run'),
  );
  const taken = new Set(
    own.flatMap((token) =>
      token.kind === 'option' && token.value !== undefined && !token.inlineValue
        ? [token.index, token.index + 1]
        : [token.index],
    ),
  );
  const person = own.findLast((token) => token.kind === 'option' && token.name === 'person');
  return {
    person: person?.kind === 'option' ? (person.value ?? '') : undefined,
    dryRun: own.some((token) => token.kind === 'option' && token.name === 'dry-run'),
    rest: args.filter((_, index) => !taken.has(index)),
  };
}

async function find(db: Database, { words }: Asked): Promise<number> {
  if (words.length === 0) throw new HotlineError('input', texts.badUse);
  await noted(db, 'person_searched');
  const found = await findPersons(db, words.join(' '));
  if (found.length === 0) return print([texts.nobody]);
  return print(
    found.map(({ id, name, channels, createdAt }) =>
      texts.found({
        id,
        name,
        on: channels.map((one) => channelNames[one] ?? one),
        since: frenchDate(parisDay(createdAt)),
      }),
    ),
  );
}

/** Notes what the operator does; a reading, before it is given. */
const noted = (db: Queryable, act: Act, on?: TraceObject): Promise<void> =>
  addTrace(db, { by: operator(), act, on, now: Date.now() });

/** @throws HotlineError `input` when nobody has this id */
async function mustBe(db: Database, person: string | undefined): Promise<string> {
  if (!person) throw new HotlineError('input', texts.badUse);
  if (!(await findPerson(db, person))) throw new HotlineError('input', texts.unknown(person));
  return person;
}

/** The JSON on the standard output, or both files beside `--out`. */
async function exportPerson(db: Database, { person, out }: Asked): Promise<number> {
  const id = await mustBe(db, person);
  await noted(db, 'person_exported', { kind: 'person', id });
  const { json, html } = exportFiles(await rowsOfPerson(db, id, REGISTER), Date.now());
  if (out === undefined) {
    process.stdout.write(json);
    return 0;
  }
  const base = out.replace(/\.(?:json|html)$/, '');
  try {
    // A copy of somebody's data is for whoever asked for it.
    writeFileSync(`${base}.json`, json, { mode: 0o600 });
    writeFileSync(`${base}.html`, html, { mode: 0o600 });
  } catch (cause) {
    throw new HotlineError('input', texts.noWrite(base), { cause });
  }
  return print([texts.written(`${base}.json`, `${base}.html`)]);
}

/** Erases at once: who the person is was checked by whoever runs this. */
async function erase(db: Database, { person, config }: Asked): Promise<number> {
  const personId = await mustBe(db, person);
  const now = Date.now;
  const planned = await db.tx(async (tx) => {
    const at = now();
    const { erasure } = await scheduleErasure(tx, { personId, askedBy: 'staff', dueAt: at, now: at });
    await hastenErasure(tx, erasure.id, at);
    const due = { ...erasure, dueAt: at };
    await planErasure(tx, due, at);
    // By its receipt: who it was is not to be found here when it is done.
    await noted(tx, 'person_erased', { kind: 'erasure', id: erasure.reference });
    return due;
  });
  const parts = {
    db,
    surfaces: deskSurfaces(config.channels),
    mailIsOn: config.mail !== undefined,
    others: othersDo,
    // A server beside this one sends what is waiting within seconds; else, the next one that starts.
    wake: () => undefined,
    now,
  };
  const scheduler = new Scheduler({
    db,
    kinds: [erasureJob(parts), erasureEnd(parts)],
    logger: createLogger('error'),
    now,
  });
  const erasedAt = await eraseNow(planned, { db, scheduler, now });
  const { reference } = planned;
  if (erasedAt === undefined) throw new HotlineError('storage', texts.notYet(reference));
  return print([texts.erased(reference, fullMoment(erasedAt))]);
}

async function receipt(db: Database, { words }: Asked): Promise<number> {
  const [reference] = words;
  if (!reference) throw new HotlineError('input', texts.badUse);
  const found = await findErasure(db, reference);
  if (!found) throw new HotlineError('input', texts.noReceipt(reference));
  await noted(db, 'receipt_read', { kind: 'erasure', id: found.reference });
  const { state, askedAt, dueAt, erasedAt } = found;
  return print([
    texts.receipt({
      reference: found.reference,
      state,
      asked: fullMoment(askedAt),
      due: fullMoment(dueAt),
      erased: erasedAt === undefined ? undefined : fullMoment(erasedAt),
    }),
  ]);
}

async function retention(db: Database, { dryRun, config }: Asked): Promise<number> {
  const periods = periodsWith(config.privacy.retention);
  if (!dryRun) await noted(db, 'retention_run');
  const beforeCompany = dropCompany({ mailIsOn: config.mail !== undefined, others: othersDo });
  const parts = { periods, register: REGISTER, beforeCompany, now: Date.now() };
  const { swept, isPartial } = dryRun
    ? await dryRetention(db, parts)
    : { swept: await runRetention(db, parts), isPartial: false };
  const total = swept.flatMap(({ removed }) => [...removed.values()]).reduce((sum, rows) => sum + rows, 0);
  return print([
    dryRun ? retentionTexts.dry : retentionTexts.done,
    ...swept.flatMap(linesOf),
    isPartial ? retentionTexts.atLeast(total) : retentionTexts.total(total),
  ]);
}

function linesOf({ period, removed }: Swept): string[] {
  const tables = [...removed].map(([table, rows]) => retentionTexts.table(table, rows));
  return [retentionTexts.line(period), ...(tables.length > 0 ? tables : [retentionTexts.nothing])];
}

const VERBS: ReadonlyMap<string, (db: Database, asked: Asked) => Promise<number>> = new Map([
  ['find', find],
  ['export', exportPerson],
  ['erase', erase],
  ['receipt', receipt],
  ['retention', retention],
]);
