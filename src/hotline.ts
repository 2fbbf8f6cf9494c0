import { createServer } from 'node:http';
import { hostname } from 'node:os';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { createAdapters } from '#adapters/index.ts';
import { publicGuards } from '#adapters/web/guards.ts';
import { deskSurfaces } from '#src/config/channels.ts';
import type { Config } from '#src/config/config.ts';
import { ledgerPath } from '#src/config/operators.ts';
import { secretsOf } from '#src/config/secrets.ts';
import { Delivery } from '#src/conversation/deliver/deliver.ts';
import { LiveBus } from '#src/conversation/deliver/live-bus.ts';
import { relayLive } from '#src/conversation/deliver/live-relay.ts';
import { createNotices } from '#src/conversation/pages/notices.ts';
import { createBounds } from '#src/conversation/receive/bounds.ts';
import { Channels } from '#src/conversation/receive/channels.ts';
import { FairTurns } from '#src/conversation/receive/fair-turns.ts';
import { createHost } from '#src/conversation/receive/host.ts';
import { ConversationQueue } from '#src/conversation/receive/queue.ts';
import { lockConversation } from '#src/conversation/store/conversations.ts';
import { talkCounts } from '#src/conversation/store/figures/talk-counts.ts';
import { findFile } from '#src/conversation/store/files.ts';
import { planAgain } from '#src/conversation/store/plan-again.ts';
import { proveWrite } from '#src/conversation/store/write-probe.ts';
import { type HandlerParts, handleBurst } from '#src/conversation/turn/handle.ts';
import { setAsideBurst } from '#src/conversation/turn/set-aside.ts';
import { type ReadingFiles, TurnPool } from '#src/conversation/workers/pool.ts';
import { WorkerEnded } from '#src/conversation/workers/worker-ended.ts';
import { watchModel } from '#src/features/answers/llm/watch.ts';
import { introductionExpiry } from '#src/features/directory/introductions/send.ts';
import { directoryLinks } from '#src/features/directory/links.ts';
import { createListing } from '#src/features/directory/listing.ts';
import { createDirectoryRouter } from '#src/features/directory/pages/router.ts';
import { adoptRequests } from '#src/features/expert/adopt-requests.ts';
import { createDesk } from '#src/features/expert/desk/beside.ts';
import type { ExpertPassage } from '#src/features/expert/desk/passages.ts';
import type { DrawDraft } from '#src/features/expert/drafts/draft.ts';
import { figuresJob } from '#src/features/expert/figures-job.ts';
import { DeskFeed } from '#src/features/expert/pages/feed.ts';
import { createDeskLibrary } from '#src/features/expert/pages/library.ts';
import type { DraftWords } from '#src/features/expert/store/drafts.ts';
import { caseWatch } from '#src/features/expert/watch-job.ts';
import { createPrivacy } from '#src/features/privacy/feature.ts';
import { ledgerFlush } from '#src/features/privacy/ledger/flush.ts';
import { createPrivacyPage, PRIVACY_PATH } from '#src/features/privacy/pages/page.ts';
import { daysOf } from '#src/features/privacy/rules/periods.ts';
import { referencingReminders } from '#src/features/referencing/chat/reminders.ts';
import { createReferencing } from '#src/features/referencing/parts.ts';
import { trainingJobs } from '#src/features/training/jobs.ts';
import { createTraining } from '#src/features/training/parts.ts';
import { IndexService } from '#src/knowledge/ingest/index-service.ts';
import { replyMailJob } from '#src/person/mail/reply-mail.ts';
import { forgetOldContactCodes } from '#src/person/store/contacts.ts';
import { CIRCUIT_BYTES, sharedCircuit } from '#src/platform/circuit-store.ts';
import { isRestoring } from '#src/platform/database/backup/after-restore.ts';
import { backupTexts } from '#src/platform/database/backup/texts.ts';
import { closeDataFolder } from '#src/platform/database/data-folder/private-folder.ts';
import { housekeeping } from '#src/platform/database/jobs/housekeeping.ts';
import { Scheduler } from '#src/platform/database/jobs/scheduler.ts';
import { ClockWatch } from '#src/platform/database/jobs/watch-clock.ts';
import { LedgerFile } from '#src/platform/database/ledger/file.ts';
import { flushLedger, withLedger } from '#src/platform/database/ledger/ledger.ts';
import { ledgerTexts } from '#src/platform/database/ledger/texts.ts';
import { openServerStore } from '#src/platform/database/open-server.ts';
import { storeSecret } from '#src/platform/database/settings.ts';
import { errorText, HotlineError } from '#src/platform/errors.ts';
import { createLogger, type Logger } from '#src/platform/logger.ts';
import { mailJob } from '#src/platform/mail/job.ts';
import { createSmtpMailer } from '#src/platform/mail/smtp.ts';
import { startTexts } from '#src/platform/texts-start.ts';
import { createApp } from '#src/platform/web/app.ts';
import { createFileLinks } from '#src/platform/web/file-links.ts';
import { closeServer, listen } from '#src/platform/web/listen.ts';
import { counted, countedSends } from '#src/platform/web/operators/counted-channels.ts';
import { newDoorToken, openLocalDoor } from '#src/platform/web/operators/local-door.ts';
import { createMetrics } from '#src/platform/web/operators/metrics.ts';
import { createReadiness, createWriteCheck } from '#src/platform/web/operators/readiness.ts';
import { createOperatorsRouter } from '#src/platform/web/operators/router.ts';
import { createSecurityTxt } from '#src/platform/web/security-txt.ts';
import { makeEntryLink } from '#src/platform/web/sign-in/entry-link.ts';
import type { Access } from '#src/platform/web/sign-in/guard.ts';
import { createSignIn } from '#src/platform/web/sign-in/sign-in.ts';
import { forgetEntryLinks, noteLocalAddress } from '#src/platform/web/sign-in/store/entry-links.ts';
import { forgetSessions } from '#src/platform/web/sign-in/store/sessions.ts';
import { OfficeTraces } from '#src/platform/web/traces/office-traces.ts';
import type { ChannelAdapter } from './channel/port.ts';
import { merging, othersDo } from './features-together.ts';
import { createFeatures } from './hotline-features.ts';
import { officeSpaces } from './hotline-pages.ts';
import { DRAFT, SEARCH } from './hotline-reader.ts';
import type { ServedContent } from './retrieval/knowledge-base.ts';

