import { z } from 'zod';
import { button, choices, words } from '#src/channel/make-blocks.ts';
import { withoutDetails } from '#src/company/rules/without-details.ts';
import { EXPERT_BUTTON } from '#src/conversation/expert-button.ts';
import {
  type Acting,
  AS_ANSWER,
  type Errand,
  type Feature,
  type Memory,
  type Said,
} from '#src/conversation/feature.ts';
import { callsOff } from '#src/conversation/rules/calls-off.ts';
import { namedIn } from '#src/features/opportunities/alerts/rules/read-named.ts';
import { addNeed, countNeeds, lockNeedOf } from '#src/features/opportunities/store/needs.ts';
import { findNotice } from '#src/features/opportunities/store/notices.ts';
import { publishingOf } from '#src/features/opportunities/store/publishing.ts';
import { addWritten, endWritten } from '#src/features/opportunities/written.ts';
import { contactsIn } from '#src/knowledge/screen/contact-details.ts';
import { StrangersBudget } from '#src/person/budgets/strangers-budget.ts';
import { whoAsks } from '#src/person/budgets/who-asks.ts';
import { DAY_MS, HOUR_MS } from '#src/platform/calendar/durations.ts';
import type { Transaction } from '#src/platform/database/database.ts';
import { newId } from '#src/platform/database/ids.ts';
import { tidy } from '#src/platform/french/plain-words.ts';
import { needTexts as texts } from './texts.ts';

const NAME = 'needs';
const KIND = 'buyer-need';
/** Who writes an opportunity that no staff member did. */
const BY_BUYER = { key: 'buyer', name: texts.by };
const DROP = button('nd:drop', texts.drop);
const WITHDRAW = 'nd:end:';

/** Needs that one person gives in a day, and all of them, at most. */
const MOST = { own: 3, all: 40 };
const LONGEST = { words: 400, title: 120, organisation: 120, contact: 200 };
/** Those of strangers of one network, and of all strangers, in a day, then one for each network: they leave room for others. */
const given = new StrangersBudget({ source: 5, all: 20, share: 1 }, DAY_MS);
/** Who comes back later speaks of something else. */
const PATIENCE_MS = HOUR_MS;

const draftSchema = z.object({ words: z.string(), organisation: z.string().optional(), at: z.number() });
const schema = z.object({ buyerNeed: draftSchema.optional().catch(undefined) });
type State = z.output<typeof schema>;
type Draft = z.output<typeof draftSchema>;
const memory: Memory<State> = { schema, left: (state) => state };

const begun = z.object({ words: z.string() });

/** What gives the need of a buyer to the team: asked of this feature by the one that looks for companies. */
export const beginNeed = (said: string): Errand => ({ feature: NAME, act: 'begin', data: { words: said } });

type Heard =
  | { readonly type: 'told'; readonly draft: Draft; readonly text: string }
  | { readonly type: 'drop' }
  | { readonly type: 'withdraw'; readonly id: string };
type NeedAct = { readonly act: 'begin' | 'heard'; readonly data?: unknown };

const said = (sentences: readonly string[], more: Partial<Said> = {}): Said => ({
  kind: KIND,
  blocks: words(...sentences),
  isReply: true,
  ...more,
});
const ENDED: Partial<Said> = { state: { buyerNeed: undefined } };

/** The need of a buyer, given to the team as an opportunity that is not published: for whom, and whom to call back. */
export const needsFeature = (): Feature<Heard, NeedAct, State> => ({
  name: NAME,
  memory,
  knows: async () => undefined,
  hears: ({ button: value, content, text }, { memory: { buyerNeed: draft }, asked, now }) => {
    if (value === DROP.value) return [{ turn: { type: 'drop' }, ground: 'command', probability: 1 }];
    if (value?.startsWith(WITHDRAW))
      return [
        { turn: { type: 'withdraw', id: value.slice(WITHDRAW.length) }, ground: 'command', probability: 1 },
      ];
    if (content.type !== 'text' || !draft || asked !== NAME || now - draft.at > PATIENCE_MS) return [];
    const turn: Heard = callsOff(text) ? { type: 'drop' } : { type: 'told', draft, text };
    return [{ turn, ground: 'asked', probability: AS_ANSWER }];
  },
  prepare: async (turn) => ({ act: 'heard', data: turn }),
  act: async (tx, { act, data }, at) => {
    if (at.conversation.personId === undefined) return said([texts.privately]);
    if (act === 'begin') return begin(begun.parse(data).words, at);
    const turn = data as Heard;
    switch (turn.type) {
      case 'drop':
        return said([texts.dropped], ENDED);
      case 'withdraw':
        return withdraw(tx, turn.id, at);
      case 'told':
        return turn.draft.organisation === undefined
          ? organisationTold(turn.draft, turn.text, at)
          : give(tx, { ...turn.draft, organisation: turn.draft.organisation }, turn.text, at);
      default:
        return turn satisfies never;
    }
  },
  pending: () => undefined,
});

