import type { Standing } from '#src/conversation/feature.ts';
import {
  findPublished,
  type KeptNotice,
  noticesOf,
  openNotices,
} from '#src/features/opportunities/store/notices.ts';
import { unpublishedOf } from '#src/features/opportunities/store/publishing.ts';
import { buttonsShown } from '#src/features/opportunities/store/shown-buttons.ts';
import type { Queryable } from '#src/platform/database/database.ts';
import { ranksSaid } from '#src/reader/rank-said.ts';
import { bidPressed } from './actions.ts';
import { namesSomething, namingIn, noticesNamed, referencesIn } from './rules/named-notice.ts';

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
/** As many as one chooses from. */
const MOST_OFFERED = 4;
/** Of those that are named, as many are looked at, the nearest first. */
const MOST_NAMED = 50;
const ANY = 0.01;

/**
 * The notices that a message means: by their number or address, then by the words of those that were shown or are
 * followed, by their place among these, else by the words of any open one. Without a word that names, the last shown.
 */
export async function noticesMeant(
  db: Queryable,
  text: string,
  { at: { conversation, now }, followed }: { readonly at: Standing; readonly followed: Followed },
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
  if (namesSomething(naming)) {
    const near = noticesNamed(naming, beside, ANY);
    const sure = noticesNamed(naming, near);
    if (sure.length > 0) return { notices: sure.slice(0, MOST_OFFERED) };
    const found = noticesNamed(naming, await openNotices(db, now, { limit: MOST_OPEN }));
    const open = await told(db, found.slice(0, MOST_NAMED));
    if (open.length > 0) return { notices: open.slice(0, MOST_OFFERED) };
    if (near.length > 0) return { notices: near.slice(0, MOST_OFFERED) };
    return { notices: [] };
  }
  const [place] = ranksSaid(text, shown.length);
  const ranked = place === undefined ? undefined : shown[place];
  return { notices: ranked ? [ranked] : beside.slice(0, MOST_OFFERED) };
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
