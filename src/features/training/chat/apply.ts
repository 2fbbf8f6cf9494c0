import type { Block } from '#src/channel/blocks.ts';
import { choices, listOf, words } from '#src/channel/make-blocks.ts';
import type { Conversation } from '#src/conversation/store/conversations.ts';
import { withdraw } from '#src/features/training/admissions.ts';
import { applicationNews } from '#src/features/training/application-news.ts';
import { button } from '#src/features/training/blocks.ts';
import { isLive } from '#src/features/training/rules/application.ts';
import { mayApply } from '#src/features/training/rules/session.ts';
import { applicationsOf, findApplication } from '#src/features/training/store/applications.ts';
import { findSession, listSessions } from '#src/features/training/store/sessions.ts';
import { findPerson } from '#src/person/store/persons.ts';
import { parisDay } from '#src/platform/calendar/iso-date.ts';
import type { Transaction } from '#src/platform/database/database.ts';
import { sessionTexts as texts } from './texts.ts';
import type { TrainingParts } from './turn.ts';

interface Around {
  readonly conversation: Conversation;
  readonly personId: string;
  readonly companyId: string;
  readonly training: TrainingParts;
  readonly now: number;
}

/** The way to apply, where a session is open that the company has not applied to. */
export async function applyOffer(tx: Transaction, { companyId, now }: Around): Promise<Block[]> {
  const own = await applicationsOf(tx, companyId);
  const open = (await listSessions(tx)).some(
    (session) =>
      mayApply(session, parisDay(now)) &&
      !own.some(({ sessionId, state }) => sessionId === session.id && state !== 'withdrawn'),
  );
  return open ? [choices(button('apply', texts.applyButton))] : [];
}

/** Where a company's applications stand, and what it may do about each. */
export async function statusBlocks(tx: Transaction, around: Around): Promise<Block[]> {
  const lines = await statusLines(tx, around);
  if (lines.length > 0) return lines;
  return [...words(texts.noApplication), ...(await applyOffer(tx, around))];
}

/** A line for each application, with what may be done. */
export async function statusLines(tx: Transaction, { companyId }: Around): Promise<Block[]> {
  const own = await applicationsOf(tx, companyId);
  if (own.length === 0) return [];
  const sessions = await Promise.all(own.map(({ sessionId }) => findSession(tx, sessionId)));
  const items = own.map(({ state, reason }, index) =>
    texts.statusLine(sessions[index]?.name ?? '', state, reason),
  );
  const isIn = own.some(({ state }) => state === 'admitted');
  return [
    listOf(items),
    choices(
      ...(isIn ? [button('events', texts.eventsButton), button('slots', texts.slotsButton)] : []),
      ...(own.some(({ state }) => isLive(state)) ? [button('leave', texts.leaveButton)] : []),
      button('diagnosis', texts.diagnosisButton),
    ),
  ];
}

/** Asks whether an application, or a place, is to be given up. */
export async function askToLeave(
  tx: Transaction,
  { companyId }: Around,
  id: string | undefined,
): Promise<Block[]> {
  const live = (await applicationsOf(tx, companyId)).filter(
    (one) => isLive(one.state) && (id === undefined || one.id === id),
  );
  const [first, ...others] = live;
  if (!first) return words(texts.nothingToLeave);
  const named = await Promise.all(
    live.map(async (one) => ({ one, name: (await findSession(tx, one.sessionId))?.name ?? '' })),
  );
  if (others.length > 0)
    return [
      ...words(texts.leaveWhich),
      choices(...named.map(({ one, name }) => button(`leave:${one.id}`, name))),
    ];
  return [
    ...words(
      first.state === 'admitted'
        ? texts.leavePlace(named[0]?.name ?? '')
        : texts.leaveAsk(named[0]?.name ?? ''),
    ),
    choices(button(`quit:${first.id}`, texts.leaveYes), button('status', texts.leaveNo)),
  ];
}

/** Gives an application up, and what was booked. */
export async function leave(tx: Transaction, around: Around, id: string): Promise<Block[]> {
  const { companyId, personId, conversation, training, now } = around;
  const { organizer } = training;
  const known = await findApplication(tx, id);
  const session = known && (await findSession(tx, known.sessionId));
  if (!session || known?.companyId !== companyId) return words(texts.nothingToLeave);
  const by = (await findPerson(tx, personId))?.name ?? texts.theCompany;
  const left = await withdraw(tx, id, { by, now, conversationId: conversation.id, organizer });
  if (!left.ok) return words(texts.nothingToLeave);
  return [...applicationNews({ application: left.application, session, dropped: left.dropped }).blocks];
}
