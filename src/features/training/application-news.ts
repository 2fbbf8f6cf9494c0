import { choices, words } from '#src/channel/make-blocks.ts';
import type { Application } from '#src/features/training/store/applications.ts';
import type { TrainingSession } from '#src/features/training/store/sessions.ts';
import { frenchDate } from '#src/platform/calendar/iso-date.ts';
import { button } from './blocks.ts';
import type { News } from './news.ts';
import { admissionTexts as texts } from './texts.ts';

/** What a company hears when its application changes: its new state, the team's word, what it may do now. */
export function applicationNews({
  application,
  session,
  dropped,
  promoted = false,
}: {
  application: Application;
  session: TrainingSession;
  /** Places at events that went with it. */
  dropped: number;
  promoted?: boolean | undefined;
}): News {
  const { state, reason, id } = application;
  const { name, place } = session;
  const dates = { from: frenchDate(session.startsOn), to: frenchDate(session.endsOn) };
  const said = {
    applied: texts.applied(name),
    admitted: promoted ? texts.promoted(name) : texts.admitted(name),
    waiting: texts.waiting(name),
    refused: texts.refused(name),
    withdrawn: texts.withdrawn(name),
  }[state];
  const next =
    state === 'admitted'
      ? choices(
          button('events', texts.eventsButton),
          button('slots', texts.slotsButton),
          button(`leave:${id}`, texts.leaveButton),
        )
      : choices(button('status', texts.statusButton));
  return {
    subject: texts.subject(name),
    blocks: [
      ...words(said),
      ...(reason ? words(texts.reason(reason)) : []),
      ...(state === 'admitted' ? words(texts.when(dates.from, dates.to, place), texts.whatNext) : []),
      ...(dropped > 0 ? words(texts.dropped(dropped)) : []),
      ...(state === 'withdrawn' ? [] : [next]),
    ],
  };
}
