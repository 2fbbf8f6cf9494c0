/**
 * Prints how long it takes to tell many companies of what waits for them one morning, in their conversations and by mail,
 * and the memory that it takes.
 *
 *   npm run bench:alerts [-- --companies 6000 --notices 20]
 *
 * On SQLite in a file, one process; every company is on the web chat and has its alerts by mail. The mail server, a real one
 * on a loopback port, runs in the same process and costs its share.
 */
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { createFormSource } from '#src/company/form-source.ts';
import { openConversation } from '#src/conversation/store/conversations.ts';
import { conversationDelivery } from '#src/features/opportunities/alerts/delivery.ts';
import { mailedToo } from '#src/features/opportunities/alerts/mail/delivery.ts';
import { alertMailJob } from '#src/features/opportunities/alerts/mail/job.ts';
import { Matching } from '#src/features/opportunities/alerts/match.ts';
import { sendAlerts } from '#src/features/opportunities/alerts/send.ts';
import { setAlertMail } from '#src/features/opportunities/store/alert-mails.ts';
import { startAlert } from '#src/features/opportunities/store/alerts.ts';
import { writeOpportunity } from '#src/features/opportunities/store/written.ts';
import { addContactCode, useContactCode } from '#src/person/store/contacts.ts';
import { openPerson } from '#src/person/store/persons.ts';
import { addDays } from '#src/platform/calendar/iso-date.ts';
import { instantOf } from '#src/platform/calendar/paris-time.ts';
import type { Database } from '#src/platform/database/database.ts';
import { Scheduler } from '#src/platform/database/jobs/scheduler.ts';
import { openDatabase } from '#src/platform/database/open.ts';
import { createLogger } from '#src/platform/logger.ts';
import { createSmtpMailer } from '#src/platform/mail/smtp.ts';
import { MailServer } from '#support/fakes/mail/server.ts';
import { ROOT } from '#support/repository/source-files.ts';
import { tempFolder } from '#support/repository/temp-folder.ts';
import { listCompany } from '#support/store/seeds/listed-company.ts';
import { megabytes, printTable, seconds } from './figures.ts';

const { values } = parseArgs({
  options: {
    companies: { type: 'string', default: '6000' },
    notices: { type: 'string', default: '20' },
  },
});
const COMPANIES = Number(values.companies);
const NOTICES = Number(values.notices);
const DAY = '2026-11-30';
const NOW = instantOf(DAY, '09:00');
/** Looks at the memory so often. */
const LOOK_MS = 50;

/** A company of the web chat, whose alerts go by mail too. */
async function subscribe(db: Database, at: number): Promise<void> {
  const member = { channel: 'web', key: `w${at}` };
  const listed = { name: `E${at}`, said: 'nettoyage', sectors: [], departments: ['93'], engagements: [] };
  const companyId = await listCompany(db, { ...listed, member }, NOW - 1);
  const address = `e${at}@exemple.fr`;
  await db.tx(async (tx) => {
    const { id: personId } = await openPerson(tx, { ...member, now: NOW });
    const place = { channel: 'web', channelKey: member.key, address: {}, personId, now: NOW };
    const conversationId = (await openConversation(tx, place)).id;
    const code = { personId, digest: `d${at}`, now: NOW };
    await addContactCode(tx, { ...code, email: address, expiresAt: NOW + 1 });
    await useContactCode(tx, code);
    await startAlert(tx, { companyId, personId, conversationId, cadence: 'daily', wanted: {}, now: NOW });
    await setAlertMail(tx, { companyId, personId }, { state: 'on', address, isTold: true, now: NOW });
  });
}

async function publish(db: Database, at: number): Promise<void> {
  const fields = {
    reference: `n${at}`,
    title: `Nettoyage des écoles ${at}`,
    kind: 'contrat privé',
    publisher: 'CCI',
    departments: '93',
    url: `https://avis.exemple.fr/${at}`,
    closingDay: addDays(DAY, 10 + at),
    closingTime: '12:00',
  };
  const wrote = await db.tx((tx) => writeOpportunity(tx, fields, NOW));
  if (!wrote.ok) throw new Error(wrote.mistakes.map(({ message }) => message).join());
}

/** Does something. @returns how long it took, in seconds, and the most memory of the process meanwhile, in megabytes */
async function timed(work: () => Promise<unknown>): Promise<{ took: number; most: number }> {
  let most = 0;
  const look = () => {
    most = Math.max(most, process.memoryUsage().rss / 2 ** 20);
  };
  look();
  const looking = setInterval(look, LOOK_MS);
  const from = performance.now();
  await work();
  const took = (performance.now() - from) / 1_000;
  look();
  clearInterval(looking);
  return { took, most };
}

using data = tempFolder();
await using server = await MailServer.start();
const db = await openDatabase(data.path);
try {
  const logger = createLogger('silent');
  const { signal } = new AbortController();
  const form = createFormSource(join(ROOT, 'knowledge'), logger);
  for (let at = 0; at < COMPANIES; at += 1) await subscribe(db, at);
  for (let at = 0; at < NOTICES; at += 1) await publish(db, at);
  const before = process.memoryUsage().rss / 2 ** 20;

  const delivery = mailedToo(conversationDelivery);
  const parts = { db, form, delivery, more: [], wake: () => {}, now: () => NOW + 1 };
  const matched = await timed(() => new Matching(parts).look(signal));
  let told = 0;
  let runs = 0;
  const sent = await timed(async () => {
    for (let more = -1; more !== 0; runs += 1) {
      more = await sendAlerts(parts, signal);
      told += more;
    }
  });
  const mailer = createSmtpMailer({ url: server.url(), from: { name: '', address: 'hotline@exemple.fr' } });
  const job = alertMailJob({ db, mailer, address: () => 'https://hotline.exemple.fr', now: () => NOW + 2 });
  const scheduler = new Scheduler({ db, kinds: [job], logger, now: () => NOW + 2 });
  const mailed = await timed(async () => {
    await scheduler.start();
    while (await scheduler.settle());
  });
  await scheduler.stop();
  const row = (name: string, count: number, { took, most }: { took: number; most: number }) => [
    name,
    String(count),
    seconds(took),
    `${Math.round(count / took)}`,
    megabytes(most - before),
  ];
  printTable(
    `Alerter ${COMPANIES} entreprises, ${NOTICES} avis pour chacune (${megabytes(before)} avant)`,
    ['', 'combien', 'durée', 'par seconde', 'mémoire en plus'],
    [
      row('rapprocher, et garder ce qui attend', COMPANIES, matched),
      row(`dire dans la conversation (${runs - 1} passages, un par minute)`, told, sent),
      row('envoyer par mail', server.mails.length, mailed),
    ],
  );
} finally {
  await db.close();
}