/** A running hotline. Disposing of it finishes the turns under way and closes everything. */
export interface Hotline extends AsyncDisposable {
  /** Where the web chat is. */
  readonly url: string;
  /** How experts and staff come in; `link` opens the desk once, on this machine. */
  readonly desk: { readonly access: Access; readonly link: string | undefined };
  /** What it serves over HTTP. */
  readonly app: ReturnType<typeof createApp>;
  /**
   * Does what there is to do now, and waits until nothing is left: no message without its answer, nothing to send, no
   * work that is due. What is planned for later stays so. Tests wait for it rather than for time to pass.
   */
  settled(): Promise<void>;
}

const READING_FILES: ReadingFiles = {
  worker: fileURLToPath(new URL('./hotline-thread.ts', import.meta.url)),
  process: fileURLToPath(new URL('./hotline-process.ts', import.meta.url)),
};

/** What only workers do. */
const readElsewhere = (): never => {
  throw new Error('messages are read in workers');
};

/** Who makes the link that the start shows. */
const SERVER = { key: 'server', name: startTexts.server };

/** What tests may replace. */
export interface Overrides {
  readonly logger?: Logger;
  readonly now?: () => number;
  readonly adapters?: readonly ChannelAdapter[];
  /** What the threads that read turns run. */
  readonly readingFiles?: ReadingFiles;
  /** Channels among these on which experts work. */
  readonly surfaces?: readonly string[];
  /** Hears, once, why the hotline must not go on: its process ends, and whoever watches it starts it again. */
  readonly onFatal?: (error: HotlineError) => void;
}

/**
 * Builds and starts the hotline: the composition root, where all wiring is.
 * @throws HotlineError `storage` when another server holds the data folder, `busy` when the port is taken
 */
