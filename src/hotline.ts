import { createServer } from 'node:http';
import { hostname } from 'node:os';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { createAdapters } from '#adapters/index.ts';
import { pageGuards } from '#adapters/web/guards.ts';
import { deskSurfaces } from '#src/config/channels.ts';
import type { Config } from '#src/config/config.ts';
import { areAlertsMailed } from '#src/config/mail.ts';
import { secretsOf } from '#src/config/secrets.ts';
import { createNotices } from '#src/conversation/pages/notices.ts';
import { Channels } from '#src/conversation/receive/channels.ts';
import { talkCounts } from '#src/conversation/store/figures/talk-counts.ts';
import { findFile } from '#src/conversation/store/files.ts';
import type { ReadingFiles } from '#src/conversation/workers/pool.ts';
import { answerCheck } from '#src/features/answers/verify/answer-check.ts';
import { directoryLinks } from '#src/features/directory/links.ts';
import { createListing } from '#src/features/directory/listing.ts';
import { adoptRequests } from '#src/features/expert/adopt-requests.ts';
import { createDesk } from '#src/features/expert/desk/beside.ts';
import { createPrivacy } from '#src/features/privacy/feature.ts';
import { PRIVACY_PATH } from '#src/features/privacy/pages/page.ts';
import { createReferencing } from '#src/features/referencing/parts.ts';
import { createTraining } from '#src/features/training/parts.ts';
import { closeDataFolder } from '#src/platform/database/data-folder/private-folder.ts';
import { storeSecret } from '#src/platform/database/settings.ts';
import type { HotlineError } from '#src/platform/errors.ts';
import { createLogger, type Logger } from '#src/platform/logger.ts';
import { startTexts } from '#src/platform/texts-start.ts';
import { createFileLinks, type FileLinks } from '#src/platform/web/file-links.ts';
import { closeServer, listen } from '#src/platform/web/listen.ts';
import { newDoorToken, openLocalDoor } from '#src/platform/web/operators/local-door.ts';
import { createMetrics } from '#src/platform/web/operators/metrics.ts';
import { makeEntryLink } from '#src/platform/web/sign-in/entry-link.ts';
import type { Access } from '#src/platform/web/sign-in/guard.ts';
import { noteLocalAddress } from '#src/platform/web/sign-in/store/entry-links.ts';
import type { ChannelAdapter } from './channel/port.ts';
import { merging, othersDo } from './features-together.ts';
import { createConversations, startConversations } from './hotline-conversations.ts';
import { morningParts } from './hotline-daily.ts';
import { createFeatures } from './hotline-features.ts';
import { type Foundation, layFoundation } from './hotline-foundation.ts';
import { startJobs } from './hotline-jobs.ts';
import { openKnowledgeDesk } from './hotline-knowledge.ts';
import { createMoreNotices } from './hotline-notices.ts';
import { type Readers, startReaders } from './hotline-readers.ts';
import { recallParts } from './hotline-recall.ts';
import { createWeb, type Office, openOffice, type Web } from './hotline-web.ts';

/** A running hotline. Disposing of it finishes the turns under way and closes everything. */
export interface Hotline extends AsyncDisposable {
  /** Where the web chat is. */
  readonly url: string;
  /** How experts and staff come in; `link` opens the desk once, on this machine. */
  readonly desk: { readonly access: Access; readonly link: string | undefined };
  /** What it serves over HTTP. */
  readonly app: Web;
  /**
   * Does what there is to do now, and waits until nothing is left: no message without its answer, nothing to send, no
   * work that is due. What is planned for later stays so. Tests wait for it rather than for time to pass.
   */
  settled(): Promise<void>;
}

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
 * Builds and starts the hotline: the composition root, where its parts are put together. Each stands on those before it;
 * at the end they are closed in the opposite order.
 * @throws HotlineError `storage` when another server holds the data folder, `busy` when the port is taken
 */
export async function createHotline(config: Config, overrides: Overrides = {}): Promise<Hotline> {
  const logger = overrides.logger ?? createLogger(config.logLevel, secretsOf(config));
  const now = overrides.now ?? Date.now;
  for (const problem of closeDataFolder(config.dataDir)) logger.warn(problem);
  await using stack = new AsyncDisposableStack();
  const foundation = await layFoundation({ config, logger, now, stack }, overrides.onFatal);
  if (config.embeddings.provider === 'static') logger.warn(startTexts.staticEmbeddings);
  const { db } = foundation;

  // What reads and answers, in other threads.
  const directorySecret = await storeSecret(db, 'directory');
  const readers = await startReaders(foundation, { directorySecret, files: overrides.readingFiles });
  const { pool } = readers;
  const knowledge = await openKnowledgeDesk(foundation, readers);

  // Who comes in, where people write, and what the features do there.
  const office = openOffice(foundation, readers);
  const platforms = await openPlatforms(foundation, office, overrides);
  const { adapters, surfaces } = platforms;
  const served = createServices(foundation, { readers, office, surfaces, directorySecret });
  const { features, dataCare } = served;

  // From a message that comes to what is said.
  const metrics = openMetrics(foundation, readers);
  const experts = createDesk({ db, surfaces, now });
  const talk = { adapters, features, pool, experts, feed: office.feed, metrics };
  const conversations = createConversations(foundation, talk);
  const { host, queue, delivery, changed } = conversations;

  const more = createMoreNotices(foundation, knowledge, readers);
  const notices = createNotices({ ...readers, more });
  const recall = recallParts(foundation, readers, knowledge, changed);

  // What is served over HTTP.
  const channels = new Channels(adapters, logger);
  const doorToken = newDoorToken();
  const pages = {
    ...platforms,
    ...served,
    knowledge,
    notices,
    recall,
    office,
    readers,
    channels,
    metrics,
    doorToken,
    ...pageGuards(office.signIn.isHttps),
    changed,
  };
  const app = createWeb(foundation, pages);
  const url = await openDoors(foundation, app, doorToken);

  // From here on it answers, and works by itself.
  stack.defer(() => channels.stop());
  await channels.start(host);
  await startConversations(foundation, conversations, pool);
  await adoptRequests(db, { surfaces, now });
  const morning = morningParts(foundation, readers, notices);
  const scheduler = await startJobs(foundation, {
    surfaces,
    dataCare,
    conversations,
    readers,
    recall,
    morning,
    form: served.form,
  });
  delivery.wake();
  const desk = await deskEntry(foundation, office.signIn.access, url);

  const settled = settling(stack, [queue, scheduler, delivery]);
  const running = stack.move();
  return { url, desk, app, settled, [Symbol.asyncDispose]: () => running.disposeAsync() };
}

