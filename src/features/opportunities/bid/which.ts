import type { Standing } from '#src/conversation/feature.ts';
import {
  closedNotices,
  findPublished,
  type KeptNotice,
  type NoticePlace,
  noticesOf,
  openNotices,
} from '#src/features/opportunities/store/notices.ts';
import { unpublishedOf } from '#src/features/opportunities/store/publishing.ts';
import { buttonsShown } from '#src/features/opportunities/store/shown-buttons.ts';
import type { Queryable } from '#src/platform/database/database.ts';
import { ranksSaid } from '#src/reader/rank-said.ts';
import { bidPressed } from './actions.ts';
import { type Naming, namesSomething, namingIn, noticesNamed, referencesIn } from './rules/named-notice.ts';

/** Notices that somebody follows, by their ids: what keeps it gives it. */
export type Followed = (db: Queryable, personId: string) => Promise<readonly string[]>;

/** The notices that a message may mean: one, several to choose from, or one that is named and not known. */
export interface Meant {
  readonly notices: readonly KeptNotice[];
  /** A number was written of which no notice is kept. */
  readonly unknown?: string | undefined;
}

/** Open calls that are looked through, those that close first. */
const MOST_OPEN = 6_000;
/** Closed calls that are looked through, those that came or changed last, some at a time. */
const MOST_CLOSED = 12_000;
const CLOSED_AT_ONCE = 2_000;
/** As many as one chooses from. */
const MOST_OFFERED = 4;
/** Of those that are named, as many are looked at, the nearest first. */
const MOST_NAMED = 50;
const ANY = 0.01;

/**
 * The notices that a message means: by their number or address, then by the words of those that were shown or are
 * followed, by their place among these, else by the words of any open one. Without a word that names, the last shown.
 * @param isOver of which a result is told: those that closed go before those that did not
 */
export async function noticesMeant(
  db: Queryable,
  text: string,
  {
    at: { conversation, now },
    followed,
    isOver = false,
  }: { readonly at: Standing; readonly followed: Followed; readonly isOver?: boolean },
): Promise<Meant> {
  const references = referencesIn(text);
  const byNumber = await Promise.all(
    references.map(({ source, reference }) => findPublished(db, source, reference)),
  );
  const numbered = await told(
    db,
    byNumber.filter((one) => one !== undefined),
  );
  if (numbered.length > 0) return { notices: distinct(numbered) };
  if (references.length > 0) return { notices: [], unknown: references[0]?.reference };
  const shown = await told(db, await noticesInOrder(db, await noticesShown(db, conversation.id)));
  const { personId } = conversation;
  const mine =
    personId === undefined ? [] : await told(db, await noticesOf(db, await followed(db, personId)));
  const beside = distinct([...shown, ...mine]);
  const naming = namingIn(text);
  if (namesSomething(naming)) return { notices: await namedAmong(db, naming, { beside, now, isOver }) };
  const [place] = ranksSaid(text, shown.length);
  const ranked = place === undefined ? undefined : shown[place];
  return { notices: ranked ? [ranked] : beside.slice(0, MOST_OFFERED) };
}

/** The notices that words name: of those beside, then of any. */
async function namedAmong(
  db: Queryable,
  naming: Naming,
  {
    beside,
    now,
    isOver,
  }: { readonly beside: readonly KeptNotice[]; readonly now: number; readonly isOver: boolean },
): Promise<readonly KeptNotice[]> {
  const over = isOver ? await closedNamed(db, naming, { beside, now }) : [];
  if (over.length > 0) return over.slice(0, MOST_OFFERED);
  const near = noticesNamed(naming, beside, ANY);
  const sure = noticesNamed(naming, near);
  if (sure.length > 0) return sure.slice(0, MOST_OFFERED);
  const found = noticesNamed(naming, await openNotices(db, now, { limit: MOST_OPEN }));
  const open = await told(db, found.slice(0, MOST_NAMED));
  return (open.length > 0 ? open : near).slice(0, MOST_OFFERED);
}

/** The calls that closed, and that words name: of those beside, and of all. */
async function closedNamed(
  db: Queryable,
  naming: Naming,
  { beside, now }: { readonly beside: readonly KeptNotice[]; readonly now: number },
): Promise<KeptNotice[]> {
  const near = beside.filter(({ openUntil }) => openUntil <= now);
  let last: KeptNotice | undefined;
  for (let looked = 0; looked < MOST_CLOSED; looked += CLOSED_AT_ONCE) {
    const before: NoticePlace | undefined = last && { at: last.changedAt, id: last.id };
    const page: KeptNotice[] = await closedNotices(db, now, { before, limit: CLOSED_AT_ONCE });
    near.push(...noticesNamed(naming, page).slice(0, MOST_NAMED));
    last = page.at(-1);
    if (page.length < CLOSED_AT_ONCE) break;
  }
  return told(db, noticesNamed(naming, distinct(near)).slice(0, MOST_NAMED));
}

/** Ids of the notices whose buttons were shown in a conversation, those of the last message that had some first. */
async function noticesShown(db: Queryable, conversationId: string): Promise<string[]> {
  const ids = (await buttonsShown(db, conversationId)).flatMap(({ value }) => {
    const pressed = bidPressed(value);
    return pressed && OF_NOTICE.has(pressed.does) ? [pressed.id] : [];
  });
  return [...new Set(ids)];
}
const OF_NOTICE: ReadonlySet<string> = new Set(['go', 'answer', 'lot']);

async function noticesInOrder(db: Queryable, ids: readonly string[]): Promise<KeptNotice[]> {
  const found = new Map((await noticesOf(db, ids)).map((one) => [one.id, one]));
  return ids.flatMap((id) => found.get(id) ?? []);
}

/** Those that companies may be told of: what the team wrote waits until it is published. */
async function told(db: Queryable, notices: readonly KeptNotice[]): Promise<KeptNotice[]> {
  const ids = notices.map(({ id }) => id);
  const held = await unpublishedOf(db, ids);
  return notices.filter(({ id }) => !held.has(id));
}

const distinct = (all: readonly KeptNotice[]): KeptNotice[] => [
  ...new Map(all.map((one) => [one.id, one])).values(),
];