const asks = (draft: Draft, ...sentences: readonly string[]): Said => ({
  ...said(sentences, { state: { buyerNeed: draft }, asked: true }),
  blocks: [...words(...sentences), choices(DROP)],
});

function begin(text: string, { now }: Acting): Said {
  const need = withoutDetails(tidy(text)).slice(0, LONGEST.words);
  if (!/\p{L}{3}/u.test(need)) return said([texts.nothing]);
  return asks({ words: need, at: now }, texts.askOrganisation(need));
}

function organisationTold(draft: Draft, text: string, { now }: Acting): Said {
  const organisation = withoutDetails(tidy(text));
  if (organisation.length > LONGEST.organisation) return asks(draft, texts.tooLong(LONGEST.organisation));
  if (!/\p{L}{2}/u.test(organisation)) return asks(draft, texts.noOrganisation);
  return asks({ ...draft, organisation, at: now }, texts.askContact);
}

/** Writes the opportunity, which the team alone reads until it publishes it. */
async function give(
  tx: Transaction,
  draft: Draft & { readonly organisation: string },
  text: string,
  { conversation, now }: Acting,
): Promise<Said> {
  const { personId = '', id: conversationId } = conversation;
  const { words: need, organisation } = draft;
  const contact = tidy(text);
  if (contact.length > LONGEST.contact) return asks(draft, texts.tooLong(LONGEST.contact));
  if (contactsIn(contact).length === 0) return asks(draft, texts.noContact);
  const { own, all } = await countNeeds(tx, { personId, since: now - DAY_MS });
  const who = await whoAsks(tx, personId);
  if (own >= MOST.own || all >= MOST.all || !given.may(who))
    return { ...said([texts.tooMany], ENDED), blocks: [...words(texts.tooMany), choices(EXPERT_BUTTON)] };
  const { departments, most } = namedIn(need, now);
  const title = need.length > LONGEST.title ? `${need.slice(0, LONGEST.title - 1)}…` : need;
  const fields = {
    title,
    kind: 'autre',
    publisher: organisation,
    reference: `besoin-${newId(now)}`,
    description: need,
    departments: departments.join('|'),
    ...(most !== undefined && { high: String(most) }),
  };
  const wrote = await addWritten(tx, fields, { by: BY_BUYER, now });
  // A department or an amount that is not understood must not lose the need: the team reads its words.
  const kept = wrote.ok
    ? wrote
    : await addWritten(tx, { ...fields, departments: '', high: undefined }, { by: BY_BUYER, now });
  if (!kept.ok) return said([texts.nothing], ENDED);
  const { noticeId } = kept;
  const id = await addNeed(tx, { noticeId, personId, conversationId, title, contact, givenAt: now });
  given.note(who);
  const sentences = [texts.given(title, organisation), texts.willTell];
  return {
    ...said(sentences, ENDED),
    blocks: [...words(...sentences), choices(button(`${WITHDRAW}${id}`, texts.withdraw), EXPERT_BUTTON)],
  };
}

/** Takes a need back that is not published yet. */
async function withdraw(tx: Transaction, id: string, { conversation, now }: Acting): Promise<Said> {
  const { personId = '' } = conversation;
  const need = await lockNeedOf(tx, { id, personId });
  const kept = need && (await findNotice(tx, need.noticeId));
  if (!need || !kept || kept.notice.cancelled || (await publishingOf(tx, need.noticeId)))
    return { ...said([texts.ended]), blocks: [...words(texts.ended), choices(EXPERT_BUTTON)] };
  const end = { noticeId: need.noticeId, why: texts.withdrawnWhy };
  await endWritten(tx, end, { by: BY_BUYER, now });
  return said([texts.withdrawn], ENDED);
}
