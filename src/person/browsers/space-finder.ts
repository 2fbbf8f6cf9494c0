import type { SpaceFinder, SpaceStep } from '#src/channel/browsers.ts';
import { words } from '#src/channel/make-blocks.ts';
import { conversationsOf } from '#src/conversation/store/conversations.ts';
import { addOutboundMessage } from '#src/conversation/store/messages.ts';
import { Budget } from '#src/person/budgets/budget.ts';
import { StrangersBudget } from '#src/person/budgets/strangers-budget.ts';
import { CODE_MINUTES } from '#src/person/codes/short-code.ts';
import { isThatCode, readDigits } from '#src/person/codes/six-digits.ts';
import { queueSpaceCode } from '#src/person/mail/space-code.ts';
import type { Merging } from '#src/person/merging.ts';
import { CONTACT_KIND } from '#src/person/rules/contact-kind.ts';
import { checkAddress } from '#src/person/rules/email-address.ts';
import {
  findBrowser,
  giveBrowser,
  leaveBrowser,
  lockBrowser,
  newThreadKey,
  saveBrowser,
  threadsOf,
} from '#src/person/store/browsers.ts';
import { reconfirm } from '#src/person/store/contacts.ts';
import { currentPersonId, mergePersons } from '#src/person/store/persons.ts';
import { addSpaceCode, countSpaceCodes, trySpaceCode, useSpaceCode } from '#src/person/store/space-codes.ts';
import { spaceTexts as texts } from '#src/person/texts-space.ts';
import { DAY_MS, HOUR_MS, MINUTE_MS } from '#src/platform/calendar/durations.ts';
import type { Database, Transaction } from '#src/platform/database/database.ts';

/** Codes asked for: from one browser and for one address in an hour, for one address in a day. */
const MAILS = { browser: 5, addressInHour: 5, addressInDay: 10 };
/** From one network, which an office shares, and in all, for who is known is not told from who is not. */
const FROM_NETWORKS = { source: 20, all: 300, share: 3 };
/** Wrong codes from one network within ten minutes. */
const WRONG_OF_NETWORK = 30;

interface FinderParts {
  readonly db: Database;
  readonly mailIsOn: boolean;
  readonly merging: Merging;
  readonly now: () => number;
}

/** The way back to what one has here, from any browser. */
export function createSpaceFinder(parts: FinderParts): SpaceFinder {
  const asked = new StrangersBudget(FROM_NETWORKS, HOUR_MS);
  const wrong = new Budget(10 * MINUTE_MS);
  return {
    ask: (given) => ask(parts, asked, given),
    enter: async ({ browserKey, code, bring, source }) => {
      if (wrong.count(source) >= WRONG_OF_NETWORK) return refused(texts.tooManyTries, true);
      const digits = readDigits(code);
      if (digits === undefined) return refused(texts.notSixDigits);
      const { db, now } = parts;
      // Counted whatever becomes of what follows.
      const tried = await db.tx((tx) => trySpaceCode(tx, browserKey, now()));
      if (!(await isThatCode(digits, tried?.hash)) || !tried) {
        wrong.note(source);
        return refused(tried && !tried.mayTryAgain ? texts.noMoreTries : texts.wrong);
      }
      return db.tx((tx) => enter(tx, parts, { browserKey, bring, codeId: tried.id }));
    },
  };
}

const refused = (said: string, tooMany = false): SpaceStep => ({ ok: false, said, tooMany });

/** Does the same, and so takes as long, whoever's the address is: that is looked up when the mail leaves. */
async function ask(
  { db, mailIsOn, now }: FinderParts,
  asked: StrangersBudget,
  { browserKey, email, source }: Parameters<SpaceFinder['ask']>[0],
): Promise<SpaceStep> {
  if (!mailIsOn) return refused(texts.noMail);
  const address = checkAddress(email);
  if (!address.ok) return refused(address.error);
  const who = { isKnown: false, source };
  if (!asked.may(who)) return refused(texts.tooManyMails, true);
  const at = now();
  const wanted = { browserKey, email: address.value.toLowerCase() };
  return db.tx(async (tx) => {
    const before = await countSpaceCodes(tx, {
      ...wanted,
      hourAgo: at - HOUR_MS,
      dayAgo: at - DAY_MS,
      now: at,
    });
    if (
      before.browser >= MAILS.browser ||
      before.addressInHour >= MAILS.addressInHour ||
      before.addressInDay >= MAILS.addressInDay
    )
      return refused(texts.tooManyMails, true);
    asked.note(who);
    const expiresAt = at + CODE_MINUTES * MINUTE_MS;
    await queueSpaceCode(tx, await addSpaceCode(tx, { ...wanted, expiresAt, now: at }), at);
    return { ok: true, said: texts.asked(CODE_MINUTES) };
  });
}

/** Makes a browser that of the person whose code was written in it. */
async function enter(
  tx: Transaction,
  { merging, now }: FinderParts,
  { browserKey: key, bring, codeId }: { browserKey: string; bring: boolean; codeId: string },
): Promise<SpaceStep> {
  const at = now();
  const found = await useSpaceCode(tx, codeId, at);
  const personId = found && (await currentPersonId(tx, found));
  // Who forgot their address meanwhile is found by it no more. It is the one that stays if two persons become one.
  if (personId === undefined || !(await reconfirm(tx, personId, at))) return refused(texts.wrong);
  const before = await lockBrowser(tx, key);
  const kept = await findBrowser(tx, key);
  if (kept.isForgotten) return refused(texts.wrong);
  const isOther = before !== undefined && before !== personId;
  const isBrought = isOther && bring;
  // An address may be read by several people: whose space it is hears of it where they last wrote.
  if (before !== personId) await tellOpened(tx, personId, at);
  if (isBrought) await mergePersons(tx, before, personId, merging);
  else if (isOther) await leaveBrowser(tx, key);
  await giveBrowser(tx, { key, personId, now: at });
  // What is being spoken of goes on where it came along; else the person finds what they last spoke of.
  const goesOn = (isBrought || before === personId) && kept.hasConversation;
  const [last] = goesOn ? [] : await threadsOf(tx, personId, 1);
  const conversationKey = goesOn ? kept.conversationKey : (last?.conversationKey ?? newThreadKey());
  await saveBrowser(tx, { key, conversationKey, isAway: false, now: at });
  return { ok: true, said: [texts.entered, ...(await merging.say(tx, personId, at))].join(' ') };
}

async function tellOpened(tx: Transaction, personId: string, now: number): Promise<void> {
  const [last] = await conversationsOf(tx, personId);
  if (!last) return;
  const content = { blocks: words(texts.openedElsewhere), kind: CONTACT_KIND };
  await addOutboundMessage(tx, { conversationId: last.id, content, now });
}
