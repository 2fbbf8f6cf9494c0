import type { ChannelAdapter } from '#src/channel/port.ts';
import type { Channels } from '#src/conversation/receive/channels.ts';
import { talkCounts } from '#src/conversation/store/figures/talk-counts.ts';
import { proveWrite } from '#src/conversation/store/write-probe.ts';
import type { DirectoryRouterParts } from '#src/features/directory/pages/parts.ts';
import { createDirectoryRouter } from '#src/features/directory/pages/router.ts';
import { DeskFeed } from '#src/features/expert/pages/feed.ts';
import { createDeskLibrary } from '#src/features/expert/pages/library.ts';
import type { DeskLibrary } from '#src/features/expert/pages/parts.ts';
import { createBouncesRouter } from '#src/features/opportunities/pages/bounces/routes.ts';
import {
  createUnsubscribeRouter,
  type UnsubscribeParts,
} from '#src/features/opportunities/pages/unsubscribe/routes.ts';
import { companiesAlerted } from '#src/features/opportunities/store/alert-notices.ts';
import { companiesThatBid } from '#src/features/opportunities/store/bids.ts';
import { createPrivacyPage, PRIVACY_PATH } from '#src/features/privacy/pages/page.ts';
import { daysOf } from '#src/features/privacy/rules/periods.ts';
import { parisDay } from '#src/platform/calendar/iso-date.ts';
import { createApp, type Space } from '#src/platform/web/app.ts';
import type { FileLinks } from '#src/platform/web/file-links.ts';
import type { Metrics } from '#src/platform/web/operators/metrics.ts';
import { createReadiness, createWriteCheck } from '#src/platform/web/operators/readiness.ts';
import { createOperatorsRouter } from '#src/platform/web/operators/router.ts';
import { createSecurityTxt } from '#src/platform/web/security-txt.ts';
import { createSignIn, type SignIn } from '#src/platform/web/sign-in/sign-in.ts';
import { OfficeTraces } from '#src/platform/web/traces/office-traces.ts';
import type { Foundation } from './hotline-foundation.ts';
import type { DataCare } from './hotline-jobs.ts';
import type { KnowledgeDesk } from './hotline-knowledge.ts';
import { officeSpaces, type PagesParts } from './hotline-pages.ts';
import type { Readers } from './hotline-readers.ts';

/** By what experts and staff come in, and what they work with. */
export interface Office {
  readonly signIn: SignIn;
  readonly traces: OfficeTraces;
  readonly feed: DeskFeed;
  readonly library: DeskLibrary;
}

/** Opens the office: what is done there leaves traces. */
export function openOffice(
  { config, db, logger, now, stack }: Foundation,
  { serving, find }: Readers,
): Office {
  const traces = new OfficeTraces({ db, now });
  const signIn = createSignIn({ db, config, logger, traces, now });
  stack.defer(() => signIn.stop());
  const feed = new DeskFeed({ db, logger, now });
  stack.defer(() => feed.stop());
  const library = createDeskLibrary({ serving, find, ...config, now });
  return { signIn, traces, feed, library };
}

/** What is served over HTTP is made with. */
export interface WebParts
  extends Pick<PagesParts, 'changed' | 'form' | 'notices' | 'recall' | 'register' | 'surfaces'> {
  readonly office: Office;
  readonly knowledge: KnowledgeDesk;
  readonly readers: Readers;
  readonly directory: PagesParts['directory'] & DirectoryRouterParts['directory'];
  readonly dataCare: DataCare;
  readonly adapters: readonly ChannelAdapter[];
  readonly channels: Channels;
  /** What channels say should be put right on their platforms. */
  readonly concerns: ReadonlySet<string>;
  readonly files: FileLinks;
  readonly metrics: Metrics;
  /** What opens the operators' pages to commands on this machine. */
  readonly doorToken: string;
  /** What keeps the pages that anybody may read from being asked for too often. */
  readonly guards: DirectoryRouterParts['guards'];
  /** The same for the links of mails. */
  readonly linkGuards: UnsubscribeParts['guards'];
}

/** What is served over HTTP. */
export type Web = ReturnType<typeof createApp>;

/** All that is served over HTTP: to operators, to people who signed in, to visitors, and to the channels. */
export function createWeb(foundation: Foundation, parts: WebParts): Web {
  const { config, db, logger, now } = foundation;
  const { readers, channels, metrics, doorToken } = parts;
  const readiness = createReadiness({
    db,
    talks: talkCounts(db),
    base: readers.serving,
    vectors: readers.vectors,
    channels: () => channels.states(),
    whyNotKept: createWriteCheck({ proveWrite: () => proveWrite(db, now()), logger }),
    notices: parts.notices.texts,
  });
  const { statusToken, trustProxy } = config.operators;
  const tokens = statusToken ? [doorToken, statusToken] : [doorToken];
  const { isStaff } = parts.office.signIn;
  return createApp({
    spaces: [...publicSpaces(foundation, parts), ...officeSpaces(pagesParts(foundation, parts))],
    routes: parts.adapters.flatMap((one) => one.routes),
    files: parts.files.router,
    operators: createOperatorsRouter({ readiness, metrics, tokens, isStaff }),
    trustProxy,
    https: config.publicUrl?.startsWith('https:') ?? false,
    logger,
  });
}

/** What anybody may read, and the way in. */
function publicSpaces({ config, db, logger, now }: Foundation, parts: WebParts): Space[] {
  const { office, dataCare, directory, form, changed, guards, linkGuards } = parts;
  const mailIsOn = config.mail !== undefined;
  const { securityContact: contact, publicUrl } = config;
  return [
    { path: '/', router: office.signIn.router },
    { path: '/', router: createSecurityTxt({ contact, publicUrl, now }) },
    { path: PRIVACY_PATH, router: createPrivacyPage({ ...config.privacy, ...dataCare }) },
    {
      path: '/',
      router: createDirectoryRouter({ db, directory, form, mailIsOn, changed, guards, logger, now }),
    },
    { path: '/', router: createUnsubscribeRouter({ db, guards: linkGuards, now }) },
    {
      path: '/',
      router: createBouncesRouter({
        db,
        token: config.mail?.bouncesToken,
        limit: linkGuards.limit,
        logger,
        now,
      }),
    },
  ];
}

/** What the rooms of the office work with. */
function pagesParts({ config, db, logger, now }: Foundation, parts: WebParts): PagesParts {
  const { office, readers, dataCare, channels, concerns, changed } = parts;
  const { directory, form, knowledge, notices, recall, register, surfaces } = parts;
  const { requireRole, isHttps } = office.signIn;
  return {
    ...office,
    db,
    logger,
    now,
    requireRole,
    isHttps,
    directory,
    form,
    knowledge,
    recall,
    noticeSources: config.notices,
    followUp: {
      alerted: companiesAlerted,
      bid: (queryable) => companiesThatBid(queryable, ['deposited', 'won', 'lost']),
      won: (queryable) => companiesThatBid(queryable, ['won']),
    },
    mailIsOn: config.mail !== undefined,
    register,
    surfaces,
    notices,
    draw: readers.draw,
    nearest: async (words) => (await readers.find(words, parisDay(now()))).map(({ key }) => key),
    organizer: config.mail?.from.address,
    days: daysOf(dataCare.periods, 'traces'),
    channels: () => channels.states(),
    concerns: () => [...concerns],
    changed,
    wake: changed,
  };
}