export async function createHotline(config: Config, overrides: Overrides = {}): Promise<Hotline> {
  const logger = overrides.logger ?? createLogger(config.logLevel, secretsOf(config));
  const now = overrides.now ?? Date.now;
  for (const problem of closeDataFolder(config.dataDir)) logger.warn(problem);
  await using stack = new AsyncDisposableStack();
  const fatal = (message: string) => {
    logger.error(message);
    overrides.onFatal?.(new HotlineError('storage', message));
  };
  const store = await openServerStore(config, stack, {
    onRepaired: (kept) => logger.warn(startTexts.indexRepaired(kept)),
    onDamaged: (message) => logger.error(message),
    onLost: fatal,
  });
  const ledger = new LedgerFile(ledgerPath(config));
  const warnLedger = (error: unknown) => logger.warn(ledgerTexts.notWritten(ledger.path, errorText(error)));
  const db = withLedger(store, ledger, warnLedger);

  if (await isRestoring(db)) throw new HotlineError('storage', backupTexts.unfinished);
  await flushLedger(db, ledger).catch(warnLedger);

  const mailer = config.mail && createSmtpMailer(config.mail);
  const mailIsOn = mailer !== undefined;
  const directorySecret = await storeSecret(db, 'directory');
  const circuit = new SharedArrayBuffer(CIRCUIT_BYTES);
  const model = watchModel(sharedCircuit(circuit), logger, now);
  stack.defer(() => model.stop());
  const pool = stack.use(
    new TurnPool({
      settings: {
        dataDir: config.dataDir,
        databaseUrl: config.databaseUrl,
        knowledgeDir: config.knowledgeDir,
        llm: config.llm,
        embeddings: config.embeddings,
        companyApiUrl: config.companyApiUrl,
        directory: config.directory,
        directorySecret,
        mailIsOn,
        circuit,
      },
      size: config.workers,
      logger,
      files: overrides.readingFiles ?? READING_FILES,
    }),
  );
  let serving: ServedContent | undefined;
  let vectors = 'none';
  const index = new IndexService({
    db,
    config,
    logger,
    onLoad: async (content) => {
      ({ vectors } = await pool.serve(content.generation));
      serving = content;
    },
  });
  stack.defer(() => index.stop());
  await index.start();

  const bus = new LiveBus();
  let address = config.publicUrl?.replace(/(?<!\/)\/+$/, '');
  const files = createFileLinks({
    publicUrl: () => address ?? '',
    secret: await storeSecret(db, 'files'),
    readFile: (id) => findFile(db, id),
    onRead: async (request, id) => {
      // A signed link needs no session; who opens it from the desk's browser is one of the team.
      const by = await signIn.whoIs(request);
      if (by) await traces.read(by, 'file_read', { kind: 'file', id });
    },
    now,
  });
  const concerns = new Set<string>();
  const adapters =
    overrides.adapters ??
    (await createAdapters({
      ...config.channels,
      publicUrl: config.publicUrl,
      onError: (error) => logger.error({ err: error }, 'channel failed'),
      onConcern: (sentence) => {
        concerns.add(sentence);
        logger.warn(sentence);
      },
      linkToFile: files.linkTo,
    }));
  const surfaces = overrides.surfaces ?? deskSurfaces(config.channels);
  const talks = talkCounts(db);
  const metrics = createMetrics({
    db,
    talks,
    dataDir: config.dataDir,
    indexMadeAt: () => serving?.createdAt,
    workerRestarts: () => pool.figures().ended,
    now,
  });
  const doorToken = newDoorToken();
  const experts = createDesk({ db, surfaces, now });
  const delivery = new Delivery({
    db,
    adapters: new Map(adapters.map((one) => [one.name, countedSends(one, metrics)])),
    bus,
    logger,
    now,
    desk: experts,
  });
  const figures = () => serving?.figures;
  const cite = (keys: readonly string[]) => library.cite(keys);
  const training = createTraining({ config, logger, cite });
  const referencing = createReferencing({ config, logger, figures });
  const links = directoryLinks(() => address ?? '', directorySecret);
  const directory = { ...links, ...createListing({ ...links, isOn: config.directory }) };
  const dataCare = createPrivacy(config.privacy, () => address && `${address}${PRIVACY_PATH}`, othersDo);
  const features = createFeatures({
    db,
    logger,
    mailIsOn,
    surfaces,
    referencing,
    training,
    directory,
    privacy: dataCare.settings,
    merging,
    // What is answered is prepared in workers.
    answerer: readElsewhere,
    handouts: { models: async () => [], base: readElsewhere },
  });
  const find = async (words: string, today: string): Promise<readonly ExpertPassage[]> => {
    const { generation } = pool;
    if (generation === undefined) return [];
    // Words that nothing can read find nothing.
    return pool
      .run({ type: 'errand', name: SEARCH, generation, data: { words, today } }, { key: 'desk' })
      .then((found) => found as readonly ExpertPassage[])
      .catch((error) => (error instanceof WorkerEnded ? [] : Promise.reject(error)));
  };
  // A model is waited for, a computation is not: one turn of an address at a time leaves the other workers to others.
  const fairTurns = new FairTurns(config.llm ? 16 : 1);
  const queue = new ConversationQueue({
    db,
    logger,
    now,
    handle: (id, burst, how) => {
      const prepare: HandlerParts['prepare'] = (turn) =>
        pool.run(
          { type: 'turn', generation: pool.generation, turn, address: address ?? '' },
          { key: fairTurns.sourceOf(id) ?? id, ...how },
        );
      const answer = () => handleBurst({ db, now, features, desk: experts, prepare }, id, burst);
      // One that waits for all the others holds up nobody at its own address meanwhile.
      return how.isSuspect ? answer() : fairTurns.run(id, answer);
    },
    setAside: (conversationId, burst, why) =>
      db.tx((tx) => setAsideBurst(tx, { conversationId, burst, why, features, desk: experts, now: now() })),
    onStart: (id) => {
      // A typing sign that can't be shown is no reason to fail.
      const announce = async () => {
        const conversation = await db.tx((tx) => lockConversation(tx, id));
        // While a person of the team holds the conversation, nothing is being prepared.
        if (conversation && conversation.kind === 'company' && conversation.mode !== 'human')
          bus.publish(conversation.channel, conversation.channelKey, { type: 'typing' });
      };
      announce().catch((error) => logger.warn({ err: error }, 'typing sign failed'));
    },
    onDone: () => changed(),
  });
  const feed = new DeskFeed({ db, logger, now });
  stack.defer(() => feed.stop());
  const changed = () => {
    delivery.wake();
    feed.announce();
  };
  const kick = (id: string) => {
    // What was just received shows at the desk before anything is made of it.
    feed.announce();
    pool.arrived(fairTurns.sourceOf(id) ?? id);
    queue.kick(id);
  };
  const bounds = createBounds({ config: config.bounds, dataDir: config.dataDir, fairTurns, logger });
  const host = counted(createHost({ db, bus, kick, wake: changed, desk: experts, now, ...bounds }), metrics);
  if (db.dialect === 'postgres') stack.defer(relayLive({ db, bus, history: host.history, logger }));
  const channels = new Channels(adapters, logger);
  const notices = createNotices({ index, model });
  const readiness = createReadiness({
    db,
    talks,
    base: () => serving,
    vectors: () => vectors,
    channels: () => channels.states(),
    whyNotKept: createWriteCheck({ proveWrite: () => proveWrite(db, now()), logger }),
    notices: notices.texts,
  });
  const traces = new OfficeTraces({ db, now });
  const signIn = createSignIn({ db, config, logger, traces, now });
  stack.defer(() => signIn.stop());
  const office = { requireRole: signIn.requireRole, isHttps: signIn.isHttps, logger, traces };
  const library = createDeskLibrary({ serving: () => serving, find, knowledgeDir: config.knowledgeDir, now });
  const draw: DrawDraft = (source) =>
    pool
      .run({ type: 'errand', name: DRAFT, data: source }, { key: 'desk' })
      .then((drawn) => drawn as DraftWords | undefined)
      .catch((error) => (error instanceof WorkerEnded ? undefined : Promise.reject(error)));
  const shared = { db, directory, form: referencing.form, mailIsOn, now, changed };
  const app = createApp({
    spaces: [
      { path: '/', router: signIn.router },
      {
        path: '/',
        router: createSecurityTxt({ contact: config.securityContact, publicUrl: config.publicUrl, now }),
      },
      { path: PRIVACY_PATH, router: createPrivacyPage({ ...config.privacy, ...dataCare }) },
      {
        path: '/',
        router: createDirectoryRouter({ ...office, ...shared, guards: publicGuards(signIn.isHttps) }),
      },
      ...officeSpaces({
        ...office,
        ...shared,
        feed,
        library,
        draw,
        surfaces,
        signIn,
        notices,
        organizer: config.mail?.from.address,
        days: daysOf(dataCare.periods, 'traces'),
        register: referencing.directory,
        channels: () => channels.states(),
        concerns: () => [...concerns],
        wake: changed,
      }),
    ],
    routes: adapters.flatMap((one) => one.routes),
    files: files.router,
    operators: createOperatorsRouter({
      readiness,
      metrics,
      tokens: [doorToken, ...(config.operators.statusToken ? [config.operators.statusToken] : [])],
      isStaff: signIn.isStaff,
    }),
    trustProxy: config.operators.trustProxy,
    https: config.publicUrl?.startsWith('https:') ?? false,
    logger,
  });
  const server = createServer(app);
  stack.defer(() => closeServer(server));
  const port = await listen(server, config);
  const host_ = config.host.includes(':') ? `[${config.host}]` : config.host;
  const url = `http://${host_}:${port}`;
  address ??= url;
  stack.defer(openLocalDoor(config.dataDir, { url, token: doorToken }));
  stack.defer(() => channels.stop());
  await channels.start(host);
  stack.defer(() => delivery.stop());
  stack.defer(async () => {
    const stopped = queue.stop();
    fairTurns.close();
    pool.refuse();
    await stopped;
  });
  await queue.start();
  await adoptRequests(db, { surfaces, now });
  const pageUrl = () => `${address}/`;
  const kinds = [
    housekeeping(now, [forgetSessions, forgetEntryLinks, forgetOldContactCodes]),
    ledgerFlush(db, ledger),
    caseWatch({ db, surfaces, wake: changed, now }),
    figuresJob({ db, now }),
    referencingReminders({ db, wake: changed, now }),
    introductionExpiry({ db, mailIsOn, wake: changed, now }),
    ...dataCare.jobs({ db, surfaces, mailIsOn, wake: changed, logger, now }),
    replyMailJob({ mailIsOn, pageUrl, now }),
    ...trainingJobs({ db, wake: changed, mailIsOn, pageUrl, now }),
  ];
  if (mailer) kinds.push(mailJob(mailer, now));
  const scheduler = new Scheduler({ db, kinds, logger, now });
  stack.defer(() => scheduler.stop());
  await scheduler.start();
  const clock = new ClockWatch({
    db,
    now,
    logger,
    planAgain,
    onPlanned: async () => {
      await scheduler.plan();
      delivery.wake();
    },
  });
  stack.defer(() => clock.stop());
  await clock.start();
  delivery.wake();
  const link =
    signIn.access === 'this machine'
      ? await makeEntryLink(db, { address: url, by: SERVER, now: now() })
      : undefined;
  await noteLocalAddress(db, hostname(), link && url);
  let isEnding = false;
  stack.defer(() => {
    isEnding = true;
  });
  const settled = async () => {
    const isLeft = async () =>
      (await Promise.all([queue.settle(), scheduler.settle(), delivery.settle()])).includes(true);
    while (!isEnding && (await isLeft())) await nextTurn();
  };
  const running = stack.move();
  const desk = { access: signIn.access, link };
  return { url, desk, app, settled, [Symbol.asyncDispose]: () => running.disposeAsync() };
}
