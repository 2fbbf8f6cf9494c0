import type { BrowserPlace, Browsers, OwnSpace, Thread } from '#src/channel/browsers.ts';
import type { Merging } from '#src/person/merging.ts';
import {
  findBrowser,
  forgetBrowser,
  isThreadOf,
  type KeptBrowser,
  type ListedThread,
  leaveBrowser,
  lockBrowser,
  newThreadKey,
  noteSeen,
  saveBrowser,
  threadsOf,
} from '#src/person/store/browsers.ts';
import { confirmedEmail } from '#src/person/store/contacts.ts';
import { endSpaceCodes } from '#src/person/store/space-codes.ts';
import { spaceTexts } from '#src/person/texts-space.ts';
import { DAY_MS, HOUR_MS } from '#src/platform/calendar/durations.ts';
import type { Database } from '#src/platform/database/database.ts';
import { createSpaceFinder } from './space-finder.ts';

/** Who was away for longer proves who they are before anything that is theirs shows. */
const AWAY_MS = 30 * DAY_MS;
/** That somebody is there is noted no oftener. */
const NOTED_MS = HOUR_MS;
/** Conversations that a list shows. */
const LISTED = 30;
/** Signs of the title of one. */
const TITLE = 80;

/** What tells browsers, persons and conversations apart is made of. */
export interface BrowsersParts {
  readonly db: Database;
  /** Whether codes can be mailed: without them nobody could come back, and nobody is asked for one. */
  readonly mailIsOn: boolean;
  readonly merging: Merging;
  readonly now: () => number;
}

/** Tells the browsers of the web chat from the persons who write there, and from their conversations. */
export function createBrowsers(parts: BrowsersParts): Browsers {
  const { db, now } = parts;
  return {
    place: (key) => place(parts, key),
    show: (key, conversationKey) => show(parts, key, conversationKey),
    own: (key) => own(parts, key),
    forget: async (key) => {
      await db.tx(async (tx) => {
        await lockBrowser(tx, key);
        await forgetBrowser(tx, key, now());
        await endSpaceCodes(tx, key, now());
      });
    },
    space: createSpaceFinder(parts),
  };
}

async function place(parts: BrowsersParts, key: string): Promise<BrowserPlace | undefined> {
  const { db, now } = parts;
  const kept = await findBrowser(db, key);
  if (!isOwn(kept)) return undefined;
  const { conversationKey, personId, seenAt, isAway } = kept;
  if (personId === undefined || seenAt === undefined) return { conversationKey, isAway };
  const age = now() - seenAt;
  if (age > AWAY_MS && (await canReturn(parts, personId))) return setAside(parts, key);
  if (age > NOTED_MS) await db.tx((tx) => noteSeen(tx, { key, conversationKey, now: now() }));
  return { conversationKey, isAway };
}

/** Whether a browser may show what it shows: that is nobody's, or its person's. What is left of an erased person is nobody's. */
const isOwn = ({ isForgotten, ownerId, personId }: KeptBrowser): boolean =>
  !isForgotten && (ownerId === undefined || ownerId === personId);

/** Somebody can only be asked for a code where it can be mailed to them. */
const canReturn = async ({ db, mailIsOn }: BrowsersParts, personId: string): Promise<boolean> =>
  mailIsOn && (await confirmedEmail(db, personId)) !== undefined;

/**
 * The person of a browser was away: whoever writes there now is somebody new, in a conversation of their own, until they
 * prove who they are. Nothing that is kept by person can show by mistake.
 */
function setAside({ db, now }: BrowsersParts, key: string): Promise<BrowserPlace> {
  return db.tx(async (tx) => {
    const personId = await lockBrowser(tx, key);
    const kept = await findBrowser(tx, key);
    // Another request was first.
    if (personId === undefined || kept.isAway) return kept;
    const conversationKey = newThreadKey();
    await leaveBrowser(tx, key);
    await saveBrowser(tx, { key, conversationKey, isAway: true, now: now() });
    return { conversationKey, isAway: true };
  });
}

async function show({ db, now }: BrowsersParts, key: string, wanted: string | undefined): Promise<boolean> {
  return db.tx(async (tx) => {
    const personId = await lockBrowser(tx, key);
    const kept = await findBrowser(tx, key);
    if (!isOwn(kept)) return false;
    // A conversation in which nothing was written is new already.
    if (wanted === undefined && !kept.hasConversation) return true;
    if (wanted !== undefined && (personId === undefined || !(await isThreadOf(tx, personId, wanted))))
      return false;
    const conversationKey = wanted ?? newThreadKey();
    await saveBrowser(tx, { key, conversationKey, isAway: kept.isAway, now: now() });
    return true;
  });
}

async function own(parts: BrowsersParts, key: string): Promise<OwnSpace> {
  const { db, mailIsOn } = parts;
  const kept = await findBrowser(db, key);
  if (!isOwn(kept) || kept.personId === undefined) return { threads: [], canReturn: false, mailIsOn };
  const listed = await threadsOf(db, kept.personId, LISTED);
  return {
    threads: listed.map((one) => toThread(one, kept.conversationKey)),
    canReturn: await canReturn(parts, kept.personId),
    mailIsOn,
  };
}

function toThread({ conversationKey, first, at, hasNews }: ListedThread, current: string): Thread {
  const isCurrent = conversationKey === current;
  return { conversationKey, title: titleOf(first), at, isCurrent, hasNews: hasNews && !isCurrent };
}

/** The first words of a conversation; a button by its label. */
function titleOf(first: string | undefined): string {
  const { text, label } = JSON.parse(first ?? '{}') as { text?: string; label?: string };
  const words = (label ?? text ?? '').replace(/\s+/g, ' ').trim();
  if (words === '') return spaceTexts.untitled;
  return words.length > TITLE ? `${words.slice(0, TITLE - 1).trimEnd()}…` : words;
}