/** What is counted of how the hotline runs. */
function openMetrics({ config, db, now }: Foundation, readers: Awaited<ReturnType<typeof startReaders>>) {
  return createMetrics({
    db,
    talks: talkCounts(db),
    dataDir: config.dataDir,
    indexMadeAt: () => readers.serving()?.createdAt,
    workerRestarts: () => readers.pool.figures().ended,
    now,
  });
}

/** The channels that people write on, the places among them where experts work, and the files that they link to. */
interface Platforms {
  readonly adapters: readonly ChannelAdapter[];
  readonly surfaces: readonly string[];
  readonly files: FileLinks;
  /** What channels say should be put right on their platforms. */
  readonly concerns: ReadonlySet<string>;
}

/** Makes the configured channels, which do not move yet, and the addresses of the files that they give. */
async function openPlatforms(
  { config, db, logger, now, address }: Foundation,
  { signIn, traces }: Office,
  overrides: Overrides,
): Promise<Platforms> {
  const files = createFileLinks({
    publicUrl: () => address.url ?? '',
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
  const configured = () =>
    createAdapters({
      ...config.channels,
      publicUrl: config.publicUrl,
      onError: (error) => logger.error({ err: error }, 'channel failed'),
      onConcern: (sentence) => {
        concerns.add(sentence);
        logger.warn(sentence);
      },
      linkToFile: files.linkTo,
    });
  const adapters = overrides.adapters ?? (await configured());
  const surfaces = overrides.surfaces ?? deskSurfaces(config.channels);
  return { adapters, surfaces, files, concerns };
}

/** The features as this thread has them, which acts on what workers read, and what of them the pages work with. */
function createServices(
  { config, db, logger, address }: Foundation,
  parts: {
    readonly readers: Readers;
    readonly office: Office;
    readonly surfaces: readonly string[];
    readonly directorySecret: string;
  },
) {
  const { readers, office, surfaces, directorySecret } = parts;
  const training = createTraining({ config, logger, cite: office.library.cite });
  const referencing = createReferencing({ config, logger, figures: () => readers.serving()?.figures });
  const links = directoryLinks(() => address.url ?? '', directorySecret);
  const directory = { ...links, ...createListing({ ...links, isOn: config.directory }) };
  const privacyPage = () => address.url && `${address.url}${PRIVACY_PATH}`;
  const dataCare = createPrivacy(config.privacy, privacyPage, othersDo);
  const features = createFeatures({
    db,
    logger,
    mailIsOn: config.mail !== undefined,
    alertsAreMailed: areAlertsMailed(config),
    surfaces,
    referencing,
    training,
    directory,
    privacy: dataCare.settings,
    merging,
    // What is answered is prepared in workers.
    answerer: readElsewhere,
    handouts: { models: async () => [], base: readElsewhere, check: answerCheck },
  });
  return { features, directory, dataCare, form: referencing.form, register: referencing.directory };
}

/** Listens, and leaves word on this machine of where. @returns the address on which it listens */
async function openDoors({ config, stack, address }: Foundation, app: Web, token: string): Promise<string> {
  const server = createServer(app);
  stack.defer(() => closeServer(server));
  const port = await listen(server, config);
  const host = config.host.includes(':') ? `[${config.host}]` : config.host;
  const url = `http://${host}:${port}`;
  address.url ??= url;
  stack.defer(openLocalDoor(config.dataDir, { url, token }));
  return url;
}

/** How experts and staff come in: by a link that serves once, where they may only come from this machine. */
async function deskEntry({ db, now }: Foundation, access: Access, url: string): Promise<Hotline['desk']> {
  const isLocal = access === 'this machine';
  const link = isLocal ? await makeEntryLink(db, { address: url, by: SERVER, now: now() }) : undefined;
  await noteLocalAddress(db, hostname(), link && url);
  return { access, link };
}

/** Waits until none of these finds anything to do, or the hotline ends. */
function settling(
  stack: AsyncDisposableStack,
  workers: readonly { settle(): Promise<boolean> }[],
): () => Promise<void> {
  let isEnding = false;
  stack.defer(() => {
    isEnding = true;
  });
  const isLeft = async () => (await Promise.all(workers.map((one) => one.settle()))).includes(true);
  return async () => {
    while (!isEnding && (await isLeft())) await nextTurn();
  };
}
